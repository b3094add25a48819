import { fail, ok } from '../../src-preload/shared/result.ts';
import type { Host } from '../app/host.ts';
import { errorFrom } from '../base/errors.ts';
import type { Handlers } from './handle.ts';
import { vaultText } from './text.ts';

/** Each successful answer also opens the databases, so that what follows finds them open. */
export function vaultHandlers(host: Host): Handlers<'vault'> {
  return {
    status: () => ok(host.vault.status()),
    choosePassphrase: ({ passphrase }) => host.afterVault(host.vault.choosePassphrase(passphrase)),
    unlock: ({ passphrase }) => host.afterVault(host.vault.unlock(passphrase)),
    chooseMemory: () => host.afterVault(host.vault.chooseMemory()),
    retry: () => host.afterVault(host.vault.retry()),
    startOver: () => host.afterVault(host.vault.startOver()),
    // It may wait in another window than the one that asks.
    lock: () => (host.secretsWaiting() ? fail(errorFrom('not-allowed', vaultText.storeFirst)) : host.lock()),
    change: ({ to, current }) => host.afterVault(host.changeVault(to, current)),
    keyring: async () => ok(await host.vault.keyring()),
  };
}
