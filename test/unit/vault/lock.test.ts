import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createVault } from '../../../src-main/vault/create-vault.ts';
import type { Keyring } from '../../../src-main/vault/vault.ts';
import { fakeKeyring, noKeyring } from './fake-keyring.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vault-lock-'));
  file = join(folder, 'vault.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = async (keyring: Keyring) => {
  const vault = createVault({ file, keyring, scryptCost: 2 ** 14 });
  await vault.ready();
  return vault;
};
const secret = 'si-token-secret-part';
const passphrase = 'correct horse battery';

async function withPassphrase() {
  const vault = await open(noKeyring);
  await vault.choosePassphrase(passphrase);
  await vault.setCredential('c1', secret);
  return vault;
}

describe('a vault that is locked', () => {
  it('it gives no secret until the passphrase is entered again', async () => {
    const vault = await withPassphrase();
    expect(await vault.lock()).toMatchObject({ ok: true, value: { state: 'locked', by: 'passphrase' } });
    expect(vault.credential('c1')).toMatchObject({ ok: false, error: { kind: 'vault-locked' } });
    expect(await vault.databaseKey('ledger')).toMatchObject({ ok: false, error: { kind: 'vault-locked' } });
    expect(await vault.setCredential('c1', 'other')).toMatchObject({ ok: false });
    expect(await vault.retry()).toMatchObject({ ok: true, value: { state: 'locked' } });
    expect(await vault.unlock('wrong horse battery')).toMatchObject({ ok: false });

    expect(await vault.unlock(passphrase)).toMatchObject({ ok: true, value: { state: 'open' } });
    expect(vault.credential('c1')).toEqual({ ok: true, value: secret });
  });

  it('it finishes the writes asked for before', async () => {
    const vault = await withPassphrase();
    const written = vault.setCredential('c2', 'a newer secret');
    await vault.lock();
    expect(await written).toMatchObject({ ok: true });
    await vault.unlock(passphrase);
    expect(vault.credential('c2')).toEqual({ ok: true, value: 'a newer secret' });
  });

  it('it opens again from the keyring when asked to', async () => {
    const { keyring, set } = fakeKeyring();
    const vault = await open(keyring);
    await vault.setCredential('c1', secret);
    expect(await vault.lock()).toMatchObject({
      ok: true,
      value: { state: 'locked', by: 'keyring', name: 'Test Keyring' },
    });
    expect(vault.credential('c1')).toMatchObject({ ok: false, error: { kind: 'vault-locked' } });
    set({ state: 'unavailable', why: 'It is locked.' });
    expect(await vault.retry()).toMatchObject({ ok: true, value: { state: 'unavailable' } });
    set({ state: 'ready', name: 'Test Keyring' });
    expect(await vault.retry()).toMatchObject({ ok: true, value: { state: 'open' } });
    expect(vault.credential('c1')).toEqual({ ok: true, value: secret });
  });

  it('it is refused in memory only, where nothing could open it again', async () => {
    const vault = await open(noKeyring);
    await vault.chooseMemory();
    await vault.setCredential('c1', secret);
    expect(vault.cannotLock()).toMatchObject({ kind: 'not-allowed' });
    expect(await vault.lock()).toMatchObject({ ok: false, error: { kind: 'not-allowed' } });
    expect(vault.credential('c1')).toEqual({ ok: true, value: secret });
  });
});

describe('another way of keeping the vault’s key', () => {
  it('a new passphrase opens everything, and the one before nothing', async () => {
    const vault = await withPassphrase();
    const key = await vault.databaseKey('ledger');
    expect(
      await vault.change({ backend: 'passphrase', passphrase: 'another passphrase' }, passphrase),
    ).toMatchObject({ ok: true, value: { state: 'open', backend: 'passphrase' } });

    const again = await open(noKeyring);
    expect(await again.unlock(passphrase)).toMatchObject({ ok: false });
    expect(await again.unlock('another passphrase')).toMatchObject({ ok: true });
    expect(again.credential('c1')).toEqual({ ok: true, value: secret });
    expect(await again.databaseKey('ledger')).toEqual(key);
    expect(readdirSync(folder)).toEqual(['vault.json']);
  });

  it('it needs the passphrase that the vault has now', async () => {
    const vault = await withPassphrase();
    const before = readFileSync(file);
    for (const current of ['wrong horse battery', '', null])
      expect(
        await vault.change({ backend: 'passphrase', passphrase: 'another passphrase' }, current),
      ).toMatchObject({ ok: false, error: { kind: 'invalid', fields: [{ path: 'current' }] } });
    expect(readFileSync(file)).toEqual(before);
  });

  it('it refuses a short passphrase and a keyring that isn’t there', async () => {
    const vault = await withPassphrase();
    const before = readFileSync(file);
    expect(await vault.change({ backend: 'passphrase', passphrase: 'short' }, passphrase)).toMatchObject({
      ok: false,
      error: { kind: 'invalid', fields: [{ path: 'passphrase' }] },
    });
    expect(await vault.change({ backend: 'keyring' }, passphrase)).toMatchObject({
      ok: false,
      error: { kind: 'vault-unavailable' },
    });
    expect(readFileSync(file)).toEqual(before);
  });

  it('it moves from the keyring to a passphrase and back', async () => {
    const { keyring } = fakeKeyring();
    const vault = await open(keyring);
    await vault.setCredential('c1', secret);
    expect(await vault.keyring()).toEqual({ state: 'ready', name: 'Test Keyring' });
    expect(await vault.change({ backend: 'passphrase', passphrase }, null)).toMatchObject({ ok: true });

    const locked = await open(keyring);
    expect(locked.status()).toMatchObject({ state: 'locked', by: 'passphrase' });
    await locked.unlock(passphrase);
    expect(locked.credential('c1')).toEqual({ ok: true, value: secret });
    expect(await locked.change({ backend: 'keyring' }, passphrase)).toMatchObject({
      ok: true,
      value: { backend: 'keyring', name: 'Test Keyring' },
    });
    expect((await open(keyring)).credential('c1')).toEqual({ ok: true, value: secret });
  });

  it('it stays as it is when the keyring doesn’t return a test secret', async () => {
    const { keyring } = fakeKeyring();
    const vault = createVault({
      file,
      keyring: {
        ...keyring,
        decrypt: noKeyring.decrypt,
        state: async () => ({ state: 'ready', name: 'Odd' }),
      },
      scryptCost: 2 ** 14,
    });
    await vault.choosePassphrase(passphrase);
    const before = readFileSync(file);
    expect(await vault.change({ backend: 'keyring' }, passphrase)).toMatchObject({ ok: false });
    expect(readFileSync(file)).toEqual(before);
  });
});
