import { foldedSql } from '../../../../src-preload/shared/name-order.ts';
import { fold } from '../../../../src-preload/shared/fold.ts';
import { parseQuery, type QueryContext, type QueryTerm } from '../../../../src-preload/shared/query/parse.ts';
import type { QueryList } from '../../../../src-preload/shared/query/keys.ts';
import type { TimeTest } from '../../../../src-preload/shared/query/time.ts';
import { splitTerms } from '../../../../src-preload/shared/query/terms.ts';

export type Values = Record<string, string | number>;

/** Free words of a query without keys: all must be found. */
export const wordsOf = (query: string): string[] =>
  splitTerms(query, () => false)
    .map((term) =>
      fold(`${term.key === null ? '' : `${term.key}:`}${term.pieces.map(({ text }) => text).join(',')}`),
    )
    .filter((word) => word !== '');

/** Puts values under names of their own into the parameters of a statement. */
export function binder(values: Values) {
  let count = 0;
  return (value: string | number): string => {
    const name = `q${count}`;
    count += 1;
    values[name] = value;
    return `@${name}`;
  };
}
export type Bind = ReturnType<typeof binder>;

/** One of the tests on a time with its state in the cell beside it; never null, so that it can be negated. */
export function timeSql(column: string, tests: readonly TimeTest[], bind: Bind): string {
  const one = (test: TimeTest) => {
    switch (test.is) {
      case 'none':
        return `${column}_state = 1`;
      case 'unknown':
        return `${column}_state = 0`;
      case 'known':
        return `${column}_state = 2`;
      case 'between': {
        const bounds = [
          ...(test.from === null ? [] : [`${column} >= ${bind(test.from)}`]),
          ...(test.until === null ? [] : [`${column} < ${bind(test.until)}`]),
        ];
        return `(${[`${column}_state = 2`, ...bounds].join(' and ')})`;
      }
    }
  };
  return `(${tests.map(one).join(' or ')})`;
}

/** A column of folded text, or the key that names are sorted by. */
export type TextColumn = string | { nameKey: string };

/** What a folded word is looked for in. Without a digit it is in a key as it is in its name: marks stand right before digits. */
export function searchedSql(column: TextColumn, word: string): string {
  if (typeof column === 'string') return column;
  return /\d/u.test(word) ? foldedSql(column.nameKey) : column.nameKey;
}

/** One of the words in one of the columns, all folded. */
export const wordsSql = (columns: readonly TextColumn[], words: readonly string[], bind: Bind): string =>
  `(${words
    .flatMap((word) => {
      const name = bind(word);
      return columns.map((column) => `instr(${searchedSql(column, word)}, ${name}) > 0`);
    })
    .join(' or ')})`;

export const amongSql = (column: string, items: readonly string[], bind: Bind): string =>
  `${column} in (${items.map(bind).join(', ')})`;

export const signed = (negated: boolean, sql: string): string => (negated ? `not ${sql}` : sql);

/** Reads a query and turns each term into a condition by `sql`; null leaves it to the caller. */
export function conditionsFor(
  query: string,
  list: QueryList,
  context: QueryContext,
  sql: (term: QueryTerm) => string | null,
): { conditions: string[]; problem: string | null } {
  const { terms, problems } = parseQuery(query, list, context);
  return {
    conditions: terms.flatMap((term) => {
      const condition = sql(term);
      return condition === null ? [] : [signed(term.negated, condition)];
    }),
    problem: problems[0]?.message ?? null,
  };
}
