import type { ChangeRequest, Plan, PlanItem } from '../../../src-preload/contract/changes.ts';
import { unfinishedItems } from './assemble.ts';

/** What is to be reached, whatever the way: a person is known by e-mail before and after their id is. */
function goalOf(request: ChangeRequest): string {
  switch (request.type) {
    case 'member.invite':
    case 'member.remove':
      return [request.type, request.connectionId, request.workspaceId, request.email].join('\n');
    case 'member.set-role':
      return [request.type, request.connectionId, request.workspaceId, request.email, request.role].join(
        '\n',
      );
    default:
      return JSON.stringify(request);
  }
}

/**
 * What is left to do of a receipt. An item that a plan applied later has too is that plan's to finish, whether it was made by
 * "Finish" or by hand: nothing is offered twice. `plans`: those of the same connections.
 */
export function itemsLeft(plan: Plan, plans: readonly Plan[]): PlanItem[] {
  const open = unfinishedItems(plan);
  if (open.length === 0 || plan.appliedAt === null) return open;
  const { appliedAt } = plan;
  const taken = new Set(
    plans
      .filter((other) => other.id !== plan.id && other.status !== 'draft')
      .filter((other) => other.appliedAt !== null && other.appliedAt > appliedAt)
      .flatMap((other) => other.items.map(({ request }) => goalOf(request))),
  );
  return open.filter(({ request }) => !taken.has(goalOf(request)));
}
