import Database from 'better-sqlite3';
import { beforeEach } from 'vitest';
import { knownValue } from '../../../src-preload/shared/known.ts';
import type { Db } from '../../../src-main/store/database.ts';
import { migrate } from '../../../src-main/store/open/migrate.ts';
import { rosterMigrations } from '../../../src-main/store/open/migrations/roster.ts';
import { createRosterSearch } from '../../../src-main/store/search/roster-search.ts';
import { createRosterReader } from '../../../src-main/store/roster/roster-reader.ts';
import { createRosterWriter } from '../../../src-main/store/roster/roster-writer.ts';
import type { SearchedConnection } from '../../../src-main/store/search/types.ts';
import type { MemberRow, WorkspaceRow } from '../../../src-main/base/records.ts';
import type { RosterReader } from '../../../src-main/store/roster/types.ts';
import type { SyncRosterSearch } from '../../../src-main/store/search/types.ts';
import { memberRow, meta, onEnd, roles, value } from './support.ts';

/* A roster in memory with two connections, new for each test; their roles have names in common. */

export const now = 1_800_000_000_000;

export const connections: SearchedConnection[] = [
  { id: 'a', label: 'Northwind', system: { id: 'system-initiative', label: 'System Initiative' }, roles },
  {
    id: 'b',
    label: 'Contoso',
    system: { id: 'modbox', label: 'Modbox' },
    roles: [
      { id: 'EDITOR', label: 'Owner' },
      { id: 'viewer', label: 'Viewer' },
    ],
  },
];

export let work: ReturnType<typeof createRosterWriter>;
export let roster: RosterReader & SyncRosterSearch;
beforeEach(() => {
  const db: Db = new Database(':memory:');
  onEnd(() => void db.close());
  migrate(db, rosterMigrations, () => undefined);
  work = createRosterWriter(db, new Set());
  const reader = createRosterReader(db);
  roster = { ...reader, ...createRosterSearch(db, reader) };
});
/** Workspaces of a connection, as they were fetched. */
export const places = (connectionId: string, rows: WorkspaceRow[], at = now) =>
  void value(work.swapWorkspaces(connectionId, rows, meta(at)));
export const members = (
  connectionId: string,
  workspaceId: string,
  rows: MemberRow[],
  at = now,
  unreadable = 0,
) => {
  value(work.swapMembers({ connectionId, workspaceId }, rows, meta(at, unreadable)));
};
export const named = (userId: string, name: string, more: Partial<MemberRow> = {}) =>
  memberRow(userId, { name: knownValue(name), ...more });
