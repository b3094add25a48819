import { useState } from 'react';
import type { ExpiryReading } from '../../../../src-preload/contract/tokens.ts';
import type { SystemFacts } from '../../../../src-preload/contract/system.ts';
import type { WorkspaceDetail } from '../../../../src-preload/contract/workspaces.ts';
import { Checkbox } from '../../../components/Checkbox.tsx';
import { Field } from '../../../components/Field.tsx';
import { Note } from '../../../components/Note.tsx';
import { TextInput } from '../../../components/TextInput.tsx';
import { withArticle } from '../../../lib/names.ts';
import { useConnection } from '../../../stores/connections.ts';
import { usePlanForm } from '../../../stores/plan-form.ts';
import { refOf, refusal } from '../../../stores/workspace.ts';
import { PlanDialog } from '../../../components/PlanDialog.tsx';
import { hostOf } from '../../../lib/connection-text.ts';
import { ExpiryField, useExpiry } from './ExpiryField.tsx';
import styles from './GenerateTokenDialog.module.css';
import { useTokenNameCheck } from './useTokenNameCheck.ts';

/** A new token: its name, what it may, and its end as the server will read it, shown as an instant before anything is sent. */
export function GenerateTokenDialog({
  detail,
  facts,
  onClose,
}: {
  /** The place that it belongs to. */
  detail: WorkspaceDetail;
  facts: SystemFacts;
  onClose: () => void;
}) {
  const { one, expiry: expires, scopes } = facts.tokens;
  const ref = refOf(detail);
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(
    () => new Set(scopes.filter(({ preset }) => preset).map(({ id }) => id)),
  );
  const [saidYes, setSaidYes] = useState(false);
  const nameProblem = useTokenNameCheck(ref, name);
  const expiry = useExpiry(ref, expires);
  const { reading } = expiry;
  const caution = reading === null || reading.reading === 'refused' ? null : reading.caution;
  const reason =
    refusal(detail, 'token.create') ??
    (name.trim() === '' ? `Give the ${one} a name first.` : nameProblem) ??
    (scopes.length > 0 && chosen.size === 0 ? 'Choose at least one thing that it may.' : null) ??
    (expires ? againstExpiry(reading, saidYes) : null);
  return (
    <PlanDialog
      title={`Generate ${withArticle(one)} for ${detail.workspace.name}`}
      description={useWhereWords(detail, facts)}
      form={usePlanForm()}
      changes={() => [
        {
          type: 'token.create',
          ...ref,
          name: name.trim(),
          expiry: expires ? expiry.text : '',
          ...(scopes.length === 0 ? {} : { scopes: [...chosen] }),
        },
      ]}
      options={{ saidYesTo: saidYes ? ['expiry-under-hour'] : [] }}
      errors={[expiry.error]}
      reason={reason}
      submit={`Generate ${one}`}
      onClose={onClose}
    >
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
      {scopes.length > 0 && <Scopes scopes={scopes} chosen={chosen} onChange={setChosen} />}
      {expires && (
        <ExpiryField
          expiry={expiry}
          onChange={(text) => {
            expiry.setText(text);
            setSaidYes(false);
          }}
        />
      )}
      {caution !== null && (
        <Note tone="warn" title={caution}>
          <div className={styles.yes}>
            <Checkbox label="Yes, generate it all the same" checked={saidYes} onChange={setSaidYes} />
          </div>
        </Note>
      )}
    </PlanDialog>
  );
}

/** What of the expiry still stands in the way. */
function againstExpiry(reading: ExpiryReading | null, saidYes: boolean): string | null {
  if (reading === null) return 'The expiry is still being read.';
  if (reading.reading === 'refused') return reading.message;
  if (reading.caution === null || saidYes) return null;
  return reading.reading === 'never'
    ? 'A life without an end needs your yes above.'
    : 'So short a life needs your yes above.';
}

/** Where it is made, and when its value can be seen. */
function useWhereWords({ workspace }: WorkspaceDetail, { guided, tokens }: SystemFacts): string {
  const connection = useConnection(workspace.connectionId);
  const { url } = workspace.instance;
  const host = url.state === 'known' ? ` (${hostOf(url.value)})` : '';
  const afterwards = guided
    ? `You make it in ${connection?.productName ?? 'the system'}; here are the steps.`
    : tokens.secret === 'once'
      ? 'Its secret is shown once, right after.'
      : 'Its value is shown right after, and can be copied again later.';
  return `On ${connection?.label ?? 'this connection'}${host}. ${afterwards}`;
}

function Scopes({
  scopes,
  chosen,
  onChange,
}: {
  scopes: SystemFacts['tokens']['scopes'];
  chosen: ReadonlySet<string>;
  onChange: (chosen: ReadonlySet<string>) => void;
}) {
  return (
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
            onChange(next);
          }}
        />
      ))}
    </fieldset>
  );
}
