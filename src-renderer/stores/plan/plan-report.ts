import type { Plan } from '../../../src-preload/contract/plan.ts';
import { outcomeText } from '../../../src-preload/shared/plan-outcome.ts';
import { toast } from '../toasts.ts';
import { isUndoable } from '../undo-stack.ts';
import { useConnections } from '../connections.ts';

export const allDone = (plan: Plan) =>
  plan.items.every((item) => item.state.state === 'done' || item.state.state === 'already-so');

/** Some systems' instances learn of a role change or removal only when their own page is opened. */
export const instanceMustLearn = (item: Plan['items'][number]) =>
  useConnections
    .getState()
    .connections.some(({ id, system }) => id === item.target.connectionId && system.refreshesInstances) &&
  (item.request.type === 'member.set-role' || item.request.type === 'member.remove') &&
  item.state.state === 'done' &&
  item.target.instanceUrl !== null &&
  !isLoopback(item.target.instanceUrl);

function isLoopback(url: string): boolean {
  try {
    return ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname);
  } catch {
    return false;
  }
}

/** The same page is offered in the settings of the workspace, so that nothing is lost with the toast. */
export function offerRefreshAuth({ target }: Plan['items'][number]): void {
  const { connectionId, workspaceId } = target;
  if (workspaceId === null) return;
  const open = async () => {
    const answer = await window.steward.workspaces.openRefreshAuth({ connectionId, workspaceId });
    if (!answer.ok) toast(`${answer.error.sentence} ${answer.error.nextStep}`, { tone: 'bad' });
  };
  toast(`Open the refresh page of ${target.workspaceName}’s instance to apply the change there.`, {
    tone: 'info',
    action: { label: 'Open refresh page', onSelect: () => void open() },
  });
}

/** Where the changes of a plan are: the place, where it is one, else the connection. */
function placeName({ items }: Plan): string {
  const names = new Set(items.map(({ target }) => target.workspaceName));
  const [name = ''] = names;
  return names.size === 1 && name !== '' ? name : (items[0]?.target.connectionLabel ?? '');
}

/** One toast for a plan that went through, with the way to take it back. */
export function report(plan: Plan, undo: (planId: string) => unknown): void {
  const [first] = plan.items;
  const words =
    plan.items.length === 1 &&
    first !== undefined &&
    (first.state.state === 'done' || first.state.state === 'already-so')
      ? first.state.words
      : `${outcomeText(plan)} in ${placeName(plan)}.`;
  toast(
    words,
    isUndoable(plan)
      ? { tone: 'ok', action: { label: 'Undo', onSelect: () => void undo(plan.id) } }
      : { tone: 'ok' },
  );
}
