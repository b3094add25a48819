import { blockedIds, isBlocked } from '../../../src-preload/shared/plan.ts';
import type { LeftOut, Plan, PlanItem } from '../../../src-preload/contract/changes.ts';
import type { Draft } from './expand.ts';
import { quoted } from '../text.ts';

/** A draft in two: what can be done, and what is left out of it with the reasons. */
export function splitBlocked(plan: Plan): { drafts: Draft[]; leftOut: LeftOut[] } {
  const ids = blockedIds(plan.items);
  const byId = new Map(plan.items.map((item) => [item.id, item]));
  const followers = new Map(plan.items.map((item) => [item.dependsOn, item]));
  /** The one of those that belong together which can't be done. */
  const culprit = (item: PlanItem) =>
    [followers.get(item.id), item.dependsOn === null ? undefined : byId.get(item.dependsOn)].find(
      (other) => other !== undefined && isBlocked(other),
    );
  return {
    drafts: draftsOf(plan.items.filter(({ id }) => !ids.has(id))),
    leftOut: plan.items
      .filter(({ id }) => ids.has(id))
      .map((item): LeftOut => {
        const { id, request, title, target } = item;
        const other = isBlocked(item) ? undefined : culprit(item);
        const reasons = item.checks.filter(({ level }) => level === 'block').map((check) => check.words);
        const words = other === undefined ? reasons.join(' ') : `It belongs to ${quoted(other.title)}.`;
        return { id, request, title, target, words };
      }),
  };
}

/** The items of a draft as they are judged anew, with the identity that they had. */
export const draftsOf = (items: readonly PlanItem[]): Draft[] =>
  items.map(({ id, request, dependsOn, pause, consequences }) => ({
    id,
    request,
    dependsOn,
    pause,
    kept: consequences,
  }));
