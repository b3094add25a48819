import { formatDate } from '../../../src-preload/shared/format/dates.ts';
import type { Known } from '../../../src-preload/shared/known.ts';

/** A value as a table shows it: what isn't reported is said to be so. */
export const shown = <T>(item: Known<T>, text: (value: T) => string = String, none = 'None'): string =>
  item.state === 'known' ? text(item.value) : item.state === 'none' ? none : 'Not reported';

export const shownDate = (item: Known<number>, none: string): string => shown(item, formatDate, none);

export const shownStatus = (status: string): string => (status === 'not-reported' ? 'Not reported' : status);
