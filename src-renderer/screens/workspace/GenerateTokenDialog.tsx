import { CalendarClock } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { z } from 'zod';
import type { AppError } from '../../../src-preload/contract/result.ts';
import type { ExpiryReading, tokensCalls } from '../../../src-preload/contract/tokens.ts';
import type { WorkspaceDetail } from '../../../src-preload/contract/workspaces.ts';
import { Button } from '../../components/Button.tsx';
import { Checkbox } from '../../components/Checkbox.tsx';
import { Dialog, DialogBody, DialogFoot } from '../../components/Dialog.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Field } from '../../components/Field.tsx';
import { Note } from '../../components/Note.tsx';
import { TextInput } from '../../components/TextInput.tsx';
import { useConnection } from '../../stores/connections.ts';
import { openPlan } from '../../stores/plan.ts';
import { refusal } from '../../stores/workspace.ts';
import styles from './GenerateTokenDialog.module.css';
import { hostOf } from './words.ts';

type Presets = z.output<(typeof tokensCalls)['expiryPresets']['output']>;

/** A new token: its name, and its end as the server will read it, shown as an instant before anything is sent. */
export function GenerateTokenDialog({
  detail,
  open,
  onOpenChange,
}: {
  detail: WorkspaceDetail;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  return open ? <Generate detail={detail} onClose={() => onOpenChange(false)} /> : null;
}

function Generate({ detail, onClose }: { detail: WorkspaceDetail; onClose: () => void }) {
  const { workspace } = detail;
  const { connectionId, id: workspaceId } = workspace;
  const connection = useConnection(connectionId);
  const [name, setName] = useState('');
  const [nameProblem, setNameProblem] = useState<string | null>(null);
  const [text, setText] = useState('');
  const [presets, setPresets] = useState<Presets>([]);
  const [read, setRead] = useState<{ text: string; reading: ExpiryReading } | null>(null);
  const [saidYes, setSaidYes] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const [waiting, setWaiting] = useState(false);

  useEffect(() => {
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
  }, [connectionId, workspaceId]);

  useEffect(() => {
    let current = true;
    void window.steward.tokens.readExpiry({ connectionId, workspaceId, text }).then((answer) => {
      if (!current) return;
      if (answer.ok) setRead({ text, reading: answer.value });
      else setError(answer.error);
    });
    return () => {
      current = false;
    };
  }, [connectionId, workspaceId, text]);

  useEffect(() => {
    let current = true;
    void window.steward.tokens.checkName({ connectionId, workspaceId, name }).then((answer) => {
      if (current && answer.ok) setNameProblem(answer.value);
    });
    return () => {
      current = false;
    };
  }, [connectionId, workspaceId, name]);

  const reading = read !== null && read.text === text ? read.reading : null;
  const caution = reading?.reading === 'instant' ? reading.caution : null;
  const reason =
    refusal(detail, 'token.create') ??
    (name.trim() === ''
      ? 'Give the token a name first.'
      : nameProblem !== null
        ? nameProblem
        : reading === null
          ? 'The expiry is still being read.'
          : reading.reading === 'refused'
            ? reading.message
            : caution !== null && !saidYes
              ? 'So short a life needs your yes above.'
              : null);

  const submit = async () => {
    if (reason !== null) return;
    setWaiting(true);
    const end = await openPlan(
      [{ type: 'token.create', connectionId, workspaceId, name: name.trim(), expiry: text }],
      { saidYesTo: saidYes ? ['expiry-under-hour'] : [] },
    );
    setWaiting(false);
    if (end.end === 'applied') onClose();
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
      title={`Generate a token for ${workspace.name}`}
      description={`On ${connection?.label ?? 'this connection'}${where}. Its secret is shown once, right after.`}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <DialogBody>
          {error !== null && <ErrorNote error={error} />}
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
              {reading?.reading === 'instant' && (
                <>
                  <CalendarClock aria-hidden />
                  Expires {reading.words}
                </>
              )}
            </p>
          </div>
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
            Generate token
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
