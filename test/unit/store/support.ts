import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect } from 'vitest';
import type { Plan, PlanItem } from '../../../src-preload/contract/plan.ts';
import type { Result } from '../../../src-preload/shared/result.ts';
import { openDatabase, type Db } from '../../../src-main/store/database.ts';
import { openStore, type OpenStoreOptions } from '../../../src-main/store/open/open-store.ts';
import { createHistoryOutbox } from '../../../src-main/store/history/history-outbox.ts';
import type { Store } from '../../../src-main/store/types.ts';
import type { Difference } from '../../../src-main/store/history/types.ts';
import type { MembersQuery } from '../../../src-main/store/roster/types.ts';
import { valueOf as value } from '../../support/results.ts';
import { loadWriter } from '../../support/writer.ts';

export { errorOf as problem, valueOf as value } from '../../support/results.ts';
export { loadWriter, writerFile } from '../../support/writer.ts';
export const ledgerKey = Buffer.alloc(32, 0xa1);
export const rosterKey = Buffer.alloc(32, 0xb2);

const cleanups: (() => Promise<unknown> | void)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});
export const onEnd = (cleanup: () => Promise<unknown> | void) => void cleanups.push(cleanup);

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'store-test-'));
  onEnd(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes are made in the test's own thread, unless a test names the file of another: a thread takes longer to start than most tests. */
export const tryOpen = (folder: string, options: Partial<OpenStoreOptions> = {}) =>
  openStore({
    folder,
    ledgerKey,
    rosterKey,
    ephemeral: false,
    ...(options.writerFile === undefined ? { loadWriter } : {}),
    ...options,
  });

/** Opens a store that is closed after the test, unless the test closed it. */
export async function open(folder: string, options: Partial<OpenStoreOptions> = {}): Promise<Store> {
  const store = value(await tryOpen(folder, options));
  let closed = false;
  const close = async () => {
    if (!closed) await store.close();
    closed = true;
  };
  onEnd(close);
  return { ...store, close };
}

/** A file of the store, to look into or to damage by SQL. */
export function raw(file: string, key: Buffer): Db {
  const db = openDatabase(file, key, { readonly: false });
  onEnd(() => void db.close());
  return db;
}

/** The bytes of a database as they are on disk, decrypted: free pages and the free parts of pages included. */
export function decrypted(file: string, key: Buffer, scratch: string): string {
  const copy = join(scratch, 'copy.db');
  copyFileSync(file, copy);
  const db = openDatabase(copy, key, { readonly: false });
  db.pragma('journal_mode=DELETE');
  db.pragma("rekey=''");
  db.close();
  const bytes = readFileSync(copy);
  expect(bytes.subarray(0, 15).toString()).toBe('SQLite format 3');
  return bytes.toString('latin1');
}

/** What a swap found, as it is handed on to the history. */
export function addSeen(
  store: Pick<Store, 'folder' | 'roster'>,
  connectionId: string,
  from: number,
  at: number,
  rows: readonly Difference[],
): Promise<Result<null>> {
  createHistoryOutbox(raw(join(store.folder, 'roster.db'), rosterKey)).keep(connectionId, from, at, rows);
  return store.roster.flushHistory();
}

export * from '../../support/rows.ts';

export const planItem = (id: string, connectionId: string, more: Partial<PlanItem> = {}): PlanItem => ({
  id,
  request: {
    type: 'member.remove',
    connectionId,
    workspaceId: 'w1',
    userId: 'U2',
    email: `gone-${connectionId}@example.com`,
  },
  title: `Remove gone-${connectionId}@example.com`,
  fact: 'Collaborator',
  op: 'remove',
  target: {
    connectionId,
    connectionLabel: connectionId,
    badge: 'production',
    address: `https://${connectionId}.example.com`,
    workspaceId: 'w1',
    workspaceName: 'Workspace w1',
    instanceUrl: null,
  },
  checks: [],
  consequences: [],
  undo: { possible: false, words: 'Invite again.' },
  dependsOn: null,
  pause: null,
  steps: [],
  preImage: null,
  state: { state: 'done', at: 5, words: 'Removed' },
  ...more,
});
export const plan = (id: string, items: PlanItem[], more: Partial<Plan> = {}): Plan => ({
  id,
  title: items[0]?.title ?? '',
  verb: 'Remove',
  alsoChanged: [],
  createdAt: 1,
  appliedAt: 2,
  finishedAt: 3,
  status: 'finished',
  destructive: true,
  guided: false,
  confirmation: { type: 'review' },
  items,
  leftOut: [],
  unfinished: 0,
  ...more,
});

export const roles = [
  { id: 'OWNER', label: 'Owner' },
  { id: 'APPROVER', label: 'Approver' },
  { id: 'EDITOR', label: 'Collaborator' },
];
export const membersQuery = (query: string, more: Partial<MembersQuery> = {}): MembersQuery => ({
  query,
  sort: { by: 'name', order: 'asc' },
  offset: 0,
  limit: 200,
  roles,
  ...more,
});
