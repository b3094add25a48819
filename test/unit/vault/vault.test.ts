import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Result } from '../../../src-preload/shared/result.ts';
import { createVault } from '../../../src-main/vault/create-vault.ts';
import type { Keyring } from '../../../src-main/vault/vault.ts';
import { fakeKeyring, noKeyring } from './fake-keyring.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vault-test-'));
  file = join(folder, 'vault.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = async (keyring: Keyring) => {
  const vault = createVault({ file, keyring, now: () => Date.UTC(2026, 10, 22), scryptCost: 2 ** 14 });
  await vault.ready();
  return vault;
};
const value = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(`${result.error.kind}: ${result.error.sentence}`);
  return result.value;
};
const problem = <T>(result: Result<T>) => {
  if (result.ok) throw new Error('expected an error');
  return result.error;
};
const secret = 'si-token-eyJhbGciOiJSUzI1NiJ9.secret-part';
const passphrase = 'correct horse battery';

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

describe('a secret', () => {
  it('it is gone after deletion', async () => {
    const { keyring } = fakeKeyring();
    const vault = await open(keyring);
    value(await vault.setCredential('c1', secret));
    value(await vault.deleteCredential('c1'));
    expect(value(vault.credential('c1'))).toBeNull();
    expect(readFileSync(file, 'utf8')).not.toContain('credential:c1');
  });

  it('it can’t be opened after it was moved to another slot', async () => {
    const { keyring } = fakeKeyring();
    value(await (await open(keyring)).setCredential('c1', secret));
    writeFileSync(file, readFileSync(file, 'utf8').replace('credential:c1', 'credential:c2'));
    expect(problem((await open(keyring)).credential('c2')).kind).toBe('vault-unavailable');
  });

  it.each([
    ['a secret that another connection holds', 'held:c2:portal'],
    ['another secret of the same connection', 'held:c1:other'],
    ['a sign-in', 'credential:c1'],
    ['a key of a database', 'database:ledger'],
  ])('it can’t be taken for %s', async (_what, slot) => {
    const { keyring } = fakeKeyring();
    value(await (await open(keyring)).held('c1').put('portal', secret));
    writeFileSync(file, readFileSync(file, 'utf8').replace('held:c1:portal', slot));
    const vault = await open(keyring);
    const read = {
      'held:c2:portal': () => vault.held('c2').get('portal'),
      'held:c1:other': () => vault.held('c1').get('other'),
      'credential:c1': () => vault.credential('c1'),
      'database:ledger': () => vault.databaseKey('ledger'),
    }[slot];
    expect(await read?.()).toMatchObject({ ok: false, error: { kind: 'vault-unavailable' } });
  });

  it('it is unreadable, never absent, after its bits changed, and no other is affected', async () => {
    const { keyring } = fakeKeyring();
    const vault = await open(keyring);
    value(await vault.setCredential('c1', secret));
    value(await vault.setCredential('c2', 'another'));
    const content = JSON.parse(readFileSync(file, 'utf8')) as { slots: Record<string, string> };
    const box = Buffer.from(content.slots['credential:c1'] ?? '', 'base64');
    for (let at = 0; at < box.length; at += 1) {
      const flipped = Buffer.from(box);
      flipped.writeUInt8(flipped.readUInt8(at) ^ 1, at);
      const slots = { ...content.slots, 'credential:c1': flipped.toString('base64') };
      writeFileSync(file, JSON.stringify({ ...content, slots }));
      const changed = await open(keyring);
      expect(problem(changed.credential('c1')).kind).toBe('vault-unavailable');
      expect(value(changed.credential('c2'))).toBe('another');
    }
  });

  it('none is lost when several are written at once', async () => {
    const { keyring } = fakeKeyring();
    const vault = await open(keyring);
    const ids = Array.from({ length: 10 }, (_, n) => `c${n}`);
    for (const result of await Promise.all(ids.map((id) => vault.setCredential(id, `secret of ${id}`))))
      value(result);
    const again = await open(keyring);
    for (const id of ids) expect(value(again.credential(id))).toBe(`secret of ${id}`);
  });
});

