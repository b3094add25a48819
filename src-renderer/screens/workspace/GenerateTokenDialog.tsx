import { CalendarClock } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { z } from 'zod';
import type { AppError } from '../../../src-preload/contract/result.ts';
import type { ExpiryReading, tokensCalls } from '../../../src-preload/contract/tokens.ts';
import type { SystemFacts } from '../../../src-preload/contract/system.ts';
import type { WorkspaceDetail } from '../../../src-preload/contract/workspaces.ts';
import { Button } from '../../components/Button.tsx';
import { Checkbox } from '../../components/Checkbox.tsx';
import { Dialog, DialogBody, DialogFoot } from '../../components/Dialog.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Field } from '../../components/Field.tsx';
import { Note } from '../../components/Note.tsx';
import { TextInput } from '../../components/TextInput.tsx';
import { withArticle } from '../../lib/names.ts';
import { useConnection } from '../../stores/connections.ts';
import { usePlanForm } from '../../stores/planForm.ts';
import { refusal } from '../../stores/workspace.ts';
import styles from './GenerateTokenDialog.module.css';
import { useTokenNameCheck } from './tokenNameCheck.ts';
import { hostOf } from './words.ts';

type Presets = z.output<(typeof tokensCalls)['expiryPresets']['output']>;

/** A new token: its name, what it may, and its end as the server will read it, shown as an instant before anything is sent. */
export function GenerateTokenDialog({
  detail,
  facts,
  open,
  onOpenChange,
}: {
  /** The place that it belongs to. */
  detail: WorkspaceDetail;
  facts: SystemFacts;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  return open ? <Generate detail={detail} facts={facts} onClose={() => onOpenChange(false)} /> : null;
}

function Generate({
  detail,
  facts,
  onClose,
}: {
  detail: WorkspaceDetail;
  facts: SystemFacts;
  onClose: () => void;
}) {
  const { one, expiry: expires, scopes, secret } = facts.tokens;
  const { workspace } = detail;
  const { connectionId, id: workspaceId } = workspace;
  const connection = useConnection(connectionId);
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(
    () => new Set(scopes.filter(({ preset }) => preset).map(({ id }) => id)),
  );
  const [text, setText] = useState('');
  const [presets, setPresets] = useState<Presets>([]);
  const [read, setRead] = useState<{ text: string; reading: ExpiryReading } | null>(null);
  const [saidYes, setSaidYes] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const { waiting, refused, send } = usePlanForm();
  const nameProblem = useTokenNameCheck({ connectionId, workspaceId }, name);

  useEffect(() => {
    if (!expires) return undefined;
    let current = true;
    void window.steward.tokens.expiryPresets({ connectionId, workspaceId }).then((answer) => {
      if (!current) return;
      if (!answer.ok) {
        setError(answer.error);
        return;
      }
      setPresets(answer.value);
      setText((typed) => (typed === '' ? (answer.value[0]?.text ?? '') : typed));
    });
    return () => {
      current = false;
    };
  }, [connectionId, workspaceId, expires]);

  useEffect(() => {
    if (!expires) return undefined;
    let current = true;
    void window.steward.tokens.readExpiry({ connectionId, workspaceId, text }).then((answer) => {
      if (!current) return;
      if (answer.ok) setRead({ text, reading: answer.value });
      else setError(answer.error);
    });
    return () => {
      current = false;
    };
  }, [connectionId, workspaceId, text, expires]);

  const reading = read !== null && read.text === text ? read.reading : null;
  const caution = reading === null || reading.reading === 'refused' ? null : reading.caution;
  const reason =
    refusal(detail, 'token.create') ??
    (name.trim() === ''
      ? `Give the ${one} a name first.`
      : nameProblem !== null
        ? nameProblem
        : scopes.length > 0 && chosen.size === 0
          ? 'Choose at least one thing that it may.'
          : !expires
            ? null
            : reading === null
              ? 'The expiry is still being read.'
              : reading.reading === 'refused'
                ? reading.message
                : caution !== null && !saidYes
                  ? reading.reading === 'never'
                    ? 'A life without an end needs your yes above.'
                    : 'So short a life needs your yes above.'
                  : null);

  const submit = async () => {
    if (reason !== null) return;
    const applied = await send(
      [
        {
          type: 'token.create',
          connectionId,
          workspaceId,
          name: name.trim(),
          expiry: expires ? text : '',
          ...(scopes.length === 0 ? {} : { scopes: [...chosen] }),
        },
      ],
      { saidYesTo: saidYes ? ['expiry-under-hour'] : [] },
    );
    if (applied !== null) onClose();
  };
  const change = (next: string) => {
    setText(next);
    setSaidYes(false);
  };
  const where = workspace.instance.url.state === 'known' ? ` (${hostOf(workspace.instance.url.value)})` : '';
  return (
    <Dialog
      open={!waiting}
      onOpenChange={onClose}
      title={`Generate ${withArticle(one)} for ${workspace.name}`}
      description={`On ${connection?.label ?? 'this connection'}${where}. ${
        facts.guided
          ? `You make it in ${connection?.productName ?? 'the system'}; here are the steps.`
          : secret === 'once'
            ? 'Its secret is shown once, right after.'
            : 'Its value is shown right after, and can be copied again later.'
      }`}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <DialogBody>
          {error !== null && <ErrorNote error={error} />}
          {refused !== null && <ErrorNote error={refused} />}
          <Field
            label="Name"
            hint="What uses it, so that you know later what a revocation breaks."
            error={name === '' ? null : nameProblem}
          >
            {(aria) => (
              <TextInput
                {...aria}
                value={name}
                placeholder="ci-deploy"
                onChange={(event) => setName(event.target.value)}
              />
            )}
          </Field>
          {scopes.length > 0 && (
            <fieldset className={styles.scopes}>
              <legend>It may</legend>
              {scopes.map(({ id, label }) => (
                <Checkbox
                  key={id}
                  label={label}
                  checked={chosen.has(id)}
                  onChange={(on) => {
                    const next = new Set(chosen);
                    if (on) next.add(id);
                    else next.delete(id);
                    setChosen(next);
                  }}
                />
              ))}
            </fieldset>
          )}
          {expires && (
            <div className={styles.expiry}>
              <Field label="Expires in" error={reading?.reading === 'refused' ? reading.message : null}>
                {(aria) => (
                  <div className={styles.row}>
                    <TextInput {...aria} mono value={text} onChange={(event) => change(event.target.value)} />
                    <div className={styles.presets} role="group" aria-label="Usual expiries">
                      {presets.map((preset) => (
                        <button
                          key={preset.text}
                          type="button"
                          className={styles.preset}
                          aria-pressed={text === preset.text}
                          onClick={() => change(preset.text)}
                        >
                          {preset.label}
                        </button>
                      ))}
                    </div>
                  </div>
                )}
              </Field>
              {reading?.reading === 'refused' && reading.suggestion !== null && (
                <Suggestion text={reading.suggestion} onTake={change} />
              )}
              <p className={styles.instant} role="status">
                {reading?.reading === 'never' && reading.words}
                {reading?.reading === 'instant' && (
                  <>
                    <CalendarClock aria-hidden />
                    Expires {reading.words}
                  </>
                )}
              </p>
            </div>
          )}
          {caution !== null && (
            <Note tone="warn" title={caution}>
              <div className={styles.yes}>
                <Checkbox label="Yes, generate it all the same" checked={saidYes} onChange={setSaidYes} />
              </div>
            </Note>
          )}
        </DialogBody>
        <DialogFoot>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" disabledReason={reason}>
            Generate {one}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}

function Suggestion({ text, onTake }: { text: string; onTake: (text: string) => void }) {
  return (
    <div>
      <Button size="s" onClick={() => onTake(text)}>
        Use “{text}”
      </Button>
    </div>
  );
}
