import type { Result } from '../../../../src-preload/shared/result.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import type { ChangesDeps } from '../deps.ts';
import { unconfirmed, type Outcome } from './resolve-outcome.ts';
import { waitUnlessStopped } from '../applying/send.ts';

/** Servers' lists lag behind a change by seconds: after about 2, 5 and 15 s they are read again (ms, each from the one before). */
export const readAgainAfterMs = [2_000, 3_000, 10_000] as const;

/**
 * Reads back until no outcome waits for a list that may lag behind. Only what the lists went on to deny is failed; where the plan is
 * stopped before, it isn't known yet.
 */
export async function readUntilResolved(
  deps: ChangesDeps,
  stopped: AbortSignal,
  read: () => Promise<Result<Snapshot>>,
  resolve: (reading: Result<Snapshot>) => Outcome[],
): Promise<{ reading: Result<Snapshot>; outcomes: Outcome[] }> {
  let reading = await read();
  let outcomes = resolve(reading);
  for (const wait of readAgainAfterMs) {
    if (!outcomes.some(({ mayLag }) => mayLag)) break;
    await waitUnlessStopped(deps, stopped, wait);
    if (stopped.aborted)
      return { reading, outcomes: outcomes.map((outcome) => unconfirmed(outcome, deps.now())) };
    reading = await read();
    outcomes = resolve(reading);
  }
  return { reading, outcomes };
}
