import { z } from 'zod';
import type { Directory } from '../../directory.ts';
import type { TokenSigner } from '../../jwt.ts';
import type { Person } from '../../tables/people.ts';
import { done, fail, type Outcome } from './failures.ts';
import { samplePassword } from '../../sample/password.ts';

export const systemName = 'system';

/** In seconds. */
export const accessLifetime = 900;
export const refreshLifetime = 7 * 24 * 3600;

/** No secrets: they let anybody into a local instance, and are told on its first page. */
export const sampleSignIn = {
  password: samplePassword,
  mfaCode: '246810',
  portalCode: 'local-portal',
} as const;

const claimsSchema = z.object({
  // Tells these tokens from those that other systems of this instance sign with the same key.
  system: z.literal(systemName),
  use: z.enum(['access', 'refresh']),
  sub: z.string(),
  /** The client that signed in; a session is good for that one alone. */
  clientHash: z.string().nullable(),
});

export async function newTokens(
  person: Person,
  clientHash: string | null,
  directory: Directory,
  signer: TokenSigner,
) {
  const iat = Math.floor(directory.now() / 1000);
  const sign = (use: 'access' | 'refresh', lifetime: number) =>
    signer.sign({
      system: systemName,
      use,
      sub: person.id,
      clientHash,
      jti: directory.newId(),
      iat,
      exp: iat + lifetime,
    });
  return {
    accessToken: await sign('access', accessLifetime),
    refreshToken: await sign('refresh', refreshLifetime),
    tokenType: 'Bearer',
    expiresIn: accessLifetime,
    refreshExpiresIn: refreshLifetime,
  };
}

export function requireActive(person: Person): Outcome<Person> {
  return person.suspendedAt === null && person.quarantinedAt === null ? done(person) : fail('inactive');
}

/** Who a token stands for. A session that was begun without a client hash takes any. */
export async function personOf(
  token: string | undefined,
  use: 'access' | 'refresh',
  clientHash: string | undefined,
  directory: Directory,
  signer: TokenSigner,
): Promise<Outcome<Person>> {
  if (token === undefined) return fail('badToken');
  const claims = claimsSchema.safeParse(await signer.verify(token));
  if (!claims.success || claims.data.use !== use) return fail('badToken');
  const person = directory.people.byId(claims.data.sub);
  if (!person) return fail('badToken');
  const expected = claims.data.clientHash;
  if (expected !== null && expected !== clientHash) return fail('fingerprint');
  return requireActive(person);
}

export function bearerOf(authorization: string | undefined): string | undefined {
  return /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
}
