import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDatabase, type Db } from '../../../src-main/store/database.ts';
import {
  closeFiles,
  openFiles,
  type OpenFilesOptions,
  type OpenedFiles,
} from '../../../src-main/store/open/open-recovery.ts';
import { latestVersion } from '../../../src-main/store/open/migrate.ts';
import { ledgerMigrations } from '../../../src-main/store/open/migrations/ledger.ts';
import { rosterMigrations } from '../../../src-main/store/open/migrations/roster.ts';
import {
  ledgerKey,
  memberRow,
  meta,
  onEnd,
  open,
  problem,
  rosterKey,
  temporaryFolder,
  tryOpen,
  value,
  workspaceRow,
} from './support.ts';

const now = () => Date.UTC(2026, 10, 22, 14, 30, 5);
const openAgain = (folder: string, more: Partial<OpenFilesOptions> = {}) =>
  openFiles({ folder, ledgerKey, rosterKey, now, timeoutMs: 20, ...more });
const words = (files: OpenedFiles) => files.notices.map((notice) => notice.sentence).join('\n');

/** A closed store with one preference in the ledger and one workspace in the roster. */
function prepared(): string {
  const folder = temporaryFolder();
  const files = value(openAgain(folder));
  files.ledger.exec(`insert into preferences values ('kept', '1')`);
  files.roster.exec(
    `insert into freshness (connection_id, workspace_id, list) values ('c', '', 'workspaces')`,
  );
  closeFiles(files, true);
  return folder;
}
const kept = (db: Db) =>
  db.prepare<[], { json: string }>(`select json from preferences where key = 'kept'`).get()?.json;
const rows = (db: Db) => db.prepare<[], { n: number }>('select count(*) as n from freshness').get()?.n;
function reopen(folder: string, more: Partial<OpenFilesOptions> = {}): OpenedFiles {
  const files = value(openAgain(folder, more));
  onEnd(() => closeFiles(files, false));
  return files;
}
function damage(file: string, how: 'first page' | 'middle' | 'half' | 'text'): void {
  const bytes = readFileSync(file);
  if (how === 'half') truncateSync(file, bytes.length >> 1);
  else if (how === 'text') writeFileSync(file, 'this is no database at all '.repeat(400));
  else {
    const at = how === 'middle' ? bytes.length >> 1 : 100;
    bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
    writeFileSync(file, bytes);
  }
}
const ways = ['first page', 'middle', 'half', 'text'] as const;

it.skipIf(process.platform === 'win32')(
  'every file of a store is its owner’s only, the backup too, whatever the umask',
  () => {
    const before = process.umask(0);
    onEnd(() => void process.umask(before));
    const folder = prepared();
    reopen(folder);
    const rights = readdirSync(folder).map((name) => [name, statSync(join(folder, name)).mode & 0o077]);
    expect(rights.map(([name]) => name)).toContain('ledger.db.backup');
    expect(rights.filter(([, others]) => others !== 0)).toEqual([]);
  },
);

describe('an ordinary start', () => {
  it('it finds everything without a notice, in encrypted files for the owner only', () => {
    const folder = prepared();
    const files = reopen(folder);
    expect(files.notices).toEqual([]);
    expect(kept(files.ledger)).toBe('1');
    expect(rows(files.roster)).toBe(1);
    for (const name of ['ledger.db', 'ledger.db.backup', 'roster.db'])
      expect(readFileSync(join(folder, name)).subarray(0, 15).toString('latin1')).not.toContain('SQLite');
  });

  it('closing leaves a backup of the ledger and no logs', () => {
    expect(readdirSync(prepared()).sort()).toEqual([
      'ledger.db',
      'ledger.db.backup',
      'roster.db',
      'store.lock',
    ]);
  });
});

describe('a damaged ledger', () => {
  it.each(ways)('(%s) it is set aside and its backup is restored', (how) => {
    const folder = prepared();
    damage(join(folder, 'ledger.db'), how);
    const damaged = readFileSync(join(folder, 'ledger.db'));
    const files = reopen(folder);
    expect(kept(files.ledger)).toBe('1');
    expect(words(files)).toContain('ledger.db.corrupt-20261122T143005Z');
    expect(readFileSync(join(folder, 'ledger.db.corrupt-20261122T143005Z'))).toEqual(damaged);
    expect(rows(files.roster)).toBe(1);
  });

  it('both are set aside and a new one is created when the backup is damaged too', () => {
    const folder = prepared();
    damage(join(folder, 'ledger.db'), 'text');
    damage(join(folder, 'ledger.db.backup'), 'first page');
    const files = reopen(folder);
    expect(kept(files.ledger)).toBeUndefined();
    expect(files.notices).toMatchObject([{ level: 'error' }]);
    const names = readdirSync(folder);
    expect(names).toContain('ledger.db.corrupt-20261122T143005Z');
    expect(names).toContain('ledger.db.backup.corrupt-20261122T143005Z');
  });

  it('a missing or empty ledger is restored from the backup', () => {
    for (const lose of [rmSync, (file: string) => writeFileSync(file, '')]) {
      const folder = prepared();
      lose(join(folder, 'ledger.db'));
      const files = value(openAgain(folder));
      expect(kept(files.ledger)).toBe('1');
      expect(words(files)).toContain('missing');
      closeFiles(files, false);
    }
  });

  it('a ledger under a lost key is set aside, never deleted: the old key still opens it', () => {
    const folder = prepared();
    const files = reopen(folder, { ledgerKey: Buffer.alloc(32, 9) });
    expect(kept(files.ledger)).toBeUndefined();
    expect(words(files)).toContain('key');
    const aside = openDatabase(join(folder, 'ledger.db.corrupt-20261122T143005Z'), ledgerKey, {
      readonly: true,
    });
    expect(kept(aside)).toBe('1');
    aside.close();
  });

  it('two damaged ledgers in the same second are both kept', () => {
    const folder = prepared();
    for (const n of [1, 2]) {
      damage(join(folder, 'ledger.db'), 'text');
      closeFiles(value(openAgain(folder)), false);
      expect(readdirSync(folder).filter((name) => name.startsWith('ledger.db.corrupt'))).toHaveLength(n);
    }
  });
});

