import { groups, type Entry, type Group } from './entry.ts';
import { rankOf, ranks } from './rank.ts';
import type { Wanted } from './search.ts';

export interface EntryGroup {
  group: Group;
  entries: readonly Entry[];
}

/** How many of a group are shown: few before a text is typed, but every action, whose names aren't known by heart. */
const most = (group: Group, text: string) =>
  group === 'Selection' || group === 'Row' || group === 'Actions' ? Infinity : text === '' ? 6 : 40;

const narrowed: Record<Wanted['of'], readonly Group[]> = {
  everything: groups,
  actions: ['Selection', 'Row', 'Actions'],
  people: ['People'],
  tokens: ['Tokens'],
};

/**
 * The entries that match, in groups: the best match first, within a group and among the groups. `found`: what the search itself
 * found, which matches even where only its language knows why.
 */
export function arrange(
  { of, text }: Wanted,
  entries: readonly Entry[],
  found: readonly Entry[],
): EntryGroup[] {
  const ranked = [
    ...entries.flatMap((entry) => {
      const rank = rankOf(entry, text);
      return rank === null ? [] : [{ entry, rank }];
    }),
    ...found.map((entry) => ({ entry, rank: rankOf(entry, text) ?? ranks.about })),
  ];
  return narrowed[of]
    .map((group) => {
      const own = ranked
        .filter(({ entry }) => entry.group === group)
        .sort((a, b) => a.rank - b.rank)
        .slice(0, most(group, text));
      return { group, best: own[0]?.rank, entries: own.map(({ entry }) => entry) };
    })
    .filter(({ entries: own }) => own.length > 0)
    .sort((a, b) => (a.best ?? 0) - (b.best ?? 0));
}
