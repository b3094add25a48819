import type { InvitationStatus } from '../../src-preload/contract/invitations.ts';
import { valueOr, type Known } from '../../src-preload/contract/known.ts';
import type { WorkspaceRef } from '../../src-preload/contract/refs.ts';
import type { AsOfFacts } from '../../src-preload/contract/timeline.ts';
import type { Token } from '../../src-preload/contract/tokens.ts';
import type { MemberPair, RosterPast } from '../store/time/types.ts';
import type { InvitationRow, MemberRow, TokenRow } from '../store/types.ts';
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
  members: Record<MemberDifference['change'], MemberDifference[]>;
  tokensCreated: TokenRow[];
  tokensEnded: Ended<TokenRow, Token['status']>[];
  invitationsSent: InvitationRow[];
  invitationsEnded: Ended<InvitationRow, InvitationStatus>[];
}

/**
 * What differs between two moments, whatever happened in between: who came and went again is in neither. Of a list that wasn't known at
 * one of them nothing is said; `from` and `to` speak of the roster.
 */
export function compareMoments(past: RosterPast, ref: WorkspaceRef, one: number, other: number): Comparison {
  const [earlier, later] = one <= other ? [one, other] : [other, one];
  const members: Comparison['members'] = { joined: [], left: [], role: [], status: [], details: [] };
  const [from, to] = [factsOf(past, ref, 'members', earlier), factsOf(past, ref, 'members', later)];
  if (from.state === 'known' && to.state === 'known')
    for (const pair of past.membersBetween(ref, earlier, later))
      for (const difference of differencesOf(pair)) members[difference.change].push(difference);
  const known = (list: 'tokens' | 'invitations') => past.moment(ref, list, earlier) !== null;
  const tokensAt = (at: number) => (known('tokens') ? tokensAsOf(past, ref, at) : []);
  const tokens = { before: tokensAt(earlier), after: tokensAt(later) };
  const invitationsAt = (at: number) => (known('invitations') ? invitationsAsOf(past, ref, at) : []);
  const invitations = { before: invitationsAt(earlier), after: invitationsAt(later) };
  return {
    from,
    to,
    members,
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
      (row) => (row.status === 'pending' ? null : row.status),
    ),
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
