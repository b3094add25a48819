import type { Connection } from '../../src-preload/contract/connections.ts';
import type { RailGroup, RailLayout } from '../../src-preload/contract/rail.ts';
import { fold } from '../../src-preload/shared/fold.ts';
import { initials } from './names.ts';

/** A part of the rail: the connections under one heading; `group` null: those above all headings. */
export interface RailSection<C = Connection> {
  group: RailGroup | null;
  connections: readonly C[];
}

/** The rail from top to bottom; within a heading in the connections' own order. */
export function sectionsOf<C extends { id: string }>(
  connections: readonly C[],
  groups: readonly RailGroup[],
): RailSection<C>[] {
  const groupOf = new Map(
    groups.flatMap((group) => group.connectionIds.map((id) => [id, group.id] as const)),
  );
  const under = (groupId: string | undefined) => connections.filter(({ id }) => groupOf.get(id) === groupId);
  return [
    { group: null, connections: under(undefined) },
    ...groups.map((group) => ({ group, connections: under(group.id) })),
  ];
}

/** The connections in the order in which the rail shows them. */
export const railOrder = <C extends { id: string }>(
  connections: readonly C[],
  groups: readonly RailGroup[],
) => sectionsOf(connections, groups).flatMap((section) => section.connections);

/** The sections with only the connections that these words find; a heading without any is left out. */
export function foundIn(sections: readonly RailSection[], words: string): readonly RailSection[] {
  const wanted = fold(words).split(/\s+/u).filter(Boolean);
  if (wanted.length === 0) return sections;
  return sections
    .map(({ group, connections }) => ({
      group,
      connections: connections.filter(({ label, address, productName, identity }) => {
        const text = fold([label, group?.name ?? '', address, productName, identity.email].join(' '));
        return wanted.every((word) => text.includes(word));
      }),
    }))
    .filter(({ connections }) => connections.length > 0);
}

/** The layout with a connection under another heading (null: none). */
export const moved = (layout: RailLayout, connectionId: string, groupId: string | null): RailLayout => ({
  ...layout,
  groups: layout.groups.map((group) => {
    const others = group.connectionIds.filter((id) => id !== connectionId);
    return { ...group, connectionIds: group.id === groupId ? [...others, connectionId] : others };
  }),
});

const letter = /[\p{L}\p{N}]/u;

/** From so many on, the word that labels begin with tells none of them apart. */
const manyAlike = 3;

const wordsOf = (label: string) => label.split(/[^\p{L}\p{N}]+/u).filter(Boolean);

/** What is left of each label without the words that it and others begin with. */
function tellingParts(labels: readonly string[]): ReadonlyMap<string, string> {
  const left = (words: readonly string[], at: number, alike: readonly (readonly string[])[]): string[] => {
    const same = alike.filter((others) => others[at] === words[at]);
    const leaves = same.length >= manyAlike && same.every((others) => others.length > at + 1);
    return leaves ? left(words, at + 1, same) : words.slice(at);
  };
  const all = labels.map(wordsOf);
  return new Map(
    labels.map((label) => {
      const words = wordsOf(label);
      const rest = left(words, 0, all);
      return [label, rest.length === words.length ? label : rest.join(' ')] as const;
    }),
  );
}

/**
 * Two letters for each connection's tile that no other tile has: the initials of what tells its label apart, and where several share them
 * the first letter with the first later one that differs. By label, so that they stay the same when connections are moved.
 */
export function tileLetters(
  connections: readonly { id: string; label: string }[],
): ReadonlyMap<string, string> {
  const sorted = [...connections].sort((a, b) =>
    a.label === b.label ? (a.id < b.id ? -1 : 1) : a.label < b.label ? -1 : 1,
  );
  const parts = tellingParts(sorted.map(({ label }) => label));
  const counts = new Map<string, number>();
  for (const part of sorted.map(({ label }) => parts.get(label) ?? label))
    counts.set(initials(part), (counts.get(initials(part)) ?? 0) + 1);
  const taken = new Set([...counts].flatMap(([letters, count]) => (count === 1 ? [letters] : [])));
  const found = new Map<string, string>();
  for (const { id, label } of sorted) {
    const part = parts.get(label) ?? label;
    const own = initials(part);
    const letters = counts.get(own) === 1 ? own : (telling(part, own, taken) ?? own);
    taken.add(letters);
    found.set(id, letters);
  }
  return found;
}

function telling(label: string, own: string, taken: ReadonlySet<string>): string | null {
  if (!taken.has(own)) return own;
  const [first = ''] = own;
  const all = [...label].filter((one) => letter.test(one));
  // The end of a name says more than its middle: "Team 12", "prod eu".
  const starts = wordsOf(label)
    .slice(1)
    .flatMap((word) => [...word].slice(0, 1));
  const candidates = [...starts.reverse(), ...all.slice(1).reverse()].map((one) => first + one.toUpperCase());
  return candidates.find((one) => !taken.has(one)) ?? numbered(first, taken);
}

function numbered(first: string, taken: ReadonlySet<string>): string | null {
  for (let number = 2; number < 100; number += 1) {
    if (!taken.has(`${first}${number}`)) return `${first}${number}`;
  }
  return null;
}
