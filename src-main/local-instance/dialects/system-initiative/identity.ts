import { z } from 'zod';
import type { Directory } from '../../directory.ts';
import type { TokenSigner } from '../../jwt.ts';
import type { Person } from '../../tables/people.ts';
import type { TokenRecord } from '../../tables/tokens.ts';
import { done, refuse, type Outcome } from './outcome.ts';

/** Who a request comes from, and by which kind of token. */
export interface Identity {
  readonly person: Person;
  /** `web` and `automation` are the real ones; whatever else a token says counts as automation, as on the real server. */
  readonly tokenRole: string;
  /** The row of a token that is tied to a workspace; null for a session token. */
  readonly authToken: TokenRecord | null;
  /** What the token says, as signed. */
  readonly claims: Readonly<Record<string, unknown>>;
}

/** A claim that is missing or of another type than expected: the real server takes the token and stumbles over it later. */
const claim = z.string().optional().catch(undefined);
const versionTwo = z.object({
  version: z.literal('2'),
  userId: claim,
  workspaceId: claim,
  role: claim,
  jti: claim,
});
const versionOne = z.object({ user_pk: z.unknown(), workspace_pk: z.unknown() }).required();
const session = z.object({ userId: z.unknown() }).required();

interface TokenClaims {
  readonly userId: unknown;
  readonly workspaceId: unknown;
  readonly role: string;
  readonly tokenId: string | undefined;
}

/** The three kinds of token in the order in which the real server looks for them; any other version counts as a session. */
function readClaims(claims: Readonly<Record<string, unknown>>): TokenClaims | null {
  const second = versionTwo.safeParse(claims);
  if (second.success) {
    const { userId, workspaceId, role = '', jti } = second.data;
    return { userId, workspaceId, role, tokenId: jti };
  }
  const first = versionOne.safeParse(claims);
  if (first.success) {
    const { user_pk: userId, workspace_pk: workspaceId } = first.data;
    return { userId, workspaceId, role: 'web', tokenId: undefined };
  }
  const own = session.safeParse(claims);
  if (!own.success) return null;
  return { userId: own.data.userId, workspaceId: undefined, role: 'web', tokenId: undefined };
}

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

  const read = readClaims(claims);
  if (read === null) return refuse.corruptToken();
  const { userId, workspaceId, role, tokenId } = read;
  const authToken = tokenId === undefined ? null : directory.tokens.byId(tokenId);
  // A token whose row was deleted counts as revoked.
  if (tokenId !== undefined && (authToken === null || authToken.revokedAt !== null)) {
    return refuse.revokedToken();
  }
  if (typeof userId !== 'string') return refuse.unexpected();
  const person = directory.people.byId(userId);
  if (!person) return refuse.unknownUser();
  if (typeof workspaceId === 'string' && !directory.workspaces.byId(workspaceId, 'system-initiative')) {
    return refuse.unknownTokenWorkspace();
  }
  return done({ person, tokenRole: role, authToken, claims });
}

/**
 * Signed in, not quarantined, and with a verified e-mail where the route asks for one. Being suspended keeps nobody from
 * anything but invitations.
 */
export function requirePerson(identity: Identity | null, verified: boolean): Outcome<Person> {
  if (!identity) return refuse.notSignedIn();
  const { person } = identity;
  if (person.quarantinedAt !== null) return refuse.quarantined(person.id);
  if (verified && !person.emailVerified) return refuse.unverified();
  return done(person);
}

/** Without a token nothing is decided here: the route refuses in its own words. */
export const isWebToken = (identity: Identity | null): boolean =>
  identity === null || identity.tokenRole === 'web';
