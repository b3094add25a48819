import { useEffect, useState } from 'react';
import type { Member } from '../../../src-preload/contract/members.ts';
import type { AppError } from '../../../src-preload/contract/result.ts';
import type { WorkspaceDetail } from '../../../src-preload/contract/workspaces.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog, DialogBody, DialogFoot } from '../../components/Dialog.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { RadioCards, type RadioCard } from '../../components/RadioCards.tsx';
import { useConnection } from '../../stores/connections.ts';
import { usePlanForm } from '../../stores/planForm.ts';
import { nameOf } from './person.ts';
import { plural } from './words.ts';

/** One role for the people picked. Who has it already is left out; who can't be given it is said in the review. */
export function ChangeRoleDialog({
  detail,
  people,
  onClose,
}: {
  detail: WorkspaceDetail;
  people: readonly Member[];
  onClose: (done: boolean) => void;
}) {
  const { workspace } = detail;
  const connection = useConnection(workspace.connectionId);
  const [first] = people;
  const single = people.length === 1 ? first : undefined;
  const [role, setRole] = useState(single?.role.id ?? '');
  const { waiting, refused, send } = usePlanForm();
  const [error, setError] = useState<AppError | null>(null);
  const [options, setOptions] = useState<RadioCard<string>[]>(() =>
    [...detail.roles]
      .sort((a, b) => b.rank - a.rank)
      .map(({ id, label, description, assignable }) => ({
        value: id,
        label,
        description,
        disabledReason: assignable ? null : 'Nobody can be given it; it only comes by handing it over.',
      })),
  );

  const { connectionId, id: workspaceId } = workspace;
  const userId = single?.userId ?? null;
  const roleNow = single?.role.id ?? null;
  useEffect(() => {
    if (userId === null) return undefined;
    let current = true;
    void window.steward.members.roleOptions({ connectionId, workspaceId, userId }).then((answer) => {
      if (!current) return;
      if (!answer.ok) {
        setError(answer.error);
        return;
      }
      setOptions(
        answer.value.map(({ id, label, description, permission }) => ({
          value: id,
          label: id === roleNow ? `${label} (now)` : label,
          description,
          disabledReason: permission.allowed || id === roleNow ? null : permission.reason,
        })),
      );
    });
    return () => {
      current = false;
    };
  }, [connectionId, workspaceId, userId, roleNow]);

  const changing = people.filter((member) => member.role.id !== role);
  const reason =
    role === ''
      ? 'Choose a role first.'
      : changing.length === 0
        ? people.length === 1
          ? 'That is the role now.'
          : 'All of them have this role already.'
        : null;
  const submit = async () => {
    if (reason !== null) return;
    const applied = await send(
      changing.map((member) => ({
        type: 'member.set-role' as const,
        connectionId,
        workspaceId,
        userId: member.userId,
        email: member.email,
        role,
      })),
    );
    if (applied !== null) onClose(true);
  };
  return (
    <Dialog
      open={!waiting}
      onOpenChange={() => onClose(false)}
      title={
        single === undefined
          ? `Change the role of ${people.length} people`
          : `Change the role of ${nameOf(single)}`
      }
      description={`In ${workspace.name} on ${connection?.label ?? 'this connection'}.`}
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
          <RadioCards label="Role" hideLabel value={role} onChange={setRole} options={options} />
        </DialogBody>
        <DialogFoot
          left={
            role !== '' && changing.length < people.length && changing.length > 0
              ? `${plural(people.length - changing.length, 'person has', 'people have')} it already`
              : undefined
          }
        >
          <Button onClick={() => onClose(false)}>Cancel</Button>
          <Button type="submit" variant="primary" disabledReason={reason}>
            Change role
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}
