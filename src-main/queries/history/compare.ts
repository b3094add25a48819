import { setImmediate as nextTurn } from 'node:timers/promises';
import type { InvitationStatus } from '../../../src-preload/contract/invitations.ts';
import { valueOr, type Known } from '../../../src-preload/shared/known.ts';
import type { WorkspaceRef } from '../../../src-preload/contract/refs.ts';
import type { AsOfFacts } from '../../../src-preload/contract/timeline.ts';
import type { Token } from '../../../src-preload/contract/tokens.ts';
import type { MemberPair, RosterPast } from '../../store/history/types.ts';
import type { InvitationRow, MemberRow, TokenRow } from '../../base/records.ts';
import { factsOf, invitationsAsOf, tokensAsOf, tokenStatusAt } from './as-of.ts';

export interface MemberDifference {
  userId: string;
  email: string;
  change: 'joined' | 'left' | 'role' | 'status' | 'details';
  before: MemberRow | null;
  after: MemberRow | null;
}
export interface Ended<T, Status> {
  row: T;
  status: Status | 'gone';
}
export interface Comparison {
  from: AsOfFacts;
  to: AsOfFacts;
  /** The first of each kind by e-mail, and how many there are. */
  members: Record<MemberDifference['change'], { total: number; rows: MemberDifference[] }>;
  tokensCreated: TokenRow[];
  tokensEnded: Ended<TokenRow, Token['status']>[];
  invitationsSent: InvitationRow[];
  invitationsEnded: Ended<InvitationRow, InvitationStatus>[];
  /** Lists that were first fetched between the two moments, so that nothing can be said of them. */
  notKnown: ComparedList[];
}
export type ComparedList = 'tokens' | 'invitations';

/**
 * What differs between two moments, whatever happened in between: who came and went again is in neither. Of a list that wasn't known at
 * one of them nothing is said; `from` and `to` speak of the roster. Other work gets its turn meanwhile. `limit`: so many people of a kind.
 */
export async function compareMoments(
  past: RosterPast,
  ref: WorkspaceRef,
  one: number,
  other: number,
  limit = Number.POSITIVE_INFINITY,
): Promise<Comparison> {
  const [earlier, later] = one <= other ? [one, other] : [other, one];
  const members = {
    joined: firstOf(limit),
    left: firstOf(limit),
    role: firstOf(limit),
    status: firstOf(limit),
    details: firstOf(limit),
  };
  const [from, to] = [factsOf(past, ref, 'members', earlier), factsOf(past, ref, 'members', later)];
  if (from.state === 'known' && to.state === 'known')
    for (const pairs of past.membersBetween(ref, earlier, later)) {
      for (const pair of pairs)
        for (const difference of differencesOf(pair)) members[difference.change].add(pair, difference);
      await nextTurn();
    }
  const known = (list: ComparedList, at = earlier) => past.moment(ref, list, at) !== null;
  const lists: readonly ComparedList[] = ['tokens', 'invitations'];
  const tokensAt = (at: number) => (known('tokens') ? tokensAsOf(past, ref, at) : []);
  const tokens = { before: tokensAt(earlier), after: tokensAt(later) };
  const invitationsAt = (at: number) => (known('invitations') ? invitationsAsOf(past, ref, at) : []);
  const invitations = { before: invitationsAt(earlier), after: invitationsAt(later) };
  return {
    from,
    to,
    members: {
      joined: members.joined.found(),
      left: members.left.found(),
      role: members.role.found(),
      status: members.status.found(),
      details: members.details.found(),
    },
    tokensCreated: newIn(tokens),
    tokensEnded: endedIn(
      tokens,
      (row) => tokenStatusAt(row, earlier) === 'active',
      (row) => {
        const status = tokenStatusAt(row, later);
        return status === 'active' ? null : status;
      },
    ),
    invitationsSent: newIn(invitations),
    invitationsEnded: endedIn(
      invitations,
      (row) => row.status === 'pending',
      (row) => (row.status === 'pending' || row.status === 'not-reported' ? null : row.status),
    ),
    notKnown: lists.filter((list) => !known(list) && known(list, later)),
  };
}

/** Keeps the first of many by e-mail, so that a hundred thousand differences aren't all held. */
function firstOf(limit: number) {
  let kept: { key: string; row: MemberDifference }[] = [];
  let total = 0;
  const trim = () => {
    kept = kept.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).slice(0, limit);
  };
  return {
    add({ emailKey, userId }: MemberPair, row: MemberDifference) {
      total += 1;
      kept.push({ key: `${emailKey}\n${userId}`, row });
      if (kept.length >= 2 * limit + 1000) trim();
    },
    found() {
      trim();
      return { total, rows: kept.map(({ row }) => row) };
    },
  };
}

/** One person may have got another role and signed up too. */
function differencesOf({ userId, before, after }: MemberPair): MemberDifference[] {
  const email = after?.email ?? before?.email ?? '';
  const made = (change: MemberDifference['change']) => ({ userId, email, change, before, after });
  if (before === null) return after === null ? [] : [made('joined')];
  if (after === null) return [made('left')];
  return [
    ...(before.role === after.role ? [] : [made('role')]),
    ...(before.status === after.status ? [] : [made('status')]),
    ...(before.email === after.email && sameName(before.name, after.name) ? [] : [made('details')]),
  ];
}
const sameName = (a: Known<string>, b: Known<string>) =>
  a.state === b.state && valueOr(a, null) === valueOr(b, null);

interface Lists<T> {
  before: readonly T[];
  after: readonly T[];
}

function newIn<T extends { id: string }>({ before, after }: Lists<T>): T[] {
  const known = new Set(before.map(({ id }) => id));
  return after.filter(({ id }) => !known.has(id));
}

function endedIn<T extends { id: string }, Status>(
  { before, after }: Lists<T>,
  lived: (row: T) => boolean,
  endOf: (row: T) => Status | null,
): Ended<T, Status>[] {
  const now = new Map(after.map((row) => [row.id, row]));
  return before.filter(lived).flatMap((row): Ended<T, Status>[] => {
    const is = now.get(row.id);
    if (is === undefined) return [{ row, status: 'gone' }];
    const status = endOf(is);
    return status === null ? [] : [{ row: is, status }];
  });
}
