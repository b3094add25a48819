import { randomUUID } from 'node:crypto';
import type { LeftOut, Plan, PlanItem } from '../../../src-preload/contract/changes.ts';
import type { Pin } from '../../../src-preload/contract/connections.ts';
import { fail, ok, type Result } from '../../../src-preload/shared/result.ts';
import { truncateLog, type Db } from '../database.ts';
import { fold } from '../../../src-preload/shared/fold.ts';
import { plural } from '../../../src-preload/shared/format/numbers.ts';
import { createLedgerReader, leftOutState } from './ledger-reader.ts';
import { emptied, erasedConnection } from '../roster/roster-writer.ts';
import type { ConnectionRecord, LocalWorkspace } from './types.ts';
import type { Difference } from '../history/types.ts';

/** A plan in pieces of JSON, made in the calling thread, so that only items that differ are written. */
export interface PackedPlan {
  id: string;
  status: Plan['status'];
  createdAt: number;
  /** Another one at each save. */
  head: string;
  /** How many items it has; `items` may be only those that changed. */
  count: number;
  connectionIds: string[];
  items: PackedItem[];
}
export interface PackedItem {
  position: number;
  connectionId: string;
  workspaceId: string | null;
  state: PlanItem['state']['state'] | typeof leftOutState;
  json: string;
}

export const packPlan = (plan: Plan): PackedPlan => ({
  ...packHead(plan),
  items: changedItems(plan, null).map(packItem),
});

export function packHead(plan: Plan): Omit<PackedPlan, 'items'> {
  const { items, leftOut, ...head } = plan;
  return {
    id: plan.id,
    status: plan.status,
    createdAt: plan.createdAt,
    head: JSON.stringify({ ...head, revision: randomUUID() }),
    count: items.length + leftOut.length,
    connectionIds: [...new Set([...items, ...leftOut].map(({ target }) => target.connectionId))],
  };
}

interface PlacedItem {
  item: PlanItem | LeftOut;
  position: number;
}

/** Those that aren't in the same place of the plan that is on disk; all where there is none, or another number. */
export function changedItems({ items, leftOut }: Plan, onDisk: Plan | null): PlacedItem[] {
  const isAlike = onDisk?.items.length === items.length && onDisk.leftOut.length === leftOut.length;
  const before = isAlike ? [...onDisk.items, ...onDisk.leftOut] : [];
  return [...items, ...leftOut].flatMap((item, position) =>
    item === before[position] ? [] : { item, position },
  );
}

export const packItem = ({ item, position }: PlacedItem): PackedItem => ({
  position,
  connectionId: item.target.connectionId,
  workspaceId: item.target.workspaceId,
  state: 'state' in item ? item.state.state : leftOutState,
  json: JSON.stringify(item),
});

/** Differences of one swap, against the copy of `from`. */
export interface HistoryBatch {
  /** Whatever hands it on may do so again: it is taken once. */
  batch: string;
  connectionId: string;
  from: number | null;
  at: number;
  rows: readonly Difference[];
}
/** So many names of taken batches are kept; nothing is handed on again after so many others. */
const keptBatches = 1000;

/** The writer thread's side of the ledger. */
export interface LedgerWork {
  saveConnection(record: ConnectionRecord): Result<null>;
  reorderConnections(ids: string[]): Result<null>;
  eraseConnection(connectionId: string): Result<null>;
  setLocalWorkspace(
    connectionId: string,
    local: Partial<LocalWorkspace> & { workspaceId: string },
  ): Result<null>;
  reorderWorkspaces(connectionId: string, ids: string[]): Result<null>;
  savePin(pin: Pin): Result<null>;
  deletePin(origin: string): Result<null>;
  setPreference(key: string, json: string): Result<null>;
  /**
   * False where the rest of it isn't on disk as it was, or what was sent before hasn't come: nothing is saved then, and the whole of it is
   * wanted. `earlier`: the save whose staged items belong to it, and how many they are.
   */
  savePlan(plan: PackedPlan, earlier?: { id: number; staged: number }): Result<boolean>;
  /** Items of a save that are sent before its last. */
  stageItems(save: number, items: PackedItem[]): Result<null>;
  deletePlan(planId: string): Result<null>;
  setInventory(connectionId: string, json: string | null): Result<null>;
  addHistory(batch: HistoryBatch): Result<null>;
  /** Erases the history of a connection, and its plans and receipts where said; the connection stays. */
  erasePast(connectionId: string, receipts: boolean): Result<null>;
  /** Deletes what was seen before that time and gives how much it was. */
  trimHistory(before: number): Result<number>;
}

