import type { Connection } from '../../src-preload/contract/connections.ts';
import type { ProviderId } from '../../src-preload/contract/refs.ts';
import { fail, ok, type Result } from '../../src-preload/shared/result.ts';
import { errorFrom } from '../base/errors.ts';
import { apiVariantOf, type Provider } from '../providers/provider.ts';
import type { ConnectionRecord } from '../store/ledger/types.ts';
import type { Sync } from '../sync/sync.ts';
import type { Vault } from '../vault/vault.ts';
import { connectionText as text } from './text.ts';
import type { WriteFacts } from './why-not-writable.ts';

interface ViewDeps {
  vault: Pick<Vault, 'credential'>;
  providers: ReadonlyMap<ProviderId, Provider>;
  sync: () => Pick<Sync, 'health' | 'isSyncing'> | null;
  whyNotWritable?: ((facts: WriteFacts) => string | null) | undefined;
}

/** A connection as it is shown: its record with the state of its sign-in, its server and its queue. */
export function createConnectionView({ vault, providers, sync, whyNotWritable }: ViewDeps) {
  function signInState(record: ConnectionRecord): Connection['signIn'] {
    if (record.signedOut !== null) return { state: 'signed-out', reason: record.signedOut };
    const credential = vault.credential(record.id);
    if (!credential.ok) return { state: 'unavailable', reason: credential.error.sentence };
    if (credential.value === null) return { state: 'signed-out', reason: text.signInNotKept };
    return { state: 'signed-in', credential: record.credential };
  }

  function providerOf(record: ConnectionRecord): Result<Provider> {
    const provider = providers.get(record.provider);
    return provider === undefined ? fail(errorFrom('not-supported', text.systemUnknown)) : ok(provider);
  }

  function toConnection(record: ConnectionRecord): Result<Connection> {
    const provider = providerOf(record);
    if (!provider.ok) return provider;
    const { id, kind, address, label, badge, colour, position, identity, builtIn, insecure } = record;
    const system = apiVariantOf(provider.value, record.apiVariant).facts;
    const signIn = signInState(record);
    const health = sync()?.health(id) ?? { state: 'unknown' as const };
    const facts = { signIn, health, address, guided: system.guided };
    return ok({
      id,
      provider: record.provider,
      productName: provider.value.product.name,
      kind,
      address,
      label,
      badge,
      colour,
      position,
      identity,
      system,
      options: { ...record.options },
      startsAt: record.startsAt,
      cannotWrite: whyNotWritable?.(facts) ?? null,
      signIn,
      health,
      syncing: sync()?.isSyncing(id, null, 'workspaces') ?? false,
      builtIn,
      insecure,
    });
  }

  return { providerOf, toConnection };
}
