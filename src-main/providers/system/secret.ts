import { z } from 'zod';
import type { CredentialKind } from '../../../src-preload/contract/connections.ts';
import { notReported, type Known } from '../../../src-preload/shared/known.ts';
import { fail, ok, type Result } from '../../../src-preload/shared/result.ts';
import { invalidError } from '../../base/errors.ts';
import { endOf, jwtPayload } from '../jwt.ts';
import { systemText } from './text.ts';
import { commonText } from '../text.ts';

/** What goes into a header: a line break in it would be an error of the transport that names the secret. */
export const isHeaderText = (text: string): boolean => /^[\x21-\x7e]+$/.test(text);

const headerText = z.string().refine(isHeaderText);
const secretSchema = z.object({
  access: headerText,
  refresh: z.string().min(1).nullable().default(null),
  portalCode: headerText,
  /** Which client this is; the server may tie a session to it. */
  clientHash: headerText.nullable().default(null),
  /** As typed at sign-in: SYSTEM has no route that reports whose token it is. */
  email: z.string().nullable().default(null),
});
/** All that a connection keeps secret, as one JSON text. */
export type Secret = z.infer<typeof secretSchema>;

export const formatSecret = (secret: Secret): string => JSON.stringify(secret);

/** `invalid` where it isn't a secret of this provider. The words never contain any of it. */
export function parseSecret(text: string): Result<Secret> {
  const parsed = secretSchema.safeParse(parseJson(text));
  if (parsed.success) return ok(parsed.data);
  return fail(invalidError(systemText.notASystemSignIn, commonText.signInAgain));
}

const claimsSchema = z.object({
  sub: z.string().min(1).optional(),
  /** Seconds since 1970. */
  exp: z.number().optional(),
  iat: z.number().optional(),
});
export type Claims = z.infer<typeof claimsSchema>;

/** What a token says of itself where it is a JWT, else nothing. */
export function claimsOf(token: string): Claims {
  const parsed = claimsSchema.safeParse(jwtPayload(token));
  return parsed.success ? parsed.data : {};
}

/** The sign-in lasts as long as the refresh token, where there is one. */
export function inspectCredential(
  secret: string,
): Result<{ credential: CredentialKind; expiresAt: Known<number> }> {
  const parsed = parseSecret(secret);
  if (!parsed.ok) return parsed;
  const { exp } = claimsOf(parsed.value.refresh ?? parsed.value.access);
  return ok({ credential: 'session', expiresAt: exp === undefined ? notReported : endOf(exp) });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
