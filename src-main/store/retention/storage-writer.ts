import type { Retention } from '../../../src-preload/contract/storage.ts';
import type { WorkspaceRef } from '../../../src-preload/contract/refs.ts';
import { fail, ok, type Result } from '../../../src-preload/shared/result.ts';
import { day } from '../../../src-preload/shared/units.ts';
import type { Db } from '../database.ts';
import { createLedgerReader } from '../ledger/ledger-reader.ts';
import type { LedgerWork } from '../ledger/ledger-writer.ts';
import { errorFrom } from '../../base/errors.ts';
import { goneSql } from '../roster/gone-places.ts';
import { placeTables } from '../roster/place-tables.ts';
import { clockKey, judgeClock, readClockMark } from './clock.ts';
import { contactsSql, isOlder, type ConnectionContact, type PlaceContact } from './contacts.ts';
import { clearLog, erasedConnection } from '../erasing.ts';
import type { SyncRosterWriter } from '../roster/types.ts';
import { text } from './text.ts';
import type { RetentionReport, SyncStorageWriter } from './types.ts';
import type { StoreNotice } from '../open/types.ts';

export interface StorageParts {
  ledgerDb: Db;
  rosterDb: Db;
  ledger: Pick<LedgerWork, 'setPreference' | 'trimHistory' | 'erasePast' | 'eraseHistoryOf'>;
  /** Whose erasing leaves later answers of the connection welcome. */
  roster: Pick<SyncRosterWriter, 'eraseConnection' | 'eraseWorkspace' | 'flushHistory'>;
  /** Connections that were removed since the start. */
  erased: ReadonlySet<string>;
  /** Deletes copies of the roster that lie beside it. */
  removeOtherRosters: () => void;
  /** Deletes the backups of the ledger that the user made. */
  removeSavedLedgers: () => void;
}

