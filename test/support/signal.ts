/** For calls that are never cancelled. */
export const { signal } = new AbortController();
