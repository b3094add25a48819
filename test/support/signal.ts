/** For calls that nobody cancels. */
export const { signal } = new AbortController();
