import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openVaultStore } from '../../../src-main/store/open/open-with-vault.ts';
import { discardCopies } from '../../../src-main/store/open/moved-in.ts';
import type { Store } from '../../../src-main/store/types.ts';
import { createVault } from '../../../src-main/vault/create-vault.ts';
import type { Keyring, Vault } from '../../../src-main/vault/vault.ts';
import { fakeKeyring, noKeyring } from '../vault/fake-keyring.ts';
import {
  memberRow,
  meta,
  onEnd,
  open,
  problem,
  temporaryFolder,
  value,
  workspaceRow,
  writerFile,
} from './support.ts';

/* From memory only to the disk: the vault keeps its keys there, and the databases follow. */

const passphrase = 'correct horse battery';
const place = { connectionId: 'c1', workspaceId: 'w1' };

const vaultIn = async (folder: string, keyring: Keyring = noKeyring) => {
  const vault = createVault({ file: join(folder, 'vault.json'), keyring, scryptCost: 2 ** 14 });
  await vault.ready();
  return vault;
};

async function openWith(vault: Vault, folder: string): Promise<Store> {
  const store = value(await openVaultStore({ vault, folder, writerFile }));
  let closed = false;
  const close = async () => {
    if (!closed) await store.close();
    closed = true;
  };
  onEnd(close);
  return { ...store, close };
}

/** A vault and a store in memory only, with something in each. */
async function inMemory(folder: string, keyring?: Keyring) {
  const vault = await vaultIn(folder, keyring);
  await vault.chooseMemory();
  await vault.setCredential('c1', 'a sign-in');
  const store = await openWith(vault, folder);
  expect(store.mode).toBe('memory');
  value(await store.ledger.setPreference('kept', 1));
  value(await store.roster.swapWorkspaces('c1', [workspaceRow('w1')], meta(1)));
  value(await store.roster.swapMembers(place, [memberRow('U1'), memberRow('U2')], meta(1)));
  return { vault, store };
}

async function expectAllThere(store: Store) {
  expect(store.mode).toBe('disk');
  expect(store.notices).toEqual([]);
  expect(store.ledger.preference('kept')).toBe(1);
  expect(store.roster.members(place)).toHaveLength(2);
}

it('everything in memory is on the disk after the move, and opens with the passphrase at the next start', async () => {
  const folder = temporaryFolder();
  const { vault, store } = await inMemory(folder);
  expect(readdirSync(folder)).toEqual([]);
  const changed = await vault.change({ backend: 'passphrase', passphrase }, null, () =>
    store.copies.copyInto(folder),
  );
  expect(changed).toMatchObject({ ok: true, value: { state: 'open', backend: 'passphrase' } });
  await store.close();
  const moved = await openWith(vault, folder);
  await expectAllThere(moved);
  await moved.close();

  const next = await vaultIn(folder);
  value(await next.unlock(passphrase));
  expect(value(next.credential('c1'))).toBe('a sign-in');
  await expectAllThere(await openWith(next, folder));
  expect(readdirSync(folder).filter((name) => name.includes('moved-in'))).toEqual([]);
});

it('with a keyring that was unlocked meanwhile, the vault opens without asking at the next start', async () => {
  const folder = temporaryFolder();
  const { keyring, set } = fakeKeyring();
  set({ state: 'unavailable', why: 'It is locked.' });
  const { vault, store } = await inMemory(folder, keyring);
  set({ state: 'ready', name: 'Test Keyring' });
  value(await vault.change({ backend: 'keyring' }, null, () => store.copies.copyInto(folder)));
  await store.close();
  const next = await vaultIn(folder, keyring);
  expect(next.status()).toMatchObject({ state: 'open', backend: 'keyring' });
  await expectAllThere(await openWith(next, folder));
});

it('a locked keyring changes nothing: no copy is asked for, and nothing is written', async () => {
  const folder = temporaryFolder();
  const { keyring, set } = fakeKeyring();
  set({ state: 'unavailable', why: 'It is locked.' });
  const { vault } = await inMemory(folder, keyring);
  let asked = false;
  const changed = await vault.change({ backend: 'keyring' }, null, async () => {
    asked = true;
    return { ok: true, value: null };
  });
  expect(problem(changed).kind).toBe('vault-unavailable');
  expect(asked).toBe(false);
  expect(readdirSync(folder)).toEqual([]);
  expect(vault.status()).toMatchObject({ state: 'open', backend: 'memory' });
});

