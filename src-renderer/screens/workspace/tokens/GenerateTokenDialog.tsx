import { useState } from 'react';
import type { SystemFacts } from '../../../../src-preload/contract/system.ts';
import type { WorkspaceDetail } from '../../../../src-preload/contract/workspaces.ts';
import { longestTyped } from '../../../../src-preload/shared/limits.ts';
import { Checkbox } from '../../../components/fields/Checkbox.tsx';
import { normalizeName } from '../../../../src-preload/shared/normalize.ts';
import { Field } from '../../../components/fields/Field.tsx';
import { Note } from '../../../components/Note.tsx';
import { TextInput } from '../../../components/fields/TextInput.tsx';
import { withArticle } from '../../../lib/names.ts';
import { useConnection, useConnectionLabel } from '../../../stores/connections.ts';
import { usePlanForm } from '../../../stores/plan/plan-form.ts';
import { refOf, refusal } from '../../../stores/workspace.ts';
import { PlanDialog } from '../../../components/overlays/PlanDialog.tsx';
import { hostOf } from '../../../lib/connection-text.ts';
import { ExpiryField, useExpiry } from './ExpiryField.tsx';
import styles from './GenerateTokenDialog.module.css';
import { useTokenNameCheck } from './useTokenNameCheck.ts';
import { afterwardsText, expiryProblemText, nameHint, selectScopeText } from './text.ts';

/** A new token: its name, its scopes, and its expiry as the server will read it. */
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
  const [confirmed, setConfirmed] = useState(false);
  const nameProblem = useTokenNameCheck(ref, name);
  const expiry = useExpiry(ref, expires);
  const { reading } = expiry;
  const caution = reading === null || reading.reading === 'refused' ? null : reading.caution;
  const reason =
    refusal(detail, 'token.create') ??
    (name.trim() === '' ? `Enter a name for the ${one}.` : nameProblem) ??
    (scopes.length > 0 && chosen.size === 0 ? selectScopeText : null) ??
    (expires ? expiryProblemText(reading, confirmed) : null);
  return (
    <PlanDialog
      title={`Generate ${withArticle(one)} for ${detail.workspace.name}`}
      description={useDescription(detail, facts)}
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
      options={{ saidYesTo: confirmed ? ['expiry-under-hour'] : [] }}
      errors={[expiry.error]}
      reason={reason}
      submit={`Generate ${one}`}
      onClose={onClose}
    >
      <Field
        label="Name"
        dropped={normalizeName(name).dropped}
        hint={nameHint}
        error={name === '' ? null : nameProblem}
      >
        {(aria) => (
          <TextInput
            {...aria}
            maxLength={longestTyped}
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
            setConfirmed(false);
          }}
        />
      )}
      {caution !== null && (
        <Note tone="warn" title={caution}>
          <div className={styles.yes}>
            <Checkbox label="Generate it anyway" checked={confirmed} onChange={setConfirmed} />
          </div>
        </Note>
      )}
    </PlanDialog>
  );
}

/** Where it is created, and when its value can be seen. */
function useDescription({ workspace }: WorkspaceDetail, facts: SystemFacts): string {
  const connection = useConnection(workspace.connectionId);
  const { url } = workspace.instance;
  const host = url.state === 'known' ? ` (${hostOf(url.value)})` : '';
  const afterwards = afterwardsText(facts, connection?.productName ?? 'the system');
  return `On ${useConnectionLabel(workspace.connectionId)}${host}. ${afterwards}`;
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
      <legend>Scopes</legend>
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