/** What is kept for how long, over both databases, as the writer thread has it. */
export function createStorageWriter(parts: StorageParts): SyncStorageWriter {
  const { ledgerDb, rosterDb, ledger, roster, erased } = parts;
  const reader = createLedgerReader(ledgerDb);
  const statements = {
    connections: rosterDb.prepare<[], ConnectionContact>(contactsSql.connections),
    places: rosterDb.prepare<[], PlaceContact>(contactsSql.places),
    trim: [
      'delete from past_members where at <= @cutoff',
      'delete from past_rows where at <= @cutoff',
      // The span and the count that held at the cutoff stay.
      `delete from known_spans as s where exists (select 1 from known_spans n where n.workspace_pk = s.workspace_pk
        and n.list = s.list and n.since > s.since and n.since <= @cutoff)`,
      'update known_spans set since = min(until, @cutoff) where since < @cutoff',
      `delete from roster_counts as c where exists (select 1 from roster_counts n
        where n.workspace_pk = c.workspace_pk and n.at > c.at and n.at <= @cutoff)`,
    ].map((sql) => rosterDb.prepare<[{ cutoff: number }]>(sql)),
    /** Gone for longer than history is kept: nothing of what they were is within its days. */
    outlived: rosterDb.prepare<[{ cutoff: number }], { pk: number }>(
      'select workspace_pk as pk from gone_places where missing_since <= @cutoff',
    ),
    goneHere: rosterDb.prepare<[WorkspaceRef], { pk: number }>(
      `select workspace_pk as pk from gone_places join workspaces on pk = workspace_pk
       where connection_id = ${goneSql('@connectionId')} and id = @workspaceId`,
    ),
    clearOutlived: [
      ...placeTables.map((table) => `delete from ${table} where workspace_pk = @pk`),
      'delete from workspaces where pk = @pk',
    ].map((sql) => rosterDb.prepare<[{ pk: number }]>(sql)),
    clearPlace: [
      ...placeTables.map((table) => `delete from ${table} where workspace_pk = @pk`),
      `delete from freshness where (connection_id, workspace_id) =
        (select connection_id, id from workspaces where pk = @pk)`,
      'update workspaces set member_count = 0, pending_count = 0, members_stamp = 0 where pk = @pk',
    ].map((sql) => rosterDb.prepare<[{ pk: number }]>(sql)),
    noteErased: ledgerDb.prepare(`
      insert into copies (connection_id, workspace_id, contact_at, erased_at) values (?, ?, ?, ?)
      on conflict do update set contact_at = excluded.contact_at, erased_at = excluded.erased_at, shown = 0`),
    show: ledgerDb.prepare(`
      insert into copies (connection_id, workspace_id, contact_at, shown) values (?, ?, ?, ?)
      on conflict do update set contact_at = excluded.contact_at, shown = excluded.shown`),
  };

  /** Cuts off the past that is too old. Free parts of pages aren't cleared for it: that would rewrite the whole file each time. */
  const trimPast = rosterDb.transaction((cutoff: number): number => {
    let deleted = 0;
    statements.trim.forEach((statement, n) => {
      const { changes } = statement.run({ cutoff });
      if (n < 2) deleted += changes;
    });
    for (const place of statements.outlived.all({ cutoff }))
      for (const statement of statements.clearOutlived) statement.run(place);
    return deleted;
  });

  const clearPlaces = rosterDb.transaction((places: PlaceContact[]) => {
    for (const { pk } of places) for (const statement of statements.clearPlace) statement.run({ pk });
  });

  function eraseOld(now: number, retention: Retention): Result<RetentionReport['erased']> {
    // What the app's own server has is on this device anyway; and while a sample's past is written, its copies look old.
    const own = new Set(
      reader
        .connections()
        .filter(({ builtIn }) => builtIn)
        .map(({ id }) => id),
    );
    const isOld = ({ connectionId, lastContact }: ConnectionContact) =>
      !own.has(connectionId) && isOlder(lastContact, retention.eraseAfterDays, now);
    const connections = statements.connections.all().filter(isOld);
    const wholly = new Set(connections.map(({ connectionId }) => connectionId));
    const places = statements.places.all().filter((place) => !wholly.has(place.connectionId) && isOld(place));
    if (connections.length + places.length === 0) return ok([]);
    // What was seen before stays, when the copies go.
    const settled = roster.flushHistory();
    if (!settled.ok) return settled;
    // First what is said of it: a crash in between must not leave a copy gone without a word.
    ledgerDb.transaction(() => {
      for (const { connectionId, lastContact } of connections)
        statements.noteErased.run(connectionId, '', lastContact, now);
      for (const { connectionId, workspaceId, lastContact } of places)
        statements.noteErased.run(connectionId, workspaceId, lastContact, now);
    })();
    if (places.length > 0) {
      clearPlaces.immediate(places);
      rosterDb.exec('vacuum');
    }
    for (const { connectionId } of connections) {
      const gone = roster.eraseConnection(connectionId);
      if (!gone.ok) return gone;
    }
    parts.removeOtherRosters();
    const clear = clearLog(rosterDb);
    if (!clear.ok) return clear;
    return ok([
      ...connections.map((one) => ({ ...one, workspaceId: null })),
      ...places.map(({ connectionId, workspaceId, lastContact }) => ({
        connectionId,
        workspaceId,
        lastContact,
      })),
    ]);
  }

  return {
    applyRetention({ now, retention, offsets }) {
      const before = readClockMark(reader.preference(clockKey));
      const { mark, held } = judgeClock(before, now, offsets);
      const kept = ledger.setPreference(clockKey, mark);
      if (!kept.ok) return kept;
      if (held !== null) return ok({ held, deleted: 0, erased: [], notices: [] });
      let deleted = 0;
      if (retention.historyDays > 0) {
        const cutoff = now - retention.historyDays * day;
        const trimmed = ledger.trimHistory(cutoff);
        if (!trimmed.ok) return trimmed;
        deleted = trimmed.value + trimPast.immediate(cutoff);
      }
      const names = new Map(
        statements.places.all().map((place) => [`${place.connectionId}/${place.workspaceId}`, place.name]),
      );
      const gone = eraseOld(now, retention);
      if (!gone.ok) return gone;
      const labels = new Map(reader.connections().map(({ id, label }) => [id, label]));
      const notices = gone.value.map(({ connectionId, workspaceId, lastContact }): StoreNotice => {
        const days = Math.floor((now - lastContact) / day);
        const label = labels.get(connectionId) ?? text.unnamedConnection;
        const name = names.get(`${connectionId}/${workspaceId ?? ''}`) ?? workspaceId;
        return {
          level: 'info',
          ...(name === null ? text.connectionErased(label, days) : text.workspaceErased(name, label, days)),
        };
      });
      return ok({ held: null, deleted, erased: gone.value, notices });
    },
    eraseCopies(connectionId, receipts) {
      if (erased.has(connectionId)) return fail(erasedConnection);
      parts.removeOtherRosters();
      parts.removeSavedLedgers();
      const copies = roster.eraseConnection(connectionId);
      const past = ledger.erasePast(connectionId, receipts);
      return copies.ok ? past : copies;
    },
    eraseGonePlace(ref) {
      if (erased.has(ref.connectionId)) return fail(erasedConnection);
      // Back in the list meanwhile: what is shown of it now isn't what was to be erased.
      if (statements.goneHere.get(ref) === undefined) return fail(errorFrom('not-found', text.placeListed));
      parts.removeOtherRosters();
      parts.removeSavedLedgers();
      const settled = roster.flushHistory();
      if (!settled.ok) return settled;
      const copies = roster.eraseWorkspace(ref);
      rosterDb.exec('vacuum');
      const past = ledger.eraseHistoryOf(ref);
      const clear = clearLog(rosterDb);
      return [copies, past, clear].find(({ ok: done }) => !done) ?? ok(null);
    },
    showStaleCopy(connectionId, workspaceId, lastContact, shown) {
      if (erased.has(connectionId)) return fail(erasedConnection);
      statements.show.run(connectionId, workspaceId ?? '', lastContact, Number(shown));
      return ok(null);
    },
  };
}
