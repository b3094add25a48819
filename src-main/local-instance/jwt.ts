import { randomBytes } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';
import type { Directory } from './directory.ts';

/** What can be said of a token. `expired`: signed here, and its time is over. */
export type TokenCheck =
  | { readonly kind: 'valid'; readonly claims: Readonly<Record<string, unknown>> }
  | { readonly kind: 'expired' }
  | { readonly kind: 'invalid' };

/** Signs and checks the tokens of this instance. */
export interface TokenSigner {
  /** `exp` and `iat` are whole seconds. */
  sign(claims: Readonly<Record<string, unknown>>): Promise<string>;
  /** The claims, or null for anything not signed here, damaged or expired: the real servers don't tell them apart. */
  verify(token: string): Promise<Readonly<Record<string, unknown>> | null>;
  /** For the systems that do tell an expired token from a wrong one. */
  check(token: string): Promise<TokenCheck>;
}

const keySetting = 'token-signing-key';

/**
 * A signer whose key lives in the directory, so that a token given out today still works after a restart.
 * HS256: no other server has to check these tokens, and it needs no key pair at start.
 */
export function createTokenSigner(directory: Directory): TokenSigner {
  let encoded = directory.readSetting(keySetting);
  if (encoded === null) {
    encoded = randomBytes(32).toString('base64url');
    directory.writeSetting(keySetting, encoded);
  }
  const key = Buffer.from(encoded, 'base64url');

  async function check(token: string): Promise<TokenCheck> {
    try {
      const { payload } = await jwtVerify(token, key, {
        algorithms: ['HS256'],
        currentDate: new Date(directory.now()),
      });
      return { kind: 'valid', claims: payload };
    } catch (error) {
      return { kind: error instanceof errors.JWTExpired ? 'expired' : 'invalid' };
    }
  }

  return {
    sign: (claims) => new SignJWT({ ...claims }).setProtectedHeader({ alg: 'HS256', typ: 'JWT' }).sign(key),
    async verify(token) {
      const checked = await check(token);
      return checked.kind === 'valid' ? checked.claims : null;
    },
    check,
  };
}
