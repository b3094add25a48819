import { ok } from '../../../src-preload/shared/result.ts';
import type { Query } from '../query.ts';
import { factsOf, invitationsAsOf, membersAsOf, pageOf, textsOfToken, tokensAsOf } from './as-of.ts';
import { atPastPlace, factsIn, momentIn, wordsOf } from './past-place.ts';
import { invitationView, memberView, stalePage, tokenView } from './row-views.ts';

/* The lists of a place as they were known at a moment. */

export const membersAt: Query<'timeline', 'asOfMembers'> = atPastPlace((core, place, input) => {
  const { query, offset, limit } = input;
  const at = momentIn(place, input.at);
  const stale = stalePage(core, place.members, at);
  if (stale !== null) return ok(stale);
  const page = membersAsOf(core.store.past, place.members, at, { words: wordsOf(query), offset, limit });
  const facts = factsIn(place, page.facts);
  return ok({ ...page, facts, rows: page.rows.map((row) => memberView(row, place.roleLabel)), hidden: null });
});

export const tokensAt: Query<'timeline', 'asOfTokens'> = atPastPlace((core, place, input) => {
  const { query, offset, limit } = input;
  const at = momentIn(place, input.at);
  const stale = stalePage(core, place.tokens, at);
  if (stale !== null) return ok(stale);
  const { past } = core.store;
  const facts = factsIn(place, factsOf(past, place.tokens, 'tokens', at));
  const rows = facts.state === 'known' ? tokensAsOf(past, place.tokens, at) : [];
  const page = pageOf(rows, textsOfToken, { words: wordsOf(query), offset, limit });
  return ok({ ...page, rows: page.rows.map((row) => tokenView(row, at)), facts, hidden: null });
});

export const invitationsAt: Query<'timeline', 'asOfInvitations'> = atPastPlace((core, place, input) => {
  const { query, offset, limit } = input;
  const at = momentIn(place, input.at);
  const stale = stalePage(core, place.members, at);
  if (stale !== null) return ok(stale);
  const { past } = core.store;
  const facts = factsIn(place, factsOf(past, place.members, 'invitations', at));
  const rows = facts.state === 'known' ? invitationsAsOf(past, place.members, at) : [];
  const page = pageOf(rows, (row) => [row.email], { words: wordsOf(query), offset, limit });
  return ok({
    ...page,
    rows: page.rows.map((row) => invitationView(row, place.roleLabel)),
    facts,
    hidden: null,
  });
});
