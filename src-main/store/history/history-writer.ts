import type { WorkspaceRef } from '../../../src-preload/contract/refs.ts';
import { addressKey } from '../../../src-preload/shared/normalize.ts';
import type { Db } from '../database.ts';
import type { Difference } from './types.ts';

/** Differences of one swap, against the copy of `from`. */
export interface HistoryBatch {
  /** May be handed on more than once: it is taken once. */
  batch: string;
  connectionId: string;
  from: number | null;
  at: number;
  rows: readonly Difference[];
}

/** So many names of taken batches are kept; nothing is handed on again after so many others. */
const keptBatches = 1000;

/** Writes of the history in ledger.db. `add`, `eraseOf` and `sortByTime` are to be run inside a transaction. */
export function createHistoryWriter(db: Db) {
  const statements = {
    add: db.prepare(`
      insert into history (
        connection_id, workspace_id, from_at, at, kind, subject_id, subject, before, after, row, person_id, email_key
      ) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`),
    takeBatch: db.prepare<[string]>('insert or ignore into history_batches (batch) values (?)'),
    forgetBatches: db.prepare<[number]>(
      'delete from history_batches where pk <= (select max(pk) from history_batches) - ?',
    ),
    eraseOf: db.prepare<[string]>('delete from history where connection_id = ?'),
    eraseOfPlace: db.prepare<[string, string]>(
      'delete from history where connection_id = ? and workspace_id = ?',
    ),
    trim: db.prepare<[number]>('delete from history where at < ?'),
    setIdsAside: db.prepare<[string]>('update history set id = -id where connection_id = ?'),
    // The n-th by time gets the n-th of the ids, which were turned round.
    orderIds: db.prepare<[{ connectionId: string }]>(`
      with seen as (select id, at from history where connection_id = @connectionId),
        by_id as (select -id as id, row_number() over (order by id desc) as n from seen),
        by_time as (select id, row_number() over (order by at, id desc) as n from seen)
      update history set id = placed.id
        from (select by_time.id as was, by_id.id from by_time join by_id using (n)) as placed
        where history.id = placed.was`),
  };
  return {
    add({ batch, connectionId, from, at, rows }: HistoryBatch): void {
      if (statements.takeBatch.run(batch).changes === 0) return;
      statements.forgetBatches.run(keptBatches);
      for (const row of rows)
        statements.add.run(
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
          /^(member|invitation)\./.test(row.kind) ? addressKey(row.subject) : null,
        );
    },
    eraseOf: (connectionId: string): void => void statements.eraseOf.run(connectionId),
    eraseOfPlace: ({ connectionId, workspaceId }: WorkspaceRef): void =>
      void statements.eraseOfPlace.run(connectionId, workspaceId),
    /** Gives all that was seen of a connection the order of its times. */
    sortByTime(connectionId: string): void {
      statements.setIdsAside.run(connectionId);
      statements.orderIds.run({ connectionId });
    },
    /** Deletes what was seen before that time and gives how much it was. */
    trim: (before: number): number => statements.trim.run(before).changes,
  };
}