describe('what a connection holds beside its credential', () => {
  it('it is kept by name, sealed, and returned at the next start', async () => {
    const { keyring } = fakeKeyring();
    const vault = await open(keyring);
    value(await vault.held('c1').put('token t1', secret));
    const again = (await open(keyring)).held('c1');
    expect(value(again.get('token t1'))).toBe(secret);
    expect(value(again.get('token t2'))).toBeNull();
    expect(value((await open(keyring)).held('c2').get('token t1'))).toBeNull();
    expect(readFileSync(file, 'utf8')).not.toContain(secret);
  });

  it('it can’t be opened under another name', async () => {
    const { keyring } = fakeKeyring();
    value(await (await open(keyring)).held('c1').put('token t1', secret));
    writeFileSync(file, readFileSync(file, 'utf8').replace('held:c1:token t1', 'held:c1:token t2'));
    expect(problem((await open(keyring)).held('c1').get('token t2')).kind).toBe('vault-unavailable');
  });

  it('it can be deleted one by one, or all of one connection at once', async () => {
    const vault = await open(fakeKeyring().keyring);
    value(await vault.setCredential('c1', 'credential'));
    value(await vault.held('c1').put('a', '1'));
    value(await vault.held('c1').put('b', '2'));
    value(await vault.held('c10').put('a', '3'));
    value(await vault.held('c1').drop('a'));
    expect([value(vault.held('c1').get('a')), value(vault.held('c1').get('b'))]).toEqual([null, '2']);
    value(await vault.deleteHeld('c1'));
    expect(value(vault.held('c1').get('b'))).toBeNull();
    expect(value(vault.held('c10').get('a'))).toBe('3');
    expect(value(vault.credential('c1'))).toBe('credential');
    expect(readFileSync(file, 'utf8')).not.toContain('held:c1:');
  });

  it('it stays when the credential is deleted', async () => {
    const vault = await open(fakeKeyring().keyring);
    value(await vault.setCredential('c1', 'credential'));
    value(await vault.held('c1').put('a', '1'));
    value(await vault.deleteCredential('c1'));
    expect(value(vault.held('c1').get('a'))).toBe('1');
  });

  it('a closed vault refuses to give it', async () => {
    const held = (await open(noKeyring)).held('c1');
    expect(problem(held.get('a')).kind).toBe('vault-locked');
    expect(problem(await held.put('a', '1')).kind).toBe('vault-locked');
  });
});

describe('starting over', () => {
  const replaced = () => readdirSync(folder).filter((name) => name.startsWith('vault.json.replaced-'));

  it('it keeps the old vault, which can be restored, when the passphrase is forgotten', async () => {
    const first = await open(noKeyring);
    value(await first.choosePassphrase(passphrase));
    value(await first.setCredential('c1', secret));
    const whole = readFileSync(file);
    const forgotten = await open(noKeyring);
    expect(value(await forgotten.startOver())).toMatchObject({ state: 'undecided' });
    value(await forgotten.choosePassphrase('another passphrase'));
    expect(value(forgotten.credential('c1'))).toBeNull();
    const [aside = ''] = replaced();
    expect(readFileSync(join(folder, aside))).toEqual(whole);
    renameSync(join(folder, aside), file);
    const back = await open(noKeyring);
    value(await back.unlock(passphrase));
    expect(value(back.credential('c1'))).toBe(secret);
  });

  it('it begins with the new keyring when there is another one', async () => {
    value(await (await open(fakeKeyring('Old').keyring)).setCredential('c1', secret));
    const vault = await open(fakeKeyring('New').keyring);
    expect(vault.status().state).toBe('unavailable');
    expect(value(await vault.startOver())).toMatchObject({ state: 'open', backend: 'keyring', name: 'New' });
    value(await vault.setCredential('c2', 'another'));
    expect(replaced()).toHaveLength(1);
  });

  it('it is refused while the vault is open, and where a newer Steward wrote its file', async () => {
    const vault = await open(fakeKeyring().keyring);
    value(await vault.setCredential('c1', secret));
    expect(problem(await vault.startOver()).kind).toBe('not-allowed');
    writeFileSync(file, JSON.stringify({ version: 99 }));
    expect(problem(await (await open(fakeKeyring().keyring)).startOver()).kind).toBe('other-version');
    expect(replaced()).toEqual([]);
  });
});

