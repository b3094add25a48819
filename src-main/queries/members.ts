import { none } from '../../src-preload/shared/known.ts';
import type { Member } from '../../src-preload/contract/members.ts';
import type { Permission, WorkspaceRef } from '../../src-preload/contract/refs.ts';
import { ok } from '../../src-preload/shared/result.ts';
import type { Role } from '../../src-preload/contract/roles.ts';
import type { Access } from '../access/access.ts';
import { countOwners, memberActions, type Owners, roleGrant } from '../access/member-rules.ts';
import { permissionFor } from '../access/permissions.ts';
import type { PlaceAccess } from '../access/place-access.ts';
import { staleCopy } from '../access/stale-copies.ts';
import { no } from '../access/unsupported.ts';
import type { MemberRow } from '../base/records.ts';
import type { Core } from '../core.ts';
import { freshnessOf } from './freshness.ts';
import { atPlace, type Query } from './query.ts';
import { organizationRoles, shownRoles } from './role-tables.ts';

export const membersPage: Query<'members', 'page'> = atPlace(async (core, place, input) => {
  const { connectionId, workspaceId, query, sort, offset, limit, after, count } = input;
  const freshness = freshnessOf(core, connectionId, workspaceId, 'members');
  if (freshness.hidden !== null)
    return ok({ rows: [], matching: 0, total: 0, next: null, freshness, queryProblem: null });
  // Without a search every member matches, which takes no counting.
  const isSearch = query.trim() !== '';
  const isCounted = isSearch && count !== 'none';
  const page = await core.store.roster.membersPage(place.ref, {
    query,
    sort,
    offset,
    limit,
    roles: place.table.roles,
    count: isCounted ? 'exact' : 'none',
    ...(after === undefined ? {} : { after }),
  });
  return ok({
    rows: page.rows.map(memberView(core, place)),
    matching: isCounted ? page.matching : isSearch ? null : page.total,
    total: page.total,
    next: page.next,
    freshness,
    queryProblem: page.queryProblem,
  });
});

/** Counts who matches. Of the list on screen only the newest question is counted to the end. */
export function createMembersCount(): Query<'members', 'count'> {
  let counting = new AbortController();
  return atPlace(async (core, { ref, table }, { query, as, connectionId, workspaceId }) => {
    const controller = new AbortController();
    if (as === 'list') {
      counting.abort();
      counting = controller;
    }
    const freshness = freshnessOf(core, connectionId, workspaceId, 'members');
    if (freshness.hidden !== null) return ok({ matching: null, freshness });
    const matching = await core.store.roster.countMembers(
      ref,
      { query, roles: table.roles },
      controller.signal,
    );
    return ok({ matching, freshness: freshnessOf(core, connectionId, workspaceId, 'members') });
  });
}

/** The roles that one member can be given. */
export const roleOptions: Query<'members', 'roleOptions'> = atPlace((core, place, { userId }) => {
  const row = core.store.roster.member(place.ref, userId);
  if (!row || staleCopy(core, place.ref) !== null) return ok([]);
  const { setRole } = memberView(core, place)(row).actions;
  const optionFor = (role: Role) =>
    optionOf(place, row.role, role, role.id === row.role ? no('This is the current role.') : setRole);
  return ok(place.table.roles.map(optionFor));
});

/** The roles that someone who is invited or added here can be given. */
export const inviteOptions: Query<'roles', 'inviteOptions'> = atPlace((core, place) => {
  const invite = permissionFor('member.invite', place);
  const { joining } = place.apiVariant.facts;
  const arrives = joining.role === 'second-step' ? place.provider.inviteArrivesAs(place.who.scope) : null;
  /** Another role than the one that they arrive with is given by a change of role right after. */
  const first = (role: Role) =>
    invite.allowed && arrives !== null && role.id !== arrives
      ? permissionFor('member.set-role', place)
      : invite;
  return ok(shownRoles(core, place).map((role) => optionOf(place, null, role, first(role))));
});

/** `first`: what decides before the system's own rules on who may give a role. */
function optionOf(access: Access, from: string | null, role: Role, first: Permission) {
  const { fixed: _fixed, ...grant } = roleGrant(access, from, role.id);
  const { id, label, description } = role;
  return { id, label, description, permission: first.allowed ? grant : first };
}

/** The owners of a place by its copy. */
export const ownersAt = (core: Core, ref: WorkspaceRef, access: Access): Owners =>
  countOwners(access, core.store.roster.countByRole(ref));

function memberView(core: Core, place: PlaceAccess): (row: MemberRow) => Member {
  const owners = ownersAt(core, place.ref, place);
  const organizationRole = organizationRoles(core, place) ?? (() => none);
  return (row) => {
    const isMe = row.userId === place.me;
    return {
      userId: row.userId,
      email: row.email,
      name: row.name,
      role: { id: row.role, label: place.roleLabel(row.role) },
      organizationRole: organizationRole(row.userId),
      status: row.status,
      signedUpAt: row.signedUpAt,
      isMe,
      enteredAt: row.enteredAt,
      actions: memberActions(place, { role: row.role, status: row.status, isMe }, owners),
    };
  };
}
