import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase, type Db } from '../../src-main/store/database.ts';
import { codeOf } from '../../src-main/base/atomic-file.ts';

export const newFolder = () => mkdtempSync(join(tmpdir(), 'steward-torture-'));
export const removeFolder = (folder: string) =>
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });

/** Copies the files of a folder that nobody works in. The copy can be opened and changed without losing what was found. */
export function copyOf(folder: string): string {
  const copy = newFolder();
  for (const name of readdirSync(folder))
    if (statSync(join(folder, name)).isFile()) copyFileSync(join(folder, name), join(copy, name));
  return copy;
}

/** What SQLite itself finds wrong with a closed database: pages, rows against indexes, references, full text against its rows. */
export function unsound(file: string, key: Buffer): string[] {
  const db = openDatabase(file, key, { readonly: false });
  try {
    const problems: string[] = [];
    const integrity = String(db.pragma('integrity_check(3)', { simple: true }));
    if (integrity !== 'ok') problems.push(`integrity_check: ${integrity}`);
    const references = db.pragma('foreign_key_check') as unknown[];
    if (references.length > 0) problems.push(`foreign_key_check: ${JSON.stringify(references[0])}`);
    return [...problems, ...unsoundText(db)];
  } catch (cause) {
    return [`can’t be checked: ${codeOf(cause)}`];
  } finally {
    db.close();
  }
}

/** Every full-text table, whatever it is called, is compared with the rows that it is about where it keeps none of its own. */
function unsoundText(db: Db): string[] {
  const tables = db
    .prepare<[], { name: string; sql: string }>(
      `select name, sql from sqlite_schema where type = 'table' and sql like '%using fts5%'`,
    )
    .all();
  return tables.flatMap(({ name, sql }) => {
    try {
      const keepsRows = /content\s*=\s*'[^']/.test(sql);
      db.exec(`insert into ${name} (${name}, rank) values ('integrity-check', ${keepsRows ? 1 : 0})`);
      return [];
    } catch (cause) {
      return [`full text ${name}: ${codeOf(cause)}`];
    }
  });
}

/** Where `text` is found in a closed folder, databases and logs decrypted: free pages and the free parts of pages included. */
export function placesWith(
  text: string,
  folder: string,
  keys: Readonly<Record<'ledger' | 'roster', Buffer>>,
): string[] {
  const found: string[] = [];
  for (const name of readdirSync(folder)) {
    if (readFileSync(join(folder, name)).includes(text)) found.push(name);
    if (!/\.db/.test(name) || /-(wal|shm)$/.test(name)) continue;
    const key = name.startsWith('ledger') ? keys.ledger : keys.roster;
    // Without its log first: that is what lies in the database itself. Then with it.
    for (const withLog of [false, true]) {
      const log = `${name}-wal`;
      if (withLog && !existsSync(join(folder, log))) continue;
      const bytes = decrypted(folder, name, key, withLog);
      if (bytes === null) {
        if (!withLog) found.push(`${name} (can’t be read)`);
      } else if (bytes.includes(text)) found.push(withLog ? log : name);
    }
  }
  return found;
}

function decrypted(folder: string, name: string, key: Buffer, withLog: boolean): Buffer | null {
  const scratch = newFolder();
  try {
    const copy = join(scratch, 'copy.db');
    copyFileSync(join(folder, name), copy);
    if (withLog) copyFileSync(join(folder, `${name}-wal`), `${copy}-wal`);
    const db = openDatabase(copy, key, { readonly: false });
    try {
      db.pragma('journal_mode=DELETE');
      db.pragma("rekey=''");
    } finally {
      db.close();
    }
    return readFileSync(copy);
  } catch {
    return null;
  } finally {
    removeFolder(scratch);
  }
}
