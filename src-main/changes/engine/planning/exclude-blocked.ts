import type { LeftOut, Plan, PlanItem } from '../../../../src-preload/contract/plan.ts';
import { blockedIds, isBlocked } from '../../../../src-preload/shared/plan.ts';
import { draftsOf, type Draft } from './drafts.ts';
import { planText } from '../text.ts';

/** A draft in two: what can be done, and what is excluded from it with the reasons. */
export function splitBlocked(plan: Plan): { drafts: Draft[]; leftOut: LeftOut[] } {
  const ids = blockedIds(plan.items);
  const byId = new Map(plan.items.map((item) => [item.id, item]));
  const followers = new Map(plan.items.map((item) => [item.dependsOn, item]));
  /** The one of those that belong together which can't be done. */
  const cause = (item: PlanItem) =>
    [followers.get(item.id), item.dependsOn === null ? undefined : byId.get(item.dependsOn)].find(
      (other) => other !== undefined && isBlocked(other),
    );
  return {
    drafts: draftsOf(plan.items.filter(({ id }) => !ids.has(id))),
    leftOut: plan.items
      .filter(({ id }) => ids.has(id))
      .map((item): LeftOut => {
        const { id, request, title, target } = item;
        const other = isBlocked(item) ? undefined : cause(item);
        const reasons = item.checks.filter(({ level }) => level === 'block').map((check) => check.words);
        const words = other === undefined ? reasons.join(' ') : planText.belongsTo(other.title);
        return { id, request, title, target, words };
      }),
  };
}
