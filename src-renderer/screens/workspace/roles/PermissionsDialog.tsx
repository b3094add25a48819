import { Plus } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { WorkspaceRef } from '../../../../src-preload/contract/refs.ts';
import type { AppError } from '../../../../src-preload/contract/result.ts';
import type { Role } from '../../../../src-preload/contract/roles.ts';
import type { WorkspaceDetail } from '../../../../src-preload/contract/workspaces.ts';
import { Button } from '../../../components/Button.tsx';
import { Checkbox } from '../../../components/Checkbox.tsx';
import { Field } from '../../../components/Field.tsx';
import { Note } from '../../../components/Note.tsx';
import { TextInput } from '../../../components/TextInput.tsx';
import { permissionChanges } from '../../../lib/roles.ts';
import { usePlanForm } from '../../../stores/plan-form.ts';
import { refOf, refusal } from '../../../stores/workspace.ts';
import { PlanDialog } from '../../../components/PlanDialog.tsx';
import { useConnectionName } from '../create/go-to-created.ts';
import styles from './roles.module.css';

interface Code {
  code: string;
  label: string;
}

/** The codes that can be given: those that the system has, and those that the role has or somebody typed. */
function useCodes({ connectionId, workspaceId }: WorkspaceRef, before: readonly string[]) {
  const [known, setKnown] = useState<readonly Code[]>([]);
  const [own, setOwn] = useState<readonly string[]>([]);
  const [error, setError] = useState<AppError | null>(null);
  useEffect(() => {
    let current = true;
    void window.steward.roles.permissionCodes({ connectionId, workspaceId }).then((answer) => {
      if (!current) return;
      if (answer.ok) setKnown(answer.value);
      else setError(answer.error);
    });
    return () => {
      current = false;
    };
  }, [connectionId, workspaceId]);
  const unknown = [...new Set([...before, ...own])].filter((code) => !known.some((one) => one.code === code));
  const codes: Code[] = [
    ...known,
    ...unknown.map((code) => ({
      code,
      label: before.includes(code) ? 'Not known to Steward; kept' : 'Entered by you',
    })),
  ];
  const enter = (code: string) => {
    if (!codes.some((one) => one.code === code)) setOwn([...own, code]);
  };
  return { codes, enter, error };
}

/** What a custom role may do. The server replaces the whole set, so codes that nobody here knows are kept in it. */
export function PermissionsDialog({
  place,
  role,
  onClose,
}: {
  place: WorkspaceDetail;
  role: Role;
  onClose: () => void;
}) {
  const ref = refOf(place);
  const connection = useConnectionName(ref.connectionId);
  const before = role.permissions ?? [];
  const { codes, enter, error } = useCodes(ref, before);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(before));
  const after = codes.map(({ code }) => code).filter((code) => chosen.has(code));
  const { added, removed } = permissionChanges(before, after);
  const changes = added.length + removed.length;
  const toggle = (code: string, on: boolean) => {
    const next = new Set(chosen);
    if (on) next.add(code);
    else next.delete(code);
    setChosen(next);
  };
  return (
    <PlanDialog
      title={`What ${role.label} may do`}
      description={`In ${place.workspace.name} on ${connection}. The whole set is replaced.`}
      form={usePlanForm()}
      changes={() => [
        { type: 'role.set-permissions', ...ref, roleId: role.id, name: role.label, permissions: after },
      ]}
      errors={[error]}
      reason={
        refusal(place, 'role.set-permissions') ??
        (role.permissions !== null && changes === 0 ? 'Nothing was changed yet.' : null)
      }
      submit="Replace permissions"
      left={
        <span role="status">
          {changes === 0
            ? `${after.length} permissions`
            : `${added.length} added, ${removed.length} taken away`}
        </span>
      }
      onClose={onClose}
    >
      {role.permissions === null && (
        <Note tone="warn" title="What it may do now isn’t reported">
          Saving replaces whatever the role has: what isn’t ticked here is taken away.
        </Note>
      )}
      <fieldset className={styles.codes}>
        <legend className="hidden-words">Permissions</legend>
        {codes.map(({ code, label }) => (
          <div key={code} data-change={changeOf(code, added, removed)}>
            <Checkbox
              label={<code>{code}</code>}
              checked={chosen.has(code)}
              onChange={(on) => toggle(code, on)}
            />
            <span>{label}</span>
          </div>
        ))}
        {codes.length === 0 && <p className={styles.dim}>No permission codes are known yet.</p>}
      </fieldset>
      <AnotherCode
        onEnter={(code) => {
          enter(code);
          toggle(code, true);
        }}
      />
    </PlanDialog>
  );
}

/** For a code that the system has and this version doesn't know. */
function AnotherCode({ onEnter }: { onEnter: (code: string) => void }) {
  const [typed, setTyped] = useState('');
  const enter = () => {
    const code = typed.trim();
    if (code === '') return;
    onEnter(code);
    setTyped('');
  };
  return (
    <Field label="Another code" hint="For what this version of Steward doesn’t know.">
      {(aria) => (
        <div className={styles.add}>
          <TextInput
            {...aria}
            mono
            value={typed}
            placeholder="workspace:billing:read"
            onChange={(event) => setTyped(event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return;
              event.preventDefault();
              enter();
            }}
          />
          <Button icon={Plus} onClick={enter}>
            Add
          </Button>
        </div>
      )}
    </Field>
  );
}

const changeOf = (code: string, added: readonly string[], removed: readonly string[]) =>
  added.includes(code) ? 'added' : removed.includes(code) ? 'removed' : undefined;
