import type { Freshness } from '../../src-preload/contract/freshness.ts';
import type { Coverage } from '../../src-preload/contract/people.ts';

/** Whether a list was read whole, so that its rows can be counted; otherwise there are at least so many. */
export const isWhole = (freshness: Pick<Freshness, 'fetchedAt' | 'unreadable'> | null): boolean =>
  freshness !== null && freshness.fetchedAt !== null && freshness.unreadable === 0;

/** The same over many lists: none was left unread, hidden, or read in part. */
export const coversAll = ({ never, hidden, incomplete }: Pick<Coverage, 'never' | 'hidden' | 'incomplete'>) =>
  never + hidden + incomplete === 0;
