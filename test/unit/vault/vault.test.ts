import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createVault } from '../../../src-main/vault/create-vault.ts';
import type { Keyring } from '../../../src-main/vault/vault.ts';
import { fakeKeyring, noKeyring } from './fake-keyring.ts';
import { errorOf as problem, valueOf as value } from '../../support/results.ts';
import { file, folder, open, passphrase, secret } from './vault-file.ts';

describe('with a keyring', () => {
  it('it uses the keyring and returns everything at the next start', async () => {
    const { keyring } = fakeKeyring();
    const vault = await open(keyring);
    expect(vault.status()).toEqual({ state: 'open', backend: 'keyring', name: 'Test Keyring' });
    const key = value(await vault.databaseKey('ledger'));
    value(await vault.setCredential('c1', secret));

    const again = await open(keyring);
    expect(value(again.credential('c1'))).toBe(secret);
    expect(value(again.credential('other'))).toBeNull();
    expect(value(await again.databaseKey('ledger'))).toEqual(key);
    expect(value(await again.databaseKey('roster'))).not.toEqual(key);
  });

  it('it writes no secret in readable form, in a file for its owner only', async () => {
    const vault = await open(fakeKeyring().keyring);
    const key = value(await vault.databaseKey('roster'));
    value(await vault.setCredential('c1', secret));
    const text = readFileSync(file, 'utf8');
    for (const plain of [secret, key.toString('hex'), key.toString('base64')]) {
      expect(text).not.toContain(plain);
      expect(text).not.toContain(Buffer.from(plain).toString('base64').slice(0, 20));
    }
    expect(JSON.parse(text)).toMatchObject({ wrapped: { backend: 'keyring', name: 'Test Keyring' } });
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['vault.json']);
  });

  it('it is unavailable while the keyring is locked or gone, changes nothing, and opens on retry', async () => {
    const { keyring, set } = fakeKeyring();
    value(await (await open(keyring)).setCredential('c1', secret));
    const before = readFileSync(file);
    for (const state of [
      { state: 'unavailable', why: 'It is locked.' },
      { state: 'none', why: 'There is none.' },
    ] as const) {
      set(state);
      const vault = await open(keyring);
      expect(vault.status()).toMatchObject({ state: 'unavailable' });
      expect(problem(vault.credential('c1')).kind).toBe('vault-unavailable');
      expect(problem(await vault.databaseKey('ledger')).kind).toBe('vault-unavailable');
      expect(problem(await vault.setCredential('c1', 'x')).kind).toBe('vault-unavailable');
      set({ state: 'ready', name: 'Test Keyring' });
      expect(value(await vault.retry()).state).toBe('open');
      expect(value(vault.credential('c1'))).toBe(secret);
      expect(readFileSync(file)).toEqual(before);
    }
  });

  it('it names both keyrings when another one took its place', async () => {
    value(await (await open(fakeKeyring('GNOME Keyring').keyring)).setCredential('c1', secret));
    const status = (await open(fakeKeyring('KWallet').keyring)).status();
    expect(status).toMatchObject({ state: 'unavailable' });
    expect(JSON.stringify(status)).toMatch(/GNOME Keyring.*KWallet/);
  });

  it('it can start over with a passphrase while the keyring is gone, keeping the old file', async () => {
    const { keyring, set } = fakeKeyring();
    value(await (await open(keyring)).setCredential('c1', secret));
    const before = readFileSync(file);
    set({ state: 'none', why: 'There is none.' });
    const vault = await open(keyring);
    value(await vault.choosePassphrase(passphrase));
    expect(value(vault.credential('c1'))).toBeNull();
    expect(readFileSync(`${file}.replaced-20261122T000000Z`)).toEqual(before);
  });

  it('it is unavailable when the keyring takes a secret but doesn’t return it', async () => {
    const { keyring } = fakeKeyring();
    const vault = await open({ ...keyring, decrypt: noKeyring.decrypt });
    expect(vault.status()).toMatchObject({ state: 'unavailable' });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('it wraps its key again where the keyring has a newer one, and opens with that from then on', async () => {
    const { keyring } = fakeKeyring();
    value(await (await open(keyring)).setCredential('c1', secret));
    const before = readFileSync(file, 'utf8');
    const outdated: Keyring = {
      ...keyring,
      async decrypt(cipher) {
        const opened = await keyring.decrypt(cipher);
        return opened.ok ? { ok: true, value: { ...opened.value, outdated: true } } : opened;
      },
    };
    expect(value((await open(outdated)).credential('c1'))).toBe(secret);
    expect(readFileSync(file, 'utf8')).not.toBe(before);
    expect(value((await open(keyring)).credential('c1'))).toBe(secret);
  });

  it('until the keyring has answered it is unavailable, and what is asked of it waits', async () => {
    const { keyring } = fakeKeyring();
    let answer = () => {};
    const answered = new Promise<void>((resolve) => (answer = resolve));
    const slow: Keyring = { ...keyring, state: () => answered.then(() => keyring.state()) };
    const vault = createVault({ file, keyring: slow });
    expect(vault.status()).toMatchObject({ state: 'unavailable' });
    const key = vault.databaseKey('ledger');
    answer();
    expect(value(await key)).toHaveLength(32);
    expect(vault.status()).toMatchObject({ state: 'open' });
  });
});

describe('without a keyring', () => {
  it('it is undecided until the user chooses', async () => {
    const vault = await open(noKeyring);
    expect(vault.status()).toEqual({ state: 'undecided', why: 'This system has no keyring.' });
    expect(problem(await vault.databaseKey('ledger')).kind).toBe('vault-locked');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('it treats a keyring that doesn’t respond as none while nothing is recorded', async () => {
    const { keyring, set } = fakeKeyring();
    set({ state: 'unavailable', why: 'It is locked.' });
    expect((await open(keyring)).status()).toEqual({ state: 'undecided', why: 'It is locked.' });
  });

  it('it keeps everything under a passphrase and asks for it at the next start', async () => {
    const vault = await open(noKeyring);
    expect(value(await vault.choosePassphrase(passphrase))).toMatchObject({ backend: 'passphrase' });
    const key = value(await vault.databaseKey('ledger'));
    value(await vault.setCredential('c1', secret));

    const again = await open(noKeyring);
    expect(again.status()).toEqual({ state: 'locked', by: 'passphrase', name: 'Passphrase' });
    expect(problem(again.credential('c1')).kind).toBe('vault-locked');
    value(await again.unlock(passphrase));
    expect(value(again.credential('c1'))).toBe(secret);
    expect(value(await again.databaseKey('ledger'))).toEqual(key);
    expect(readFileSync(file, 'utf8')).not.toContain(secret);
  });

  it('it refuses a wrong passphrase and stays locked', async () => {
    value(await (await open(noKeyring)).choosePassphrase(passphrase));
    const vault = await open(noKeyring);
    const error = problem(await vault.unlock('wrong horse battery'));
    expect(error).toMatchObject({ kind: 'invalid', fields: [{ path: 'passphrase' }] });
    expect(vault.status()).toEqual({ state: 'locked', by: 'passphrase', name: 'Passphrase' });
  });

  it('it accepts a passphrase that another keyboard composes differently', async () => {
    value(await (await open(noKeyring)).choosePassphrase('caf\u00e9 caf\u00e9'));
    value(await (await open(noKeyring)).unlock('cafe\u0301 cafe\u0301'));
  });

  it('it refuses a short passphrase', async () => {
    expect(problem(await (await open(noKeyring)).choosePassphrase('1234567')).kind).toBe('invalid');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('it keeps using the passphrase when a keyring turns up later', async () => {
    value(await (await open(noKeyring)).choosePassphrase(passphrase));
    expect((await open(fakeKeyring().keyring)).status()).toEqual({
      state: 'locked',
      by: 'passphrase',
      name: 'Passphrase',
    });
  });

  it('it writes nothing in memory mode, and asks again at the next start', async () => {
    const vault = await open(noKeyring);
    value(await vault.chooseMemory());
    value(await vault.setCredential('c1', secret));
    value(await vault.databaseKey('ledger'));
    expect(value(vault.credential('c1'))).toBe(secret);
    expect(vault.status()).toMatchObject({ state: 'open', backend: 'memory' });
    expect(readdirSync(folder)).toEqual([]);
    expect((await open(noKeyring)).status().state).toBe('undecided');
  });
});

it('a file that can’t be written is an error, and its contents stay', async () => {
  const { keyring } = fakeKeyring();
  const vault = createVault({ file: join(folder, 'vault.json', 'below-a-file'), keyring });
  writeFileSync(file, 'a file where a folder should be');
  expect(problem(await vault.setCredential('c1', secret)).kind).toBe('vault-unavailable');
  expect(value(vault.credential('c1'))).toBeNull();
});
