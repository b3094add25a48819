import { formatNumber } from './format/numbers.ts';

/** A plan with more changes could be neither reviewed nor read back in a reasonable time. */
export const maxPlannedChanges = 5000;
/** How many members can be excluded one by one from a selection by rule. */
export const maxExceptions = 10_000;

/** The longest query, and so the longest text of a search field. */
export const longestQuery = 500;
/** The longest text of a field that is checked while it is typed. */
export const longestTyped = 10_000;
export const longestPassphrase = 1000;
export const shortestPassphrase = 8;
export const longestPersonName = 100;

/** A PDF with more rows wouldn't be printed; they are exported as CSV or JSON. */
export const maxPrintedRows = 5000;

/** Rows of a list that are shown before it is kept; the counts include all. */
export const maxPreviewRows = 200;

/** The largest file (bytes) that is opened: a plan of as many changes as there may be fits in it. */
export const largestOpened = 4 * 1024 * 1024;

/** Why so many changes can't be planned at once, or null. */
export const tooManyToPlan = (count: number): string | null =>
  count <= maxPlannedChanges
    ? null
    : `A plan can have up to ${formatNumber(maxPlannedChanges)} changes, and ${formatNumber(count)} people are selected.`;
