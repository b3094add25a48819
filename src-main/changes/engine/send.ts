import { fail, type Result } from '../../../src-preload/shared/result.ts';
import { bugError } from '../../base/errors.ts';
import { realTimer } from '../../sync/timers.ts';
import type { ChangesDeps } from './deps.ts';
import type { Run } from './run-state.ts';

/** Waits that the server asked for are obeyed up to this long (ms), and this often per request. */
const longestWait = 60_000;
const mostWaits = 3;

/** 429 means that nothing was done: the same request may go again once the server's time is over. */
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
    if (result.ok || result.error.kind !== 'rate-limited' || waits >= mostWaits || run.stopping)
      return result;
    const wait = result.error.retryAfterMs ?? 5_000;
    if (wait > longestWait) return result;
    await new Promise<void>((resolve) => (deps.setTimer ?? realTimer)(resolve, wait));
  }
}
