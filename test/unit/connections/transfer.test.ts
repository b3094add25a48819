import { describe, expect, it } from 'vitest';
import { createTransfer } from '../../../src-main/connections/transfer/transfer.ts';
import { errorFrom } from '../../../src-main/base/errors.ts';
import { providers } from '../../../src-main/providers/registry.ts';
import type { ConnectionRecord } from '../../../src-main/store/ledger/types.ts';
import { openText, sealText, sealedText } from '../../../src-main/vault/sealed-text.ts';
import { fail, ok } from '../../../src-preload/shared/result.ts';
import { valueOf } from '../../support/results.ts';

const passphrase = 'four unrelated words';
const record = (id: string, more: Partial<ConnectionRecord> = {}): ConnectionRecord => ({
  id,
  provider: 'system-initiative',
  kind: 'remote-url',
  address: `https://${id}.example`,
  label: id.toUpperCase(),
  badge: 'production',
  colour: 'blue',
  position: 0,
  identity: { userId: 'u1', name: 'Ana', email: 'ana@northwind.example' },
  credential: 'session',
  signedOut: null,
  builtIn: false,
  insecure: false,
  apiVariant: 'auth',
  options: {},
  startsAt: 'default',
  ...more,
});

/** A computer with these connections and what signs them in. */
function computer(records: ConnectionRecord[] = [], blocked = 'nowhere.example') {
  /** How many more connections fit on its disk. */
  const disk = { room: Infinity };
  const secrets = new Map(records.map(({ id }) => [id, `secret-of-${id}`]));
  const kept = [...records];
  let ids = 0;
  const transfer = createTransfer({
    ledger: {
      connections: () => kept,
      connection: (id) => kept.find((one) => one.id === id) ?? null,
      saveConnection: async (saved) => {
        if (disk.room === 0)
          return fail(
            errorFrom('disk-full', { sentence: 'The disk is full.', nextStep: 'Free some space.' }),
          );
        disk.room -= 1;
        kept.push(saved);
        return ok(null);
      },
    },
    vault: {
      credential: (id) => ok(secrets.get(id) ?? null),
      setCredential: async (id, secret) => {
        secrets.set(id, secret);
        return ok(null);
      },
      deleteCredential: async (id) => {
        secrets.delete(id);
        return ok(null);
      },
    },
    providers,
    // The least that a file may have, so that a test takes no half second.
    seals: {
      schema: sealedText,
      seal: (words, slot, text) => sealText(words, slot, text, 2 ** 14),
      open: openText,
    },
    refusal: (address) =>
      address.includes(blocked)
        ? errorFrom('blocked', { sentence: 'Not allowed here.', nextStep: 'Ask.' })
        : null,
    newId: () => `new${(ids += 1)}`,
    onAdded: () => undefined,
  });
  return { transfer, kept, secrets, disk };
}

const exported = async (records: ConnectionRecord[], words: string | null) =>
  valueOf(await computer(records).transfer.exportText(words));
const one = [record('a')];

describe('exported connections', () => {
  it('hold nothing that signs in without a passphrase, and none of the app’s own server', async () => {
    const text = await exported([record('a'), record('local', { builtIn: true })], null);
    expect(text).toContain('https://a.example');
    expect(text).not.toContain('secret-of');
    expect(text).not.toContain('https://local.example');
  });

  it('show neither sign-ins nor addresses behind a passphrase', async () => {
    const text = await exported(one, passphrase);
    expect(text).not.toContain('secret-of');
    expect(text).not.toContain('a.example');
    expect(text).not.toContain('northwind');
  });

  it('can’t be none', async () => {
    expect(await computer().transfer.exportText(null)).toMatchObject({
      ok: false,
      error: { sentence: 'There are no connections to export.' },
    });
  });
});

