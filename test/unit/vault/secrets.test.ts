import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fakeKeyring, noKeyring } from './fake-keyring.ts';
import { errorOf as problem, valueOf as value } from '../../support/results.ts';
import { file, open, secret } from './vault-file.ts';

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
