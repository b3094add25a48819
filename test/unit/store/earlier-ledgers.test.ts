import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src-main/store/database.ts';
import { connectionRecord, ledgerKey, problem, temporaryFolder, value } from './support.ts';
import { otherKeys, lastUsed, session, asideIn, keyLost } from './ledger-sessions.ts';

describe('a ledger that was set aside for its key', () => {
  it('it isn’t offered while the vault has another key, and stays unchanged', () => {
    const { folder, earlier } = keyLost();
    const before = readFileSync(join(folder, earlier));
    session(
      folder,
      (now) => {
        expect(now.notices).toEqual([]);
        expect(now.found()).toEqual([]);
        expect(problem(now.earlier.restore(earlier)).kind).toBe('not-found');
      },
      otherKeys,
    );
    expect(readFileSync(join(folder, earlier))).toEqual(before);
  });

  it('it is offered once its key is back, with its last use and its contents', () => {
    const { folder, earlier } = keyLost();
    session(folder, (now) => {
      expect(now.labels()).toEqual([]);
      expect(now.offers).toMatchObject([{ level: 'info', earlierLedger: earlier }]);
      expect(now.offers[0]?.sentence).toMatch(
        /3 Sept? 2026, .* can be opened again\. It has 1 connection and 1 receipt\.$/,
      );
      expect(now.found()).toEqual([{ name: earlier, usedAt: lastUsed, connections: ['first'], receipts: 1 }]);
    });
    // Looking leaves nothing behind and keeps its age.
    session(folder, (now) => expect(now.offers).toHaveLength(1));
    expect(readdirSync(folder).filter((name) => /-(wal|shm)$/.test(name))).toEqual([]);
  });

  it('it is whole even where a part was only in its log', () => {
    const folder = temporaryFolder();
    const source = temporaryFolder();
    session(source, () => undefined);
    const db = openDatabase(join(source, 'ledger.db'), ledgerKey, { readonly: false });
    db.prepare('insert into connections values (?, 0, ?)').run(
      'first',
      JSON.stringify(connectionRecord('first')),
    );
    for (const name of ['ledger.db', 'ledger.db-wal']) copyFileSync(join(source, name), join(folder, name));
    db.close();
    session(folder, () => undefined, otherKeys);
    session(folder, () => undefined, otherKeys);
    session(folder, (now) => expect(now.found()).toMatchObject([{ connections: ['first'] }]));
  });

  it('it isn’t offered where it is damaged or from a newer Steward', () => {
    const { folder, earlier } = keyLost();
    const bytes = readFileSync(join(folder, earlier));
    const damaged = Buffer.from(bytes);
    damaged.writeUInt8(damaged.readUInt8(bytes.length >> 1) ^ 1, bytes.length >> 1);
    writeFileSync(join(folder, earlier), damaged);
    for (const name of asideIn(folder, /^ledger\.db\.backup\.corrupt/))
      writeFileSync(join(folder, name), damaged);
    session(folder, (now) => expect(now.offers).toEqual([]));
    writeFileSync(join(folder, earlier), bytes);
    const db = openDatabase(join(folder, earlier), ledgerKey, { readonly: false });
    db.pragma('user_version=99');
    db.close();
    session(folder, (now) => expect(now.offers).toEqual([]));
  });

  it('its backup is offered where it is damaged itself', () => {
    const { folder, earlier } = keyLost();
    writeFileSync(join(folder, earlier), 'no database '.repeat(1000));
    session(folder, (now) =>
      expect(now.offers).toMatchObject([
        { earlierLedger: earlier.replace('ledger.db.', 'ledger.db.backup.') },
      ]),
    );
  });

  it('it isn’t offered again once declined, but can still be restored', () => {
    const { folder, earlier } = keyLost();
    session(folder, (now) => void value(now.earlier.decline(earlier)));
    session(folder, (now) => {
      expect(now.offers).toEqual([]);
      expect(now.found()).toHaveLength(1);
    });
  });
});
