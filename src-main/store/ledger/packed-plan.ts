import { randomUUID } from 'node:crypto';
import type { LeftOut, Plan, PlanItem } from '../../../src-preload/contract/plan.ts';

/** What stands for a state in the rows of what a plan leaves out. */
export const leftOutState = 'left-out';

/** A plan in pieces of JSON, made in the calling thread, so that only items that differ are written. */
export interface PackedPlan {
  id: string;
  status: Plan['status'];
  createdAt: number;
  /** Another one at each save. */
  head: string;
  /** How many items it has; `items` may be only those that changed. */
  count: number;
  connectionIds: string[];
  items: PackedItem[];
}
export interface PackedItem {
  position: number;
  connectionId: string;
  workspaceId: string | null;
  state: PlanItem['state']['state'] | typeof leftOutState;
  json: string;
}

export const packPlan = (plan: Plan): PackedPlan => ({
  ...packHead(plan, connectionsOf(plan)),
  items: changedItems(plan, null).map(packItem),
});

export function connectionsOf({ items, leftOut }: Plan): string[] {
  const found = new Set<string>();
  for (const list of [items, leftOut]) for (const { target } of list) found.add(target.connectionId);
  return [...found];
}

/** `connectionIds`: those of its items. Of a plan of thousands they aren't looked up again with each item. */
export function packHead(plan: Plan, connectionIds: string[]): Omit<PackedPlan, 'items'> {
  const { items, leftOut, ...head } = plan;
  return {
    id: plan.id,
    status: plan.status,
    createdAt: plan.createdAt,
    head: JSON.stringify({ ...head, changedAt: lastChangeOf(plan), revision: randomUUID() }),
    count: items.length + leftOut.length,
    connectionIds,
  };
}

/** When the state of an item changed last, or the plan ended without; null: it hasn't ended, and none has changed. */
export function lastChangeOf({ items, finishedAt }: Plan): number | null {
  let last = finishedAt;
  for (const { state } of items) if ('at' in state && (last === null || state.at > last)) last = state.at;
  return last;
}

export interface PlacedItem {
  item: PlanItem | LeftOut;
  position: number;
}

/** Those that aren't in the same place of the plan that is on disk; all where there is none, or another number. */
export function changedItems({ items, leftOut }: Plan, onDisk: Plan | null): PlacedItem[] {
  const isAlike = onDisk?.items.length === items.length && onDisk.leftOut.length === leftOut.length;
  const changed: PlacedItem[] = [];
  // With each item of thousands all are looked at, so nothing is copied here.
  items.forEach((item, at) => {
    if (!isAlike || item !== onDisk.items[at]) changed.push({ item, position: at });
  });
  leftOut.forEach((item, at) => {
    if (!isAlike || item !== onDisk.leftOut[at]) changed.push({ item, position: items.length + at });
  });
  return changed;
}

export const packItem = ({ item, position }: PlacedItem): PackedItem => ({
  position,
  connectionId: item.target.connectionId,
  workspaceId: item.target.workspaceId,
  state: 'state' in item ? item.state.state : leftOutState,
  json: JSON.stringify(item),
});
