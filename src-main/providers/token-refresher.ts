import type { AppError } from '../../src-preload/contract/result.ts';
import { fail, ok, type Result } from '../../src-preload/shared/result.ts';
import type { HttpReply } from '../http/http.ts';

/** The tokens of a short-lived sign-in. Times are epoch ms; null where the system doesn't report one. */
export interface TokenPair {
  access: string;
  refresh: string | null;
  accessExpiresAt: number | null;
}

export interface TokenRefresherDeps {
  first: TokenPair;
  now(): number;
  /** Exchanges the refresh token for a new pair. `signed-out` means that the server rejected the refresh token. */
  exchange(refreshToken: string, signal: AbortSignal): Promise<Result<TokenPair>>;
  /** Stores the new pair so that it survives a restart. */
  store(pair: TokenPair): Promise<Result<null>>;
}

/** An access token is refreshed this long (ms) before it expires. */
const refreshBeforeExpiryMs = 60_000;

export interface TokenRefresher {
  /**
   * Runs `work` with a valid access token. A token about to expire is refreshed first; one that the server rejects is refreshed once
   * and `work` runs again. Concurrent requests share one refresh.
   */
  withToken<T>(work: (access: string) => Promise<Result<HttpReply<T>>>): Promise<Result<HttpReply<T>>>;
}

/** Keeps the tokens of one signed-in connection fresh. */
export function createTokenRefresher({ first, now, exchange, store }: TokenRefresherDeps): TokenRefresher {
  let pair = first;
  let refreshing: Promise<Result<TokenPair>> | null = null;

  /** Uses a signal of its own: the request that started the refresh may be cancelled while others wait for it. */
  function refresh(refreshToken: string): Promise<Result<TokenPair>> {
    refreshing ??= (async () => {
      const refreshed = await exchange(refreshToken, new AbortController().signal);
      if (refreshed.ok) {
        pair = refreshed.value;
        await store(pair);
      }
      refreshing = null;
      return refreshed;
    })();
    return refreshing;
  }

  const isAboutToExpire = () =>
    pair.accessExpiresAt !== null && pair.accessExpiresAt - now() <= refreshBeforeExpiryMs;

  async function freshPair(): Promise<Result<TokenPair>> {
    if (pair.refresh === null || !isAboutToExpire()) return ok(pair);
    const refreshed = await refresh(pair.refresh);
    if (refreshed.ok || endsSession(refreshed.error)) return refreshed;
    // The server couldn't be reached, but the current token may still be valid.
    return pair.accessExpiresAt !== null && pair.accessExpiresAt > now() ? ok(pair) : refreshed;
  }

  return {
    async withToken(work) {
      const fresh = await freshPair();
      if (!fresh.ok) return fresh;
      const used = fresh.value;
      const answer = await work(used.access);
      if (answer.ok || !endsSession(answer.error) || used.refresh === null) return answer;
      // Another request may have refreshed it meanwhile.
      const refreshed = pair.access === used.access ? await refresh(used.refresh) : ok(pair);
      return refreshed.ok ? work(refreshed.value.access) : fail(refreshed.error);
    },
  };
}

const endsSession = ({ kind }: AppError) => kind === 'signed-out';
