import { fail, ok } from '../../src-preload/shared/result.ts';
import type { Host } from '../app/host.ts';
import type { WindowState } from '../app/window-state.ts';
import { plainError } from '../base/errors.ts';
import type { Handlers } from './handle.ts';
import { appText } from './text.ts';

/** Each successful answer also opens the databases, so that what follows finds them open. */
export function vaultHandlers(host: Host, state: WindowState): Handlers<'vault'> {
  return {
    status: () => ok(host.vault.status()),
    choosePassphrase: ({ passphrase }) => host.afterVault(host.vault.choosePassphrase(passphrase)),
    unlock: ({ passphrase }) => host.afterVault(host.vault.unlock(passphrase)),
    chooseMemory: () => host.afterVault(host.vault.chooseMemory()),
    retry: () => host.afterVault(host.vault.retry()),
    startOver: () => host.afterVault(host.vault.startOver()),
    lock: () => host.lock(),
    change: ({ to, current }) => host.afterVault(host.vault.change(to, current)),
    keyring: () => ok(host.vault.keyring()),
    lockRules: () => ok(state.lockRules()),
    async setLockRules(rules) {
      try {
        await state.setLockRules(rules);
      } catch {
        return fail(plainError('store-unavailable', appText.settingNotSaved, appText.freeSpace));
      }
      return ok(state.lockRules());
    },
  };
}
