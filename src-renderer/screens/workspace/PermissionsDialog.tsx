import { Plus } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { AppError } from '../../../src-preload/contract/result.ts';
import type { Role } from '../../../src-preload/contract/roles.ts';
import type { WorkspaceDetail } from '../../../src-preload/contract/workspaces.ts';
import { Button } from '../../components/Button.tsx';
import { Checkbox } from '../../components/Checkbox.tsx';
import { Dialog, DialogBody, DialogFoot } from '../../components/Dialog.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Field } from '../../components/Field.tsx';
import { Note } from '../../components/Note.tsx';
import { TextInput } from '../../components/TextInput.tsx';
import { permissionChanges } from '../../lib/roles.ts';
import { useConnection } from '../../stores/connections.ts';
import { usePlanForm } from '../../stores/planForm.ts';
import { refOf, refusal } from '../../stores/workspace.ts';
import styles from './RolesTab.module.css';

interface Code {
  code: string;
  words: string;
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
  const { connectionId, workspaceId } = ref;
  const connection = useConnection(connectionId);
  const [known, setKnown] = useState<readonly Code[]>([]);
  const [own, setOwn] = useState<readonly string[]>([]);
  const before = role.permissions ?? [];
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(before));
  const [typed, setTyped] = useState('');
  const [error, setError] = useState<AppError | null>(null);
  const { waiting, refused, send } = usePlanForm();
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
      words: own.includes(code) && !before.includes(code) ? 'Entered by you' : 'Not known to Steward; kept',
    })),
  ];
  const after = codes.map(({ code }) => code).filter((code) => chosen.has(code));
  const { added, removed } = permissionChanges(before, after);
  const toggle = (code: string, on: boolean) => {
    const next = new Set(chosen);
    if (on) next.add(code);
    else next.delete(code);
    setChosen(next);
  };
  const enter = () => {
    const code = typed.trim();
    if (code === '') return;
    if (!codes.some((one) => one.code === code)) setOwn([...own, code]);
    toggle(code, true);
    setTyped('');
  };
  const reason =
    refusal(place, 'role.set-permissions') ??
    (role.permissions !== null && added.length + removed.length === 0 ? 'Nothing was changed yet.' : null);
  const submit = async () => {
    if (reason !== null) return;
    const applied = await send([
      { type: 'role.set-permissions', ...ref, roleId: role.id, name: role.label, permissions: after },
    ]);
    if (applied !== null) onClose();
  };
  return (
    <Dialog
      open={!waiting}
      onOpenChange={onClose}
      title={`What ${role.label} may do`}
      description={`In ${place.workspace.name} on ${connection?.label ?? 'this connection'}. The whole set is replaced.`}
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
          {role.permissions === null && (
            <Note tone="warn" title="What it may do now isn’t reported">
              Saving replaces whatever the role has: what isn’t ticked here is taken away.
            </Note>
          )}
          <fieldset className={styles.codes}>
            <legend className="hidden-words">Permissions</legend>
            {codes.map(({ code, words }) => (
              <div key={code} data-change={changeOf(code, added, removed)}>
                <Checkbox
                  label={<code>{code}</code>}
                  checked={chosen.has(code)}
                  onChange={(on) => toggle(code, on)}
                />
                <span>{words}</span>
              </div>
            ))}
            {codes.length === 0 && <p className={styles.dim}>No permission codes are known yet.</p>}
          </fieldset>
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
        </DialogBody>
        <DialogFoot
          left={
            <span role="status">
              {added.length + removed.length === 0
                ? `${after.length} permissions`
                : `${added.length} added, ${removed.length} taken away`}
            </span>
          }
        >
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" disabledReason={reason}>
            Replace permissions
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}

const changeOf = (code: string, added: readonly string[], removed: readonly string[]) =>
  added.includes(code) ? 'added' : removed.includes(code) ? 'removed' : undefined;
