import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import type { Plan, PlanItem } from '../../../src-preload/contract/changes.ts';
import { knownValue, none, notReported } from '../../../src-preload/shared/known.ts';
import type { Result } from '../../../src-preload/shared/result.ts';
import { openDatabase, type Db } from '../../../src-main/store/database.ts';
import { openStore } from '../../../src-main/store/open/open-store.ts';
import { createHistoryOutbox } from '../../../src-main/store/history/history-outbox.ts';
import {
  plainPlace,
  plainToken,
  type DetailsRow,
  type InvitationRow,
  type MemberRow,
  type RoleRow,
  type TokenRow,
  type WorkspaceRow,
} from '../../../src-main/base/records.ts';
import type { Store } from '../../../src-main/store/types.ts';
import type { ConnectionRecord } from '../../../src-main/store/ledger/types.ts';
import type { Difference } from '../../../src-main/store/history/types.ts';
import type { MembersQuery } from '../../../src-main/store/roster/types.ts';
import type { OpenStoreOptions } from '../../../src-main/store/open/types.ts';

export const writerFile = join(import.meta.dirname, '../../../src-main/store/writer/writer-thread.ts');
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

export const value = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(`${result.error.kind}: ${result.error.sentence}`);
  return result.value;
};
export const problem = <T>(result: Result<T>) => {
  if (result.ok) throw new Error('expected an error');
  return result.error;
};

export const tryOpen = (folder: string, options: Partial<OpenStoreOptions> = {}) =>
  openStore({ folder, ledgerKey, rosterKey, ephemeral: false, writerFile, ...options });

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

export const meta = (at: number, unreadable = 0) => ({ startedAt: at - 1, finishedAt: at, unreadable });

export const workspaceRow = (id: string, more: Partial<WorkspaceRow> = {}): WorkspaceRow => ({
  ...plainPlace,
  facts: [],
  id,
  name: `Workspace ${id}`,
  description: none,
  instance: { kind: 'managed', url: knownValue('https://app.example.com') },
  myRole: knownValue('OWNER'),
  owner: knownValue({ userId: 'U1', name: 'Dana Levi' }),
  isDefault: knownValue(false),
  serverFavourite: knownValue(false),
  serverHidden: notReported,
  approvalsEnabled: none,
  ...more,
});
export const memberRow = (userId: string, more: Partial<MemberRow> = {}): MemberRow => ({
  userId,
  email: `${userId.toLowerCase()}@example.com`,
  name: knownValue(`Name ${userId}`),
  role: 'EDITOR',
  status: 'active',
  signedUpAt: notReported,
  enteredAt: notReported,
  ...more,
});
export const tokenRow = (id: string, more: Partial<TokenRow> = {}): TokenRow => ({
  ...plainToken,
  id,
  name: knownValue(`token ${id}`),
  ownerId: 'U1',
  createdAt: knownValue(1000),
  expiresAt: knownValue(100_000),
  revokedAt: none,
  lastUsedAt: notReported,
  ...more,
});
export const invitationRow = (id: string, more: Partial<InvitationRow> = {}): InvitationRow => ({
  id,
  email: `${id.toLowerCase()}@example.com`,
  role: none,
  status: 'pending',
  invitedBy: knownValue('Dana Levi'),
  message: none,
  createdAt: knownValue(1000),
  expiresAt: knownValue(100_000),
  endedAt: none,
  ...more,
});
export const roleRow = (id: string, more: Partial<RoleRow> = {}): RoleRow => ({
  id,
  name: `Role ${id}`,
  kind: 'custom',
  description: none,
  permissions: knownValue(['read']),
  ...more,
});
export const detailsRow = (more: Partial<DetailsRow> = {}): DetailsRow => ({
  settings: knownValue('{"a":1,"b":{"c":true}}'),
  facts: [{ label: 'Running', value: knownValue('2'), tone: 'warn', hint: 'They stop.' }],
  ...more,
});
export const connectionRecord = (id: string, more: Partial<ConnectionRecord> = {}): ConnectionRecord => ({
  id,
  provider: 'system-initiative',
  kind: 'managed',
  address: `https://${id}.example.com`,
  label: id,
  badge: 'production',
  colour: 'blue',
  position: 0,
  identity: { userId: 'U1', name: 'Dana Levi', email: 'dana@example.com' },
  credential: 'web',
  signedOut: null,
  builtIn: false,
  insecure: false,
  apiVariant: 'auth',
  options: {},
  startsAt: 'default',
  ...more,
});

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
