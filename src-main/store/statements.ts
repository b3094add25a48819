import type { Statement } from 'better-sqlite3';
import type { Db } from './database.ts';
import type { Values } from './search/query/filter.ts';

/** More shapes of queries than people write; a query with very many words must not keep its statement for ever. */
const mostKept = 300;

/** Each text is prepared once: the texts of queries are parameters, so there are few. `Row` is what the caller's SQL gives. */
export function createStatements(db: Db) {
  const prepared = new Map<string, Statement<[Values]>>();
  return <Row>(sql: string): { all(values: Values): Row[]; get(values: Values): Row | undefined } => {
    let found = prepared.get(sql);
    if (found === undefined) {
      found = db.prepare<[Values]>(sql);
      if (prepared.size >= mostKept) prepared.clear();
      prepared.set(sql, found);
    }
    const statement = found;
    return {
      // The columns are those of the SQL beside the type, as everywhere in this folder.
      all: (values) => statement.all(values) as Row[],
      get: (values) => statement.get(values) as Row | undefined,
    };
  };
}
