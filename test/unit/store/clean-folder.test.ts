import { copyFileSync, cpSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { plainError } from '../../../src-main/base/errors.ts';
import { fail } from '../../../src-preload/shared/result.ts';
import { openDatabase } from '../../../src-main/store/database.ts';
import { createHistoryOutbox } from '../../../src-main/store/history/history-outbox.ts';
import { takeLock } from '../../../src-main/store/open/folder-lock.ts';
import { migrate } from '../../../src-main/store/open/migrate.ts';
import { ledgerMigrations } from '../../../src-main/store/open/migrations/ledger.ts';
import {
  ledgerKey,
  loadWriter,
  open,
  problem,
  raw,
  rosterKey,
  temporaryFolder,
  tryOpen,
  value,
  writerFile,
} from './support.ts';

/* A command mostly reads, and a window reads first: the store opens the writer for the first write, where opening it has nothing to mend. */

const onCall = { loadWriter };
/** Tells that the writer was needed. */
const withoutWriter = {
  loadWriter: () =>
    Promise.resolve({ openWriter: () => fail(plainError('store-unavailable', 'The writer is needed.', '')) }),
};

let closed: string;
beforeAll(async () => {
  closed = mkdtempSync(join(tmpdir(), 'store-test-'));
  const store = value(await tryOpen(closed));
  value(await store.ledger.setPreference('kept', 'yes'));
  await store.close();
});
afterAll(() => rmSync(closed, { recursive: true, force: true }));

/** A copy of a folder that was closed cleanly. */
function closedFolder(): string {
  const folder = temporaryFolder();
  cpSync(closed, folder, { recursive: true });
  return folder;
}

it('a folder that was closed cleanly is read without the writer, and left as it was', async () => {
  const folder = closedFolder();
  const before = readdirSync(folder);
  const store = await open(folder, withoutWriter);
  expect(store.ledger.preference('kept')).toBe('yes');
  expect(store.roster.workspaces('c', 0)).toEqual([]);
  expect(store.notices).toEqual([]);
  await store.close();
  expect(readdirSync(folder)).toEqual(before);
});

it('the first write opens the writer, and its changes are read and kept', async () => {
  const folder = closedFolder();
  const store = await open(folder, onCall);
  value(await store.ledger.setPreference('kept', 'changed'));
  expect(store.ledger.preference('kept')).toBe('changed');
  await store.close();
  const again = await open(folder, withoutWriter);
  expect(again.ledger.preference('kept')).toBe('changed');
});

it('the thread that writes is started by the first write, too', async () => {
  const folder = closedFolder();
  const store = await open(folder, { writerFile: join(folder, 'missing.ts') });
  expect(store.ledger.preference('kept')).toBe('yes');
  expect(problem(await store.ledger.setPreference('kept', 'no')).sentence).toContain('stopped');
  await store.close();
  const again = await open(folder, { writerFile });
  value(await again.ledger.setPreference('kept', 'changed'));
  expect(again.ledger.preference('kept')).toBe('changed');
});

it('a writer that couldn’t be opened is tried again by the next write', async () => {
  let isThere = false;
  const store = await open(closedFolder(), {
    loadWriter: () => (isThere ? loadWriter() : withoutWriter.loadWriter()),
  });
  problem(await store.ledger.setPreference('kept', 'no'));
  isThere = true;
  value(await store.ledger.setPreference('kept', 'changed'));
  expect(store.ledger.preference('kept')).toBe('changed');
});

it('nothing can be written through what is opened to be read', async () => {
  const folder = closedFolder();
  const store = await open(folder, withoutWriter);
  expect(problem(await store.ledger.setPreference('kept', 'no')).sentence).toBe('The writer is needed.');
  expect(store.ledger.preference('kept')).toBe('yes');
});

it('a second Steward is told that the folder is in use, before and after the first write', async () => {
  const folder = closedFolder();
  const store = await open(folder, onCall);
  expect(problem(await tryOpen(folder, onCall)).sentence).toContain('Another Steward');
  value(await store.ledger.setPreference('kept', 'changed'));
  expect(problem(await tryOpen(folder)).sentence).toContain('Another Steward');
  await store.close();
  await open(folder, onCall);
});

function olderLedger(folder: string): void {
  const file = join(folder, 'ledger.db');
  rmSync(file);
  const db = openDatabase(file, ledgerKey, { readonly: false });
  migrate(db, ledgerMigrations.slice(0, -1), () => undefined);
  db.close();
}

it.each<[string, (folder: string) => void]>([
  ['a file that is missing', (folder) => rmSync(join(folder, 'roster.db'))],
  ['no backup', (folder) => rmSync(join(folder, 'ledger.db.backup'))],
  ['the log of a crash', (folder) => writeFileSync(join(folder, 'ledger.db-wal'), 'x')],
  ['a mark of damage', (folder) => writeFileSync(join(folder, 'roster.db.check'), '')],
  ['damage', (folder) => writeFileSync(join(folder, 'roster.db'), 'x'.repeat(8192))],
  ['an older version', olderLedger],
  ['a newer version', (folder) => void raw(join(folder, 'roster.db'), rosterKey).pragma('user_version=999')],
  [
    'a ledger that was set aside',
    (folder) => copyFileSync(join(folder, 'ledger.db'), join(folder, 'ledger.db.corrupt-20260101T000000Z')),
  ],
  ['a copy that is to be moved in', (folder) => writeFileSync(join(folder, 'ledger.db.moved-in'), 'x')],
  ['a restore that was asked for', (folder) => writeFileSync(join(folder, 'ledger.db.take-back'), '{}')],
  [
    'the roster of another version',
    (folder) => renameSync(join(folder, 'roster.db'), join(folder, 'roster-v1.db')),
  ],
  [
    'differences that the history doesn’t have yet',
    (folder) => createHistoryOutbox(raw(join(folder, 'roster.db'), rosterKey)).keep('c', 1, 2, []),
  ],
])('the writer opens a folder with %s', async (_, change) => {
  const folder = closedFolder();
  change(folder);
  expect(problem(await tryOpen(folder, withoutWriter)).sentence).toBe('The writer is needed.');
  // The folder is free for it.
  value(takeLock(folder, 0)).close();
});
