/** When the clocks of tests begin. */
export const start = Date.parse('2026-03-01T12:00:00Z');

/* In ms. */
export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;
