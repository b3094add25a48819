import { mostStrays } from './member-base.ts';
import type { Values } from './query/filter.ts';
import type { MemberFilter } from './query/members.ts';

/** A roster as its pages see it. */
export interface RosterPlace {
  pk: number;
  member_count: number;
  stray_count: number;
  base_from: number;
  base_named_to: number;
  base_to: number;
}
export interface Pair {
  role: string;
  status: string;
  count: number;
}

/* When which way is taken. None of these decides what is found, only how long it takes. */
export interface SearchLimits {
  /** Rosters up to this size are walked. */
  small: number;
  /** So many rows are read and sorted without a thought. */
  few: number;
  /** So many rows are looked at in one order before another is tried. */
  scanLimit: number;
  /** A word with more different runs of three characters around it is too common to be looked up by them. */
  grams: number;
  /** So many roles with statuses are merged. */
  pairs: number;
  strays: number;
}
export const usualLimits: SearchLimits = {
  small: 3000,
  few: 1500,
  scanLimit: 600,
  grams: 40,
  pairs: 12,
  strays: mostStrays,
};

export interface Window {
  limit: number;
  offset: number;
}

/** A query of a roster with all that its ways need. `pairs`: those that it allows, or null where it allows all. */
export interface Search {
  place: RosterPlace;
  filter: MemberFilter;
  pairs: Pair[] | null;
  index: Lookup;
}
/** What the full-text index can be asked. `short`: strays with short names are missing in its answer. */
export type Lookup = { by: 'match'; match: string; short: boolean } | { by: 'nothing' } | { by: 'strays' };

/** What rows must fulfil, as SQL over `m`. */
export const conditionsOf = (filter: MemberFilter, more: readonly string[] = []) =>
  ['m.workspace_pk = @workspace', ...filter.conditions, ...more].join(' and ');

export const valuesOf = ({ place, filter }: Search): Values => ({ ...filter.values, workspace: place.pk });

/** Keys of those with one of these roles and statuses; fills `values`. */
export const pairSql = (pairs: readonly Pair[], values: Values, rest: string) =>
  pairs
    .map(({ role, status }, n) => {
      values[`role${n}`] = role;
      values[`status${n}`] = status;
      return `select pk from members indexed by members_by_role
        where workspace_pk = @workspace and role = @role${n} and status = @status${n} ${rest}`;
    })
    .join(' union all ');

/** A search for some of its roles and statuses alone. */
export function narrowed(search: Search, pairs: Pair[] | null): Search {
  if (pairs === null || pairs === search.pairs) return search;
  const values: Values = { ...search.filter.values };
  const either = pairs.map(({ role, status }, n) => {
    values[`narrowRole${n}`] = role;
    values[`narrowStatus${n}`] = status;
    return `(m.role = @narrowRole${n} and m.status = @narrowStatus${n})`;
  });
  const condition = either.length === 0 ? '0' : `(${either.join(' or ')})`;
  return {
    ...search,
    pairs,
    filter: { ...search.filter, values, conditions: [...search.filter.conditions, condition] },
  };
}
