import { fail, type Result } from '../../../../src-preload/shared/result.ts';
import { bugError } from '../../../base/errors.ts';
import { realTimer } from '../../../sync/timers.ts';
import type { ChangesDeps } from '../deps.ts';
import { errors } from '../errors.ts';
import type { Run } from './run-state.ts';

/** Waits that the server asked for are obeyed up to this long (ms), and this often per request. */
const longestWait = 60_000;
const mostWaits = 3;

/**
 * 429 means that nothing was done: the same request may go again once the server's time is over. Stopping ends the wait at once, and the
 * request isn't sent again.
 */
export async function sendWithRetryAfter<T>(
  deps: ChangesDeps,
  run: Run,
  connectionId: string,
  send: () => Promise<Result<T>>,
): Promise<Result<T>> {
  for (let waits = 0; ; waits += 1) {
    let result: Result<T>;
    try {
      result = await send();
    } catch (cause) {
      return fail(bugError(cause));
    }
    if (result.ok || result.error.kind !== 'rate-limited' || waits >= mostWaits) return result;
    const wait = result.error.retryAfterMs ?? 5_000;
    if (wait > longestWait) return result;
    await holdBack(deps, run, connectionId, wait);
    if (run.stopped.aborted) return fail(errors.stoppedWhileWaiting(result.error));
  }
}

/** Resolves once no server of this connection asks for time. */
export async function untilNotHeldBack({ waits }: Run, connectionId: string): Promise<void> {
  for (let wait = waits.get(connectionId); wait !== undefined; wait = waits.get(connectionId)) await wait;
}

/** A rate limit on one request holds for the others of its connection too. */
function holdBack(deps: ChangesDeps, run: Run, connectionId: string, ms: number): Promise<void> {
  const { waits, stopped } = run;
  const before = waits.get(connectionId);
  const wait = Promise.all([before, waitUnlessStopped(deps, stopped, ms)]).then(() => {
    if (waits.get(connectionId) === wait) waits.delete(connectionId);
  });
  waits.set(connectionId, wait);
  return wait;
}

/** Resolves after `ms`, or as soon as the plan is stopped. */
export function waitUnlessStopped(
  { setTimer }: ChangesDeps,
  stopped: AbortSignal,
  ms: number,
): Promise<void> {
  return new Promise((resolve) => {
    if (stopped.aborted) return resolve();
    const cancel = (setTimer ?? realTimer)(() => {
      stopped.removeEventListener('abort', stop);
      resolve();
    }, ms);
    const stop = () => {
      cancel();
      resolve();
    };
    stopped.addEventListener('abort', stop, { once: true });
  });
}
