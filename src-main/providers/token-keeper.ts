import type { AppError } from '../../src-preload/contract/result.ts';
import { fail, ok, type Result } from '../../src-preload/shared/result.ts';
import type { HttpReply } from '../http/http.ts';

/** What a short-lived sign-in consists of. Times are epoch ms; null where the system doesn't say. */
export interface TokenPair {
  access: string;
  refresh: string | null;
  accessExpiresAt: number | null;
}

export interface TokenKeeperDeps {
  first: TokenPair;
  now(): number;
  /** Trades the refresh token for a new pair. Its `signed-out` says that the server doesn't take it any more. */
  trade(refresh: string, signal: AbortSignal): Promise<Result<TokenPair>>;
  /** Puts the new pair where it outlives the app. */
  keep(pair: TokenPair): Promise<Result<null>>;
}

/** A token with less left than this (ms) is traded before it is used. */
const ahead = 60_000;

export interface TokenKeeper {
  /**
   * Does `work` with an access token that is good now: one near its end is traded first, and one that the server refuses is traded once,
   * after which the work is done again. Requests at the same time share one trade.
   */
  withToken<T>(work: (access: string) => Promise<Result<HttpReply<T>>>): Promise<Result<HttpReply<T>>>;
}

/** Keeps the tokens of one signed-in connection fresh. */
export function createTokenKeeper({ first, now, trade, keep }: TokenKeeperDeps): TokenKeeper {
  let pair = first;
  let trading: Promise<Result<TokenPair>> | null = null;

  /** Belongs to no single request: the one that began it may be cancelled while others wait for it. */
  function renew(refresh: string): Promise<Result<TokenPair>> {
    trading ??= (async () => {
      const traded = await trade(refresh, new AbortController().signal);
      if (traded.ok) {
        pair = traded.value;
        await keep(pair);
      }
      trading = null;
      return traded;
    })();
    return trading;
  }

  const nearItsEnd = () => pair.accessExpiresAt !== null && pair.accessExpiresAt - now() <= ahead;

  async function good(): Promise<Result<TokenPair>> {
    if (pair.refresh === null || !nearItsEnd()) return ok(pair);
    const renewed = await renew(pair.refresh);
    if (renewed.ok || endsSession(renewed.error)) return renewed;
    // The server could not be asked: what there is may still do.
    return pair.accessExpiresAt !== null && pair.accessExpiresAt > now() ? ok(pair) : renewed;
  }

  return {
    async withToken(work) {
      const before = await good();
      if (!before.ok) return before;
      const used = before.value;
      const answer = await work(used.access);
      if (answer.ok || !endsSession(answer.error) || used.refresh === null) return answer;
      // Somebody else may have traded it meanwhile.
      const renewed = pair.access === used.access ? await renew(used.refresh) : ok(pair);
      return renewed.ok ? work(renewed.value.access) : fail(renewed.error);
    },
  };
}

const endsSession = ({ kind }: AppError) => kind === 'signed-out';
