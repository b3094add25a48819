import { z } from 'zod';
import type { CredentialKind } from '../../../src-preload/contract/connections.ts';
import { knownValue, notReported, type Known } from '../../../src-preload/shared/known.ts';
import { fail, ok, type Result } from '../../../src-preload/shared/result.ts';
import { invalidError } from '../../base/errors.ts';
import { jwtExpiry } from '../jwt.ts';
import { workspacesApiText } from './text.ts';

const secretSchema = z.object({
  access: z.string().min(1),
  refresh: z.string().min(1).nullable(),
  /** Of the access token, epoch ms; null: not known, or never. */
  expiresAt: z.number().nullable(),
  /** Who signed in, as the login said: `GET /api/auth/me` is only proposed and may be missing. */
  user: z.object({ userId: z.string(), name: z.string(), email: z.string() }).nullable().default(null),
});
/** What a connection keeps of a sign-in, as JSON. */
export type Secret = z.infer<typeof secretSchema>;

/** Tokens that people and organizations make for themselves begin so. */
export const tokenPrefix = 'pat_';

/** Reads what was kept, or a bare token; null for anything else. */
export function readSecret(text: string): Secret | null {
  const bare = text.trim();
  if (bare === '' || /\s/.test(bare.startsWith('{') ? '' : bare)) return null;
  if (!bare.startsWith('{')) return { access: bare, refresh: null, expiresAt: jwtExpiry(bare), user: null };
  const read = secretSchema.safeParse(parseJson(bare));
  return read.success ? read.data : null;
}

export const writeSecret = (secret: Secret): string => JSON.stringify(secret);

/** Kind and end of a sign-in: that of the refresh token where there is one, because the access token is renewed until then. */
export function inspectCredential(
  text: string,
): Result<{ credential: CredentialKind; expiresAt: Known<number> }> {
  const secret = readSecret(text);
  if (secret === null) {
    return fail(
      invalidError(workspacesApiText.notAToken, workspacesApiText.copyToken, [
        { path: 'token', message: workspacesApiText.emptyOrSpaces },
      ]),
    );
  }
  // Their expiry is only reported at creation.
  if (secret.access.startsWith(tokenPrefix)) return ok({ credential: 'automation', expiresAt: notReported });
  if (secret.refresh === null) {
    return ok({
      credential: 'session',
      expiresAt: secret.expiresAt === null ? notReported : knownValue(secret.expiresAt),
    });
  }
  const end = jwtExpiry(secret.refresh);
  return ok({ credential: 'session', expiresAt: end === null ? notReported : knownValue(end) });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
