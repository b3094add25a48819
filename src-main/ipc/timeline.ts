import { valueOr } from '../../src-preload/contract/known.ts';
import type { WorkspaceRef } from '../../src-preload/contract/refs.ts';
import { ok, type Result } from '../../src-preload/contract/result.ts';
import type { Core } from '../core.ts';
import type { InvitationRow, MemberRow, TokenRow } from '../store/types.ts';
import { factsOf, invitationsAsOf, membersAsOf, pageOf, tokensAsOf, tokenStatusAt } from '../time/as-of.ts';
import { compareMoments, type MemberDifference } from '../time/compare.ts';
import { membersOverTime } from '../time/over-time.ts';
import { personTimeline, workspaceTimeline, type TimelineDeps } from '../time/timeline.ts';
import type { Context } from './context.ts';
import type { Handlers } from './handle.ts';
import { labelled } from './labelled.ts';
import { connectionStanding, standingOf } from './standing.ts';

export function timelineHandlers(context: Context): Handlers<'timeline'> {
  return {
    asOfMembers({ connectionId, workspaceId, at, query, offset, limit }) {
      const core = context.core();
      if (!core.ok) return core;
      const place = pastPlace(core.value, { connectionId, workspaceId });
      if (!place.ok) return place;
      const page = membersAsOf(core.value.store.past, place.value.members, at, {
        words: wordsOf(query),
        offset,
        limit,
      });
      const { roleLabel } = place.value;
      return ok({ ...page, rows: page.rows.map((row) => ({ ...row, role: roleOf(row, roleLabel) })) });
    },
    asOfTokens({ connectionId, workspaceId, at, query, offset, limit }) {
      const core = context.core();
      if (!core.ok) return core;
      const place = pastPlace(core.value, { connectionId, workspaceId });
      if (!place.ok) return place;
      const { past } = core.value.store;
      const facts = factsOf(past, place.value.tokens, 'tokens', at);
      const rows = facts.state === 'known' ? tokensAsOf(past, place.value.tokens, at) : [];
      const texts = (row: TokenRow) => [valueOr(row.name, row.id), row.id, row.ownerId];
      const page = pageOf(rows, texts, { words: wordsOf(query), offset, limit });
      return ok({ ...page, rows: page.rows.map((row) => tokenAt(row, at)), facts });
    },
    asOfInvitations({ connectionId, workspaceId, at, query, offset, limit }) {
      const core = context.core();
      if (!core.ok) return core;
      const place = pastPlace(core.value, { connectionId, workspaceId });
      if (!place.ok) return place;
      const { past } = core.value.store;
      const facts = factsOf(past, place.value.members, 'invitations', at);
      const rows = facts.state === 'known' ? invitationsAsOf(past, place.value.members, at) : [];
      const page = pageOf(rows, (row) => [row.email], { words: wordsOf(query), offset, limit });
      const { roleLabel } = place.value;
      return ok({ ...page, rows: page.rows.map((row) => invitationOf(row, roleLabel)), facts });
    },
    compare({ connectionId, workspaceId, from, to, limit }) {
      const core = context.core();
      if (!core.ok) return core;
      const place = pastPlace(core.value, { connectionId, workspaceId });
      if (!place.ok) return place;
      const { members: roster, tokens, roleLabel } = place.value;
      const { past } = core.value.store;
      const found = compareMoments(past, roster, from, to);
      // Tokens can be kept at another place than the people.
      const ofTokens =
        tokens.workspaceId === roster.workspaceId ? found : compareMoments(past, tokens, from, to);
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
      return ok({
        from: found.from,
        to: found.to,
        joined: group(members.joined, change),
        left: group(members.left, change),
        roles: group(members.role, change),
        statuses: group(members.status, change),
        details: group(members.details, change),
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

interface PastPlace {
  /** Whose people and invitations, and whose tokens, are this place's. */
  members: WorkspaceRef;
  tokens: WorkspaceRef;
  roleLabel: (role: string) => string;
}

/** A workspace that left the list has a past still. */
function pastPlace(core: Core, ref: WorkspaceRef): Result<PastPlace> {
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

function timelineDeps(core: Core): TimelineDeps {
  const { timelines, ledger, roster, past } = core.store;
  return {
    timelines,
    ledger,
    roster,
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

const wordsOf = (query: string) => query.split(/\s+/).filter((word) => word !== '');
const roleOf = ({ role }: Pick<MemberRow, 'role'>, label: (role: string) => string) => ({
  id: role,
  label: label(role),
});
const tokenAt = (row: TokenRow, at: number) => ({ ...row, status: tokenStatusAt(row, at) });
const invitationOf = (row: InvitationRow, label: (role: string) => string) => ({
  ...row,
  role: labelled(row.role, label),
});
