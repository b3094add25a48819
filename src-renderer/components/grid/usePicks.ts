import { useEffect, useState } from 'react';
import type { GridSelection } from './grid-types.ts';

interface Picks<Row> {
  picked: readonly Row[];
  selection: GridSelection<Row>;
  clear: () => void;
}

interface PicksOptions<Row> {
  keyOf: (row: Row) => string;
  nameOf: (row: Row) => string;
  /** The rows that were read: those that the box in the header picks. */
  loaded: readonly Row[];
  /** Another list, or another search of it: nothing is picked there yet. */
  of: string;
}

/** Rows of a list that were picked one by one. */
export function usePicks<Row>({ keyOf, nameOf, loaded, of }: PicksOptions<Row>): Picks<Row> {
  const [picks, setPicks] = useState<ReadonlyMap<string, Row>>(new Map());
  useEffect(() => setPicks(new Map()), [of]);
  const clear = () => setPicks(new Map());
  const all = loaded.length > 0 && loaded.every((row) => picks.has(keyOf(row)));
  return {
    picked: [...picks.values()],
    clear,
    selection: {
      has: (row) => picks.has(keyOf(row)),
      toggle: (row) =>
        setPicks((before) => {
          const next = new Map(before);
          if (!next.delete(keyOf(row))) next.set(keyOf(row), row);
          return next;
        }),
      header: all ? true : picks.size > 0 ? 'indeterminate' : false,
      toggleHeader: (on) => setPicks(on ? new Map(loaded.map((row) => [keyOf(row), row])) : new Map()),
      label: (row) => `Select ${nameOf(row)}`,
    },
  };
}
