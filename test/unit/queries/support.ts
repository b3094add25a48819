import Database from 'better-sqlite3';
import type { WorkspaceRef } from '../../../src-preload/contract/refs.ts';
import type { Result } from '../../../src-preload/shared/result.ts';
import { migrate } from '../../../src-main/store/open/migrate.ts';
import { rosterMigrations } from '../../../src-main/store/open/migrations/roster.ts';
import { createRosterReader } from '../../../src-main/store/roster/roster-reader.ts';
import { createRosterSearch } from '../../../src-main/store/search/roster-search.ts';
import { searchHere } from '../../../src-main/store/reader/search-client.ts';
import { createRosterWriter } from '../../../src-main/store/roster/roster-writer.ts';
import { createRosterPast } from '../../../src-main/store/history/roster-past.ts';
import type { InvitationRow, MemberRow, TokenRow } from '../../../src-main/base/records.ts';
import { meta, workspaceRow } from '../store/support.ts';

export const ref: WorkspaceRef = { connectionId: 'c1', workspaceId: 'w1' };

const valueOf = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(result.error.sentence);
  return result.value;
};

/** A roster and its past in memory, without the thread and the files. */
export function memory() {
  const db = new Database(':memory:');
  migrate(db, rosterMigrations, () => undefined);
  const work = createRosterWriter(db, new Set());
  valueOf(work.swapWorkspaces('c1', [workspaceRow('w1'), workspaceRow('w2')], meta(1)));
  const reader = createRosterReader(db);
  return {
    db,
    work,
    past: createRosterPast(db),
    roster: { ...reader, ...searchHere(createRosterSearch(db, reader)).search },
    places: (ids: string[], at: number) =>
      valueOf(
        work.swapWorkspaces(
          'c1',
          ids.map((id) => workspaceRow(id)),
          meta(at),
        ),
      ),
    members(rows: MemberRow[], at: number, unreadable = 0) {
      return valueOf(work.swapMembers(ref, rows, meta(at, unreadable)));
    },
    tokens: (rows: TokenRow[], at: number, unreadable = 0) =>
      valueOf(work.swapTokens(ref, rows, meta(at, unreadable))),
    invitations: (rows: InvitationRow[], at: number, unreadable = 0) =>
      valueOf(work.swapInvitations(ref, rows, meta(at, unreadable))),
  };
}

/** The same numbers from 0 to 1 for the same seed. */
export function numbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
