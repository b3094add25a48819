import { newTokens as newModboxTokens } from './dialects/modbox/identity.ts';
import { ensureDefaultWorkspace } from './dialects/modbox/operations.ts';
import { newTokens as newSystemTokens, sampleSignIn } from './dialects/system/identity.ts';
import { sessionClaimsOf } from './dialects/system-initiative/identity.ts';
import * as unstructuredSession from './dialects/unstructured/session.ts';
import { arrive, sessionClaimsOf as workspacesApiClaimsOf } from './dialects/workspaces-api/accounts.ts';
import type { Directory } from './directory.ts';
import type { TokenSigner } from './jwt.ts';
import type { Person } from './tables/people.ts';
import type { SystemName } from './tables/workspaces.ts';

/** How to connect to one system of the instance: the form's values by the field ids of that system's sign-in. */
export interface SystemSignIn {
  readonly provider: SystemName;
  readonly address: string;
  readonly method: 'token';
  readonly values: Readonly<Record<string, string>>;
}

export interface InstanceContext {
  readonly directory: Directory;
  readonly signer: TokenSigner;
}

/** Lifetime of the Workspaces API's refresh tokens, in seconds. */
const workspacesApiRefreshLifetime = 30 * 24 * 3600;

/** What a person who just signed in to each system holds: `token` is the session, the rest is what else its sign-in form asks for. */
export const signInValues: Readonly<
  Record<
    SystemName,
    (person: Person, context: InstanceContext) => Promise<{ token: string } & Record<string, string>>
  >
> = {
  'system-initiative': async ({ id }, { directory, signer }) => ({
    token: await signer.sign(sessionClaimsOf(id, directory.now())),
  }),
  unstructured: async ({ id }, { directory, signer }) => ({
    token: await signer.sign(unstructuredSession.sessionClaimsOf(id, directory.now())),
  }),
  'workspaces-api': async (person, { directory, signer }) => {
    arrive(directory, person);
    const access = workspacesApiClaimsOf(person.id, directory.now());
    const refresh = { ...access, use: 'refresh', exp: access.iat + workspacesApiRefreshLifetime };
    return { token: await signer.sign(access), refresh: await signer.sign(refresh) };
  },
  modbox: async (person, { directory, signer }) => {
    ensureDefaultWorkspace(directory, person);
    const { access_token, refresh_token } = await newModboxTokens(person, directory, signer);
    return { token: access_token, refreshToken: refresh_token };
  },
  system: async (person, { directory, signer }) => {
    const { accessToken, refreshToken } = await newSystemTokens(person, null, directory, signer);
    const { portalCode } = sampleSignIn;
    return { token: accessToken, refreshToken, portalCode, email: person.email };
  },
};
