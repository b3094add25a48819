import type { ListDoubt, ListName } from '../../src-preload/contract/freshness.ts';
import { formatNumber, plural } from '../../src-preload/shared/format/numbers.ts';

/** Lists are named by what is in them, so the name counts them too: "1 member", "2 members". */
const counted = (count: number, list: ListName): string => plural(count, list.replace(/s$/, ''));

/** Why a list that was fetched isn't shown yet. */
export function doubtText({
  kind,
  list,
  was,
  is,
}: Pick<ListDoubt, 'kind' | 'was' | 'is'> & { list: ListName }): string {
  switch (kind) {
    case 'contradictory':
      return `The server’s list of ${list} contradicts itself, so the last copy stays.`;
    case 'unreadable':
      return `Most of the server’s ${list} can’t be read, so the last copy stays.`;
    case 'empty':
      return `The server now reports no ${list} instead of ${formatNumber(was)}. The last copy stays until that’s confirmed.`;
    case 'without-me':
      return `The server’s list of ${list} no longer includes you. The last copy stays until that’s confirmed.`;
    case 'other-place':
      return `The server’s list of ${list} seems to belong to another place. The last copy stays until that’s confirmed.`;
    case 'shrunk':
      // As many joined as left, or more.
      if (is >= was)
        return `The server’s list of ${list} no longer has many of the ${formatNumber(was)} it had. The last copy stays until that’s confirmed.`;
      return `The server now reports ${counted(is, list)} instead of ${formatNumber(was)}. The last copy stays until that’s confirmed.`;
  }
}
