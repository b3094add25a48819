import { useEffect, useState } from 'react';
import type { MatchingChange } from '../../../src-preload/contract/changes.ts';
import type { AppError } from '../../../src-preload/contract/result.ts';
import type { WorkspaceDetail } from '../../../src-preload/contract/workspaces.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog, DialogBody, DialogFoot } from '../../components/Dialog.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { RadioCards } from '../../components/RadioCards.tsx';
import { count } from '../../lib/format.ts';
import { useConnection } from '../../stores/connections.ts';
import { openMatching } from '../../stores/plan.ts';

export type MatchingRule = Pick<MatchingChange, 'connectionId' | 'workspaceId' | 'query' | 'except'>;

/** The first few whom a rule selects, by name, so that nobody has to believe a number alone. */
function useFirst(rule: MatchingRule): string | null {
  const [words, setWords] = useState<string | null>(null);
  useEffect(() => {
    let current = true;
    void window.steward.people.matching({ ...rule, limit: 3 }).then((answer) => {
      if (!current || !answer.ok) return;
      const { rows, total } = answer.value;
      const names = rows.map(({ email, userId }) => (email === '' ? userId : email));
      const more = total - rows.length;
      setWords(`${names.join(', ')}${more > 0 ? ` and ${count(more, 'other', 'others')}` : ''}`);
    });
    return () => {
      current = false;
    };
  }, [rule]);
  return words;
}

/** One role for everybody whom a rule selects. Who has it already is left out; who can't be given it is said in the review. */
export function ChangeMatchingRoleDialog({
  detail,
  rule,
  size,
  onClose,
}: {
  detail: WorkspaceDetail;
  rule: MatchingRule;
  /** How many it selects, as far as counted. */
  size: number | null;
  onClose: (done: boolean) => void;
}) {
  const { workspace, roles } = detail;
  const connection = useConnection(workspace.connectionId);
  const [role, setRole] = useState('');
  const [waiting, setWaiting] = useState(false);
  const [refused, setRefused] = useState<AppError | null>(null);
  const words = useFirst(rule);
  const where = `In ${workspace.name} on ${connection?.label ?? 'this connection'}`;
  const submit = async () => {
    if (role === '') return;
    setWaiting(true);
    setRefused(null);
    const end = await openMatching(
      { ...rule, change: { type: 'member.set-role', role } },
      { formReturns: true },
    );
    setWaiting(false);
    if (end.end === 'refused') setRefused(end.error);
    if (end.end === 'applied') onClose(true);
  };
  return (
    <Dialog
      open={!waiting}
      onOpenChange={() => onClose(false)}
      title={`Change the role of ${size === null ? 'all who match' : count(size, 'person', 'people')}`}
      description={words === null ? `${where}.` : `${where}: ${words}.`}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <DialogBody>
          {refused !== null && <ErrorNote error={refused} />}
          <RadioCards
            label="Role"
            hideLabel
            value={role}
            onChange={setRole}
            options={[...roles]
              .sort((a, b) => b.rank - a.rank)
              .map(({ id, label, description, assignable }) => ({
                value: id,
                label,
                description,
                disabledReason: assignable
                  ? null
                  : 'Nobody can be given it; it only comes by handing it over.',
              }))}
          />
        </DialogBody>
        <DialogFoot left="Who has the role already is left out.">
          <Button onClick={() => onClose(false)}>Cancel</Button>
          <Button
            type="submit"
            variant="primary"
            disabledReason={role === '' ? 'Choose a role first.' : null}
          >
            Change role
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}
