import type { ChangeRequest } from '../../../src-preload/contract/change-request.ts';
import type { Plan, PlanItem } from '../../../src-preload/contract/plan.ts';

/** What a plan was asked for: the items that are steps of one request are that request again. */
export function requestsOfPlan({ items }: Pick<Plan, 'items'>): ChangeRequest[] {
  const secondStepOf = new Map<string, PlanItem>();
  const secondSteps = new Set<string>();
  const byId = new Map(items.map((item) => [item.id, item]));
  for (const item of items) {
    const first = item.dependsOn === null ? undefined : byId.get(item.dependsOn);
    if (first === undefined || joined(first, item) === null) continue;
    secondStepOf.set(first.id, item);
    secondSteps.add(item.id);
  }
  return items
    .filter(({ id }) => !secondSteps.has(id))
    .map((item) => {
      const second = secondStepOf.get(item.id);
      return (second && joined(item, second)) ?? item.request;
    });
}

/** The request that these are the two steps of; null where they're two requests. */
function joined({ request: first }: PlanItem, { request: second, pause }: PlanItem): ChangeRequest | null {
  if (first.type === 'member.invite' && second.type === 'member.set-role' && second.userId === null)
    return { ...first, role: second.role };
  if (
    first.type === 'token.create' &&
    (second.type === 'token.delete' || second.type === 'token.revoke') &&
    pause !== null
  )
    return { ...second, type: 'token.rotate', newName: first.name };
  return null;
}
