import { compareNames } from '../../../src-preload/shared/name-order.ts';
import type { InvitationStatus } from '../../../src-preload/contract/invitations.ts';
import { notReported, valueOr } from '../../../src-preload/shared/known.ts';
import type { WorkspaceRef } from '../../../src-preload/contract/refs.ts';
import type { AsOfFacts } from '../../../src-preload/contract/timeline.ts';
import type { Token } from '../../../src-preload/contract/tokens.ts';
import type { Page, PastMembersWindow, RosterPast } from '../../store/history/types.ts';
import type { InvitationRow, MemberRow, TokenRow } from '../../base/records.ts';
import { pastText } from './text.ts';

export type PastListName = 'members' | 'tokens' | 'invitations';
export interface AsOf<T> extends Page<T> {
  facts: AsOfFacts;
}

/** What may be said of a list at a moment, and how sure it is. */
export function factsOf(past: RosterPast, ref: WorkspaceRef, list: PastListName, at: number): AsOfFacts {
  const span = past.span(ref, list);
  const here = past.moment(ref, list, at);
  const base = { at, complete: false, between: null };
  if (span === null)
    return {
      ...base,
      state: 'never',
      since: null,
      until: null,
      text: pastText.neverFetched,
    };
  if (here === null)
    return {
      ...base,
      state: 'not-yet',
      ...span,
      text: pastText.notYet(span.since),
    };
  const { between, unreadable, knownUntil } = here;
  const changes = between === null ? 0 : changedBetween(past, ref, list, at, between.at);
  const text = [
    at > knownUntil ? pastText.asOfLastFetch(knownUntil) : pastText.asOf(at),
    ...(between !== null && changes > 0
      ? [pastText.changedBetween(list, changes, between.from, between.at)]
      : []),
    ...(unreadable > 0 ? [pastText.unreadable(list, unreadable)] : []),
  ].join(' ');
  return {
    at,
    state: 'known',
    complete: unreadable === 0,
    ...span,
    between: between !== null && changes > 0 ? { from: between.from, to: between.at, changes } : null,
    text,
  };
}

function changedBetween(
  past: RosterPast,
  ref: WorkspaceRef,
  list: PastListName,
  from: number,
  to: number,
): number {
  if (list === 'members') return past.changedMembers(ref, from, to);
  const rows = (at: number) => {
    const found: { id: string }[] = list === 'tokens' ? past.tokensAt(ref, at) : past.invitationsAt(ref, at);
    return new Map(found.map((row) => [row.id, JSON.stringify(row)]));
  };
  const [before, after] = [rows(from), rows(to)];
  return new Set([...before.keys(), ...after.keys()].filter((id) => before.get(id) !== after.get(id))).size;
}

/** A list as it was at a moment, `facts` beside it: empty where nothing is known of then. */
export function membersAsOf(
  past: RosterPast,
  ref: WorkspaceRef,
  at: number,
  window: PastMembersWindow,
): AsOf<MemberRow> {
  const facts = factsOf(past, ref, 'members', at);
  if (facts.state !== 'known') return { rows: [], matching: 0, facts };
  const page = past.membersPageAt(ref, at, window);
  return { ...page, rows: page.rows.map((row) => enteredBy(row, at)), facts };
}

/** What was entered later isn't shown at an earlier moment. */
export const enteredBy = (row: MemberRow, at: number): MemberRow =>
  row.enteredAt.state === 'known' && row.enteredAt.value > at ? { ...row, enteredAt: notReported } : row;

/** By name. A use after the moment isn't shown at it. */
export function tokensAsOf(past: RosterPast, ref: WorkspaceRef, at: number): TokenRow[] {
  return past
    .tokensAt(ref, at)
    .map((row) => ({
      ...row,
      lastUsedAt:
        row.lastUsedAt.state === 'known' && row.lastUsedAt.value > at ? notReported : row.lastUsedAt,
      probe: row.probe.state === 'known' && row.probe.value.at > at ? notReported : row.probe,
    }))
    .sort((a, b) => compareNames(valueOr(a.name, a.id), valueOr(b.name, b.id)) || compareText(a.id, b.id));
}

/** By e-mail, each with the status that it had by the clock. */
export function invitationsAsOf(past: RosterPast, ref: WorkspaceRef, at: number): InvitationRow[] {
  return past
    .invitationsAt(ref, at)
    .map((row) => ({ ...row, status: invitationStatusAt(row, at) }))
    .sort((a, b) => compareText(a.email, b.email) || compareText(a.id, b.id));
}

export const tokenStatusAt = (row: TokenRow, at: number): Token['status'] => {
  if (row.revokedAt.state === 'known') return 'revoked';
  if (row.expiresAt.state === 'known' && row.expiresAt.value <= at) return 'expired';
  return row.enabled.state === 'known' && !row.enabled.value ? 'disabled' : 'active';
};
export const invitationStatusAt = (row: InvitationRow, at: number): InvitationStatus =>
  row.status === 'pending' && row.expiresAt.state === 'known' && row.expiresAt.value <= at
    ? 'expired'
    : row.status;

/** Where words are looked for in a token. */
export const textsOfToken = (row: TokenRow): string[] => [valueOr(row.name, row.id), row.id, row.ownerId];

/** Rows with all of the words in one of the texts, a page of them. */
export function pageOf<T>(
  rows: readonly T[],
  texts: (row: T) => string[],
  window: PastMembersWindow,
): Page<T> {
  const words = window.words.map((word) => word.toLowerCase());
  const found = rows.filter((row) => {
    const all = texts(row).join('\n').toLowerCase();
    return words.every((word) => all.includes(word));
  });
  return { rows: found.slice(window.offset, window.offset + window.limit), matching: found.length };
}

const compareText = (a: string, b: string) => {
  const [x, y] = [a.toLowerCase(), b.toLowerCase()];
  return x < y ? -1 : x > y ? 1 : 0;
};
