import type { ProviderSession } from '../../../src-main/providers/provider.ts';
import { unstructured } from '../../../src-main/providers/unstructured/provider.ts';
import { memoryStorage } from '../../support/connection-storage.ts';
import { testHttpClient } from '../../support/http-client.ts';
import type { LocalInstance } from '../../support/local-instance.ts';
import { newWorkspace, perform } from '../../support/perform.ts';
import { present, valueOf } from '../../support/results.ts';
import { signal } from '../../support/signal.ts';
import { targetOf } from '../../support/target.ts';

export const http = testHttpClient();

/** The only one who manages the organization that has to pay. */
export const priya = 'priya.raman@lumen-consulting.example';

export const placesOf = async (session: ProviderSession) => valueOf(await session.workspaces(signal)).rows;

/** The id of an organization, or of a workspace of it. */
export async function placeId(session: ProviderSession, organization: string, workspace?: string) {
  const rows = await placesOf(session);
  const found = rows.find((row) =>
    workspace === undefined
      ? row.scope === 'organization' && row.name === organization
      : row.name === workspace &&
        row.organization.state === 'known' &&
        row.organization.value.name === organization,
  );
  return present(found, `place ${organization} ${workspace ?? ''}`).id;
}

export const roster = async (session: ProviderSession, place: string) =>
  valueOf(await session.members(place, signal)).rows;
export const roleOf = async (session: ProviderSession, place: string, email: string) =>
  (await roster(session, place)).find((row) => row.email === email)?.role;
export const keysOf = async (session: ProviderSession, place: string) =>
  valueOf(await session.tokens(place, signal)).rows;

export const create = (session: ProviderSession, organizationId: string | undefined, name: string) =>
  perform(session, newWorkspace(name, organizationId === undefined ? {} : { organizationId }));
export const createKey = async (session: ProviderSession, workspaceId: string, name: string) =>
  valueOf(await perform(session, { type: 'token.create', workspaceId, name, expiry: '' })).createdToken;
/** The value of a key again; a session that can't tell any ends the test. */
export const keyValue = (session: ProviderSession, place: string, tokenId: string) =>
  present(session.tokenValue, 'way to copy a key')(place, tokenId, signal);

/** Sessions of the management API at this local instance. */
export function unstructuredSessions(local: LocalInstance) {
  const sessionWith = (token: string, address = local.server.addresses.unstructured): ProviderSession =>
    unstructured.session(
      http,
      targetOf(address),
      memoryStorage(token, { apiVariant: 'management', now: () => local.clock }),
    );
  const sessionOf = async (email: string, address?: string) =>
    sessionWith(await local.server.sessionFor('unstructured', email), address);
  return { sessionWith, sessionOf };
}
