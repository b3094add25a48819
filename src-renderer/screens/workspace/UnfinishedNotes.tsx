import { useState } from 'react';
import type { Plan } from '../../../src-preload/contract/changes.ts';
import type { WorkspaceRef } from '../../../src-preload/contract/refs.ts';
import { Button } from '../../components/Button.tsx';
import { Note } from '../../components/Note.tsx';
import { useReceipts } from '../../stores/history.ts';
import { openFinish } from '../../stores/plan.ts';
import { useWriteRefusal } from '../plan/refusal.ts';
import { plural } from './words.ts';

const shownAtOnce = 3;

/** Changes of people that were left half done (an invitation whose role isn't set), each with its way to the end. */
export function UnfinishedNotes({ workspace }: { workspace: WorkspaceRef }) {
  const { place, receipts } = useReceipts();
  const refused = useWriteRefusal(workspace.connectionId);
  const [later, setLater] = useState<ReadonlySet<string>>(new Set());
  if (place?.connectionId !== workspace.connectionId || place.workspaceId !== workspace.workspaceId)
    return null;
  const open = receipts.filter(
    (plan) => plan.unfinished > 0 && isOver(plan) && !later.has(plan.id) && isOfPeople(plan),
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
                Finish
              </Button>
              <Button size="s" variant="quiet" onClick={() => setLater(new Set([...later, plan.id]))}>
                Not now
              </Button>
            </>
          }
        >
          {halfDone(plan)}
        </Note>
      ))}
    </>
  );
}

const isOver = (plan: Plan) => plan.status !== 'draft' && plan.status !== 'applying';
const isOfPeople = (plan: Plan) => plan.items.some((item) => item.request.type.startsWith('member.'));

function halfDone(plan: Plan): string {
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
    return invited.length === 1
      ? `${one.request.email} is invited, but their role is not set yet.`
      : `${invited.length} people are invited, but their roles are not set yet.`;
  }
  return `${plural(plan.unfinished, 'change')} of ${plan.items.length} ${plan.unfinished === 1 ? 'is' : 'are'} not done.`;
}
