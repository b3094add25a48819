import type { PlanItem } from '../../../../src-preload/contract/plan.ts';
import type { AppError } from '../../../../src-preload/contract/result.ts';
import { kindOf } from '../../kinds/kinds.ts';
import { chainsOf } from './chains.ts';
import type { ChangesDeps } from '../deps.ts';
import { runBatch } from './run-batch.ts';
import { groupFrom, runGroup } from './run-group.ts';
import { itemOf, type Run } from './run-state.ts';

/**
 * Sends the pending items, those of different servers side by side. What ends one server's part early leaves the others' as they are.
 * Returns why one had to end early, or null.
 */
export async function runItems(deps: ChangesDeps, run: Run): Promise<AppError | null> {
  const ended = await Promise.all(chainsOf(deps, run.plan.items).map((ids) => runChain(deps, run, ids)));
  return ended.find((error) => error !== null) ?? null;
}

/** Sends these in their order, each read back before the next, or in a long plan a group of them. Returns why it had to end early. */
async function runChain(deps: ChangesDeps, run: Run, ids: readonly string[]): Promise<AppError | null> {
  for (const [position, id] of ids.entries()) {
    const item = itemOf(run, id);
    if (item?.state.state !== 'pending') continue;
    await run.pause.ended();
    if (run.stopped.aborted) return null;
    if (waitsForPerson(run, item)) continue;
    const { batch } = kindOf(item.request);
    const ended = await run.pause.during(() =>
      batch ? runBatch(deps, run, item, batch) : runGroup(deps, run, groupFrom(deps, run, ids, position)),
    );
    if (ended) return ended;
  }
  return null;
}

/** What it waits for is done, and now the person has to do something that no request can: it stays for "Finish". */
function waitsForPerson(run: Run, item: PlanItem): boolean {
  if (item.pause === null) return false;
  const first = itemOf(run, item.dependsOn)?.state.state;
  return first === 'done' || first === 'already-so';
}
