import { z } from 'zod';
import type { Directory } from '../../directory.ts';
import type { TokenSigner } from '../../jwt.ts';
import type { Person } from '../../tables/people.ts';
import { done, refuse, type Outcome } from './outcome.ts';
import { samplePassword } from '../../sample/password.ts';

export const systemName = 'modbox';

/** Seconds, as documented: five minutes, and half an hour to come back with the other. */
export const accessLifetime = 300;
export const refreshLifetime = 1800;

export interface Identity {
  readonly person: Person;
  /** A login session, or an `mbx_` token, which may do all but manage tokens. */
  readonly by: 'session' | 'api-token';
}

const claimsSchema = z.object({
  // Tells these tokens from those that other systems of this instance sign with the same key.
  system: z.literal(systemName),
  use: z.enum(['access', 'refresh']),
  sub: z.string(),
});

type Use = z.infer<typeof claimsSchema>['use'];

/** The two tokens of a session as login, refresh and SSO hand them out. */
export async function newTokens(person: Person, directory: Directory, signer: TokenSigner) {
  const iat = Math.floor(directory.now() / 1000);
  const sign = (use: Use, lifetime: number) =>
    signer.sign({
      system: systemName,
      use,
      sub: person.id,
      jti: directory.newId(),
      iat,
      exp: iat + lifetime,
    });
  return {
    access_token: await sign('access', accessLifetime),
    refresh_token: await sign('refresh', refreshLifetime),
    token_type: 'bearer',
    expires_in: accessLifetime,
    refresh_expires_in: refreshLifetime,
  };
}

function requireActive(person: Person): Outcome<Person> {
  return person.suspendedAt === null && person.quarantinedAt === null ? done(person) : refuse.inactive();
}

async function personOfJwt(
  token: string,
  use: Use,
  directory: Directory,
  signer: TokenSigner,
): Promise<Person | null> {
  const claims = claimsSchema.safeParse(await signer.verify(token));
  return claims.success && claims.data.use === use ? directory.people.byId(claims.data.sub) : null;
}

export async function identify(
  authorization: string | undefined,
  directory: Directory,
  signer: TokenSigner,
): Promise<Outcome<Identity>> {
  const token = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
  if (token === undefined) return refuse.notSignedIn();
  const isApiToken = token.startsWith('mbx_');
  const found = isApiToken ? directory.personalTokens.bySecret(token, systemName) : null;
  const person = isApiToken
    ? found && directory.people.byId(found.personId)
    : await personOfJwt(token, 'access', directory, signer);
  if (!person) return refuse.badToken();
  const active = requireActive(person);
  return active.ok ? done({ person, by: isApiToken ? 'api-token' : 'session' }) : active;
}

/** Whose refresh token this is. */
export async function personToRefresh(
  token: string,
  directory: Directory,
  signer: TokenSigner,
): Promise<Outcome<Person>> {
  const person = await personOfJwt(token, 'refresh', directory, signer);
  return person ? requireActive(person) : refuse.badRefreshToken();
}

/** The person who signs in with this name and the sample password. */
export function personByPassword(directory: Directory, username: string, password: string): Outcome<Person> {
  const id = directory.usernames.personIdOf(username);
  const person = id === null ? null : directory.people.byId(id);
  if (!person || password !== samplePassword) return refuse.badPassword();
  return requireActive(person);
}
