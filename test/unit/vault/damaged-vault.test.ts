import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fakeKeyring, noKeyring } from './fake-keyring.ts';
import { errorOf as problem, valueOf as value } from '../../support/results.ts';
import { file, folder, open, passphrase, secret } from './vault-file.ts';

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
