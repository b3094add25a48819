import { z } from 'zod';
import type { Directory } from '../../directory.ts';
import type { TokenSigner } from '../../jwt.ts';
import type { ApiKey } from '../../tables/api-keys.ts';
import type { Person } from '../../tables/people.ts';
import { fullName, numberOf, numberOrganization, slugOf, systemName, usernameOf } from './names.ts';
import { done, refuse, type Outcome } from './outcome.ts';
import { tokenPrefix } from './tokens.ts';
import { defaultSettings, formatExtra } from './workspace-extra.ts';
import { samplePassword } from '../../sample/password.ts';

/** Seconds. */
export const accessLifetime = 3600;
const refreshLifetime = 30 * 24 * 3600;

const claimsSchema = z.object({
  system: z.literal(systemName),
  use: z.enum(['access', 'refresh']),
  sub: z.string(),
});
type TokenUse = z.infer<typeof claimsSchema>['use'];

function claimsOf(personId: string, use: TokenUse, now: number) {
  const issued = Math.floor(now / 1000);
  const lifetime = use === 'access' ? accessLifetime : refreshLifetime;
  return { system: systemName, use, sub: personId, iat: issued, exp: issued + lifetime };
}

/** What an access token says. Tokens of other systems, signed by the same key, don't open this one. */
export function sessionClaimsOf(personId: string, now: number) {
  return claimsOf(personId, 'access', now);
}

/** The documents: a personal organization with a workspace is made at sign-up, which here is the first sign-in. */
function ensurePersonalOrganization(
  directory: Directory,
  person: Person,
  idAt: (time: number) => string,
): void {
  const has = directory.organizations
    .ofPerson(person.id, systemName)
    .some(({ organization }) => organization.kind === 'personal' && organization.creatorId === person.id);
  if (has) return;
  directory.transaction(() => {
    const organization = directory.organizations.add({
      id: idAt(directory.now()),
      system: systemName,
      name: `${fullName(person)}'s organization`,
      kind: 'personal',
      creatorId: person.id,
      extra: '{}',
    });
    numberOrganization(directory, organization);
    directory.organizations.addMember(organization.id, person.id, 'Admin');
    const name = `${fullName(person)}'s workspace`;
    const workspace = directory.workspaces.add({
      id: idAt(directory.now()),
      system: systemName,
      name,
      description: null,
      creatorId: person.id,
      extra: formatExtra({
        slug: slugOf(name),
        updatedAt: directory.now(),
        sourceId: null,
        settings: defaultSettings(directory, organization.id),
      }),
    });
    directory.organizations.attachWorkspace(organization.id, workspace.id);
  });
}

/** The contract has no call by which an invitation is accepted: signing in takes up all that are still valid. */
function acceptInvitations(directory: Directory, person: Person): void {
  const now = directory.now();
  for (const invitation of directory.organizationInvitations.toEmail(person.email)) {
    if (invitation.acceptedAt !== null || invitation.expiresAt <= now) continue;
    directory.organizations.addMember(invitation.organizationId, person.id, invitation.role);
    directory.organizationInvitations.accept(invitation.id, now);
  }
}

/** What happens to an account at each sign-in. `idAt`: for data that must come out the same every time. */
export function arrive(
  directory: Directory,
  person: Person,
  idAt: (time: number) => string = directory.newId,
): void {
  directory.transaction(() => {
    ensurePersonalOrganization(directory, person, idAt);
    acceptInvitations(directory, person);
  });
}

export function userOnWire(directory: Directory, person: Person) {
  const first = directory.organizations.ofPerson(person.id, systemName)[0];
  return {
    id: numberOf(directory, 'user', person.id),
    username: usernameOf(person),
    email: person.email,
    role: first?.role ?? 'Viewer',
  };
}

function findPerson(directory: Directory, username: string): Person | null {
  // Two people can have the same name before the @; the younger one has to sign in by the whole address.
  const person = directory.people.byLocalPart(username)[0] ?? directory.people.byEmail(username);
  return person && person.signupAt !== null ? person : null;
}

const blocked = (person: Person) => person.suspendedAt !== null || person.quarantinedAt !== null;

const loginBody = z.object({ username: z.string(), password: z.string() });
const refreshBody = z.object({ refresh_token: z.string() });

/** Signs a person in by the name before the @ of their address (or the whole of it) and the sample password. */
export async function login(directory: Directory, signer: TokenSigner, body: unknown) {
  const given = loginBody.safeParse(body);
  if (!given.success) return refuse.invalid('username', 'username and password are required');
  const person = findPerson(directory, given.data.username);
  if (!person || given.data.password !== samplePassword) return refuse.badLogin();
  if (blocked(person)) return refuse.blocked();
  arrive(directory, person);
  const now = directory.now();
  return done({
    access_token: await signer.sign(claimsOf(person.id, 'access', now)),
    refresh_token: await signer.sign(claimsOf(person.id, 'refresh', now)),
    token_type: 'bearer',
    expires_in: accessLifetime,
    user: userOnWire(directory, person),
  });
}

async function personOf(
  directory: Directory,
  signer: TokenSigner,
  token: string,
  use: TokenUse,
): Promise<Outcome<Person>> {
  const checked = await signer.check(token);
  if (checked.kind === 'expired') return refuse.expiredToken();
  const claims = claimsSchema.safeParse(checked.kind === 'valid' ? checked.claims : null);
  const person = claims.success && claims.data.use === use ? directory.people.byId(claims.data.sub) : null;
  if (!person) return refuse.badToken();
  return blocked(person) ? refuse.blocked() : done(person);
}

/** A new access token; the refresh token stays the same until it ends. */
export async function refresh(directory: Directory, signer: TokenSigner, body: unknown) {
  const given = refreshBody.safeParse(body);
  if (!given.success) return refuse.invalid('refresh_token', 'is required and must be text');
  const person = await personOf(directory, signer, given.data.refresh_token, 'refresh');
  if (!person.ok) return person;
  return done({
    access_token: await signer.sign(claimsOf(person.value.id, 'access', directory.now())),
    token_type: 'bearer',
    expires_in: accessLifetime,
  });
}

export interface Identity {
  readonly person: Person;
  readonly token: ApiKey | null;
}

/** Who an Authorization header speaks for: a signed-in person, or one of an organization's tokens for its owner. */
export async function identify(
  secret: string | null,
  directory: Directory,
  signer: TokenSigner,
): Promise<Outcome<Identity>> {
  if (secret === null) return refuse.notSignedIn();
  if (!secret.startsWith(tokenPrefix)) {
    const person = await personOf(directory, signer, secret, 'access');
    return person.ok ? done({ person: person.value, token: null }) : person;
  }
  const token = directory.apiKeys.bySecret(secret, systemName);
  if (!token) return refuse.badToken();
  if (token.expiresAt !== null && token.expiresAt <= directory.now()) return refuse.expiredToken();
  const person = directory.people.byId(token.ownerId);
  if (!person) return refuse.badToken();
  return blocked(person) ? refuse.blocked() : done({ person, token });
}
