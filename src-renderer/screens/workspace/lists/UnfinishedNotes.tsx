import { useEffect, useState } from 'react';
import type { Plan } from '../../../../src-preload/contract/plan.ts';
import type { WorkspaceRef } from '../../../../src-preload/contract/refs.ts';
import { Button } from '../../../components/Button.tsx';
import { Note } from '../../../components/Note.tsx';
import { showReceipts, useReceiptsOf } from '../../../stores/history.ts';
import { openFinish } from '../../../stores/plan/plan.ts';
import { useCannotWrite } from '../../../stores/plan/plan-result.ts';
import { finishLabel, pausedAt } from '../../../lib/plan-pause.ts';
import { changesLeftText, roleNotSetText } from './text.ts';

const shownAtOnce = 3;

/** Changes that were left unfinished (an invitation whose role isn't set, a key not replaced yet), each with a way to finish it. */
export function UnfinishedNotes({
  workspace,
  of,
}: {
  workspace: WorkspaceRef;
  /** Which changes: the beginning of their type. */
  of: 'member.' | 'token.' | 'invitation.';
}) {
  const receipts = useReceiptsOf(workspace);
  const refused = useCannotWrite(workspace.connectionId);
  const [later, setLater] = useState<ReadonlySet<string>>(new Set());
  const { connectionId, workspaceId } = workspace;
  useEffect(() => {
    void showReceipts({ connectionId, workspaceId });
  }, [connectionId, workspaceId]);
  const open = receipts.filter(
    (plan) => plan.unfinished > 0 && isOver(plan) && !later.has(plan.id) && isOf(plan, of),
  );
  return (
    <>
      {open.slice(0, shownAtOnce).map((plan) => (
        <Note
          key={plan.id}
          tone="warn"
          title={`${plan.title}: not finished`}
          action={
            <>
              <Button size="s" disabledReason={refused} onClick={() => void openFinish(plan.id)}>
                {pausedAt(plan) === null ? 'Finish' : finishLabel(plan)}
              </Button>
              <Button size="s" variant="quiet" onClick={() => setLater(new Set([...later, plan.id]))}>
                Not now
              </Button>
            </>
          }
        >
          {unfinishedText(plan)}
        </Note>
      ))}
    </>
  );
}

const isOver = (plan: Plan) => plan.status !== 'draft' && plan.status !== 'applying';
const isOf = (plan: Plan, of: string) => plan.items.some((item) => item.request.type.startsWith(of));

function unfinishedText(plan: Plan): string {
  const pause = pausedAt(plan)?.pause ?? null;
  if (pause !== null) return pause;
  const invited = plan.items.filter(
    (item) =>
      item.request.type === 'member.set-role' &&
      item.dependsOn !== null &&
      !['done', 'already-so'].includes(item.state.state) &&
      plan.items.some(
        (first) => first.id === item.dependsOn && ['done', 'already-so'].includes(first.state.state),
      ),
  );
  const [one] = invited;
  if (one !== undefined && one.request.type === 'member.set-role') {
    return roleNotSetText(invited.length === 1 ? one.request.email : null, invited.length);
  }
  return changesLeftText(plan.unfinished, plan.items.length);
}
