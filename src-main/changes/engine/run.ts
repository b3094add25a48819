import type { PlanItem } from '../../../src-preload/contract/changes.ts';
import type { AppError } from '../../../src-preload/contract/result.ts';
import { kindOf } from '../kinds/kinds.ts';
import type { ChangesDeps } from './deps.ts';
import { runBatch } from './run-batch.ts';
import { groupFrom, runGroup } from './run-group.ts';
import { itemOf, type Run } from './run-state.ts';

/**
 * Sends the pending items in their order, each read back before the next, or in a long plan a group of them. Returns why it had to end
 * early, or null.
 */
export async function runItems(deps: ChangesDeps, run: Run): Promise<AppError | null> {
  for (const { id } of run.plan.items) {
    const item = itemOf(run, id);
    if (item?.state.state !== 'pending') continue;
    if (run.stopped.aborted) return null;
    if (waitsForPerson(run, item)) continue;
    const { batch } = kindOf(item.request);
    const ended = batch
      ? await runBatch(deps, run, item, batch)
      : await runGroup(deps, run, groupFrom(deps, run, item));
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
