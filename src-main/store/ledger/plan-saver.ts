import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Plan } from '../../../src-preload/contract/changes.ts';
import { ok, type Result } from '../../../src-preload/shared/result.ts';
import { changedItems, packHead, packItem } from './ledger-writer.ts';
import type { PlanCache } from './plan-cache.ts';
import type { WriterClient } from '../writer/writer-client.ts';

/** So many items are packed and sent to the writer at once: some milliseconds. */
const pieceSize = 250;

/**
 * Saves plans, of one that is on disk only what changed: with each item of a plan of thousands a few are written. A long one goes to the
 * writer in pieces, which it takes in at the last of them.
 */
export function createPlanSaver(writer: Pick<WriterClient, 'call'>, cache: PlanCache) {
  let saves = 0;
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
      void writer.call('ledger', 'stageItems', id, changed.slice(staged, staged + pieceSize).map(packItem));
      await nextTurn();
    }
    const head = packHead(plan);
    const items = changed.slice(staged).map(packItem);
    const saved = await writer.call('ledger', 'savePlan', { ...head, items }, { id, staged });
    if (!saved.ok) return saved;
    if (!saved.value) return save(plan);
    cache.put(plan, head.head);
    return ok(null);
  };
}