describe('imported connections', () => {
  it('come signed out from a file without a passphrase, once they were reviewed', async () => {
    const other = computer();
    const opened = valueOf(other.transfer.open(await exported(one, null)));
    expect(opened).toMatchObject({
      state: 'review',
      rows: [{ label: 'A', address: 'https://a.example', hasSignIn: false, state: { state: 'new' } }],
    });
    expect(other.kept).toEqual([]);
    expect(await other.transfer.take(opened.importId, [0])).toEqual(ok({ added: 1 }));
    expect(other.kept).toMatchObject([
      { label: 'A', signedOut: 'It was imported without its sign-in.', identity: { userId: 'u1' } },
    ]);
    expect(other.secrets.size).toBe(0);
  });

  it('come signed in from behind a passphrase', async () => {
    const other = computer();
    const opened = valueOf(other.transfer.open(await exported(one, passphrase)));
    expect(opened.state).toBe('passphrase');
    const review = valueOf(await other.transfer.unlock(opened.importId, passphrase));
    expect(review.rows).toMatchObject([{ hasSignIn: true }]);
    valueOf(await other.transfer.take(review.importId, [0]));
    expect(other.kept).toMatchObject([{ label: 'A', signedOut: null }]);
    expect([...other.secrets.values()]).toEqual(['secret-of-a']);
  });

  it('a secret that was written into a file without a passphrase isn’t taken', async () => {
    const other = computer();
    const text = (await exported(one, null)).replace('"secret": null', '"secret": "planted"');
    expect(text).toContain('planted');
    const opened = valueOf(other.transfer.open(text));
    valueOf(await other.transfer.take(opened.importId, [0]));
    expect(other.secrets.size).toBe(0);
  });

  it('a wrong passphrase is said to be wrong, and the right one opens the file then', async () => {
    const other = computer();
    const opened = valueOf(other.transfer.open(await exported(one, passphrase)));
    expect(await other.transfer.unlock(opened.importId, 'another one')).toMatchObject({
      ok: false,
      error: { sentence: 'This isn’t the file’s passphrase.' },
    });
    expect(await other.transfer.unlock(opened.importId, passphrase)).toMatchObject({ ok: true });
  });

  it('a bit that was changed behind the passphrase is damage, not a wrong passphrase', async () => {
    const other = computer();
    const file = JSON.parse(await exported(one, passphrase)) as { protected: { sealed: string } };
    const bytes = Buffer.from(file.protected.sealed, 'base64');
    bytes[20] = (bytes[20] ?? 0) ^ 1;
    file.protected.sealed = bytes.toString('base64');
    const opened = valueOf(other.transfer.open(JSON.stringify(file)));
    expect(await other.transfer.unlock(opened.importId, passphrase)).toMatchObject({
      ok: false,
      error: { sentence: 'The file is damaged or was changed.' },
    });
  });

  it.each([
    ['cut off', (text: string) => text.slice(0, -40), 'The file is cut off.'],
    ['no file of ours', () => '{"name": "package"}', 'This isn’t a file of connections from Steward.'],
    ['no JSON', () => 'name,email\n', 'This isn’t a file of connections from Steward.'],
    ['nothing', () => '', 'This isn’t a file of connections from Steward.'],
    [
      'of a later version',
      (text: string) => text.replace('"version": 1', '"version": 2'),
      'A newer version of Steward exported this file.',
    ],
    [
      'without an address',
      (text: string) => text.replace('"address"', '"adress"'),
      'The file is damaged or was changed.',
    ],
    [
      'with a connection without a name',
      (text: string) => text.replace(/"label": "[^"]+"/, '"label": "  "'),
      'The file is damaged or was changed.',
    ],
    [
      'with a key that takes a computer’s whole memory',
      () =>
        JSON.stringify({
          format: 'steward-connections',
          version: 1,
          protected: {
            key: { salt: 'x'.repeat(24), cost: 2 ** 30, blockSize: 8, parallelization: 1 },
            check: '',
            sealed: '',
          },
        }),
      'The file is damaged or was changed.',
    ],
  ])('a file that is %s gets its own sentence', async (_what, change, sentence) => {
    const text = change(await exported(one, null));
    expect(computer().transfer.open(text)).toMatchObject({ ok: false, error: { sentence } });
  });

  it('a full disk says how many fitted, and the rest is added once there is room', async () => {
    const other = computer();
    const text = await exported([record('a'), record('b'), record('c')], passphrase);
    const opened = valueOf(other.transfer.open(text));
    const { importId } = valueOf(await other.transfer.unlock(opened.importId, passphrase));
    other.disk.room = 1;
    expect(await other.transfer.take(importId, [0, 1, 2])).toMatchObject({
      ok: false,
      error: {
        kind: 'disk-full',
        sentence: 'Only 1 of 3 connections was added.',
        nextStep: 'Free some space.',
      },
    });
    // Nothing is left of the one that didn't fit.
    expect([...other.secrets.values()]).toEqual(['secret-of-a']);

    other.disk.room = Infinity;
    expect(await other.transfer.take(importId, [0, 1, 2])).toEqual(ok({ added: 3 }));
    expect(other.kept.map(({ label }) => label)).toEqual(['A', 'B', 'C']);
  });

  it('a review that is closed while its connections are added isn’t kept', async () => {
    const other = computer();
    const { importId } = valueOf(other.transfer.open(await exported(one, null)));
    other.disk.room = 0;
    const taken = other.transfer.take(importId, [0]);
    other.transfer.cancel();
    expect(await taken).toMatchObject({ ok: false, error: { sentence: 'The disk is full.' } });
    other.disk.room = 1;
    expect(await other.transfer.take(importId, [0])).toMatchObject({
      ok: false,
      error: { kind: 'not-found' },
    });
  });

  it('what is here already is never changed, nor is anything that wasn’t chosen or is refused added', async () => {
    const text = await exported(
      [
        record('a', { label: 'Theirs' }),
        record('b'),
        record('b', { label: 'B again' }),
        record('c'),
        record('nowhere'),
        record('d', { address: 'javascript:alert(1)' }),
        record('e', { address: 'http://plain.example' }),
      ],
      null,
    );
    const mine = record('a', { label: 'Mine' });
    const other = computer([mine]);
    const opened = valueOf(other.transfer.open(text));
    expect(opened).toMatchObject({
      rows: [
        { state: { state: 'exists', label: 'Mine' } },
        { state: { state: 'new' } },
        { state: { state: 'new' } },
        { state: { state: 'new' } },
        { state: { state: 'refused', reason: 'Not allowed here.' } },
        { state: { state: 'refused', reason: 'The address isn’t valid.' } },
        { state: { state: 'new' }, insecure: true },
      ],
    });
    // The address of the second is that of the third: it's added once.
    expect(await other.transfer.take(opened.importId, [0, 1, 2, 4, 5])).toEqual(ok({ added: 1 }));
    expect(other.kept.map(({ label }) => label)).toEqual(['Mine', 'B']);
    expect(other.kept[0]).toBe(mine);
    expect(await other.transfer.take(opened.importId, [3])).toMatchObject({ ok: false });
  });

  it('a closed import takes nothing', async () => {
    const other = computer();
    const opened = valueOf(other.transfer.open(await exported(one, null)));
    other.transfer.cancel();
    expect(await other.transfer.take(opened.importId, [0])).toMatchObject({
      ok: false,
      error: { sentence: 'This import was closed.' },
    });
  });
});
