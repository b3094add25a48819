import { beforeEach } from 'vitest';
import { z } from 'zod';
import { sessionClaimsOf } from '../../../src-main/local-instance/dialects/system-initiative/identity.ts';
import { sampleWorkspaces } from '../../../src-main/local-instance/sample/seed.ts';
import type { ProviderSession } from '../../../src-main/providers/provider.ts';
import { systemInitiative } from '../../../src-main/providers/system-initiative/provider.ts';
import type { WorkspaceRow } from '../../../src-main/base/records.ts';
import { memoryStorage } from '../../support/connection-storage.ts';
import { testHttpClient } from '../../support/http-client.ts';
import { localInstance } from '../../support/local-instance.ts';
import { bearer, callAt } from '../../support/other-systems.ts';
import { perform, type PlaceChange } from '../../support/perform.ts';
import { present, valueOf } from '../../support/results.ts';
import { signal } from '../../support/signal.ts';
import { targetOf } from '../../support/target.ts';

/** A local instance for each test of this file, with Ana signed in to its System Initiative. */
export function signedInToSystemInitiative() {
  const local = localInstance();
  const workspaceId = (name: string) => local.workspaceId('system-initiative', name);

  const sessionWith = (
    token: string | null,
    address = local.server.url,
    http = testHttpClient(),
  ): ProviderSession => systemInitiative.session(http, targetOf(address), memoryStorage(token ?? ''));
  /** A session token of anybody, in whatever state they are. */
  const signInAs = (email: string) =>
    local.server.signer.sign(sessionClaimsOf(local.idOf(email), local.clock));

  let production = '';
  let ana: ProviderSession | null = null;
  beforeEach(async () => {
    await local.start();
    production = workspaceId(sampleWorkspaces.production);
    ana = sessionWith(local.server.token);
  });

  const signedIn = {
    local,
    /** The workspace that Ana owns together with another. */
    get production() {
      return production;
    },
    get ana() {
      return present(ana, 'session before a test begins');
    },
    workspaceId,
    sessionWith,
    signInAs,
    sessionOf: async (email: string) => sessionWith(await signInAs(email)),

    /** A change of the production workspace, or of another. `row`: that workspace's, where the wire needs more of it. */
    change: (
      session: ProviderSession,
      request: PlaceChange,
      at = production,
      row: WorkspaceRow | null = null,
    ) => perform(session, { ...request, workspaceId: at }, row),
    workspaceBy: async (session: ProviderSession, id: string) =>
      valueOf(await session.workspaces(signal)).rows.find((row) => row.id === id),
    memberBy: async (email: string) =>
      valueOf(await signedIn.ana.members(production, signal)).rows.find((row) => row.email === email),
    tokenBy: async (name: string) =>
      valueOf(await signedIn.ana.tokens(production, signal)).rows.find(
        (row) => row.name.state === 'known' && row.name.value === name,
      ),
    /** Makes a token of the production workspace for a day. */
    async automationToken(name = 'robot') {
      const made = await signedIn.change(signedIn.ana, { type: 'token.create', name, expiry: '1d' });
      return present(valueOf(made).createdToken, 'token that was made');
    },
    /** What Ana gets of the auth API itself. */
    get: (path: string) => callAt(local.server.url, 'GET', path, bearer(local.server.token)),
    /** The production workspace's own secret, which the auth API tells with it. */
    async workspaceSecret() {
      const { json } = await signedIn.get(`/workspaces/${production}`);
      return z.object({ token: z.string().regex(/^[0-9A-Z]{26}$/) }).parse(json).token;
    },
  };
  return signedIn;
}
