import { createStore, type StoreApi } from 'zustand';
import type { AppError } from '../../src-preload/contract/result.ts';
import type { Result } from '../../src-preload/shared/result.ts';
import { createNewest } from '../lib/newest.ts';

/** What is known of something that is asked for again and again. */
export interface QueryState<T> {
  /** Names what is asked for; null: nothing is. */
  key: string | null;
  /** The newest answer. It stays while the same is asked for again, and when that fails; null before the first answer. */
  value: T | null;
  /** Why the newest call failed; null once one succeeds. */
  error: AppError | null;
  /** Whether a call is under way, or about to be. */
  loading: boolean;
  /** When `value` arrived, in epoch ms. */
  answeredAt: number | null;
}

/** Calls of several steps check the signal between them: it is aborted once a newer call has taken over. */
export type QueryCall<T> = (signal: AbortSignal) => Promise<Result<T>>;

export interface AskOptions {
  /** Keeps showing the answer to another key until the new one is there: for text that is being typed. */
  keepPrevious?: boolean;
  /** Waits this long for a newer key before calling (ms). */
  delayMs?: number;
}

export interface Query<T> {
  store: StoreApi<QueryState<T>>;
  /** Asks for what the key names. The answer to another key goes at once, unless it is kept. */
  ask(key: string, call: QueryCall<T>, options?: AskOptions): void;
  /** Calls again for the same key. Resolves once this call or a newer one has answered or was stopped. */
  reload(): Promise<void>;
  /** Calls again within `ms`: one call serves all who ask for it in that time. */
  reloadSoon(ms: number): void;
  /** Shows a value that another call brought; answers still under way are dropped. */
  set(value: T): void;
  /** Drops what is under way; what is known stays. */
  stop(): void;
  /** Drops what is under way and what is known. */
  clear(): void;
}

const nothing = { key: null, value: null, error: null, loading: false, answeredAt: null };

/**
 * Calls the main process and keeps the newest answer: an answer that a newer call has overtaken is dropped, the one before stays
 * shown until then, and an error stands beside it. Components use `useQuery`; stores that outlive them use this.
 */
export function createQuery<T>(): Query<T> {
  const store = createStore<QueryState<T>>(() => nothing);
  let call: QueryCall<T> | null = null;
  const running = createNewest();
  let timer: ReturnType<typeof setTimeout> | null = null;

  const stop = () => {
    running.stop();
    if (timer !== null) clearTimeout(timer);
    timer = null;
  };
  const run = async (): Promise<void> => {
    stop();
    if (call === null) return;
    const signal = running.start();
    store.setState({ loading: true });
    const answer = await call(signal);
    if (signal.aborted) return;
    store.setState(
      answer.ok
        ? { value: answer.value, error: null, loading: false, answeredAt: Date.now() }
        : { error: answer.error, loading: false },
    );
  };
  const runIn = (ms: number) =>
    setTimeout(() => {
      timer = null;
      void run();
    }, ms);

  return {
    store,
    ask(key, nextCall, { keepPrevious = false, delayMs = 0 } = {}) {
      stop();
      call = nextCall;
      const isSame = store.getState().key === key;
      store.setState(isSame || keepPrevious ? { key, loading: true } : { ...nothing, key, loading: true });
      if (delayMs > 0) timer = runIn(delayMs);
      else void run();
    },
    reload: run,
    reloadSoon(ms) {
      timer ??= runIn(ms);
    },
    set(value) {
      stop();
      store.setState({ value, error: null, loading: false, answeredAt: Date.now() });
    },
    stop,
    clear() {
      stop();
      call = null;
      store.setState(nothing);
    },
  };
}
