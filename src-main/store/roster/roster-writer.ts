import type { ListName } from '../../../src-preload/contract/freshness.ts';
import type { WorkspaceRef } from '../../../src-preload/contract/refs.ts';
import type { AppError } from '../../../src-preload/contract/result.ts';
import { fail, ok, type Result } from '../../../src-preload/shared/result.ts';
import { errorFrom } from '../../base/errors.ts';
import type { Db } from '../database.ts';
import { clearLog, erasedConnection } from '../erasing.ts';
import { storable } from '../storable.ts';
import { text } from '../text.ts';
import type { StagedMembers } from './member-sender.ts';
import { cellsOf, packMember, type MemberCellList } from './member-cells.ts';
import { createLateIndexes } from './fill-members.ts';
import { goneSql } from './gone-places.ts';
import { placeTables } from './place-tables.ts';
import { createDetailsSwap } from './swap-details.ts';
import { createInvitationSwap } from './swap-invitations.ts';
import { createMemberSwap } from './swap-members.ts';
import { createRoleSwap } from './swap-roles.ts';
import { createTokenSwap } from './swap-tokens.ts';
import { createWorkspaceSwap } from './swap-workspaces.ts';
import { createHistoryOutbox } from '../history/history-outbox.ts';
import type { Difference } from '../history/types.ts';
import type { Earlier, FetchMeta, ListReadings, SyncRosterWriter } from './types.ts';

const goneWorkspace: AppError = errorFrom('not-found', text.workspaceGone);

export interface SwapEnd {
  /** Does what a swap of members leaves for when its answer is on its way; nothing where there is nothing left. */
  finishSwaps(): void;
}

/**
 * The roster as the writer thread has it. `erased` holds the ids of connections that were removed since the start: an answer that comes late
 * must not bring their rows back. `flush` hands what swaps found on to the ledger; without one it waits in the roster.
 * Exceptions of SQLite pass through; the writer thread turns them into errors.
 */
