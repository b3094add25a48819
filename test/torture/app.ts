import { join } from 'node:path';
import type { Core } from '../../src-main/core.ts';
import { createCore } from '../../src-main/create-core.ts';
import { createNodeTransport } from '../../src-main/http/node-fetch.ts';
import { openVaultStore } from '../../src-main/store/open/open-with-vault.ts';
import type { SetTimer } from '../../src-main/sync/timers.ts';
import { createVault } from '../../src-main/vault/create-vault.ts';
import type { Keyring } from '../../src-main/vault/vault.ts';
import { ok, type Result } from '../../src-preload/shared/result.ts';
import { writerFile } from '../support/writer.ts';

export const value = <T>(result: Result<T>): T => {
  if (!result.ok)
    throw new Error(`${result.error.kind}: ${result.error.sentence} ${result.error.detail ?? ''}`);
  return result.value;
};

/** A keyring that needs no system behind it: the same in every process, and no secret to anybody. */
const openKeyring = (mask: number): Keyring => {
  const turn = (bytes: Buffer) => Buffer.from(bytes.map((byte) => byte ^ mask));
  return {
    state: async () => ({ state: 'ready', name: 'Test keyring' }),
    encrypt: async (plain) => ok(turn(plain)),
    decrypt: async (cipher) => ok({ plain: turn(cipher), outdated: false }),
  };
};

export const vaultIn = (folder: string) =>
  createVault({ file: join(folder, 'vault.json'), keyring: openKeyring(0x5a) });

/** Both keys, as the vault in the folder has them. */
export async function keysOf(folder: string): Promise<{ ledger: Buffer; roster: Buffer }> {
  const vault = vaultIn(folder);
  return {
    ledger: value(await vault.databaseKey('ledger')),
    roster: value(await vault.databaseKey('roster')),
  };
}

/** All that runs behind the windows, on this folder: the real vault, store, sync and change engine over real sockets. */
export async function openApp(folder: string, timers: { setTimer?: SetTimer } = {}): Promise<Result<Core>> {
  const vault = vaultIn(folder);
  const store = await openVaultStore({ vault, folder, writerFile });
  if (!store.ok) return store;
  return ok(
    createCore({
      store: store.value,
      vault,
      transport: ({ pinned }) => createNodeTransport({ pinned }),
      online: () => true,
      secrets: { put: () => 'reveal' },
      openExternal: async () => ok(null),
      emit: () => undefined,
      ...timers,
    }),
  );
}
