import { useId, useRef, useState } from 'react';
import { Check } from 'lucide-react';
import type { AppError } from '../../../src-preload/contract/result.ts';
import type { Scope } from '../../../src-preload/contract/capabilities.ts';
import type { Workspace } from '../../../src-preload/contract/workspaces.ts';
import { DialogForm } from '../../components/overlays/DialogForm.tsx';
import { normalizeAddress, normalizeName, type Normalized } from '../../../src-preload/shared/normalize.ts';
import { Field } from '../../components/fields/Field.tsx';
import { Select } from '../../components/fields/Select.tsx';
import { TextInput } from '../../components/fields/TextInput.tsx';
import { useWorkspaceList } from '../../stores/workspaces.ts';
import { emptyRow, rowProblems, toCsv } from './csv.ts';
import type { ColumnId, Row } from './csv.ts';
import type { InventoryTabProps } from './FromList.tsx';
import { useQuery } from '../../stores/useQuery.ts';
import { columnText, rowText } from './text.ts';
import css from './inventory.module.css';

/** The roles to choose from in organizations and workspaces; without a known place a role is typed. */
function useRoleLabels(connectionId: string, places: readonly Workspace[]) {
  const one = (places.find(({ scope }) => scope === 'workspace') ?? places[0])?.id ?? null;
  const { value: tables } = useQuery(one === null ? null : ['roles', connectionId, one], () =>
    window.steward.roles.tables({ connectionId, workspaceId: one ?? '' }),
  );
  return (scope: Scope) =>
    (tables?.find((table) => table.scope === scope)?.roles ?? [])
      .filter(({ assignable }) => assignable)
      .map(({ label }) => label);
}

const noRole = '(none)';

interface CellProps {
  label: string;
  hint?: string;
  value: string;
  problem: string | undefined;
  /** Suggestions; any other text is allowed. */
  known?: readonly string[];
  autoFocus?: boolean;
  /** How what was typed is read. */
  normalize?: (text: string) => Normalized;
  onChange: (value: string) => void;
}

function Cell({
  label,
  hint,
  value,
  problem,
  known = [],
  autoFocus = false,
  normalize = normalizeName,
  onChange,
}: CellProps) {
  const listId = useId();
  return (
    <Field
      label={label}
      error={problem}
      dropped={normalize(value).dropped}
      {...(hint === undefined ? {} : { hint })}
    >
      {(aria) => (
        <>
          <TextInput
            {...aria}
            {...(autoFocus ? { 'data-first': true } : {})}
            {...(known.length === 0 ? {} : { list: listId })}
            maxLength={300}
            value={value}
            onChange={(event) => onChange(event.currentTarget.value)}
          />
          {known.length === 0 ? null : (
            <datalist id={listId}>
              {known.map((each) => (
                <option key={each} value={each} />
              ))}
            </datalist>
          )}
        </>
      )}
    </Field>
  );
}

interface RoleCellProps {
  label: string;
  value: string;
  labels: readonly string[];
  onChange: (value: string) => void;
}

function RoleCell({ label, value, labels, onChange }: RoleCellProps) {
  if (labels.length === 0) {
    return <Cell label={label} hint={rowText.role} value={value} problem={undefined} onChange={onChange} />;
  }
  return (
    <Field label={label}>
      {(aria) => (
        <Select
          {...aria}
          label={label}
          value={value === '' ? noRole : value}
          onChange={(next) => onChange(next === noRole ? '' : next)}
          options={[
            { value: noRole, label: 'None' },
            ...labels.map((each) => ({ value: each, label: each })),
          ]}
        />
      )}
    </Field>
  );
}

/** One row at a time; the organization and workspace stay for the next one. */
export function OneByOne({ connectionId, onClose, left }: InventoryTabProps) {
  const places = useWorkspaceList(connectionId)?.workspaces ?? [];
  const labelsOf = useRoleLabels(connectionId, places);
  const [row, setRow] = useState<Row>(emptyRow);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  /** The results of the rows recorded so far, newest first. */
  const [done, setDone] = useState<readonly string[]>([]);
  const [problem, setProblem] = useState<string | null>(null);
  const form = useRef<HTMLFormElement>(null);

  const set = (id: ColumnId) => (value: string) => {
    setRow((before) => ({ ...before, [id]: value }));
    setProblem(null);
  };
  const problems = tried ? rowProblems(row) : {};
  const organizations = places.filter(({ scope }) => scope === 'organization').map(({ name }) => name);
  const workspaces = places
    .filter(
      ({ scope, organization }) =>
        scope === 'workspace' &&
        (row.organization.trim() === '' ||
          (organization.state === 'known' && organization.value.name === row.organization.trim())),
    )
    .map(({ name }) => name);

  const keep = async () => {
    setTried(true);
    setError(null);
    setProblem(null);
    if (Object.keys(rowProblems(row)).length > 0) return;
    const text = toCsv([row]);
    setBusy(true);
    const preview = await window.steward.inventory.preview({ connectionId, text });
    const first = preview.ok ? preview.value.rows[0] : undefined;
    const wrong = preview.ok ? (preview.value.problem ?? first?.problem ?? null) : null;
    if (!preview.ok || wrong !== null) {
      setBusy(false);
      if (preview.ok) setProblem(wrong);
      else setError(preview.error);
      return;
    }
    const kept = await window.steward.inventory.import({ connectionId, text });
    setBusy(false);
    if (!kept.ok) {
      setError(kept.error);
      return;
    }
    setDone((before) => [first?.effect ?? 'Recorded.', ...before]);
    setTried(false);
    setRow((before) => ({ ...emptyRow, organization: before.organization, workspace: before.workspace }));
    // Usually the next person of the same workspace follows.
    form.current?.querySelector<HTMLInputElement>('[data-first]')?.focus();
  };
  return (
    <DialogForm
      form={form}
      errors={[error]}
      busy={busy}
      submit={done.length === 0 ? 'Record' : 'Record another'}
      cancel={done.length === 0 ? 'Cancel' : 'Close'}
      left={left}
      onSubmit={() => void keep()}
      onCancel={onClose}
    >
      <div className={css.grid}>
        <Cell
          label="Organization"
          value={row.organization}
          problem={problems.organization}
          known={organizations}
          onChange={set('organization')}
        />
        <Cell
          label="Workspace"
          hint={columnText.workspace}
          value={row.workspace}
          problem={problems.workspace}
          known={workspaces}
          onChange={set('workspace')}
        />
        <Cell
          label="E-mail address"
          normalize={normalizeAddress}
          autoFocus
          value={row.email}
          problem={problems.email}
          onChange={set('email')}
        />
        <Cell label="Name" value={row.name} problem={problems.name} onChange={set('name')} />
        <RoleCell
          label="Role in the organization"
          value={row.organizationRole}
          labels={labelsOf('organization')}
          onChange={set('organizationRole')}
        />
        <RoleCell
          label="Role in the workspace"
          value={row.workspaceRole}
          labels={labelsOf('workspace')}
          onChange={set('workspaceRole')}
        />
        <Cell
          label="Key name"
          hint={rowText.keyHint}
          value={row.key}
          problem={problems.key}
          onChange={set('key')}
        />
      </div>
      {problem === null ? null : (
        <p role="alert" className={css.refused}>
          {problem}
        </p>
      )}
      {done.length === 0 ? null : (
        <div role="status">
          <ul className={css.done} aria-label="Just recorded">
            {done.slice(0, 5).map((effect, index) => (
              <li key={done.length - index}>
                <Check aria-hidden />
                {effect}
              </li>
            ))}
          </ul>
        </div>
      )}
    </DialogForm>
  );
}