/**
 * `erased` gets the ids of connections as they are removed; `rewriteBackup` makes the ledger's backup forget them too.
 * Exceptions of SQLite pass through; the writer thread puts them into words.
 */
export function createLedgerWork(db: Db, erased: Set<string>, rewriteBackup: () => void): LedgerWork {
  const reader = createLedgerReader(db);
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
    savePlan: db.prepare(`
      insert into plans (id, status, created_at, json) values (?, ?, ?, ?)
      on conflict do update set status = excluded.status, created_at = excluded.created_at, json = excluded.json`),
    saveItem: db.prepare(`
      insert into plan_items (plan_id, position, connection_id, workspace_id, state, json) values (?, ?, ?, ?, ?, ?)
      on conflict do update set connection_id = excluded.connection_id, workspace_id = excluded.workspace_id,
        state = excluded.state, json = excluded.json
      where json <> excluded.json`),
    cutItems: db.prepare('delete from plan_items where plan_id = ? and position >= ?'),
    lastItem: db.prepare<[string], { position: number | null }>(
      'select max(position) as position from plan_items where plan_id = ?',
    ),
    deletePlan: db.prepare('delete from plans where id = ?'),
    plansOf: db.prepare<[string], { id: string }>(
      'select distinct plan_id as id from plan_items where connection_id = ?',
    ),
    deleteItemsOf: db.prepare('delete from plan_items where plan_id = ? and connection_id = ?'),
    addHistory: db.prepare(`
      insert into history (
        connection_id, workspace_id, from_at, at, kind, subject_id, subject, before, after, row, person_id, email_key
      ) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`),
    takeBatch: db.prepare<[string]>('insert or ignore into history_batches (batch) values (?)'),
    forgetBatches: db.prepare<[number]>(
      'delete from history_batches where pk <= (select max(pk) from history_batches) - ?',
    ),
    setInventory: db.prepare(
      'insert into inventories (connection_id, json) values (?, ?) on conflict do update set json = excluded.json',
    ),
    deleteInventory: db.prepare('delete from inventories where connection_id = ?'),
    deleteHistory: db.prepare('delete from history where connection_id = ?'),
    trimHistory: db.prepare('delete from history where at < ?'),
    deleteCopies: db.prepare('delete from copies where connection_id = ?'),
  };

  /** Items by the save that they belong to. */
  const staged = new Map<number, PackedItem[]>();

  const savePlan = db.transaction((plan: PackedPlan): boolean => {
    const isPart = plan.items.length < plan.count;
    // Its other items were erased meanwhile, or those of one of its connections, and the rest moved up.
    if (isPart && statements.lastItem.get(plan.id)?.position !== plan.count - 1) return false;
    statements.savePlan.run(plan.id, plan.status, plan.createdAt, plan.head);
    for (const { position, connectionId, workspaceId, state, json } of plan.items)
      statements.saveItem.run(plan.id, position, connectionId, workspaceId, state, json);
    statements.cutItems.run(plan.id, plan.count);
    return true;
  });

  /** What stays of a plan over several connections when one of them is removed. */
  const without = (plan: Plan, connectionId: string): Plan | null => {
    const items = plan.items.filter((item) => item.target.connectionId !== connectionId);
    if (items.length === 0 || plan.status === 'draft') return null;
    const kept = new Set(items.map((item) => item.id));
    const open = items.filter((item) => item.state.state !== 'done' && item.state.state !== 'already-so');
    return {
      ...plan,
      // The title and the name to type may speak of what is erased.
      title: `${plural(items.length, 'change')} (the rest was erased with its connection)`,
      confirmation: plan.confirmation.type === 'none' ? plan.confirmation : { type: 'review' },
      items: items.map((item) => ({
        ...item,
        dependsOn: item.dependsOn !== null && kept.has(item.dependsOn) ? item.dependsOn : null,
      })),
      leftOut: plan.leftOut.filter(({ target }) => target.connectionId !== connectionId),
      unfinished: Math.min(plan.unfinished, open.length),
    };
  };

  const erasePlans = (connectionId: string) => {
    for (const { id } of statements.plansOf.all(connectionId)) {
      const plan = reader.plan(id);
      const rest = plan === null ? null : without(plan, connectionId);
      statements.deletePlan.run(id);
      if (rest !== null) savePlan(packPlan(rest));
    }
  };

  const erasePast = db.transaction((connectionId: string, receipts: boolean) => {
    if (receipts) erasePlans(connectionId);
    statements.deleteHistory.run(connectionId);
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
    return emptied(db);
  };

  const all = (work: () => void): Result<null> => {
    db.transaction(work).immediate();
    return ok(null);
  };

  return {
    saveConnection(record) {
      // Stored under this name (see the reader).
      const { apiVariant: face, ...rest } = record;
      erased.delete(record.id);
      const saved = all(() =>
        statements.saveConnection.run(record.id, record.position, JSON.stringify({ ...rest, face })),
      );
      settleLog(db);
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
    trimHistory(before) {
      const { changes } = statements.trimHistory.run(before);
      const cleared = changes > 0 ? forgetDeleted() : ok(null);
      return cleared.ok ? ok(changes) : cleared;
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
    setPreference: (key, json) => all(() => statements.setPreference.run(key, json)),
    stageItems(save, items) {
      staged.set(save, [...(staged.get(save) ?? []), ...items]);
      return ok(null);
    },
    savePlan(plan, earlier = { id: 0, staged: 0 }) {
      const sent = staged.get(earlier.id) ?? [];
      staged.delete(earlier.id);
      if (plan.connectionIds.some((id) => erased.has(id))) return fail(erasedConnection);
      if (sent.length !== earlier.staged) return ok(false);
      const isSaved = savePlan.immediate({ ...plan, items: [...sent, ...plan.items] });
      if (isSaved && plan.status !== 'draft') settleLog(db);
      return ok(isSaved);
    },
    deletePlan: (planId) => all(() => statements.deletePlan.run(planId)),
    setInventory(connectionId, json) {
      if (erased.has(connectionId)) return fail(erasedConnection);
      return all(() =>
        json === null
          ? statements.deleteInventory.run(connectionId)
          : statements.setInventory.run(connectionId, json),
      );
    },
    addHistory({ batch, connectionId, from, at, rows }) {
      if (erased.has(connectionId)) return fail(erasedConnection);
      return all(() => {
        if (statements.takeBatch.run(batch).changes === 0) return;
        statements.forgetBatches.run(keptBatches);
        for (const row of rows)
          statements.addHistory.run(
            connectionId,
            row.workspaceId,
            from,
            at,
            row.kind,
            row.subjectId,
            row.subject,
            row.before,
            row.after,
            row.row ?? null,
            row.personId ?? (row.kind.startsWith('member.') ? row.subjectId : null),
            /^(member|invitation)\./.test(row.kind) ? fold(row.subject) : null,
          );
      });
    },
  };
}

/**
 * Brings what was just saved from the log into the file. Whatever damages one byte of a log takes all that was written after it along, and
 * a receipt that is lost may be sent again.
 */
function settleLog(db: Db): void {
  try {
    truncateLog(db);
  } catch {
    // It is saved; the log keeps it until the next time.
  }
}

function originOf(address: string | undefined): string | null {
  if (address === undefined || !URL.canParse(address)) return null;
  return new URL(address).origin;
}
