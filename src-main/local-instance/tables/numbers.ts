import type Database from 'better-sqlite3';
import type { SystemName } from './workspaces.ts';

/** The integer ids of a system that has them, for rows whose own id here is text. */
export interface Numbers {
  /** The number of this row, given to it now if it had none. */
  of(system: SystemName, kind: string, id: string): number;
  /** The row of that number, deleted ones included; null: never given. */
  idOf(system: SystemName, kind: string, number: number): string | null;
}

export function createNumbers(db: Database.Database): Numbers {
  const selectNumber = db.prepare<[string, string, string], { number: number }>(
    'SELECT number FROM numbers WHERE system = ? AND kind = ? AND id = ?',
  );
  const selectId = db.prepare<[string, string, number], { id: string }>(
    'SELECT id FROM numbers WHERE system = ? AND kind = ? AND number = ?',
  );
  const insert = db.prepare<[{ system: string; kind: string; id: string }], { number: number }>(
    `INSERT INTO numbers (system, kind, number, id)
     SELECT @system, @kind, coalesce(max(number), 0) + 1, @id FROM numbers WHERE system = @system AND kind = @kind
     RETURNING number`,
  );

  return {
    of(system, kind, id) {
      const row = selectNumber.get(system, kind, id) ?? insert.get({ system, kind, id });
      if (!row) throw new Error(`No number could be given to ${kind} ${id}`);
      return row.number;
    },
    idOf: (system, kind, number) => selectId.get(system, kind, number)?.id ?? null,
  };
}
