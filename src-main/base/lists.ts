import type { Capability } from '../../src-preload/contract/capabilities.ts';
import type { ListName } from '../../src-preload/contract/freshness.ts';
import type { WorkspaceRow } from './records.ts';

/** The lists that a place can have; the list of places is the connection's. */
export type PlaceList = Exclude<ListName, 'workspaces'>;
export const placeLists: readonly PlaceList[] = ['members', 'invitations', 'roles', 'tokens', 'details'];

/** What reading a list needs. */
export const listCapability: Readonly<Record<PlaceList, Capability>> = {
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
