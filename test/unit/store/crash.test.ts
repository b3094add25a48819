import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openFiles } from '../../../src-main/store/open/open-recovery.ts';
import { createRosterWriter } from '../../../src-main/store/roster/roster-writer.ts';
import { createRosterSearch } from '../../../src-main/store/search/roster-search.ts';
import { createRosterReader } from '../../../src-main/store/roster/roster-reader.ts';
import { storeError } from '../../../src-main/store/store-errors.ts';
import {
  ledgerKey,
  memberRow,
  membersQuery,
  meta,
  onEnd,
  open,
  problem,
  rosterKey,
  temporaryFolder,
  value,
  workspaceRow,
} from './support.ts';

const ref = { connectionId: 'c1', workspaceId: 'w1' };

it('the roster is unchanged when the process is killed in the middle of a swap', async () => {
  const folder = temporaryFolder();
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'half-swap.ts'), folder, ledgerKey.toString('hex'), rosterKey.toString('hex')],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const exited = once(child, 'exit');
  const [said] = (await Promise.race([once(child.stdout, 'data'), exited])) as [unknown];
  expect(String(said)).toContain('in the middle');
  child.kill('SIGKILL');
  await exited;
  // The unfinished half is in the log.
  expect(statSync(join(folder, 'roster.db-wal')).size).toBeGreaterThan(0);

  const store = await open(folder);
  expect(store.notices).toEqual([]);
  const rows = store.roster.members(ref);
  expect(rows).toHaveLength(3000);
  expect(rows.every((row) => row.email.startsWith('before'))).toBe(true);
  expect((await store.roster.membersPage(ref, membersQuery('before299'))).matching).toBe(11);
  expect((await store.roster.membersPage(ref, membersQuery('after'))).matching).toBe(0);
});

it('calls end in an error when the writer stops, and the writer is restarted once', async () => {
  const folder = temporaryFolder();
  const store = await open(folder, { writerFile: join(import.meta.dirname, 'crashing-writer.ts') });
  value(await store.ledger.setPreference('before', 1));
  expect(problem(await store.ledger.setPreference('crash', 1)).kind).toBe('store-unavailable');
  value(await store.ledger.setPreference('after', 2));
  expect(store.ledger.preference('before')).toBe(1);
  expect(store.ledger.preference('after')).toBe(2);
  expect(problem(await store.ledger.setPreference('crash', 1)).kind).toBe('store-unavailable');
  expect(problem(await store.ledger.setPreference('again', 3)).kind).toBe('store-unavailable');
  expect(store.ledger.preference('after')).toBe(2);
});

it('nothing is half-written on a full disk', () => {
  const folder = temporaryFolder();
  const files = value(openFiles({ folder, ledgerKey, rosterKey, now: Date.now, timeoutMs: 100 }));
  onEnd(() => {
    for (const db of [files.ledger, files.roster, files.lock]) db?.close();
  });
  const work = createRosterWriter(files.roster, new Set());
  const reader = createRosterReader(files.roster);
  const search = createRosterSearch(files.roster, reader);
  value(work.swapWorkspaces('c1', [workspaceRow('w1')], meta(1)));
  value(work.swapMembers(ref, [memberRow('U1')], meta(1)));

  const pages = Number(files.roster.pragma('page_count', { simple: true }));
  files.roster.pragma(`max_page_count=${pages + 5}`);
  const many = Array.from({ length: 2000 }, (_, n) => memberRow(`U${n}`));
  const swapMany = () => work.swapMembers(ref, many, meta(9));
  let thrown: unknown = null;
  try {
    swapMany();
  } catch (cause) {
    thrown = cause;
  }
  expect(storeError(thrown)).toMatchObject({ kind: 'disk-full', retryable: true });
  expect(reader.members(ref)).toEqual([memberRow('U1')]);
  expect(reader.freshness('c1', 'w1', 'members').fetchedAt).toBe(1);
  expect(search.membersPage(ref, membersQuery('name')).matching).toBe(1);

  files.roster.pragma('max_page_count=1000000');
  value(swapMany());
  expect(search.membersPage(ref, membersQuery('name')).matching).toBe(2000);
});

it('a disk without room for the index of SQLite’s log is called full, not broken', () => {
  const thrown = Object.assign(new Error('disk I/O error'), { code: 'SQLITE_IOERR_SHMSIZE' });
  expect(storeError(thrown)).toMatchObject({ kind: 'disk-full', retryable: true });
});

it('a second Steward in the same folder gets an error, and the first one keeps working', async () => {
  const folder = temporaryFolder();
  const files = value(openFiles({ folder, ledgerKey, rosterKey, now: Date.now, timeoutMs: 20 }));
  const second = problem(openFiles({ folder, ledgerKey, rosterKey, now: Date.now, timeoutMs: 20 }));
  expect(second).toMatchObject({ kind: 'store-unavailable', retryable: true });
  expect(second.sentence).toContain('Another Steward');
  expect(existsSync(join(folder, 'ledger.db'))).toBe(true);
  files.ledger.exec('select 1');
  for (const db of [files.ledger, files.roster, files.lock]) db?.close();
  const store = await open(folder);
  value(await store.ledger.setPreference('works', true));
});
