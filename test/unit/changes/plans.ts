import type { ChangeRequest } from '../../../src-preload/contract/change-request.ts';
import type { Plan } from '../../../src-preload/contract/plan.ts';
import { errorOf, valueOf } from '../../support/results.ts';
import type { World } from './world.ts';

/* Short: nearly every line of these tests plans or applies. */
export const value = valueOf;
export const error = errorOf;

export const codes = (plan: Plan) =>
  plan.items.map((item) => item.checks.map(({ code, level }) => `${code}:${level}`));
export const states = (plan: Plan) => plan.items.map(({ state }) => state.state);
/** Every question of the plan answered with yes. */
export const yes = (plan: Plan, typed = '') => ({
  typed,
  acknowledged: plan.items.flatMap((item) =>
    item.checks.filter(({ needsYes }) => needsYes).map(({ code }) => `${item.id}:${code}`),
  ),
});

/** Plans and applies with every question answered; gives the receipt. */
export async function applied(it: World, requests: ChangeRequest[], typed = '') {
  const plan = value(await it.changes.plan(requests));
  return value(await it.changes.apply(plan.id, yes(plan, typed)));
}
