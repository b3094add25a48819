import { z } from 'zod';
import type { Directory } from '../../directory.ts';
import type { TokenSigner } from '../../jwt.ts';
import type { Person } from '../../tables/people.ts';
import { done, refuse, type Outcome } from './outcome.ts';

export const systemName = 'unstructured';

/** Seconds that a session lasts. */
export const sessionLifetime = 12 * 60 * 60;

const claimsSchema = z.object({ system: z.literal(systemName), sub: z.string() });

/** What a session token of this system says. Tokens of other systems, signed by the same key, don't open it. */
export function sessionClaimsOf(personId: string, now: number) {
  const issued = Math.floor(now / 1000);
  return { system: systemName, sub: personId, iat: issued, exp: issued + sessionLifetime };
}

/** Who an Authorization header speaks for. */
export async function identify(
  authorization: string | undefined,
  directory: Directory,
  signer: TokenSigner,
): Promise<Outcome<Person>> {
  const token = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1];
  if (token === undefined) return refuse.notSignedIn();
  const checked = await signer.check(token);
  if (checked.kind === 'expired') return refuse.expiredToken();
  const claims = claimsSchema.safeParse(checked.kind === 'valid' ? checked.claims : null);
  const person = claims.success ? directory.people.byId(claims.data.sub) : null;
  if (!person) return refuse.badToken();
  return person.suspendedAt !== null || person.quarantinedAt !== null ? refuse.blocked() : done(person);
}
