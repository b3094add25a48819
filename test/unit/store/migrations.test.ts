import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDatabase, prepareForWriting, schemaVersion } from '../../../src-main/store/database.ts';
import { backupLedger, closeFiles, openFiles } from '../../../src-main/store/ladder.ts';
import { latestVersion, migrate, type Migration } from '../../../src-main/store/migrate.ts';
import { ledgerMigrations } from '../../../src-main/store/migrations/ledger.ts';
import { rosterMigrations } from '../../../src-main/store/migrations/roster.ts';
import { ledgerKey, onEnd, raw, rosterKey, temporaryFolder, value } from './support.ts';

const schema = (file: string, key: Buffer) => {
  const db = openDatabase(file, key, { readonly: false });
  const found = db.prepare('select type, name, tbl_name, sql from sqlite_schema order by name').all();
  db.close();
  return found;
};

describe.each([
  ['ledger.db', ledgerKey, ledgerMigrations],
  ['roster.db', rosterKey, rosterMigrations],
] as const)('%s', (name, key, steps) => {
  it('numbers its steps without a gap', () => {
    expect(steps.map((step) => step.version)).toEqual(steps.map((_, n) => n + 1));
  });

  it.each([0, ...steps.map((step) => step.version)])(
    'comes to the same schema from version %i',
    (version) => {
      const fresh = temporaryFolder();
      closeFiles(
        value(openFiles({ folder: fresh, ledgerKey, rosterKey, now: Date.now, patience: 20 })),
        false,
      );
      const folder = temporaryFolder();
      const db = raw(join(folder, name), key);
      prepareForWriting(db, 'FULL');
      migrate(
        db,
        steps.filter((step) => step.version <= version),
        () => undefined,
      );
      expect(schemaVersion(db)).toBe(version);
      db.close();
      const files = value(openFiles({ folder, ledgerKey, rosterKey, now: Date.now, patience: 20 }));
      expect(files.notices).toEqual([]);
      closeFiles(files, false);
      expect(schema(join(folder, name), key)).toEqual(schema(join(fresh, name), key));
    },
  );
});

describe('a migration', () => {
  const one: Migration = { version: 1, up: (db) => void db.exec('create table a (x)') };
  const two: Migration = { version: 2, up: (db) => void db.exec('alter table a add column y') };
  const broken: Migration = {
    version: 3,
    up(db) {
      db.exec('create table half (x)');
      throw new Error('in the middle');
    },
  };
  const database = () => {
    const db = openDatabase(join(temporaryFolder(), 'x.db'), ledgerKey, { readonly: false });
    onEnd(() => void db.close());
    return db;
  };

  it('is done once, and says before it touches a database that isn’t new', () => {
    const db = database();
    let backups = 0;
    const before = () => (backups += 1);
    migrate(db, [one], before);
    expect(backups).toBe(0);
    migrate(db, [one, two], before);
    migrate(db, [one, two], before);
    expect(backups).toBe(1);
    expect(schemaVersion(db)).toBe(latestVersion([one, two]));
  });

  it('that fails leaves the version before, whole', () => {
    const db = database();
    expect(() => migrate(db, [one, two, broken], () => undefined)).toThrow('in the middle');
    expect(schemaVersion(db)).toBe(2);
    expect(db.prepare(`select count(*) as n from sqlite_schema where name = 'half'`).get()).toEqual({ n: 0 });
  });

  it('of the ledger comes after a backup of it as it was, under the same key', () => {
    const file = join(temporaryFolder(), 'ledger.db');
    const db = openDatabase(file, ledgerKey, { readonly: false });
    onEnd(() => void db.close());
    migrate(db, [one], () => undefined);
    migrate(db, [one, two], () => backupLedger(db, file));
    const backup = openDatabase(`${file}.backup`, ledgerKey, { readonly: true });
    expect(schemaVersion(backup)).toBe(1);
    expect(backup.prepare(`select count(*) as n from pragma_table_info('a')`).get()).toEqual({ n: 1 });
    backup.close();
  });
});
