import type { WorkspaceRef } from '../../../src-preload/contract/refs.ts';
import { addressKey } from '../../../src-preload/shared/normalize.ts';
import type { MemberRow } from '../../base/records.ts';
import type { RosterReader } from '../../store/roster/types.ts';

/**
 * The members of a place as the snapshot has them. Each is looked up in the copy when first asked for: a place can have a hundred thousand,
 * and a change is about one.
 */
export interface People {
  get(userId: string): MemberRow | null;
  /** Those with this address, whatever its case and however its characters are composed. */
  byEmail(email: string): MemberRow[];
  /** Whether there are members whose address isn't reported. */
  hasUnreportedEmail(): boolean;
  /** How many have this role, or all. */
  count(role?: string | null): number;
  /** By role and status. */
  counts(): { role: string; status: MemberRow['status']; count: number }[];
  /** Adds a member, or replaces the one with the same id. */
  put(member: MemberRow): void;
  drop(userId: string): void;
}

const unreported = '';

type Reader = Pick<RosterReader, 'member' | 'membersByEmail' | 'countByRole'>;

/** Reads lazily; the roster itself is never changed. */
export function readPeople(roster: Reader, ref: WorkspaceRef): People {
  const rows = new Map<string, MemberRow | null>();
  const ids = new Map<string, Set<string>>();
  let counts: Map<string, Map<MemberRow['status'], number>> | null = null;

  const get = (userId: string): MemberRow | null => {
    const known = rows.get(userId);
    if (known !== undefined) return known;
    const found = roster.member(ref, userId);
    rows.set(userId, found);
    return found;
  };
  const idsOf = (key: string): Set<string> => {
    const known = ids.get(key);
    if (known) return known;
    const found = new Set<string>();
    for (const row of roster.membersByEmail(ref, key)) {
      if (!rows.has(row.userId)) rows.set(row.userId, row);
      found.add(row.userId);
    }
    ids.set(key, found);
    return found;
  };
  const countOf = () => {
    if (counts) return counts;
    counts = new Map();
    for (const { role, status, count } of roster.countByRole(ref)) tally(counts, role, status, count);
    return counts;
  };
  const change = (userId: string, next: MemberRow | null) => {
    const before = get(userId);
    if (before) tally(countOf(), before.role, before.status, -1);
    if (next) tally(countOf(), next.role, next.status, 1);
    rows.set(userId, next);
  };

  return {
    get,
    byEmail(email) {
      const key = addressKey(email);
      // Where the system doesn't report the address, no member is found by it.
      if (key === unreported) return [];
      return [...idsOf(key)]
        .map(get)
        .filter((row) => row !== null)
        .filter((row) => addressKey(row.email) === key);
    },
    hasUnreportedEmail: () => [...idsOf(unreported)].some((userId) => get(userId) !== null),
    count(role = null) {
      let sum = 0;
      for (const [id, of] of countOf())
        if (role === null || role === id) for (const count of of.values()) sum += count;
      return sum;
    },
    counts: () =>
      [...countOf()].flatMap(([role, of]) => [...of].map(([status, count]) => ({ role, status, count }))),
    put(member) {
      // Who was there already is found in the copy by the same address.
      if (get(member.userId)?.email !== member.email) idsOf(addressKey(member.email)).add(member.userId);
      change(member.userId, member);
    },
    drop: (userId) => change(userId, null),
  };
}

function tally(
  counts: Map<string, Map<MemberRow['status'], number>>,
  role: string,
  status: MemberRow['status'],
  more: number,
): void {
  const of = counts.get(role) ?? new Map<MemberRow['status'], number>();
  of.set(status, (of.get(status) ?? 0) + more);
  counts.set(role, of);
}
