import type { PlaceList, Records, World } from './ground.ts';

/** What became of a lie: seen as one, shown as what is not known, or taken for true. */
export type Outcome = 'noticed' | 'honest' | 'believed';

export interface Verdict {
  outcome: Outcome;
  why: string;
}
export const believed = (why: string): Verdict => ({ outcome: 'believed', why });

const text = (value: unknown) => JSON.stringify(value);
/** Says nothing wrong about what is there: empty, or without a fact. An organization that couldn't be read is named by its number. */
const isUnknown = (value: unknown): boolean =>
  value === '' ||
  text(value) === '[]' ||
  value === 'not-reported' ||
  /\(name not reported\)"/.test(text(value) ?? '') ||
  (Array.isArray(value) && value.every(isUnknownFact)) ||
  isUnknownInstance(value) ||
  ['not-reported', 'none'].some((state) => text(value) === text({ state }));

const isUnknownFact = (fact: unknown): boolean =>
  typeof fact === 'object' && fact !== null && 'value' in fact && isUnknown(fact.value);
const isUnknownInstance = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  'kind' in value &&
  value.kind === 'not-reported' &&
  'url' in value &&
  isUnknown(value.url);

/** Why a copy contradicts what the server has, or null. `missing`: records may be missing, because the copy says so. */
export function contradiction(copy: Records, server: Records, missing: boolean): string | null {
  for (const [id, row] of copy) {
    const own = server.get(id);
    if (own === undefined) return `${id.slice(0, 60)} isn’t on the server`;
    for (const [name, value] of Object.entries(row))
      // What is offered for a record isn't a fact about it: one that is read in part is refused more, or what the server refuses itself.
      if (name !== 'unavailable' && text(value) !== text(own[name]) && !isUnknown(value))
        return `${name} of ${id} is ${text(value)} and not ${text(own[name])}`;
  }
  if (missing) return null;
  for (const id of server.keys()) if (!copy.has(id)) return `${id} is missing`;
  return null;
}

export const same = (one: Records, other: Records): boolean =>
  text([...one].sort()) === text([...other].sort());

export interface Difference {
  list: PlaceList;
  added: string[];
  removed: string[];
  changed: string[];
}

export function differences(before: World, after: World): Record<PlaceList, Difference> {
  const of = (list: PlaceList): Difference => {
    const was = before[list] ?? new Map<string, never>();
    const is = after[list] ?? new Map<string, never>();
    return {
      list,
      added: [...is.keys()].filter((id) => !was.has(id)),
      removed: [...was.keys()].filter((id) => !is.has(id)),
      changed: [...is].flatMap(([id, row]) => (was.has(id) && text(was.get(id)) !== text(row) ? [id] : [])),
    };
  };
  return {
    workspaces: of('workspaces'),
    members: of('members'),
    tokens: of('tokens'),
    invitations: of('invitations'),
  };
}
