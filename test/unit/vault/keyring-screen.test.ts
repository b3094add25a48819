import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createVault } from '../../../src-main/vault/create-vault.ts';
import { unsealScreen } from '../../../src-main/vault/keyring-screen.ts';
import { fakeKeyring, noKeyring } from './fake-keyring.ts';

const plain = Buffer.from('the last screen');

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'steward-screen-'));
  file = join(folder, 'vault.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** What a vault behind this keyring seals, once it is on the disk. */
async function sealedWith(keyring: ReturnType<typeof fakeKeyring>['keyring']): Promise<Buffer> {
  const vault = createVault({ file, keyring });
  await vault.databaseKey('ledger');
  const box = vault.sealScreen(plain);
  if (box === null) throw new Error('It was not sealed.');
  return box;
}

it('opens what the vault sealed, with the keyring and the file of the vault alone', async () => {
  const { keyring } = fakeKeyring();
  const box = await sealedWith(keyring);
  expect(box.includes(plain)).toBe(false);
  expect(await unsealScreen(file, keyring, box)).toEqual(plain);
});

it('opens nothing while the keyring is locked', async () => {
  const { keyring, set } = fakeKeyring();
  const box = await sealedWith(keyring);
  set({ state: 'unavailable', why: 'locked' });
  expect(await unsealScreen(file, keyring, box)).toBeNull();
});

it('opens nothing with another keyring', async () => {
  const box = await sealedWith(fakeKeyring('KWallet').keyring);
  expect(await unsealScreen(file, fakeKeyring('KWallet').keyring, box)).toBeNull();
  expect(await unsealScreen(file, fakeKeyring('GNOME Keyring').keyring, box)).toBeNull();
});

it('opens nothing that another vault sealed', async () => {
  const { keyring } = fakeKeyring();
  const box = await sealedWith(keyring);
  rmSync(file);
  await sealedWith(keyring);
  expect(await unsealScreen(file, keyring, box)).toBeNull();
});

it('opens nothing in which a bit has changed', async () => {
  const { keyring } = fakeKeyring();
  const box = await sealedWith(keyring);
  box[20] = (box[20] ?? 0) ^ 1;
  expect(await unsealScreen(file, keyring, box)).toBeNull();
});

it('opens nothing without the file of the vault, or with one that was damaged', async () => {
  const { keyring } = fakeKeyring();
  const box = await sealedWith(keyring);
  writeFileSync(file, readFileSync(file, 'utf8').slice(0, 40));
  expect(await unsealScreen(file, keyring, box)).toBeNull();
  rmSync(file);
  expect(await unsealScreen(file, keyring, box)).toBeNull();
});

it('seals nothing with a passphrase, in memory, or before either is chosen', async () => {
  const vault = createVault({ file, keyring: noKeyring, scryptCost: 2 });
  expect(vault.sealScreen(plain)).toBeNull();
  await vault.chooseMemory();
  expect(vault.sealScreen(plain)).toBeNull();
  const other = createVault({ file, keyring: noKeyring, scryptCost: 2 });
  await other.choosePassphrase('correct horse battery');
  expect(other.sealScreen(plain)).toBeNull();
});
