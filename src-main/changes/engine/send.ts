import { fail, type Result } from '../../../src-preload/shared/result.ts';
import { bugError } from '../../base/errors.ts';
import { realTimer } from '../../sync/timers.ts';
import type { ChangesDeps } from './deps.ts';
import { errors } from './errors.ts';
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
    await waitUnlessStopped(deps, run.stopped, wait);
    if (run.stopped.aborted) return fail(errors.stoppedWhileWaiting(result.error));
  }
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
