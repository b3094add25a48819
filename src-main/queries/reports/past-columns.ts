import type { WorkspaceRef } from '../../../src-preload/contract/refs.ts';
import type { KeptRow, RosterPast } from '../../store/history/types.ts';
import type { InvitationRow, MemberRow, TokenRow } from '../../base/records.ts';
import {
  enteredBy,
  invitationsAsOf,
  pageOf,
  textsOfToken,
  tokensAsOf,
  tokenStatusAt,
} from '../history/as-of.ts';
import type { Report } from '../../files/report.ts';
import { inPieces, inSteps, reportOf, type ListBase } from './pieces.ts';
import { invitationColumns, memberColumns, tokenColumns } from './place-columns.ts';

export interface PastAsked {
  ref: WorkspaceRef;
  at: number;
  words: readonly string[];
  roleLabel: (role: string) => string;
}

const order = 'by name';

/** A roster as it was known at a moment. Leading it back is done in steps, between which other work gets its turn. */
export async function pastMembersReport(
  past: RosterPast,
  base: ListBase,
  { ref, at, words, roleLabel }: PastAsked,
): Promise<Report> {
  const stamp = base.stamp();
  const places: KeptRow[] = await inSteps(past.memberPlacesAt(ref, at, words));
  let moved = 0;
  const whole: ListBase = {
    ...base,
    // A refresh during the reconstruction counts as a move, also for a reader who starts after it.
    stamp: () => (base.stamp() === stamp ? stamp : `moved ${(moved += 1)}`),
  };
  function* pages() {
    for (const some of inPieces(places)) yield past.membersIn(some).map((row) => enteredBy(row, at));
  }
  return reportOf<MemberRow>(
    whole,
    { order, matching: places.length },
    memberColumns(roleLabel, null),
    pages,
  );
}

export function pastTokensReport(past: RosterPast, base: ListBase, { ref, at, words }: PastAsked): Report {
  const all = pageOf(tokensAsOf(past, ref, at), textsOfToken, {
    words,
    offset: 0,
    limit: Number.POSITIVE_INFINITY,
  });
  const columns = tokenColumns<TokenRow>((row) => tokenStatusAt(row, at), null);
  return reportOf(base, { order, matching: all.matching }, columns, () => inPieces(all.rows));
}

export function pastInvitationsReport(
  past: RosterPast,
  base: ListBase,
  { ref, at, words, roleLabel }: PastAsked,
): Report {
  const all = pageOf(invitationsAsOf(past, ref, at), (row: InvitationRow) => [row.email], {
    words,
    offset: 0,
    limit: Number.POSITIVE_INFINITY,
  });
  return reportOf(
    base,
    { order: 'by e-mail', matching: all.matching },
    invitationColumns(roleLabel, at),
    () => inPieces(all.rows),
  );
}
