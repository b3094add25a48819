import { formatNumber } from './numbers.ts';

/** "a, b and c"; of more than `most` the rest is counted: "a, b and 3 more". `total`: how many there are, where not all are given. */
export function listText(items: readonly string[], most = Infinity, total = items.length): string {
  const shown = items.slice(0, most);
  const rest = total - shown.length;
  return joined(rest > 0 && shown.length > 0 ? [...shown, `${formatNumber(rest)} more`] : shown, 'and');
}

/** "a, b or c". */
export const choiceText = (items: readonly string[]): string => joined(items, 'or');

const joined = (items: readonly string[], word: 'and' | 'or'): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} ${word} ${items.at(-1) ?? ''}`;
