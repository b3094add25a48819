import { placeOf } from '../../../src-preload/shared/plan.ts';
import type { ChangeRequest } from '../../../src-preload/contract/changes.ts';
import type { ListName } from '../../../src-preload/contract/freshness.ts';
import { accessOf } from '../../access/access.ts';
import { listRefusal as refusalOf } from '../../access/list-access.ts';
import type { PlaceList } from '../../base/lists.ts';
import type { RoleRow, WorkspaceRow } from '../../base/records.ts';
import type { RosterReader, StoredFreshness } from '../../store/roster/types.ts';
import type { ConnectionFacts } from '../engine/deps.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { factsOf } from './place.ts';

/** A list that a change is planned on. `place` is null for the connection's list of places. */
export interface Needed {
  place: string | null;
  list: ListName;
  /** Without it nothing may be claimed; the others are read before anything is sent, and said to be unknown until then. */
  must: boolean;
}

/** Why this identity is never given a list of this place, or null. */
export const listRefusal = (
  connection: ConnectionFacts,
  list: ListName,
  row: WorkspaceRow | null,
  roster: { roles: (placeId: string) => readonly RoleRow[] },
): string | null =>
  refusalOf(accessOf(connection, row, row === null ? [] : roster.roles(row.membersAt ?? row.id)), list);

export const rolesOnGround = (ground: Snapshot, connectionId: string) => ({
  roles: (placeId: string) => ground.place(connectionId, placeId).roles,
});
export const rolesInRoster = (roster: RosterReader, connectionId: string) => ({
  roles: (workspaceId: string) => roster.roles({ connectionId, workspaceId }),
});

/** Lists that a change is planned on, those that this identity is never given left out. */
export function basisLists(request: ChangeRequest, connection: ConnectionFacts, ground: Snapshot): Needed[] {
  const roles = rolesOnGround(ground, request.connectionId);
  return [
    { place: null, list: 'workspaces', must: true } as const,
    ...placeNeeds(request, connection, ground),
  ].filter(({ place, list }) => {
    const row = place === null ? null : ground.row(request.connectionId, place);
    return listRefusal(connection, list, row, roles) === null;
  });
}

function placeNeeds(request: ChangeRequest, connection: ConnectionFacts, ground: Snapshot): Needed[] {
  const place = placeOf(request);
  if (place === null) return [];
  const { joining, updateFields } = factsOf(connection);
  const must = (...lists: PlaceList[]): Needed[] => lists.map((list) => ({ place, list, must: true }));
  switch (request.type) {
    case 'member.invite': {
      const organization = organizationOf(request, connection, ground);
      return [
        ...must('members', ...(joining.shownIn === 'invitations' ? (['invitations'] as const) : [])),
        ...(request.role === null ? [] : must('roles')),
        ...(organization === null ? [] : [{ place: organization, list: 'members', must: false } as const]),
      ];
    }
    case 'member.set-role':
      return must('members', 'roles');
    case 'member.remove':
    case 'workspace.leave':
    case 'workspace.transfer':
      return must('members');
    case 'invitation.cancel':
      return must('invitations');
    case 'role.create':
    case 'role.set-permissions':
      return must('roles');
    case 'workspace.change-settings':
      return must('details');
    case 'workspace.update':
      return updateFields.includes('timezone') ? [{ place, list: 'details', must: false }] : [];
    case 'workspace.delete':
      return [{ place, list: 'details', must: false }];
    case 'token.create':
    case 'token.enable':
    case 'token.rotate':
    case 'token.revoke':
    case 'token.delete':
      return must('tokens');
    default:
      return [];
  }
}

/** The organization whose members a workspace takes its own from, where that is the system's way. */
export function organizationOf(
  request: Extract<ChangeRequest, { type: 'member.invite' }>,
  connection: ConnectionFacts,
  ground: Snapshot,
): string | null {
  const row = ground.row(request.connectionId, request.workspaceId);
  if (!factsOf(connection).joining.fromOrganization || row?.scope !== 'workspace') return null;
  return row.organization.state === 'known' ? row.organization.value.id : null;
}

/** Lists that show whether the change has happened; none where nothing shows it. */
export function readBackLists(request: ChangeRequest, connection: ConnectionFacts): ListName[] {
  const me = connection.identity.userId;
  switch (request.type) {
    case 'member.remove':
      // Without me in it, its roster isn't given to me any more.
      return request.userId === me ? ['workspaces'] : ['members'];
    case 'member.set-role':
      return request.userId === me ? ['members', 'workspaces'] : ['members'];
    case 'workspace.transfer':
      return ['members', 'workspaces'];
    case 'member.invite':
      return [factsOf(connection).joining.shownIn];
    case 'invitation.cancel':
      return ['invitations'];
    case 'invitation.decline':
      return [];
    case 'role.create':
    case 'role.set-permissions':
      return ['roles'];
    case 'workspace.update':
      return request.timezone !== undefined && factsOf(connection).updateFields.includes('timezone')
        ? ['workspaces', 'details']
        : ['workspaces'];
    case 'workspace.change-settings':
      return ['details'];
    case 'token.create':
    case 'token.enable':
    case 'token.rotate':
    case 'token.revoke':
    case 'token.delete':
      return ['tokens'];
    default:
      return ['workspaces'];
  }
}

export function freshnessOf(
  ground: Snapshot,
  connectionId: string,
  { place, list }: Omit<Needed, 'must'>,
): StoredFreshness {
  return list === 'workspaces' || place === null
    ? ground.connection(connectionId).freshness
    : ground.place(connectionId, place).freshness(list);
}
