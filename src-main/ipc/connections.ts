import { capability } from '../../src-preload/contract/capabilities.ts';
import { ok } from '../../src-preload/shared/result.ts';
import { supportPermission } from '../access/permissions.ts';
import { doubtedLists } from '../queries/freshness.ts';
import { atConnection } from '../queries/query.ts';
import { forgetViews } from '../queries/saved-views.ts';
import type { Context } from './context.ts';
import type { Handlers } from './handle.ts';
import { withCore } from './with-core.ts';

/** An address check that is no longer waited for ends after the client's own limits. */
const noSignal = () => new AbortController().signal;

/** Every call is the registry's, the probe's or the sign-in's own. */
export function connectionsHandlers(context: Context): Handlers<'connections'> {
  const open = withCore(context);
  return {
    list: open(({ connections }) => ok(connections.list())),
    products: open(({ providers }) => ok([...providers.values()].map(({ product }) => product))),
    probe: open(async ({ probe }, input) => ok(await probe(input, noSignal()))),
    authenticate: open(({ signIn }, input) => signIn.authenticate(input)),
    cancelAuthenticate: open(({ signIn }, { attemptId }) => {
      signIn.cancel(attemptId);
      return ok(null);
    }),
    add: open(({ connections }, input) => connections.add(input)),
    signInAgain: open(({ connections }, { connectionId, attemptId }) =>
      connections.signInAgain(connectionId, attemptId),
    ),
    update: open(({ connections }, input) => connections.update(input)),
    capabilities: open(
      atConnection((_core, { apiVariant }) =>
        ok(
          capability.options.map((name) => ({
            capability: name,
            permission: supportPermission({ apiVariant, row: null }, name),
          })),
        ),
      ),
    ),
    reorder: open(({ connections }, { connectionIds }) => connections.reorder(connectionIds)),
    signOut: open(({ connections, sync }, { connectionId }) => {
      sync.forget(connectionId);
      return connections.signOut(connectionId);
    }),
    removalPreview: open(({ connections }, { connectionId }) => connections.removalPreview(connectionId)),
    remove: open(async ({ connections, store }, { connectionId }) => {
      const forgotten = await forgetViews(store.ledger, connectionId);
      return forgotten.ok ? connections.remove(connectionId) : forgotten;
    }),
    refresh: open(({ sync }, { connectionId }) => {
      sync.refresh(connectionId, 'manual');
      return ok(null);
    }),
    doubtedLists: open(doubtedLists),
    acceptList: open(({ sync }, { connectionId, workspaceId, list, doubt }) =>
      sync.accept(connectionId, workspaceId, list, doubt),
    ),
    trustCertificate: open(({ pins }, { origin, sha256 }) => pins.trust(origin, sha256)),
    clientCertificate: open(({ clientCertificates }, { connectionId }) =>
      ok(clientCertificates.of(connectionId)),
    ),
    offeredClientCertificates: open(({ clientCertificates }, { address }) =>
      clientCertificates.offered(address),
    ),
    useClientCertificate: open(async ({ clientCertificates, sync }, { connectionId, address, sha256 }) => {
      const chosen = await clientCertificates.choose(connectionId, address, sha256);
      if (chosen.ok && connectionId !== null) sync.refresh(connectionId, 'manual');
      return chosen;
    }),
    pins: open(({ pins }) => ok(pins.list())),
    revokePin: open(({ pins }, { origin }) => pins.revoke(origin)),
  };
}