it('where one of the copies can’t be written, neither stays, the vault isn’t written, and all goes on in memory', async () => {
  const folder = temporaryFolder();
  const { vault, store } = await inMemory(folder);
  // In the way of the second copy.
  mkdirSync(join(folder, 'roster.db.moved-in', 'x'), { recursive: true });
  const changed = await vault.change({ backend: 'passphrase', passphrase }, null, () =>
    store.copies.copyInto(folder),
  );
  expect(changed.ok).toBe(false);
  expect(readdirSync(folder)).toEqual(['roster.db.moved-in']);
  expect(vault.status()).toMatchObject({ state: 'open', backend: 'memory' });
  value(await store.ledger.setPreference('kept', 2));
  expect(store.ledger.preference('kept')).toBe(2);

  rmSync(join(folder, 'roster.db.moved-in'), { recursive: true });
  value(await vault.change({ backend: 'passphrase', passphrase }, null, () => store.copies.copyInto(folder)));
  await store.close();
  expect((await openWith(vault, folder)).ledger.preference('kept')).toBe(2);
});

it('where the vault can’t be written, it stays in memory, and the copies can be removed', async () => {
  const folder = temporaryFolder();
  const { vault, store } = await inMemory(folder);
  const changed = await vault.change({ backend: 'passphrase', passphrase }, null, async () => {
    const copied = await store.copies.copyInto(folder);
    // In the way of the vault's file.
    mkdirSync(join(folder, 'vault.json', 'x'), { recursive: true });
    return copied;
  });
  expect(problem(changed).kind).toBe('vault-unavailable');
  expect(vault.status()).toMatchObject({ state: 'open', backend: 'memory' });
  discardCopies(folder);
  expect(readdirSync(folder)).toEqual(['vault.json']);
});

it('copies of a vault that was never kept are deleted by the next opening', async () => {
  const folder = temporaryFolder();
  const { store } = await inMemory(folder);
  value(await store.copies.copyInto(folder));
  expect(readdirSync(folder).sort()).toEqual(['ledger.db.moved-in', 'roster.db.moved-in']);
  // As after a crash: another vault, with other keys.
  const next = await open(folder);
  expect(next.notices).toEqual([]);
  expect(next.ledger.preference('kept')).toBeNull();
  expect(readdirSync(folder).filter((name) => name.includes('moved-in'))).toEqual([]);
});

it('a move that a crash cut short is finished by the next opening', async () => {
  const folder = temporaryFolder();
  const { vault, store } = await inMemory(folder);
  value(await vault.change({ backend: 'passphrase', passphrase }, null, () => store.copies.copyInto(folder)));
  // The ledger came into its place, the roster didn't.
  renameSync(join(folder, 'ledger.db.moved-in'), join(folder, 'ledger.db'));
  await expectAllThere(await openWith(vault, folder));
});

it('databases of an earlier vault are set aside, not replaced', async () => {
  const folder = temporaryFolder();
  const earlier = await open(folder);
  value(await earlier.ledger.setPreference('kept', 7));
  await earlier.close();
  const { vault, store } = await inMemory(folder);
  value(await vault.change({ backend: 'passphrase', passphrase }, null, () => store.copies.copyInto(folder)));
  await store.close();
  await expectAllThere(await openWith(vault, folder));
  const aside = readdirSync(folder).filter((name) => name.includes('.replaced-'));
  expect(aside.map((name) => name.replace(/\.replaced-.*/, '')).sort()).toEqual([
    'ledger.db',
    'ledger.db.backup',
    'roster.db',
  ]);
});

it('while an earlier vault is on the disk, the move is refused: it would be replaced', async () => {
  const folder = temporaryFolder();
  const { keyring, set } = fakeKeyring();
  value(await (await vaultIn(folder, keyring)).setCredential('c1', 'the earlier sign-in'));
  set({ state: 'unavailable', why: 'It is locked.' });
  const { vault } = await inMemory(folder, keyring);
  const changed = await vault.change({ backend: 'passphrase', passphrase }, null);
  expect(problem(changed).kind).toBe('not-allowed');
  set({ state: 'ready', name: 'Test Keyring' });
  expect(value((await vaultIn(folder, keyring)).credential('c1'))).toBe('the earlier sign-in');
});

it('a secret that is kept while the databases are copied is in the vault afterwards', async () => {
  const folder = temporaryFolder();
  const { vault } = await inMemory(folder);
  value(
    await vault.change({ backend: 'passphrase', passphrase }, null, () =>
      vault.setCredential('c2', 'renewed meanwhile'),
    ),
  );
  const next = await vaultIn(folder);
  value(await next.unlock(passphrase));
  expect(value(next.credential('c2'))).toBe('renewed meanwhile');
});
