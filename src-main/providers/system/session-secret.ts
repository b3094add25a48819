import { fail, ok, type Result } from '../../../src-preload/shared/result.ts';
import { plainError } from '../../base/errors.ts';
import { hostOf } from '../../http/address.ts';
import type { HttpClient, HttpTarget } from '../../http/http.ts';
import type { ConnectionStorage } from '../provider.ts';
import { exchange } from './exchange.ts';
import { commonHeaders } from './headers.ts';
import { localeOf, pathOf } from './options.ts';
import { sessionEnded } from './read-error.ts';
import { claimsOf, formatSecret, isHeaderText, parseSecret, type Secret } from './secret.ts';
import * as wire from './wire.ts';
import { systemText } from './text.ts';

export interface SessionSecret {
  /** The secret to send the next request with, its access token refreshed where it is about to expire. */
  current(): Promise<Result<Secret>>;
  /**
   * After the server ended the session of this access token: the secret to try again with. Null: there is none, so it has ended; an
   * error: whether it has ended isn't known.
   */
  renewed(usedAccess: string): Promise<Result<Secret> | null>;
  /** The server's clock as just heard, epoch ms, or null where it wasn't. Expiry is the server's business, and this computer's clock may be off. */
  noteServerTime(at: number | null): void;
}

/** How long before its end an access token is refreshed; a quarter of its life for short ones. */
const refreshBeforeExpiryMs = 60_000;

/** The connection's secret as it changes: one refresh at a time, for all callers. */
export function createSessionSecret(
  http: HttpClient,
  target: HttpTarget,
  storage: ConnectionStorage,
): SessionSecret {
  let secret = parseSecret(storage.secret);
  let clockOffset = 0;
  let refreshing: Promise<Result<Secret> | null> | null = null;
  /** Refused by the server: asking again before every request would change nothing. */
  let spent: string | null = null;

  const noRefresh = plainError(
    'not-implemented',
    systemText.noRefreshRoute(hostOf(target.address)),
    systemText.correctRefreshPath,
  );

  function isAboutToExpire({ access }: Secret): boolean {
    const { exp, iat } = claimsOf(access);
    if (exp === undefined) return false;
    const ahead =
      iat === undefined ? refreshBeforeExpiryMs : Math.min(refreshBeforeExpiryMs, ((exp - iat) * 1000) / 4);
    return exp * 1000 - ahead <= storage.now() + clockOffset;
  }

  async function refresh(old: Secret): Promise<Result<Secret> | null> {
    const { refresh: refreshToken } = old;
    if (refreshToken === null || refreshToken === spent) return null;
    const path = pathOf(storage.options, 'refresh');
    if (!path.ok) return path;
    const locale = localeOf(storage.options);
    if (!locale.ok) return locale;
    const outcome = await exchange(
      http,
      {
        target: { ...target, credential: null },
        method: 'POST',
        path: path.value,
        headers: commonHeaders(old, locale.value),
        body: { refreshToken },
        schema: wire.tokens,
        channel: null,
        missing: noRefresh,
      },
      // Other callers wait for it too, so the first one giving up must not end it.
      new AbortController().signal,
    );
    if (!outcome.ok) {
      noteServerTime(outcome.at);
      // Only SYSTEM's own word, as a proxy may answer anything: the token is spent, or there is no such route.
      const cannot =
        outcome.code === sessionEnded || (outcome.code !== null && outcome.error.kind === 'not-implemented');
      if (!cannot) return fail(outcome.error);
      spent = refreshToken;
      return null;
    }
    noteServerTime(outcome.value.at);
    const { accessToken, refreshToken: next } = outcome.value.data;
    if (!isHeaderText(accessToken)) return null;
    const renewed: Secret = { ...old, access: accessToken, refresh: next ?? refreshToken };
    secret = ok(renewed);
    await storage.keepSecret(formatSecret(renewed));
    return secret;
  }

  const refreshOnce = (old: Secret) =>
    (refreshing ??= refresh(old).finally(() => {
      refreshing = null;
    }));

  function noteServerTime(at: number | null): void {
    if (at !== null) clockOffset = at - storage.now();
  }

  return {
    noteServerTime,
    async current() {
      if (!secret.ok || !isAboutToExpire(secret.value)) return secret;
      // Where it fails, the present token is tried as long as it lasts: the server says when it has ended.
      await refreshOnce(secret.value);
      return secret;
    },
    async renewed(usedAccess) {
      if (!secret.ok) return secret;
      return secret.value.access === usedAccess ? refreshOnce(secret.value) : secret;
    },
  };
}
