import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Cell } from '../contract/lies/cells.ts';

/** A cell, with the table of lies that it is of. */
export interface LieResult extends Cell {
  table: string;
}

type Which = Pick<LieResult, 'table' | 'provider' | 'about' | 'lie'>;
const keyOf = ({ table, provider, about, lie }: Which): string =>
  JSON.stringify([table, provider, about, lie]);

export interface LieResults {
  /** Whether this cell needs no other try: what was believed is tried again in each run. */
  isSettled(which: Which): boolean;
  /** On the disk when it returns. */
  keep(result: LieResult): void;
  all(): LieResult[];
}

/** The cells of a run in a file, one line of JSON each, so that a run that is interrupted loses nothing and can be resumed. */
export function openLieResults(path: string): LieResults {
  mkdirSync(dirname(path), { recursive: true });
  const results = new Map<string, LieResult>();
  for (const line of existsSync(path) ? readFileSync(path, 'utf8').split('\n') : []) {
    const result = resultIn(line);
    // Of a cell that was tried more than once the last try counts.
    if (result !== null) results.set(keyOf(result), result);
  }
  return {
    isSettled: (which) => (results.get(keyOf(which))?.outcome ?? 'believed') !== 'believed',
    keep(result) {
      results.set(keyOf(result), result);
      appendFileSync(path, `${JSON.stringify(result)}\n`);
    },
    all: () => [...results.values()],
  };
}

/** null: a line that was cut, or none. */
function resultIn(line: string): LieResult | null {
  try {
    // Our own output.
    return line === '' ? null : (JSON.parse(line) as LieResult);
  } catch {
    return null;
  }
}