describe('a damaged file', () => {
  it('it is set aside wherever it was cut off, and an empty vault begins only on retry', async () => {
    const { keyring } = fakeKeyring();
    value(await (await open(keyring)).setCredential('c1', secret));
    const whole = readFileSync(file);
    for (const length of [0, 1, 20, whole.length - 3]) {
      writeFileSync(file, whole.subarray(0, length));
      const vault = await open(keyring);
      expect(vault.status()).toMatchObject({ state: 'unavailable' });
      expect(JSON.stringify(vault.status())).toContain('vault.json.corrupt-20261122T000000Z');
      const aside = readdirSync(folder).filter((name) => name.includes('.corrupt-'));
      expect(aside.map((name) => readFileSync(join(folder, name)).length)).toContain(length);
      value(await vault.retry());
      expect(vault.status()).toMatchObject({ state: 'open', backend: 'keyring' });
    }
    expect(readdirSync(folder).filter((name) => name.includes('.corrupt-'))).toHaveLength(4);
  });

  it('it can be restored', async () => {
    const { keyring } = fakeKeyring();
    value(await (await open(keyring)).setCredential('c1', secret));
    const whole = readFileSync(file);
    writeFileSync(file, '{');
    const vault = await open(keyring);
    writeFileSync(file, whole);
    value(await vault.retry());
    expect(value(vault.credential('c1'))).toBe(secret);
  });

  it('it is unavailable or refuses the passphrase after its wrapped key changed, and stays unchanged', async () => {
    const { keyring } = fakeKeyring();
    const flip = () => {
      const content = JSON.parse(readFileSync(file, 'utf8')) as { wrapped: { key: string } };
      const key = Buffer.from(content.wrapped.key, 'base64');
      key.writeUInt8(key.readUInt8(20) ^ 4, 20);
      content.wrapped.key = key.toString('base64');
      writeFileSync(file, JSON.stringify(content));
      return readFileSync(file);
    };
    value(await (await open(keyring)).setCredential('c1', secret));
    const first = flip();
    expect((await open(keyring)).status().state).toBe('unavailable');
    expect(readFileSync(file)).toEqual(first);
    rmSync(file);
    value(await (await open(noKeyring)).choosePassphrase(passphrase));
    const second = flip();
    problem(await (await open(noKeyring)).unlock(passphrase));
    expect(readFileSync(file)).toEqual(second);
  });

  it('it is refused without computing a hopeless scrypt', async () => {
    value(await (await open(noKeyring)).choosePassphrase(passphrase));
    writeFileSync(file, readFileSync(file, 'utf8').replace('16384', String(2 ** 30)));
    expect((await open(noKeyring)).status().state).toBe('unavailable');
  });
});

it('the file of a newer Steward is refused and left alone', async () => {
  const newer = JSON.stringify({ version: 2, whatever: true });
  writeFileSync(file, newer);
  const vault = await open(fakeKeyring().keyring);
  expect(JSON.stringify(vault.status())).toContain('newer Steward');
  expect(problem(await vault.choosePassphrase(passphrase)).kind).toBe('other-version');
  value(await vault.retry());
  expect(vault.status().state).toBe('unavailable');
  expect(readFileSync(file, 'utf8')).toBe(newer);
  expect(readdirSync(folder)).toEqual(['vault.json']);
});

it('a file that can’t be written is an error, and its contents stay', async () => {
  const { keyring } = fakeKeyring();
  const vault = createVault({ file: join(folder, 'vault.json', 'below-a-file'), keyring });
  writeFileSync(file, 'a file where a folder should be');
  expect(problem(await vault.setCredential('c1', secret)).kind).toBe('vault-unavailable');
  expect(value(vault.credential('c1'))).toBeNull();
});
