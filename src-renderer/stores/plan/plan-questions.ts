import { isBlocked as isItemBlocked } from '../../../src-preload/shared/plan.ts';
import type { Check, Plan } from '../../../src-preload/contract/plan.ts';

/** The id under which a warning is answered with yes. */
export const yesId = (itemId: string, check: Check) => `${itemId}:${check.code}`;

/** Whether some of it can't be made. */
export const isBlocked = (plan: Plan) => plan.items.some(isItemBlocked);

/** All warnings that need a yes of their own. */
export const questions = (plan: Plan) =>
  plan.items.flatMap((item) =>
    item.checks.filter((check) => check.needsYes).map((check) => ({ id: yesId(item.id, check), check })),
  );

/** Warnings that still need a yes. */
export const unanswered = (plan: Plan, acknowledged: ReadonlySet<string>) =>
  questions(plan).filter(({ id }) => !acknowledged.has(id));

/** What was said yes to and is asked of the plan after it in the same words. */
export function stillSaid(before: Plan, after: Plan, acknowledged: ReadonlySet<string>): ReadonlySet<string> {
  const words = new Map(questions(before).map(({ id, check }) => [id, check.words]));
  const same = questions(after).filter(
    ({ id, check }) => acknowledged.has(id) && words.get(id) === check.words,
  );
  return new Set(same.map(({ id }) => id));
}
