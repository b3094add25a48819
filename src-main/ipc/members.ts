import { knownValue, none, notReported } from '../../src-preload/shared/known.ts';
import type { Member } from '../../src-preload/contract/members.ts';
import type { Permission, WorkspaceRef } from '../../src-preload/contract/refs.ts';
import { ok } from '../../src-preload/shared/result.ts';
import type { Role } from '../../src-preload/contract/roles.ts';
import type { Core } from '../core.ts';
import type { MemberRow } from '../base/records.ts';
import type { Context } from './context.ts';
import type { Handlers } from './handle.ts';
import { memberActions } from '../access/member-rules.ts';
import { no } from '../access/unsupported.ts';
import { permissionFor } from '../access/permissions.ts';
import { freshnessOf } from '../queries/freshness.ts';
import { staleCopy } from '../access/stale-copies.ts';
import { labelIn } from '../access/access.ts';
import { placeAccess, type PlaceAccess } from '../access/place-access.ts';

export function membersHandlers(context: Context): Handlers<'members'> {
  /** The count for the list on screen. */
  let counting = new AbortController();
  return {
    page(input) {
      const core = context.core();
      if (!core.ok) return core;
      const standing = placeAccess(core.value, input);
      if (!standing.ok) return standing;
      const freshness = freshnessOf(core.value, input.connectionId, input.workspaceId, 'members');
      if (freshness.hidden !== null)
        return ok({ rows: [], matching: 0, total: 0, next: null, freshness, queryProblem: null });
      const { roles } = standing.value.table;
      const { query, sort, offset, limit, after, count } = input;
      // Without a word in the search everybody matches, which takes no counting.
      const uncounted = count === 'none' || query.trim() === '';
      const page = core.value.store.roster.membersPage(input, {
        query,
        sort,
        offset,
        limit,
        roles,
        count: uncounted ? 'none' : 'exact',
        ...(after === undefined ? {} : { after }),
      });
      const view = viewer(core.value, standing.value);
      return ok({
        rows: page.rows.map(view),
        matching: query.trim() === '' ? page.total : uncounted ? null : page.matching,
        total: page.total,
        next: page.next,
        freshness,
        queryProblem: page.queryProblem,
      });
    },
    async count({ query, as, connectionId, workspaceId }) {
      const core = context.core();
      if (!core.ok) return core;
      const ref = { connectionId, workspaceId };
      const standing = placeAccess(core.value, ref);
      if (!standing.ok) return standing;
      const controller = new AbortController();
      if (as === 'list') {
        counting.abort();
        counting = controller;
      }
      const freshness = freshnessOf(core.value, connectionId, workspaceId, 'members');
      if (freshness.hidden !== null) return ok({ matching: null, freshness });
      const { roles } = standing.value.table;
      const matching = await core.value.store.roster.countMembers(ref, { query, roles }, controller.signal);
      return ok({ matching, freshness: freshnessOf(core.value, connectionId, workspaceId, 'members') });
    },
    roleOptions(input) {
      const core = context.core();
      if (!core.ok) return core;
      const standing = placeAccess(core.value, input);
      if (!standing.ok) return standing;
      const row = core.value.store.roster.member(input, input.userId);
      if (!row || staleCopy(core.value, input) !== null) return ok([]);
      const { setRole } = viewer(core.value, standing.value)(row).actions;
      return ok(
        optionsOf(standing.value, row.role, ({ id }) =>
          id === row.role ? no('This is the role now.') : setRole,
        ),
      );
    },
  };
}

/** Roles that may be given on inviting or adding somebody to a place, each refusal in words. */
export const inviteOptionsOf = (standing: PlaceAccess) =>
  optionsOf(standing, null, () => permissionFor('member.invite', standing));

/** `first`: what speaks for or against a role before the system's own rules on who may give it. */
function optionsOf(standing: PlaceAccess, from: string | null, first: (role: Role) => Permission) {
  const { provider, who, table } = standing;
  const permissionOf = (role: Role): Permission => {
    const before = first(role);
    if (!before.allowed) return before;
    const rule = provider.permitsRole(who, from, role.id);
    if (!rule.allowed) return rule;
    return role.assignable ? rule : no(`${role.label} can’t be given to anybody this way.`);
  };
  return table.roles.map((role) => ({
    id: role.id,
    label: role.label,
    description: role.description,
    permission: permissionOf(role),
  }));
}

/** How many have the highest role of a roster, of those that are in it. */
export function ownersOf(core: Core, ref: WorkspaceRef, ownerRole: string | null): number {
  return core.store.roster
    .countByRole(ref)
    .filter(({ role, status }) => role === ownerRole && status === 'active')
    .reduce((sum, { count }) => sum + count, 0);
}

function viewer(core: Core, standing: PlaceAccess): (row: MemberRow) => Member {
  const { provider, ref, row: place, me } = standing;
  const owners = ownersOf(core, ref, provider.ownerRole(place.scope));
  const organizationRole = roleAbove(core, standing);
  return (row) => {
    const isMe = row.userId === me;
    return {
      userId: row.userId,
      email: row.email,
      name: row.name,
      role: { id: row.role, label: standing.roleLabel(row.role) },
      organizationRole: organizationRole(row.userId),
      status: row.status,
      signedUpAt: row.signedUpAt,
      isMe,
      enteredAt: row.enteredAt,
      actions: memberActions(standing, { role: row.role, status: row.status, isMe }, owners),
    };
  };
}

/** Who has which role in the organization above: not known before its members were fetched whole. */
function roleAbove(core: Core, { provider, organization }: PlaceAccess) {
  if (organization === null) return () => none;
  const { roster } = core.store;
  const { ref, row } = organization;
  const label = labelIn(provider.roleTable(row.scope, roster.roles(ref)).roles);
  const whole = roster.freshness(ref.connectionId, ref.workspaceId, 'members').fetchedAt !== null;
  return (userId: string): Member['organizationRole'] => {
    const above = roster.member(ref, userId);
    if (above !== null) return knownValue({ id: above.role, label: label(above.role) });
    return whole ? none : notReported;
  };
}
