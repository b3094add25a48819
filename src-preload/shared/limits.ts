import { formatNumber } from './format/numbers.ts';

/** So many changes a plan can hold: more could be neither reviewed nor read back in a sensible time. */
export const mostPlanned = 5000;
/** So many may be taken out of a selection by rule, one by one. */
export const mostExcepted = 10_000;

/** So many rows fit into a PDF that anybody would print; more go into CSV or JSON. */
export const mostPrinted = 5000;

/** Why so many can't be planned at once, or null. */
export const tooManyToPlan = (count: number): string | null =>
  count <= mostPlanned
    ? null
    : `A plan holds at most ${formatNumber(mostPlanned)} changes, and ${formatNumber(count)} people are selected.`;
