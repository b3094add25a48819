import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDirectory } from '../../../src-main/local-instance/directory.ts';
import { migrate, schemaVersion } from '../../../src-main/local-instance/schema.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'steward-directory-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('the directory', () => {
  it('it creates its tables and records their version', () => {
    const path = join(folder, 'deep', 'instance.db');
    openDirectory({ path }).close();
    const db = new Database(path, { readonly: true });
    expect(db.pragma('user_version', { simple: true })).toBe(schemaVersion);
    db.close();
  });

  it('it keeps the people and memberships of a directory in which e-mails were still unique', () => {
    const path = join(folder, 'instance.db');
    const db = new Database(path);
    migrate(db, 3);
    db.exec(
      `INSERT INTO people (id, email, email_verified, created_at) VALUES ('p1', 'dana@northwind.example', 1, 5);
       INSERT INTO workspaces VALUES ('w1', 'system-initiative', 'Old', NULL, 'p1', 6, NULL, NULL, '{}', 1);
       INSERT INTO memberships VALUES ('w1', 'p1', 'OWNER', 7, 1);`,
    );
    db.close();
    const directory = openDirectory({ path });
    directory.people.add({ id: 'p2', email: 'dana@northwind.example' });
    expect(directory.people.allByEmail('dana@northwind.example').map(({ id }) => id)).toEqual(['p1', 'p2']);
    expect(directory.memberships.of('w1')).toMatchObject([{ personId: 'p1', role: 'OWNER' }]);
    expect(() => directory.memberships.add('w1', 'nobody', 'EDITOR')).toThrow('FOREIGN KEY');
    directory.close();
  });

  it('it leaves data of a newer version unchanged', () => {
    const path = join(folder, 'instance.db');
    const db = new Database(path);
    db.pragma(`user_version = ${schemaVersion + 1}`);
    db.close();
    expect(() => openDirectory({ path })).toThrow('newer version');
  });

  it('it rolls back everything that happens in a simulated lie, and nothing else', () => {
    const directory = openDirectory({ path: ':memory:' });
    directory.people.add({ email: 'kept@northwind.example' });
    const told = directory.rolledBack(() => {
      directory.transaction(() => directory.people.add({ email: 'gone@northwind.example' }));
      return directory.people.count();
    });
    expect([told, directory.people.count()]).toEqual([2, 1]);
    directory.close();
  });

  it('it generates IDs that sort by creation time, even within a millisecond', () => {
    const directory = openDirectory({ path: ':memory:', now: () => 1_700_000_000_000 });
    const ids = Array.from({ length: 50 }, () => directory.newId());
    expect(ids).toEqual(ids.toSorted());
    directory.close();
  });
});
