import type { Plan, PlanItem } from '../../../../src-preload/contract/plan.ts';
import { isSameCheck, type Shared } from './shared-checks.ts';
import { isNoOp } from '../text.ts';

/** Whether a plan is being reviewed, applied, or has ended. */
export type Mode = 'review' | 'progress' | 'result';

/** Longer plans are drawn closer, with what their changes share said once and first. */
const manyItems = 20;
export const isLong = ({ items }: Pick<Plan, 'items'>): boolean => items.length > manyItems;

/** Rows above the current one while a plan runs: what happens now is in view. */
const doneAbove = 3;

/** More would block the window; “Show more” shows the rest. */
const mostUrgent = 300;

/** The rows of a long plan to show: those that are blocked, need confirmation or failed, then those in progress or from the top. */
export function shownItems(plan: Plan, mode: Mode, shared: Shared, limit: number): ReadonlySet<string> {
  const urgent = plan.items.filter(
    (item) =>
      item.state.state === 'failed' ||
      item.state.state === 'unverified' ||
      item.checks.some(
        (check) =>
          check.level === 'block' ||
          (check.needsYes && !shared.checks.some((one) => isSameCheck(one, check))),
      ),
  );
  // While it runs, show the rows around the current one, and each failure.
  const next = plan.items.findIndex(({ state }) => state.state === 'pending' || state.state === 'sent');
  const from = mode === 'progress' ? Math.max(0, (next === -1 ? plan.items.length : next) - doneAbove) : 0;
  const rest = [...plan.items.slice(from), ...plan.items.slice(0, from)];
  return new Set(
    [...urgent, ...rest]
      .slice(0, Math.max(limit, Math.min(urgent.length, mostUrgent)))
      .map((item) => item.id),
  );
}

export interface Group {
  connectionId: string;
  items: PlanItem[];
  /** All of its changes, including those not shown yet, without those that nothing has to be done for. */
  count: number;
}

/** The shown changes, by connection. */
export function groupsOf(items: readonly PlanItem[], shown: ReadonlySet<string>): Group[] {
  const groups: Group[] = [];
  for (const item of items) {
    const { connectionId } = item.target;
    let group = groups.find((one) => one.connectionId === connectionId);
    if (group === undefined) {
      group = { connectionId, items: [], count: 0 };
      groups.push(group);
    }
    if (!isNoOp(item)) group.count += 1;
    if (shown.has(item.id)) group.items.push(item);
  }
  return groups;
}
