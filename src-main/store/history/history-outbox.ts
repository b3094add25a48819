import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { observedKind } from '../../../src-preload/contract/history.ts';
import { fail, ok, type Result } from '../../../src-preload/shared/result.ts';
import type { Db } from '../database.ts';
import type { HistoryBatch } from './history-writer.ts';
import { storeError } from '../store-errors.ts';
import { text } from '../text.ts';
import type { Difference } from './types.ts';

/*
 * The roster and the history are two databases, which can't be written as one. What a swap finds is therefore written beside its rows, in
 * its own transaction, and handed on to the ledger right after it: an end in between (of the app, or of the room on the ledger's disk)
 * delays a difference, and neither loses it nor has it twice.
 */

const rows = z.array(
  z.object({
    kind: observedKind,
    workspaceId: z.string().nullable(),
    subjectId: z.string(),
    subject: z.string(),
    before: z.string().nullable(),
    after: z.string().nullable(),
    personId: z.string().nullable(),
    row: z.string().nullable(),
  }),
);

interface OutboxRow {
  pk: number;
  batch: string;
  connection_id: string;
  from_at: number;
  at: number;
  json: string;
}

/** The roster's side, on the writing connection. */
export function createHistoryOutbox(db: Db) {
  const insert = db.prepare<[string, string, number, number, string]>(
    'insert into history_outbox (batch, connection_id, from_at, at, json) values (?, ?, ?, ?, ?)',
  );
  const next = db.prepare<[], OutboxRow>('select * from history_outbox order by pk limit 1');
  const clear = db.prepare<[number]>('delete from history_outbox where pk = ?');
  const forget = db.prepare<[string]>('delete from history_outbox where connection_id = ?');

  return {
    /** To be run inside the swap's transaction. */
    keep(connectionId: string, from: number, at: number, differences: readonly Difference[]): void {
      const whole = differences.map(({ personId = null, row = null, ...rest }) => ({
        ...rest,
        personId,
        row,
      }));
      insert.run(randomUUID(), connectionId, from, at, JSON.stringify(whole));
    },
    forget: (connectionId: string) => void forget.run(connectionId),
    /** Hands all on, oldest first. What `take` throws passes through; the rest waits on. */
    handOn(take: (batch: HistoryBatch) => void): void {
      for (let row = next.get(); row !== undefined; row = next.get()) {
        const read = rows.safeParse(JSON.parse(row.json));
        // Of a kind that this version can't know: it wrote them itself, so this is damage that can't be repaired.
        if (read.success)
          take({
            batch: row.batch,
            connectionId: row.connection_id,
            from: row.from_at,
            at: row.at,
            rows: read.data,
          });
        clear.run(row.pk);
      }
    },
  };
}
export type HistoryOutbox = ReturnType<typeof createHistoryOutbox>;

/** Hands what waits on to the ledger. `onTrouble` gets the exception first. */
export function flushHistory(
  outbox: HistoryOutbox,
  take: (batch: HistoryBatch) => void,
  onTrouble: (cause: unknown) => void,
): Result<null> {
  try {
    outbox.handOn(take);
    return ok(null);
  } catch (cause) {
    onTrouble(cause);
    const error = storeError(cause);
    return fail({ ...error, ...text.historyWaits(error) });
  }
}