describe('a damaged roster', () => {
  it.each(ways)('(%s) it is set aside and a new one is created', (how) => {
    const folder = prepared();
    damage(join(folder, 'roster.db'), how);
    const files = reopen(folder);
    expect(rows(files.roster)).toBe(0);
    expect(kept(files.ledger)).toBe('1');
    expect(files.notices).toMatchObject([{ level: 'warn' }]);
    expect(existsSync(join(folder, 'roster.db.corrupt-20261122T143005Z'))).toBe(true);
  });
});

describe('a file of a newer Steward', () => {
  const renumber = (file: string, key: Buffer) => {
    const db = openDatabase(file, key, { readonly: false });
    db.pragma('user_version=99');
    db.close();
    return readFileSync(file);
  };

  it('a newer ledger is refused with both versions, and left alone', async () => {
    const folder = prepared();
    const before = renumber(join(folder, 'ledger.db'), ledgerKey);
    const error = problem(await tryOpen(folder));
    expect(error.kind).toBe('other-version');
    expect(error.sentence).toMatch(new RegExp(`newer Steward.*99.*${latestVersion(ledgerMigrations)}`));
    expect(readFileSync(join(folder, 'ledger.db'))).toEqual(before);
  });

  it('a newer roster is left alone, and another one is used beside it', () => {
    const folder = prepared();
    const before = renumber(join(folder, 'roster.db'), rosterKey);
    const files = reopen(folder);
    expect(rows(files.roster)).toBe(0);
    expect(files.rosterFile).toBe(join(folder, `roster-v${latestVersion(rosterMigrations)}.db`));
    expect(files.notices).toMatchObject([{ level: 'info' }]);
    expect(readFileSync(join(folder, 'roster.db'))).toEqual(before);
  });
});

describe('a file that another program holds', () => {
  it('it is an error, and nothing is set aside', () => {
    const folder = prepared();
    const other = openDatabase(join(folder, 'ledger.db'), ledgerKey, { readonly: false });
    other.pragma('locking_mode=EXCLUSIVE');
    other.exec('begin exclusive');
    expect(problem(openAgain(folder)).sentence).toContain('Another program');
    other.exec('rollback');
    other.close();
    expect(kept(reopen(folder).ledger)).toBe('1');
    expect(readdirSync(folder).some((name) => name.includes('corrupt'))).toBe(false);
  });
});

describe('memory mode', () => {
  it('it works like any other mode and leaves nothing behind', async () => {
    const folder = temporaryFolder();
    const store = await open(folder, { ephemeral: true });
    expect(store.mode).toBe('memory');
    expect(store.folder).not.toBe(folder);
    value(await store.roster.swapWorkspaces('c1', [workspaceRow('w1')], meta(1)));
    value(
      await store.roster.swapMembers({ connectionId: 'c1', workspaceId: 'w1' }, [memberRow('U1')], meta(1)),
    );
    expect(store.roster.members({ connectionId: 'c1', workspaceId: 'w1' })).toHaveLength(1);
    await store.close();
    expect(existsSync(store.folder)).toBe(false);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('it is used, with a notice, where the folder can’t be created', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'a-file'), '');
    const store = await open(join(folder, 'a-file', 'below'));
    expect(store.mode).toBe('memory');
    expect(store.notices).toMatchObject([{ level: 'warn' }]);
    expect(store.notices[0]?.sentence).toContain('Nothing is kept');
  });
});

describe('a folder that can’t be written', () => {
  // Root may write everywhere, so another user looks.
  const user = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};

  it.skipIf(process.platform === 'win32')(
    'is read, also the part that is only in the log, and never changed',
    () => {
      const source = temporaryFolder();
      const folder = temporaryFolder();
      const files = value(openAgain(source));
      closeFiles(files, true);
      const db = openDatabase(join(source, 'ledger.db'), ledgerKey, { readonly: false });
      db.exec(`insert into preferences values ('kept', '1')`);
      for (const name of ['ledger.db', 'ledger.db-wal', 'roster.db']) {
        copyFileSync(join(source, name), join(folder, name));
        chmodSync(join(folder, name), 0o444);
      }
      db.close();
      chmodSync(folder, 0o555);
      onEnd(() => chmodSync(folder, 0o755));
      const before = readFileSync(join(folder, 'ledger.db'));
      const keys = [ledgerKey.toString('hex'), rosterKey.toString('hex')];
      const seen = spawnSync(
        process.execPath,
        [join(import.meta.dirname, 'read-only-look.ts'), folder, ...keys],
        {
          encoding: 'utf8',
          ...user,
        },
      );
      expect(seen.stderr).toBe('');
      expect(JSON.parse(seen.stdout)).toMatchObject({
        mode: 'read-only',
        folder,
        kept: 1,
        refused: 'store-unavailable',
        levels: ['warn'],
      });
      expect(readFileSync(join(folder, 'ledger.db'))).toEqual(before);
      expect(readdirSync(folder).sort()).toEqual(['ledger.db', 'ledger.db-wal', 'roster.db']);
    },
  );
});
