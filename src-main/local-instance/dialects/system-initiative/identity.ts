import { z } from 'zod';
import type { Directory } from '../../directory.ts';
import type { TokenSigner } from '../../jwt.ts';
import type { Person } from '../../tables/people.ts';
import type { TokenRecord } from '../../tables/tokens.ts';
import { done, refuse, type Outcome } from './outcome.ts';

/** Who a request comes from, and by which kind of token. */
export interface Identity {
  readonly person: Person;
  readonly tokenRole: 'web' | 'automation';
  /** The row of a token that is tied to a workspace; null for a session token. */
  readonly authToken: TokenRecord | null;
  /** What the token says, as signed. */
  readonly claims: Readonly<Record<string, unknown>>;
}

const sessionClaims = z.object({ userId: z.string(), version: z.undefined().optional() });
const workspaceClaims = z.object({
  version: z.literal('2'),
  userId: z.string(),
  workspaceId: z.string(),
  role: z.enum(['web', 'automation']),
  jti: z.string().optional(),
});

/** Session tokens carry no expiry: they never expire, and nothing can revoke them. */
export function sessionClaimsOf(personId: string, now: number) {
  return { userId: personId, iat: Math.floor(now / 1000) };
}

export function automationClaimsOf(token: TokenRecord) {
  return {
    version: '2',
    userId: token.personId,
    workspaceId: token.workspaceId,
    role: token.role,
    iat: Math.floor(token.createdAt / 1000),
    ...(token.expiresAt === null ? {} : { exp: Math.floor(token.expiresAt / 1000) }),
    sub: token.personId,
    jti: token.id,
  };
}

/**
 * Reads the Authorization header: null when there is none. Only the header counts: the real server takes its
 * browser cookie as well, but on a loopback address that would let any web page act in the user's name.
 */
export async function identify(
  authorization: string | undefined,
  directory: Directory,
  signer: TokenSigner,
): Promise<Outcome<Identity | null>> {
  const bearer = authorization?.split(' ').pop();
  if (bearer === undefined || bearer === '') return done(null);

  const claims = await signer.verify(bearer);
  if (claims === null) return refuse.corruptToken();

  const session = sessionClaims.safeParse(claims);
  if (session.success) {
    const person = directory.people.byId(session.data.userId);
    if (!person) return refuse.unknownUser();
    return done({ person, tokenRole: 'web', authToken: null, claims });
  }

  const scoped = workspaceClaims.safeParse(claims);
  if (!scoped.success) return refuse.corruptToken();
  const { userId, workspaceId, role, jti } = scoped.data;
  const person = directory.people.byId(userId);
  if (!person) return refuse.unknownUser();
  if (jti === undefined) return refuse.tokenWithoutId();
  const authToken = directory.tokens.byId(jti);
  // A token whose row was deleted counts as revoked.
  if (!authToken || authToken.revokedAt !== null) return refuse.revokedToken();
  if (!directory.workspaces.byId(workspaceId, 'system-initiative')) return refuse.unknownTokenWorkspace();
  return done({ person, tokenRole: role, authToken, claims });
}

/** Signed in, in good standing, and with a verified e-mail where the route asks for one. */
export function requirePerson(identity: Identity | null, verified: boolean): Outcome<Person> {
  if (!identity) return refuse.notSignedIn();
  const { person } = identity;
  if (person.quarantinedAt !== null) return refuse.quarantined(person.id);
  if (person.suspendedAt !== null) return refuse.suspended(person.id);
  if (verified && !person.emailVerified) return refuse.unverified();
  return done(person);
}
