import type { WorkspaceRef } from '../../src-preload/contract/refs.ts';
import { ok } from '../../src-preload/shared/result.ts';
import type { AsOfFacts } from '../../src-preload/contract/timeline.ts';
import type { Core } from '../core.ts';
import type { InvitationRow, MemberRow, TokenRow } from '../base/records.ts';
import {
  factsOf,
  invitationsAsOf,
  membersAsOf,
  pageOf,
  textsOfToken,
  tokensAsOf,
  tokenStatusAt,
} from '../queries/history/as-of.ts';
import { compareMoments, type MemberDifference } from '../queries/history/compare.ts';
import { membersOverTime } from '../queries/history/over-time.ts';
import { personTimeline, workspaceTimeline } from '../queries/history/timeline.ts';
import type { Context } from './context.ts';
import type { Handlers } from './handle.ts';
import { labelled } from '../queries/labelled.ts';
import { withCore } from './with-core.ts';
import { stalePlacesOf, staleCopy } from '../access/stale-copies.ts';
import { staleCopyText } from '../access/text.ts';

import { pastPlace, timelineDeps, wordsOf, type PastPlace } from '../queries/history/past-place.ts';

export function timelineHandlers(context: Context): Handlers<'timeline'> {
  const inCore = withCore(context);
  const atPlace = <Input extends WorkspaceRef, Output>(
    answer: (core: Core, place: PastPlace, input: Input) => Output,
  ) =>
    inCore((core, input: Input) => {
      const { connectionId, workspaceId } = input;
      const place = pastPlace(core, { connectionId, workspaceId });
      return place.ok ? answer(core, place.value, input) : place;
    });
  return {
    asOfMembers: atPlace((core, place, { at, query, offset, limit }) => {
      const none = hiddenPage(core, place.members, at);
      if (none !== null) return ok(none);
      const page = membersAsOf(core.store.past, place.members, at, {
        words: wordsOf(query),
        offset,
        limit,
      });
      const { roleLabel } = place;
      return ok({
        ...page,
        rows: page.rows.map((row) => ({ ...row, role: roleOf(row, roleLabel) })),
        hidden: null,
      });
    }),
    asOfTokens: atPlace((core, place, { at, query, offset, limit }) => {
      const none = hiddenPage(core, place.tokens, at);
      if (none !== null) return ok(none);
      const { past } = core.store;
      const facts = factsOf(past, place.tokens, 'tokens', at);
      const rows = facts.state === 'known' ? tokensAsOf(past, place.tokens, at) : [];
      const page = pageOf(rows, textsOfToken, { words: wordsOf(query), offset, limit });
      return ok({ ...page, rows: page.rows.map((row) => tokenAt(row, at)), facts, hidden: null });
    }),
    asOfInvitations: atPlace((core, place, { at, query, offset, limit }) => {
      const none = hiddenPage(core, place.members, at);
      if (none !== null) return ok(none);
      const { past } = core.store;
      const facts = factsOf(past, place.members, 'invitations', at);
      const rows = facts.state === 'known' ? invitationsAsOf(past, place.members, at) : [];
      const page = pageOf(rows, (row) => [row.email], { words: wordsOf(query), offset, limit });
      const { roleLabel } = place;
      return ok({ ...page, rows: page.rows.map((row) => invitationOf(row, roleLabel)), facts, hidden: null });
    }),
    compare: atPlace(async (core, place, { from, to, limit }) => {
      const { members: roster, tokens, roleLabel } = place;
      const [none, end] = [hiddenPage(core, roster, from), hiddenPage(core, roster, to)];
      if (none !== null && end !== null)
        return ok({ ...noDifference, ...none, from: none.facts, to: end.facts });
      const { past } = core.store;
      const found = await compareMoments(past, roster, from, to, limit);
      // Tokens can be kept at another place than the people, and be hidden there.
      const ofTokens =
        tokens.workspaceId === roster.workspaceId
          ? found
          : staleCopy(core, tokens) === null
            ? await compareMoments(past, tokens, from, to, 0)
            : { tokensCreated: [], tokensEnded: [] };
      const { members } = found;
      const later = Math.max(from, to);
      const group = <T, V>(rows: readonly T[], view: (row: T) => V) => ({
        total: rows.length,
        rows: rows.slice(0, limit).map(view),
      });
      const change = (row: MemberDifference) => ({
        ...row,
        before: row.before && { ...row.before, role: roleOf(row.before, roleLabel) },
        after: row.after && { ...row.after, role: roleOf(row.after, roleLabel) },
      });
      const people = ({ total, rows }: { total: number; rows: MemberDifference[] }) => ({
        total,
        rows: rows.map(change),
      });
      return ok({
        hidden: null,
        from: found.from,
        to: found.to,
        joined: people(members.joined),
        left: people(members.left),
        roles: people(members.role),
        statuses: people(members.status),
        details: people(members.details),
        tokensCreated: group(ofTokens.tokensCreated, (row) => tokenAt(row, later)),
        tokensEnded: group(ofTokens.tokensEnded, ({ row, status }) => ({ ...tokenAt(row, later), status })),
        invitationsSent: group(found.invitationsSent, (row) => invitationOf(row, roleLabel)),
        invitationsEnded: group(found.invitationsEnded, ({ row, status }) => ({
          ...invitationOf(row, roleLabel),
          status,
        })),
      });
    }),
    person: inCore((core, { connectionId, userId, email, after, limit }) => {
      const key = { connectionId, userId, email };
      const asked = connectionId === null ? core.store.ledger.connections() : [{ id: connectionId }];
      const hiddenIn = stalePlacesOf(core);
      return ok({
        ...personTimeline(timelineDeps(core), key, after, limit),
        withheld: asked.reduce((sum, { id }) => sum + hiddenIn(id).size, 0),
      });
    }),
    workspace: inCore((core, { connectionId, workspaceId, after, limit }) => {
      const ref = { connectionId, workspaceId };
      return ok({
        ...workspaceTimeline(timelineDeps(core), ref, after, limit),
        hidden: staleCopy(core, ref),
      });
    }),
    membersOverTime: atPlace((core, place, { from, to, points }) => {
      const hidden = staleCopy(core, place.members);
      if (hidden !== null) return ok({ points: [], since: null, hidden });
      const found = membersOverTime(core.store.past, place.members, from, to, points);
      return ok({ ...found, hidden: null });
    }),
  };
}

/** The answer for a copy that isn't shown; null where it is. */
function hiddenPage(core: Core, ref: WorkspaceRef, at: number) {
  const hidden = staleCopy(core, ref);
  if (hidden === null) return null;
  const facts: AsOfFacts = {
    at,
    state: 'hidden',
    complete: false,
    since: null,
    until: null,
    between: null,
    text: staleCopyText(hidden),
  };
  return { rows: [], matching: 0, facts, hidden };
}

const nothing = { total: 0, rows: [] };
const noDifference = {
  joined: nothing,
  left: nothing,
  roles: nothing,
  statuses: nothing,
  details: nothing,
  tokensCreated: nothing,
  tokensEnded: nothing,
  invitationsSent: nothing,
  invitationsEnded: nothing,
};

const roleOf = ({ role }: Pick<MemberRow, 'role'>, label: (role: string) => string) => ({
  id: role,
  label: label(role),
});
const tokenAt = (row: TokenRow, at: number) => ({ ...row, status: tokenStatusAt(row, at) });
const invitationOf = (row: InvitationRow, label: (role: string) => string) => ({
  ...row,
  role: labelled(row.role, label),
});
