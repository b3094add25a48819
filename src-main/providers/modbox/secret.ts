import { z } from 'zod';
import type { CredentialKind } from '../../../src-preload/contract/connections.ts';
import { knownValue, none, type Known } from '../../../src-preload/shared/known.ts';
import { fail, ok, type Result } from '../../../src-preload/shared/result.ts';
import { invalidError } from '../../base/errors.ts';
import { jwtEnd, jwtExpiry } from '../jwt.ts';
import type { TokenPair } from '../token-refresher.ts';
import type { SignInTokens } from './wire.ts';
import { modboxText } from './text.ts';
import { commonText } from '../text.ts';

const stored = z.object({
  access: z.string().min(1),
  refresh: z.string().nullable(),
  accessExpiresAt: z.number().nullable(),
});

export const writeSecret = (pair: TokenPair): string => JSON.stringify(pair);

/** The connection's secret as it was written, or nothing good. */
export function readSecret(secret: string): TokenPair | null {
  try {
    return stored.safeParse(JSON.parse(secret)).data ?? null;
  } catch {
    return null;
  }
}

/** From a login, a refresh or SSO. The access token's own word on its end is preferred to the seconds beside it. */
export const pairOf = ({ tokens }: SignInTokens, now: number): TokenPair => ({
  access: tokens.access_token,
  refresh: tokens.refresh_token,
  accessExpiresAt: jwtExpiry(tokens.access_token) ?? now + tokens.expires_in * 1000,
});

const isApiToken = (access: string) => access.startsWith('mbx_');

/**
 * Takes what a person pastes: an `mbx_` token, an access token with or without its refresh token, or the address of the page on which
 * SSO ended (its fragment holds both).
 */
export function readPasted(values: Readonly<Record<string, string>>): Result<TokenPair> {
  const text = (values.token ?? '').trim();
  const fragment = URL.canParse(text) ? new URLSearchParams(new URL(text).hash.slice(1)) : null;
  const access = fragment === null ? text : (fragment.get('access_token') ?? '');
  const refresh =
    fragment === null ? (values.refreshToken ?? '').trim() : (fragment.get('refresh_token') ?? '');
  if (!isApiToken(access) && jwtExpiry(access) === null) {
    const message = fragment === null ? modboxText.notAToken : modboxText.noTokenInAddress;
    return fail(invalidError(message, modboxText.copyToken, [{ path: 'token', message }]));
  }
  return ok({
    access,
    refresh: isApiToken(access) || refresh === '' ? null : refresh,
    accessExpiresAt: jwtExpiry(access),
  });
}

/** An `mbx_` token has no documented end; a session lasts as long as its refresh token. */
export function inspectCredential(
  secret: string,
): Result<{ credential: CredentialKind; expiresAt: Known<number> }> {
  const pair = readSecret(secret);
  if (pair === null) {
    return fail(invalidError(modboxText.unreadableSignIn, commonText.signInAgain));
  }
  if (isApiToken(pair.access)) return ok({ credential: 'automation', expiresAt: none });
  return ok({ credential: 'session', expiresAt: endOfPair(pair) });
}

const endOfPair = ({ access, refresh, accessExpiresAt }: TokenPair): Known<number> =>
  refresh === null && accessExpiresAt !== null ? knownValue(accessExpiresAt) : jwtEnd(refresh ?? access);
