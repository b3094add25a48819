import type { WorkspaceRef } from '../../src-preload/contract/refs.ts';
import { ok, type Result } from '../../src-preload/contract/result.ts';
import type { AsOfFacts } from '../../src-preload/contract/timeline.ts';
import type { Core } from '../core.ts';
import type { InvitationRow, MemberRow, TokenRow } from '../store/types.ts';
import {
  factsOf,
  invitationsAsOf,
  membersAsOf,
  pageOf,
  textsOfToken,
  tokensAsOf,
  tokenStatusAt,
} from '../time/as-of.ts';
import { compareMoments, type MemberDifference } from '../time/compare.ts';
import { membersOverTime } from '../time/over-time.ts';
import { personTimeline, workspaceTimeline, type TimelineDeps } from '../time/timeline.ts';
import type { Context } from './context.ts';
import type { Handlers } from './handle.ts';
import { hiddenWords } from './hidden.ts';
import { labelled } from './labelled.ts';
import { connectionStanding, hiddenAt, standingOf } from './standing.ts';

export function timelineHandlers(context: Context): Handlers<'timeline'> {
  return {
    asOfMembers({ connectionId, workspaceId, at, query, offset, limit }) {
      const core = context.core();
      if (!core.ok) return core;
      const place = pastPlace(core.value, { connectionId, workspaceId });
      if (!place.ok) return place;
      const none = hiddenPage(core.value, place.value.members, at);
      if (none !== null) return ok(none);
      const page = membersAsOf(core.value.store.past, place.value.members, at, {
        words: wordsOf(query),
        offset,
        limit,
      });
      const { roleLabel } = place.value;
      return ok({
        ...page,
        rows: page.rows.map((row) => ({ ...row, role: roleOf(row, roleLabel) })),
        hidden: null,
      });
    },
    asOfTokens({ connectionId, workspaceId, at, query, offset, limit }) {
      const core = context.core();
      if (!core.ok) return core;
      const place = pastPlace(core.value, { connectionId, workspaceId });
      if (!place.ok) return place;
      const none = hiddenPage(core.value, place.value.tokens, at);
      if (none !== null) return ok(none);
      const { past } = core.value.store;
      const facts = factsOf(past, place.value.tokens, 'tokens', at);
      const rows = facts.state === 'known' ? tokensAsOf(past, place.value.tokens, at) : [];
      const page = pageOf(rows, textsOfToken, { words: wordsOf(query), offset, limit });
      return ok({ ...page, rows: page.rows.map((row) => tokenAt(row, at)), facts, hidden: null });
    },
    asOfInvitations({ connectionId, workspaceId, at, query, offset, limit }) {
      const core = context.core();
      if (!core.ok) return core;
      const place = pastPlace(core.value, { connectionId, workspaceId });
      if (!place.ok) return place;
      const none = hiddenPage(core.value, place.value.members, at);
      if (none !== null) return ok(none);
      const { past } = core.value.store;
      const facts = factsOf(past, place.value.members, 'invitations', at);
      const rows = facts.state === 'known' ? invitationsAsOf(past, place.value.members, at) : [];
      const page = pageOf(rows, (row) => [row.email], { words: wordsOf(query), offset, limit });
      const { roleLabel } = place.value;
      return ok({ ...page, rows: page.rows.map((row) => invitationOf(row, roleLabel)), facts, hidden: null });
    },
    async compare({ connectionId, workspaceId, from, to, limit }) {
      const core = context.core();
      if (!core.ok) return core;
      const place = pastPlace(core.value, { connectionId, workspaceId });
      if (!place.ok) return place;
      const { members: roster, tokens, roleLabel } = place.value;
      const [none, end] = [hiddenPage(core.value, roster, from), hiddenPage(core.value, roster, to)];
      if (none !== null && end !== null)
        return ok({ ...noDifference, ...none, from: none.facts, to: end.facts });
      const { past } = core.value.store;
      const found = await compareMoments(past, roster, from, to, limit);
      // Tokens can be kept at another place than the people.
      const ofTokens =
        tokens.workspaceId === roster.workspaceId ? found : await compareMoments(past, tokens, from, to, 0);
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
    },
    person({ connectionId, userId, email, after, limit }) {
      const core = context.core();
      if (!core.ok) return core;
      return ok(personTimeline(timelineDeps(core.value), { connectionId, userId, email }, after, limit));
    },
    workspace({ connectionId, workspaceId, after, limit }) {
      const core = context.core();
      if (!core.ok) return core;
      return ok(workspaceTimeline(timelineDeps(core.value), { connectionId, workspaceId }, after, limit));
    },
    membersOverTime({ connectionId, workspaceId, from, to, points }) {
      const core = context.core();
      if (!core.ok) return core;
      const place = pastPlace(core.value, { connectionId, workspaceId });
      if (!place.ok) return place;
      return ok(membersOverTime(core.value.store.past, place.value.members, from, to, points));
    },
  };
}

export interface PastPlace {
  /** Whose people and invitations, and whose tokens, are this place's. */
  members: WorkspaceRef;
  tokens: WorkspaceRef;
  roleLabel: (role: string) => string;
}

/** A workspace that left the list has a past still. */
export function pastPlace(core: Core, ref: WorkspaceRef): Result<PastPlace> {
  const place = standingOf(core, ref);
  if (!place.ok) {
    const connection = connectionStanding(core, ref.connectionId);
    return connection.ok
      ? ok({ members: ref, tokens: ref, roleLabel: connection.value.roleLabel })
      : connection;
  }
  const { roster, row, roleLabel } = place.value;
  return ok({
    members: roster.ref,
    tokens: { connectionId: ref.connectionId, workspaceId: row.tokensAt ?? ref.workspaceId },
    roleLabel,
  });
}

export function timelineDeps(core: Core): TimelineDeps {
  const { timelines, ledger, roster, past } = core.store;
  return {
    timelines,
    ledger,
    // What the clock did to tokens is told from the copy.
    roster: { tokens: (ref) => (hiddenAt(core, ref) === null ? roster.tokens(ref) : []) },
    past,
    nowFor: core.clock.nowFor,
    roleLabel(connectionId, workspaceId, role) {
      const place = workspaceId === null ? null : standingOf(core, { connectionId, workspaceId });
      if (place?.ok) return place.value.roleLabel(role);
      const connection = connectionStanding(core, connectionId);
      return connection.ok ? connection.value.roleLabel(role) : role;
    },
  };
}

/** The answer for a copy that isn't shown; null where it is. */
function hiddenPage(core: Core, ref: WorkspaceRef, at: number) {
  const hidden = hiddenAt(core, ref);
  if (hidden === null) return null;
  const facts: AsOfFacts = {
    at,
    state: 'hidden',
    complete: false,
    since: null,
    until: null,
    between: null,
    words: hiddenWords(hidden),
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

export const wordsOf = (query: string) => query.split(/\s+/).filter((word) => word !== '');
const roleOf = ({ role }: Pick<MemberRow, 'role'>, label: (role: string) => string) => ({
  id: role,
  label: label(role),
});
const tokenAt = (row: TokenRow, at: number) => ({ ...row, status: tokenStatusAt(row, at) });
const invitationOf = (row: InvitationRow, label: (role: string) => string) => ({
  ...row,
  role: labelled(row.role, label),
});
