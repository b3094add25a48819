/* What the swap and the pages of a roster agree on: see migrations/roster/0004-order.ts. */

/** Rosters up to this size are sorted as they are read, so the order of their keys doesn’t matter. */
export const smallRoster = 5000;
/** So many strays are searched beside the base without being noticed; with more the roster is laid out anew. */
export const mostStrays = 15_000;
