import { accessSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { fail, ok, type Result } from '../../../src-preload/shared/result.ts';
import { codeOf } from '../../base/atomic-file.ts';
import { errorFrom } from '../../base/errors.ts';
import { readSystemPolicy } from '../../policy/managed-policy.ts';
import { createVault } from '../../vault/create-vault.ts';
import { readVaultFile } from '../../vault/vault-file.ts';
import type { Keyring } from '../../vault/vault.ts';
import type { Session } from './session.ts';
import { runtimeText } from './text.ts';

interface ProfileParts {
  folder: string;
  /** Asked for where the vault has one; null: there is no terminal to ask on. */
  passphrase(): Promise<string | null>;
  offline: boolean;
  /** Reads back what an earlier run left open. */
  recovers: boolean;
  /** Said before something that takes a while. */
  note(text: string): void;
}

/**
 * What the app's keyring wraps, only the app can read: its key is under the app's own name in the keyring, and each system lets no other
 * program ask for it silently.
 */
const noKeyring: Keyring = {
  state: async () => ({ state: 'none', why: runtimeText.keyringOnlyInApp }),
  encrypt: async () => fail(errorFrom('vault-unavailable', runtimeText.keyring('the keyring'))),
  decrypt: async () => fail(errorFrom('vault-unavailable', runtimeText.keyring('the keyring'))),
};

/** Opens a profile while no app has it open. Another Steward at work is refused by the folder's own lock. */
export async function openProfile(parts: ProfileParts): Promise<Result<Session>> {
  const { folder } = parts;
  const file = join(folder, 'vault.json');
  const kept = readVaultFile(file);
  if (kept.end === 'none')
    return fail(
      errorFrom(
        'store-unavailable',
        isOutOfReach(file) ? runtimeText.unreadable(folder) : runtimeText.noProfile(folder),
      ),
    );
  if (kept.end === 'read' && kept.content.wrapped.backend === 'keyring') {
    const keyring = kept.content.wrapped.name;
    const { appProgram } = await import('./app-command.ts');
    const app = appProgram();
    if (app === null) return fail(errorFrom('vault-unavailable', runtimeText.keyring(keyring)));
    const { startApp } = await import('./start-app.ts');
    return startApp({ app, folder, keyring, note: parts.note });
  }
  // A program may be asked for it, which takes as long as the vault does.
  const policy = readSystemPolicy();
  const vault = createVault({ file, keyring: noKeyring });
  await vault.ready();
  if (vault.status().state === 'locked') {
    const passphrase = await parts.passphrase();
    if (passphrase === null) return fail(errorFrom('vault-locked', runtimeText.passphraseNeeded));
    const unlocking = vault.unlock(passphrase);
    await loadStore();
    const unlocked = await unlocking;
    if (!unlocked.ok)
      return unlocked.error.kind === 'invalid'
        ? fail(errorFrom('vault-locked', runtimeText.wrongPassphrase))
        : unlocked;
  }
  const { openVaultStore, profileSession } = await loadStore();
  const store = await openVaultStore({
    vault,
    folder,
    loadWriter: () => import('../../store/writer/writer.ts'),
  });
  if (!store.ok) return store;
  if (store.value.mode === 'memory') {
    // The window shows an empty copy then and says why; to a script, it would be an answer.
    await store.value.close();
    return fail(errorFrom('store-unavailable', runtimeText.unreadable(folder)));
  }
  const session = profileSession({ ...parts, store: store.value, vault, policy: await policy });
  if (parts.recovers) {
    const left = store.value.ledger.interruptedPlans();
    // A list may show a change late, so this can take as long as the engine waits for it.
    if (left.length > 0 && !parts.offline)
      parts.note(runtimeText.readingBack(left.map(({ title }) => title)));
    await session.recover();
  }
  return ok(session);
}

/**
 * What opens and reads the copies. A thread of Node's own checks a passphrase, which takes at least as long as this code to load: the check
 * has begun by the next turn.
 */
async function loadStore() {
  await nextTurn();
  const [{ openVaultStore }, { profileSession }] = await Promise.all([
    import('../../store/open/open-with-vault.ts'),
    import('./profile-session.ts'),
  ]);
  return { openVaultStore, profileSession };
}

/** Whether it may be there all the same: in the folder of another user, say. */
function isOutOfReach(file: string): boolean {
  try {
    accessSync(file);
    return false;
  } catch (cause) {
    return !['ENOENT', 'ENOTDIR'].includes(codeOf(cause));
  }
}
