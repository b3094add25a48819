import type { Result } from '../../src-preload/shared/result.ts';
import { apiVariantOf } from '../providers/provider.ts';
import type { LedgerReader } from '../store/ledger/types.ts';
import type { SetTimer } from '../sync/timers.ts';
import type { LiveSession } from './types.ts';

export interface KeepAlive {
  start(): void;
  stop(): void;
}

export interface KeepAliveDeps {
  ledger: Pick<LedgerReader, 'connections'>;
  sessionFor(connectionId: string): Result<LiveSession>;
  setTimer: SetTimer;
  /** Epoch ms. */
  now: () => number;
}

/** How often it is looked whether a session wants to be used (ms). */
const lookEvery = 60_000;

/**
 * Asks who it is over connections whose sign-in ends when it isn't used for a while, so that it lasts as long as the app runs. What comes
 * of it is the session's business: it keeps the tokens that it gets, and marks its connection when it has ended.
 */
export function createKeepAlive({ ledger, sessionFor, setTimer, now }: KeepAliveDeps): KeepAlive {
  const askedAt = new Map<string, number>();
  const stopped = new AbortController();
  let cancel: () => void = () => undefined;

  function look(): void {
    for (const { id, signedOut } of ledger.connections()) {
      if (signedOut !== null) {
        askedAt.delete(id);
        continue;
      }
      const live = sessionFor(id);
      if (!live.ok) continue;
      const { keepAliveMs } = apiVariantOf(live.value.provider, live.value.record.apiVariant);
      if (keepAliveMs === undefined) continue;
      // A connection that is seen for the first time was just signed in to, or is refreshed as the app starts.
      const last = askedAt.get(id) ?? now();
      const due = now() - last >= keepAliveMs;
      askedAt.set(id, due ? now() : last);
      if (due) void live.value.session.whoami(stopped.signal);
    }
  }
  function wait(): void {
    cancel = setTimer(() => {
      look();
      wait();
    }, lookEvery);
  }
  return {
    start() {
      look();
      wait();
    },
    stop() {
      cancel();
      stopped.abort();
    },
  };
}
