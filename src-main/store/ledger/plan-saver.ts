import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Plan } from '../../../src-preload/contract/plan.ts';
import { ok, type Result } from '../../../src-preload/shared/result.ts';
import type { Async } from '../async.ts';
import {
  changedItems,
  connectionsOf,
  packHead,
  packItem,
  type PackedItem,
  type PackedPlan,
  type PlacedItem,
} from './packed-plan.ts';
import type { PlanCache } from './plan-cache.ts';

/** How a plan comes to the writer thread: packed by the caller's thread, a long one in pieces. */
export interface StagedPlans {
  /** Items of a save that are sent before its last. */
  stageItems(saveId: number, items: PackedItem[]): Result<null>;
  /**
   * Saves a plan with the `count` items that were staged before. False where the rest of it isn't on disk as it was, or where some of the
   * staged items are missing: nothing is saved then, and the whole plan is to be sent.
   */
  saveStaged(plan: PackedPlan, saveId: number, count: number): Result<boolean>;
}

/** So many items are packed and sent to the writer at once: some milliseconds. */
const pieceSize = 250;

/**
 * Saves plans, of one that is on disk only what changed: with each item of a plan of thousands a few are written. A long one goes to the
 * writer in pieces, which it takes in at the last of them.
 */
export function createPlanSaver(writer: Async<StagedPlans>, cache: PlanCache) {
  let saves = 0;
  /** The connections of plans as they were saved. */
  const connections = new WeakMap<Plan, string[]>();
  return async function save(plan: Plan): Promise<Result<null>> {
    const onDisk = cache.last(plan.id);
    // Until the writer has answered, nobody knows what is on disk.
    cache.drop(plan.id);
    saves += 1;
    const id = saves;
    const changed = changedItems(plan, onDisk);
    let staged = 0;
    for (; changed.length - staged > pieceSize; staged += pieceSize) {
      // What becomes of it shows at the last piece.
      void writer.stageItems(id, changed.slice(staged, staged + pieceSize).map(packItem));
      await nextTurn();
    }
    const known = onDisk === null ? undefined : connections.get(onDisk);
    const connectionIds =
      known !== undefined && keepConnections(changed, plan, onDisk) ? known : connectionsOf(plan);
    connections.set(plan, connectionIds);
    const head = packHead(plan, connectionIds);
    const items = changed.slice(staged).map(packItem);
    const saved = await writer.saveStaged({ ...head, items }, id, staged);
    if (!saved.ok) return saved;
    if (!saved.value) return save(plan);
    cache.put(plan, head.head);
    return ok(null);
  };
}

/** Whether these items, not all of the plan, are of the same connections as those in their places before. */
function keepConnections(
  changed: readonly PlacedItem[],
  { items, leftOut }: Plan,
  before: Plan | null,
): boolean {
  const was = (position: number) => before?.items[position] ?? before?.leftOut[position - items.length];
  return (
    changed.length < items.length + leftOut.length &&
    changed.every(({ item, position }) => was(position)?.target.connectionId === item.target.connectionId)
  );
}
