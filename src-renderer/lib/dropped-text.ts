import type { Dropped } from '../../src-preload/shared/normalize.ts';
import { listText } from '../../src-preload/shared/format/lists.ts';

const names: Record<Dropped, string> = {
  invisible: 'invisible characters',
  direction: 'text direction marks',
  blanks: 'unusual spaces',
  quotes: 'quotes and brackets',
  punctuation: 'punctuation at the ends',
};

/** What won't be sent of what was typed or pasted, or null. */
export const droppedText = (dropped: readonly Dropped[]): string | null =>
  dropped.length === 0 ? null : `Left out: ${listText(dropped.map((what) => names[what]))}.`;
