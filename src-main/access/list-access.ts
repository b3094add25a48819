import type { Capability } from '../../src-preload/contract/capabilities.ts';
import type { CredentialKind } from '../../src-preload/contract/connections.ts';
import type { ListName } from '../../src-preload/contract/freshness.ts';
import { notReported } from '../../src-preload/shared/known.ts';
import { offeredAt } from '../providers/capability-table.ts';
import { apiVariantOf, type Provider } from '../providers/provider.ts';
import type { RoleRow, WorkspaceRow } from '../base/records.ts';

/** The lists that a place can have; the list of places is the connection's. */
export type PlaceList = Exclude<ListName, 'workspaces'>;
export const placeLists: readonly PlaceList[] = ['members', 'invitations', 'roles', 'tokens', 'details'];

const capabilityOf: Readonly<Record<PlaceList, Capability>> = {
  members: 'member.list',
  invitations: 'invitation.list',
  roles: 'role.list',
  tokens: 'token.list',
  details: 'workspace.details',
};

/** The place (its id) that has this list of a place: mostly itself. */
export function rosterOwnerOf(list: PlaceList, place: WorkspaceRow): string {
  switch (list) {
    case 'members':
    case 'invitations':
    case 'roles':
      return place.membersAt ?? place.id;
    case 'tokens':
      return place.tokensAt ?? place.id;
    case 'details':
      return place.id;
  }
}

/**
 * Why this identity can't be given the list at this place at all (so it is never asked for nor marked as failed), or null. `roles`: those
 * that the server keeps where the place's members are.
 */
export function notOffered(
  provider: Provider,
  apiVariant: string,
  list: ListName,
  workspace: WorkspaceRow | null,
  credential: CredentialKind,
  roles: readonly RoleRow[],
): string | null {
  if (list === 'workspaces') return null;
  const capability = capabilityOf[list];
  const entry = apiVariantOf(provider, apiVariant).capabilities[capability];
  if (!entry.supported) return entry.reason;
  const unavailable = workspace?.unavailable[capability];
  if (unavailable !== undefined) return unavailable;
  if (workspace !== null && rosterOwnerOf(list, workspace) !== workspace.id)
    return elsewhere(list, workspace);
  const scope = workspace?.scope ?? 'workspace';
  const here = offeredAt(entry, scope);
  if (!here.ok) return here.reason;
  const permission = provider.permits(capability, {
    role: workspace?.myRole ?? notReported,
    credential,
    scope,
    roles: provider.roleTable(scope, roles).roles,
  });
  return permission.allowed ? null : permission.reason;
}

function elsewhere(list: PlaceList, place: WorkspaceRow): string {
  const { organization } = place;
  const isOrganization =
    organization.state === 'known' && organization.value.id === rosterOwnerOf(list, place);
  return isOrganization
    ? `The ${list} of ${place.name} are those of its organization, ${organization.value.name}.`
    : `${place.name} has no ${list} of its own: they are kept at another place of this connection.`;
}
