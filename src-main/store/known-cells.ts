import { knownValue, none, notReported, type Known } from '../../src-preload/shared/known.ts';

/** A `Known<T>` is two cells: its state as a number, and its value or null. */
const codes = { 'not-reported': 0, none: 1, known: 2 } as const;

export const stateCell = (item: Known<unknown>): number => codes[item.state];
export const valueCell = <T>(item: Known<T>): T | null => (item.state === 'known' ? item.value : null);
/** SQLite has no booleans. */
export const flagCell = (item: Known<boolean>): number | null =>
  item.state === 'known' ? Number(item.value) : null;

export function fromCells<T>(state: number, value: T | null): Known<T> {
  if (state === codes.known && value !== null) return knownValue(value);
  return state === codes['not-reported'] ? notReported : none;
}
export const flagFromCells = (state: number, value: number | null): Known<boolean> =>
  fromCells(state, value === null ? null : value !== 0);
