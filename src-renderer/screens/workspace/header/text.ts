/* Sentences of what stands over the tabs. */

/** `on`: the day, null where it isn't known. */
export const addedManuallyLabel = (on: string | null): string =>
  on === null ? 'Added manually' : `Added manually, ${on}`;

export const noDetailsText = 'No URL or description';
