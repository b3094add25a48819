import type { ListName } from '../../src-preload/contract/freshness.ts';
import type { Permission } from '../../src-preload/contract/refs.ts';
import { ok } from '../../src-preload/shared/result.ts';
import { accessOf, labelIn } from '../access/access.ts';
import { mayLeave, type Owners, type Subject } from '../access/member-rules.ts';
import { allPermissions, permissionFor } from '../access/permissions.ts';
import type { ConnectionAccess, Place, PlaceAccess } from '../access/place-access.ts';
import { staleCopy, stalePlacesOf } from '../access/stale-copies.ts';
import { rosterOwnerOf } from '../base/lists.ts';
import type { Core } from '../core.ts';
import { freshnessOf } from './freshness.ts';
import { inheritedAccess } from './inherited-access.ts';
import { ownersAt } from './members.ts';
import { inOrder } from './place-order.ts';
import { placeView } from './place-view.ts';
import { atConnection, atPlace, type Query } from './query.ts';
import { roleTablesOf, shownRoles } from './role-tables.ts';

/** All places of a connection in their order, and whether one may be created. */
export const workspaceList: Query<'workspaces', 'list'> = atConnection(
  (core, connection, { connectionId }) => {
    const { store, clock } = core;
    const rows = store.roster.workspaces(connectionId, clock.nowFor(connectionId));
    const locals = new Map(
      store.ledger.localWorkspaces(connectionId).map((item) => [item.workspaceId, item]),
    );
    const view = placeView(
      core,
      connectionId,
      connection.apiVariant.facts,
      stalePlacesOf(core)(connectionId),
    );
    const views = rows.map((row) => view(row, locals.get(row.id), labelIn(rolesOf(core, connection, row))));
    return ok({
      workspaces: inOrder(views, locals, connection.apiVariant.facts.sharedMarks ? connection.me : null),
      freshness: freshnessOf(core, connectionId, null, 'workspaces'),
      create: mayCreate(core, connection, rows),
    });
  },
);

/** One place with its roles, permissions and the age of each of its lists. */
export const workspaceDetail: Query<'workspaces', 'get'> = atPlace(async (core, place, ref) => {
  const { connectionId, workspaceId } = ref;
  const { apiVariant, roleLabel, row } = place;
  const { roster, ledger } = core.store;
  const local = ledger.localWorkspaces(connectionId).find((item) => item.workspaceId === workspaceId);
  const age = (list: ListName) => freshnessOf(core, connectionId, workspaceId, list);
  const view = placeView(core, connectionId, apiVariant.facts, stalePlacesOf(core)(connectionId));
  return ok({
    workspace: view(row, local, roleLabel),
    roles: shownRoles(core, place),
    roleTables: roleTablesOf(core, place),
    permissions: { ...allPermissions(place), 'workspace.leave': mayLeave(place, meIn(core, place)) },
    listsAt: {
      members: { connectionId, workspaceId: rosterOwnerOf('members', row) },
      tokens: { connectionId, workspaceId: rosterOwnerOf('tokens', row) },
    },
    inheritedAccess: await inheritedAccess(core, place),
    details: staleCopy(core, ref) === null ? roster.details(ref) : null,
    freshness: {
      workspaces: freshnessOf(core, connectionId, null, 'workspaces'),
      members: age('members'),
      invitations: age('invitations'),
      tokens: age('tokens'),
      roles: age('roles'),
      details: age('details'),
    },
  });
});

export const workspaceTypes: Query<'workspaces', 'types'> = atConnection((_core, { provider }) =>
  ok([...provider.workspaceTypes]),
);
export const checkWorkspaceFields: Query<'workspaces', 'check'> = atConnection(
  (_core, { provider }, { connectionId: _connection, ...fields }) =>
    ok(provider.checkWorkspaceFields(fields)),
);

/** Roles of a place, those included that the server keeps for it: my role is named even where the copy is too old to be shown. */
function rolesOf(core: Core, { provider, record }: ConnectionAccess, row: Place['row']) {
  const ref = { connectionId: record.id, workspaceId: rosterOwnerOf('roles', row) };
  return provider.roleTable(row.scope, core.store.roster.roles(ref)).roles;
}

/** Me as a roster that was read whole has me; null where it doesn't, or is kept elsewhere. */
function meIn(core: Core, place: PlaceAccess): (Subject & { owners: Owners }) | null {
  const { ref, row, me } = place;
  const { roster } = core.store;
  const { fetchedAt, unreadable } = roster.freshness(ref.connectionId, ref.workspaceId, 'members');
  const isKnown =
    row.membersAt === null && fetchedAt !== null && unreadable === 0 && staleCopy(core, ref) === null;
  const member = isKnown ? roster.member(ref, me) : null;
  if (member === null) return null;
  const { role, status } = member;
  return { role, status, isMe: true, owners: ownersAt(core, ref, place) };
}

/** May I create a workspace anywhere? Where they belong to organizations, in one of those; the first refusal stands for all. */
function mayCreate(core: Core, connection: ConnectionAccess, rows: readonly Place['row'][]): Permission {
  const { apiVariant, provider, record, cannotWrite } = connection;
  const organizations = rows.filter(({ scope }) => scope === 'organization');
  if (!apiVariant.facts.createFields.includes('organization') || organizations.length === 0) {
    return permissionFor('workspace.create', connection);
  }
  const answers = organizations.map((row) => {
    const customRoles = core.store.roster.roles({ connectionId: record.id, workspaceId: row.id });
    return permissionFor('workspace.create', {
      ...accessOf({ ...record, provider }, row, customRoles),
      cannotWrite,
    });
  });
  return answers.find(({ allowed }) => allowed) ?? answers[0] ?? { allowed: true };
}
