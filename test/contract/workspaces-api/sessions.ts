import { none, valueOr } from '../../../src-preload/shared/known.ts';
import type { ProviderSession, ProvisionRequest } from '../../../src-main/providers/provider.ts';
import { workspacesApi } from '../../../src-main/providers/workspaces-api/provider.ts';
import type { WorkspaceRow } from '../../../src-main/base/records.ts';
import { memoryStorage } from '../../support/connection-storage.ts';
import { testHttpClient } from '../../support/http-client.ts';
import type { LocalInstance } from '../../support/local-instance.ts';
import { newWorkspace } from '../../support/perform.ts';
import { present, valueOf } from '../../support/results.ts';
import { signal } from '../../support/signal.ts';
import { targetOf } from '../../support/target.ts';

/** More than any test asks for in a minute. */
export const noLimit = { workspacesApiPerMinute: 100_000 };

export const places = async (session: ProviderSession) => valueOf(await session.workspaces(signal)).rows;
export const placeBy = async (session: ProviderSession, name: string): Promise<WorkspaceRow> =>
  present(
    (await places(session)).find((row) => row.name === name),
    `place ${name}`,
  );

export const creation = (organizationId: string, name: string) =>
  newWorkspace(name, { kind: 'managed', organizationId });
/** One row of a list of workspaces to make. */
export const row = (
  organizationId: string,
  name: string,
  settings: string | null = null,
): ProvisionRequest => ({
  type: 'workspace.provision',
  connectionId: 'c',
  organizationId,
  name,
  settings,
});
export const provision = (session: ProviderSession, rows: readonly ProvisionRequest[]) =>
  present(session.provision, 'way to provision')(rows, signal);

export const settingsOf = async (
  session: ProviderSession,
  placeId: string,
): Promise<Record<string, unknown>> => {
  const [details] = valueOf(await session.details(placeId, signal)).rows;
  const text = present(valueOr(details?.settings ?? none, null), `text of the settings of ${placeId}`);
  return JSON.parse(text) as Record<string, unknown>;
};

/** Sessions of the Workspaces API at this local instance. */
export function workspacesApiSessions(local: LocalInstance) {
  const http = testHttpClient({ now: () => local.clock });
  const address = () => local.server.addresses['workspaces-api'];
  const target = (at = address()) => targetOf(at);
  const storageOf = (secret: string) => memoryStorage(secret, { now: () => local.clock });
  const sessionWith = (secret: string, at?: string) =>
    workspacesApi.session(http, target(at), storageOf(secret));
  const sessionOf = async (email: string) =>
    sessionWith(await local.server.sessionFor('workspaces-api', email));
  return { http, address, target, storageOf, sessionWith, sessionOf };
}