export function createRosterWriter(
  db: Db,
  erased: ReadonlySet<string>,
  flush: () => Result<null> = () => ok(null),
): SyncRosterWriter & StagedMembers & SwapEnd {
  const one = <P extends unknown[], R>(sql: string) => db.prepare<P, R>(sql);
  const statements = {
    workspace: one<[string, string], { pk: number }>(
      'select pk from workspaces where connection_id = ? and id = ?',
    ),
    fetched: one<[string, string, ListName], { fetched_at: number | null; unreadable: number }>(
      'select fetched_at, unreadable from freshness where connection_id = ? and workspace_id = ? and list = ?',
    ),
    digest: one<[string, string, ListName], { digest: string | null }>(
      'select digest from freshness where connection_id = ? and workspace_id = ? and list = ?',
    ),
    setFetched: one<[string, string, ListName, number, number, number, string | null], never>(`
      insert into freshness (connection_id, workspace_id, list, fetched_at, tried_at, error, unreadable, digest)
      values (?, ?, ?, ?, ?, null, ?, ?)
      on conflict do update set fetched_at = excluded.fetched_at, tried_at = excluded.tried_at,
        error = null, unreadable = excluded.unreadable, doubt = null, digest = excluded.digest`),
    setDoubt: one<[string, string, string, ListName], never>(
      'update freshness set doubt = ? where connection_id = ? and workspace_id = ? and list = ?',
    ),
    setTried: one<[string, string, ListName, number, string], never>(`
      insert into freshness (connection_id, workspace_id, list, tried_at, error) values (?, ?, ?, ?, ?)
      on conflict do update set tried_at = excluded.tried_at, error = excluded.error`),
  };

  /** What earlier rows there are to compare with, or null at the first fetch. */
  const before = (connectionId: string, workspaceId: string, list: ListName): Earlier | null => {
    const row = statements.fetched.get(connectionId, workspaceId, list);
    return row === undefined || row.fetched_at === null
      ? null
      : { fetchedAt: row.fetched_at, unreadable: row.unreadable };
  };
  const setFetched = (connectionId: string, workspaceId: string, list: ListName, meta: FetchMeta) =>
    statements.setFetched.run(
      connectionId,
      workspaceId,
      list,
      meta.finishedAt,
      meta.startedAt,
      meta.unreadable,
      meta.digest ?? null,
    );

  const outbox = createHistoryOutbox(db);
  /** A swap is its rows, what differed and how old they are, all or nothing; then the ledger is given what differed. */
  const swapWhole = (
    connectionId: string,
    workspaceId: string,
    list: ListName,
    meta: FetchMeta,
    work: (earlier: Earlier | null) => Difference[],
  ): Result<Difference[]> => {
    const run = db.transaction(() => {
      const earlier = before(connectionId, workspaceId, list);
      const differences = work(earlier);
      // Against no copy at all everything would look new; that is not something that was seen to change.
      if (earlier !== null && differences.length > 0) {
        const { fetchedAt } = earlier;
        outbox.keep(connectionId, fetchedAt, Math.max(meta.finishedAt, fetchedAt), differences);
      }
      setFetched(connectionId, workspaceId, list, meta);
      return differences;
    });
    const differences = run.immediate();
    // Where that fails it waits, and the next `flushHistory` says so.
    if (!db.inTransaction) flush();
    return ok(differences);
  };

  const workspaceSwap = createWorkspaceSwap(db);
  const swaps = {
    invitations: createInvitationSwap(db),
    roles: createRoleSwap(db),
    tokens: createTokenSwap(db),
    details: createDetailsSwap(db),
  };
  const members = createMemberSwap(db);
  const makeLateIndexes = createLateIndexes(db);
  // An earlier session may have ended before it did.
  let isUnfinished = true;
  /** What arrived of swaps that are not complete yet. A user who was sent twice is there once, as sent the last time. */
  const staged = new Map<number, { rows: number; byUser: Map<string, MemberCellList> }>();

  const workspacePk = (ref: WorkspaceRef) => statements.workspace.get(ref.connectionId, ref.workspaceId)?.pk;

  const erase = db.transaction((connectionId: string, workspaceId: string | null): number => {
    const connections = `connection_id in (@connectionId, ${goneSql('@connectionId')})`;
    const where = workspaceId === null ? connections : `${connections} and id = @workspaceId`;
    const place = { connectionId, ...(workspaceId === null ? {} : { workspaceId }) };
    const of = `workspace_pk in (select pk from workspaces where ${where})`;
    let rows = 0;
    for (const table of placeTables) {
      const { changes } = db.prepare(`delete from ${table} where ${of}`).run(place);
      if (table === 'members') rows = changes;
    }
    const workspaces = db.prepare(`delete from workspaces where ${where}`).run(place).changes;
    db.prepare(
      workspaceId === null
        ? 'delete from freshness where connection_id = @connectionId'
        : 'delete from freshness where connection_id = @connectionId and workspace_id = @workspaceId',
    ).run(place);
    return rows + workspaces;
  });

  function swapList<T>(
    list: ListName,
    work: (pk: number, id: string, rows: T[], earlier: Earlier | null, meta: FetchMeta) => Difference[],
    ref: WorkspaceRef,
    rows: T[],
    meta: FetchMeta,
  ): Result<Difference[]> {
    if (erased.has(ref.connectionId)) return fail(erasedConnection);
    const pk = workspacePk(ref);
    if (pk === undefined) return fail(goneWorkspace);
    return swapWhole(ref.connectionId, ref.workspaceId, list, meta, (earlier) =>
      work(pk, ref.workspaceId, rows.map(storable), earlier, meta),
    );
  }

  function swapReceived(
    ref: WorkspaceRef,
    received: ReadonlyMap<string, MemberCellList>,
    meta: FetchMeta,
  ): Result<Difference[]> {
    if (erased.has(ref.connectionId)) return fail(erasedConnection);
    const pk = workspacePk(ref);
    if (pk === undefined) return fail(goneWorkspace);
    const rows = [...received.values()];
    // The place of all rows was just looked up: again for each would take a tenth of the swap.
    db.pragma('foreign_keys=OFF');
    try {
      return swapWhole(ref.connectionId, ref.workspaceId, 'members', meta, (earlier) =>
        members.swap(pk, ref.workspaceId, rows, earlier, meta),
      );
    } finally {
      db.pragma('foreign_keys=ON');
      isUnfinished = true;
    }
  }

  const markTried: SyncRosterWriter['markTried'] = (connectionId, workspaceId, list, triedAt, error) => {
    if (erased.has(connectionId)) return ok(null);
    if (workspaceId !== null && workspacePk({ connectionId, workspaceId }) === undefined) return ok(null);
    statements.setTried.run(connectionId, workspaceId ?? '', list, triedAt, JSON.stringify(error));
    return ok(null);
  };

  const swapMembers: SyncRosterWriter['swapMembers'] = (ref, rows, meta) =>
    swapReceived(ref, new Map(rows.map((row) => [row.userId, cellsOf(packMember(row))])), meta);
  const swapWorkspaces: SyncRosterWriter['swapWorkspaces'] = (connectionId, rows, meta) =>
    erased.has(connectionId)
      ? fail(erasedConnection)
      : swapWhole(connectionId, '', 'workspaces', meta, (earlier) =>
          workspaceSwap(connectionId, rows.map(storable), earlier, meta),
        );
  const swapInvitations: SyncRosterWriter['swapInvitations'] = (ref, rows, meta) =>
    swapList('invitations', swaps.invitations, ref, rows, meta);
  const swapTokens: SyncRosterWriter['swapTokens'] = (ref, rows, meta) =>
    swapList('tokens', swaps.tokens, ref, rows, meta);

  const swapEach = (of: ListReadings): Result<Difference[]>[] => {
    switch (of.list) {
      case 'workspaces':
        return of.readings.map(({ rows, meta }) => swapWorkspaces(of.connectionId, rows, meta));
      case 'members':
        return of.readings.map(({ rows, meta }) => swapMembers(of.ref, rows, meta));
      case 'invitations':
        return of.readings.map(({ rows, meta }) => swapInvitations(of.ref, rows, meta));
      case 'tokens':
        return of.readings.map(({ rows, meta }) => swapTokens(of.ref, rows, meta));
    }
  };

  return {
    swapMembers,
    swapReadings(of) {
      // What keeps one from being written (the place or the connection is gone) keeps all of them.
      const last = db.transaction(() => swapEach(of).at(-1)).immediate();
      flush();
      return last ?? ok([]);
    },
    stageMembers(swap, rows) {
      const received = staged.get(swap) ?? { rows: 0, byUser: new Map<string, MemberCellList>() };
      staged.set(swap, received);
      received.rows += rows.length;
      for (const row of rows) received.byUser.set(row[0], cellsOf(row));
      return ok(null);
    },
    swapStagedMembers(swap, ref, count, meta) {
      const { rows, byUser } = staged.get(swap) ?? { rows: 0, byUser: new Map<string, MemberCellList>() };
      staged.delete(swap);
      return rows === count
        ? swapReceived(ref, byUser, meta)
        : fail(errorFrom('store-unavailable', text.listIncomplete));
    },
    forgetStagedMembers(swap) {
      staged.delete(swap);
      return ok(null);
    },
    confirmMembers(ref, digest, meta) {
      if (erased.has(ref.connectionId)) return fail(erasedConnection);
      const pk = workspacePk(ref);
      if (pk === undefined) return fail(goneWorkspace);
      const { connectionId, workspaceId } = ref;
      const confirm = db.transaction((): boolean => {
        const earlier = before(connectionId, workspaceId, 'members');
        const stored = statements.digest.get(connectionId, workspaceId, 'members')?.digest ?? null;
        if (earlier === null || stored !== digest) return false;
        members.confirm(pk, earlier, { ...meta, unreadable: earlier.unreadable });
        setFetched(connectionId, workspaceId, 'members', { ...meta, unreadable: earlier.unreadable, digest });
        return true;
      });
      return ok(confirm.immediate());
    },
    swapWorkspaces,
    swapInvitations,
    swapRoles: (ref, rows, meta) => swapList('roles', swaps.roles, ref, rows, meta),
    swapTokens,
    swapDetails: (ref, rows, meta) => swapList('details', swaps.details, ref, rows, meta),
    markTried,
    markDoubted(connectionId, workspaceId, list, triedAt, error, doubt) {
      const marked = markTried(connectionId, workspaceId, list, triedAt, error);
      statements.setDoubt.run(JSON.stringify(doubt), connectionId, workspaceId ?? '', list);
      return marked;
    },
    flushHistory: flush,
    finishSwaps() {
      if (!isUnfinished) return;
      isUnfinished = false;
      makeLateIndexes();
      // Gives back the pages that a big list needed.
      db.pragma('shrink_memory');
    },
    eraseConnection(connectionId) {
      outbox.forget(connectionId);
      erase.immediate(connectionId, null);
      // secure_delete clears what is deleted, but copies of moved rows may stay in the free part of pages.
      db.exec('vacuum');
      return clearLog(db);
    },
    eraseWorkspace(ref) {
      return erase.immediate(ref.connectionId, ref.workspaceId) > 0 ? clearLog(db) : ok(null);
    },
  };
}
