import { capability } from '../../src-preload/contract/capabilities.ts';
import { ok } from '../../src-preload/shared/result.ts';
import type { Core } from '../core.ts';
import type { Context } from './context.ts';
import type { Handlers } from './handle.ts';
import { forgetViews } from './views.ts';
import { supportPermission } from '../access/permissions.ts';
import { connectionAccess } from '../access/place-access.ts';

/** An address check that nobody waits for any more ends by itself after the client's own limits. */
const noSignal = () => new AbortController().signal;

export function connectionsHandlers(context: Context): Handlers<'connections'> {
  /** Every call is the registry's, the probe's or the sign-in's own, behind the same door. */
  const withCore = <T>(use: (core: Core) => T) => {
    const core = context.core();
    return core.ok ? use(core.value) : core;
  };
  return {
    list: () => withCore(({ connections }) => ok(connections.list())),
    products: () => withCore(({ providers }) => ok([...providers.values()].map(({ product }) => product))),
    probe: async (input) => withCore(async ({ probe }) => ok(await probe(input, noSignal()))),
    authenticate: async (input) => withCore(({ signIn }) => signIn.authenticate(input)),
    cancelAuthenticate: ({ attemptId }) =>
      withCore(({ signIn }) => {
        signIn.cancel(attemptId);
        return ok(null);
      }),
    add: async (input) => withCore(({ connections }) => connections.add(input)),
    signInAgain: async ({ connectionId, attemptId }) =>
      withCore(({ connections }) => connections.signInAgain(connectionId, attemptId)),
    update: async (input) => withCore(({ connections }) => connections.update(input)),
    capabilities: ({ connectionId }) =>
      withCore((core) => {
        const standing = connectionAccess(core, connectionId);
        if (!standing.ok) return standing;
        const { apiVariant } = standing.value;
        return ok(
          capability.options.map((name) => ({
            capability: name,
            permission: supportPermission({ apiVariant, row: null }, name),
          })),
        );
      }),
    reorder: async ({ connectionIds }) => withCore(({ connections }) => connections.reorder(connectionIds)),
    signOut: async ({ connectionId }) =>
      withCore(({ connections, sync }) => {
        sync.forget(connectionId);
        return connections.signOut(connectionId);
      }),
    removalPreview: ({ connectionId }) =>
      withCore(({ connections }) => connections.removalPreview(connectionId)),
    remove: async ({ connectionId }) =>
      withCore(async ({ connections, store }) => {
        const forgotten = await forgetViews(store.ledger, connectionId);
        return forgotten.ok ? connections.remove(connectionId) : forgotten;
      }),
    refresh: ({ connectionId }) =>
      withCore(({ sync }) => {
        sync.refresh(connectionId, 'manual');
        return ok(null);
      }),
    trustCertificate: async ({ origin, sha256 }) => withCore(({ pins }) => pins.trust(origin, sha256)),
    pins: () => withCore(({ pins }) => ok(pins.list())),
    revokePin: async ({ origin }) => withCore(({ pins }) => pins.revoke(origin)),
  };
}
