import type { WorkspaceRef } from '../../../src-preload/contract/refs.ts';
import { fail, ok, type Result } from '../../../src-preload/shared/result.ts';
import type { Db } from '../database.ts';
import { clearLog, erasedConnection } from '../erasing.ts';
import { createHistoryWriter, type HistoryBatch } from '../history/history-writer.ts';
import { connectionJson } from './connection-records.ts';
import { createLedgerReader } from './ledger-reader.ts';
import { bringIntoFile, createPlanWriter } from './plan-writer.ts';
import type { StagedPlans } from './plan-saver.ts';
import type { SyncLedgerWriter } from './types.ts';

/** The ledger as the writer thread has it: what other threads ask for, and what only its own neighbours do. */
export interface LedgerWork extends Omit<SyncLedgerWriter, 'removeSetAside'>, StagedPlans {
  addHistory(batch: HistoryBatch): Result<null>;
  /** Erases the history of a connection, and its plans and receipts where said; the connection stays. */
  erasePast(connectionId: string, receipts: boolean): Result<null>;
  /** Erases what was observed in a place; receipts stay. */
  eraseHistoryOf(ref: WorkspaceRef): Result<null>;
  /** Deletes what was seen before that time and gives how much it was. */
  trimHistory(before: number): Result<number>;
}

/**
 * `erased` gets the ids of connections as they are removed; `rewriteBackup` makes the ledger's backup forget them too.
 * Exceptions of SQLite pass through; the writer thread turns them into errors.
 */
export function createLedgerWriter(db: Db, erased: Set<string>, rewriteBackup: () => void): LedgerWork {
  const reader = createLedgerReader(db);
  const plans = createPlanWriter(db, reader, erased);
  const history = createHistoryWriter(db);
  const statements = {
    saveConnection: db.prepare(`
      insert into connections (id, position, json) values (?, ?, ?)
      on conflict do update set position = excluded.position, json = excluded.json`),
    placeConnection: db.prepare('update connections set position = ? where id = ?'),
    deleteConnection: db.prepare('delete from connections where id = ?'),
    setLocal: db.prepare(`
      insert into local_workspaces (connection_id, workspace_id, favourite, hidden, note, position)
      values (@connectionId, @workspaceId, coalesce(@favourite, 0), coalesce(@hidden, 0), coalesce(@note, ''), @position)
      on conflict do update set
        favourite = coalesce(@favourite, favourite), hidden = coalesce(@hidden, hidden), note = coalesce(@note, note),
        position = case when @hasPosition then @position else position end`),
    unplaceWorkspaces: db.prepare('update local_workspaces set position = null where connection_id = ?'),
    placeWorkspace: db.prepare(`
      insert into local_workspaces (connection_id, workspace_id, position) values (?, ?, ?)
      on conflict do update set position = excluded.position`),
    deleteLocal: db.prepare('delete from local_workspaces where connection_id = ?'),
    savePin: db.prepare(
      'insert into pins (origin, json) values (?, ?) on conflict do update set json = excluded.json',
    ),
    deletePin: db.prepare('delete from pins where origin = ?'),
    setPreference: db.prepare(
      'insert into preferences (key, json) values (?, ?) on conflict do update set json = excluded.json',
    ),
    setInventory: db.prepare(
      'insert into inventories (connection_id, json) values (?, ?) on conflict do update set json = excluded.json',
    ),
    deleteInventory: db.prepare('delete from inventories where connection_id = ?'),
    deleteCopies: db.prepare('delete from copies where connection_id = ?'),
  };

  const erasePast = db.transaction((connectionId: string, receipts: boolean) => {
    if (receipts) plans.eraseOf(connectionId);
    history.eraseOf(connectionId);
    statements.deleteCopies.run(connectionId);
  });

  const eraseRows = db.transaction((connectionId: string) => {
    const records = reader.connections();
    const mine = records.find((record) => record.id === connectionId);
    erasePast(connectionId, true);
    statements.deleteLocal.run(connectionId);
    statements.deleteInventory.run(connectionId);
    statements.deleteConnection.run(connectionId);
    const origin = originOf(mine?.address);
    const shared = records.some(
      (record) => record.id !== connectionId && originOf(record.address) === origin,
    );
    if (origin !== null && !shared) statements.deletePin.run(origin);
  });

  /** secure_delete clears what is deleted, but copies of moved rows may stay in the free part of pages, and in the backup. */
  const forgetDeleted = (): Result<null> => {
    db.exec('vacuum');
    rewriteBackup();
    return clearLog(db);
  };

  const all = (work: () => void): Result<null> => {
    db.transaction(work).immediate();
    return ok(null);
  };

  return {
    ...plans,
    saveConnection(record) {
      erased.delete(record.id);
      const saved = all(() =>
        statements.saveConnection.run(record.id, record.position, connectionJson(record)),
      );
      bringIntoFile(db);
      return saved;
    },
    reorderConnections: (ids) =>
      all(() => {
        const rest = reader
          .connections()
          .map((record) => record.id)
          .filter((id) => !ids.includes(id));
        [...ids, ...rest].forEach((id, position) => statements.placeConnection.run(position, id));
      }),
    eraseConnection(connectionId) {
      erased.add(connectionId);
      eraseRows.immediate(connectionId);
      return forgetDeleted();
    },
    erasePast(connectionId, receipts) {
      erasePast.immediate(connectionId, receipts);
      return forgetDeleted();
    },
    eraseHistoryOf(ref) {
      history.eraseOfPlace(ref);
      return forgetDeleted();
    },
    trimHistory(before) {
      const deleted = history.trim(before);
      const cleared = deleted > 0 ? forgetDeleted() : ok(null);
      return cleared.ok ? ok(deleted) : cleared;
    },
    setLocalWorkspace(connectionId, local) {
      if (erased.has(connectionId)) return fail(erasedConnection);
      return all(() =>
        statements.setLocal.run({
          connectionId,
          workspaceId: local.workspaceId,
          favourite: local.favourite === undefined ? null : Number(local.favourite),
          hidden: local.hidden === undefined ? null : Number(local.hidden),
          note: local.note ?? null,
          position: local.position ?? null,
          hasPosition: Number(local.position !== undefined),
        }),
      );
    },
    reorderWorkspaces(connectionId, ids) {
      if (erased.has(connectionId)) return fail(erasedConnection);
      return all(() => {
        statements.unplaceWorkspaces.run(connectionId);
        ids.forEach((id, position) => statements.placeWorkspace.run(connectionId, id, position));
      });
    },
    savePin: (pin) => all(() => statements.savePin.run(pin.origin, JSON.stringify(pin))),
    deletePin: (origin) => all(() => statements.deletePin.run(origin)),
    setPreference: (key, given) =>
      all(() => statements.setPreference.run(key, JSON.stringify(given ?? null))),
    setInventory(connectionId, given) {
      if (erased.has(connectionId)) return fail(erasedConnection);
      return all(() =>
        given === null || given === undefined
          ? statements.deleteInventory.run(connectionId)
          : statements.setInventory.run(connectionId, JSON.stringify(given)),
      );
    },
    setInventoryText(connectionId, json) {
      if (erased.has(connectionId)) return fail(erasedConnection);
      return all(() => statements.setInventory.run(connectionId, json));
    },
    sortHistory: (connectionId) => all(() => history.sortByTime(connectionId)),
    addHistory(batch) {
      if (erased.has(batch.connectionId)) return fail(erasedConnection);
      return all(() => history.add(batch));
    },
  };
}

function originOf(address: string | undefined): string | null {
  if (address === undefined || !URL.canParse(address)) return null;
  return new URL(address).origin;
}
