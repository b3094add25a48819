import type { Capability } from '../../../src-preload/contract/capabilities.ts';
import type { ChangeRequest } from '../../../src-preload/contract/change-request.ts';
import type { ListName } from '../../../src-preload/contract/freshness.ts';
import type { CommandContext } from '../command.ts';
import { fetchLists, freshWorkspaces, isDue } from './fresh.ts';
import { connectionsOf, refOf, type Place } from './resolve.ts';

type ChangeType = ChangeRequest['type'];
type PlaceList = Exclude<ListName, 'workspaces'>;

/** What reading a list needs. */
const capabilityOf: Readonly<Record<PlaceList, Capability>> = {
  members: 'member.list',
  invitations: 'invitation.list',
  roles: 'role.list',
  tokens: 'token.list',
  details: 'workspace.details',
};

/** The lists of its place that a change is planned on, beside the list of places. What it doesn't need may be out of reach. */
const restsOn: Readonly<Record<ChangeType, readonly PlaceList[]>> = {
  'workspace.create': [],
  'workspace.provision': [],
  'workspace.update': ['roles', 'details'],
  'workspace.clone': ['roles', 'members', 'details'],
  'workspace.change-settings': ['roles', 'details'],
  'workspace.transfer': ['roles', 'members'],
  'workspace.set-default': ['roles'],
  'workspace.approvals': ['roles', 'details'],
  'workspace.favourite': ['roles'],
  'workspace.hide': ['roles'],
  'workspace.leave': ['roles', 'members'],
  'workspace.delete': ['roles', 'members'],
  'organization.create': [],
  'organization.update': ['roles'],
  'member.invite': ['roles', 'members', 'invitations'],
  'member.set-role': ['roles', 'members'],
  'member.remove': ['roles', 'members'],
  'invitation.cancel': ['roles', 'invitations'],
  'invitation.accept': [],
  'invitation.decline': [],
  'role.create': ['roles'],
  'role.set-permissions': ['roles', 'members'],
  'token.create': ['roles', 'tokens'],
  'token.enable': ['roles', 'tokens'],
  'token.rotate': ['roles', 'tokens'],
  'token.revoke': ['roles', 'tokens'],
  'token.delete': ['roles', 'tokens'],
};

/** Fetches what changes of these types at a place rest on, each list that is older than a change may rest on or was never fetched. */
export async function refreshForChange(
  context: CommandContext,
  place: Place,
  types: readonly ChangeType[],
): Promise<void> {
  await freshWorkspaces(context, place.connection, true);
  await refreshLists(context, refOf(place), types);
}

/** The same for all places that these changes name. What isn't there, the plan says. */
export async function refreshForChanges(
  context: CommandContext,
  requests: readonly ChangeRequest[],
): Promise<void> {
  const connections = await connectionsOf(context);
  for (const connection of connections) {
    const changes = requests.filter(({ connectionId }) => connectionId === connection.id);
    if (changes.length === 0) continue;
    const { workspaces } = await freshWorkspaces(context, connection, true);
    for (const { id: workspaceId } of workspaces) {
      const types = changes.flatMap((change) =>
        'workspaceId' in change && change.workspaceId === workspaceId ? [change.type] : [],
      );
      if (types.length > 0) await refreshLists(context, { connectionId: connection.id, workspaceId }, types);
    }
  }
}

type Ref = ReturnType<typeof refOf>;

async function refreshLists(context: CommandContext, ref: Ref, types: readonly ChangeType[]): Promise<void> {
  const { listsAt } = await context.call('workspaces.get', ref);
  const wanted = [...new Set(types.flatMap((type) => restsOn[type]))];
  const placeOf = (list: PlaceList): Ref =>
    list === 'details' ? ref : list === 'tokens' ? listsAt.tokens : listsAt.members;
  for (const workspaceId of new Set(wanted.map((list) => placeOf(list).workspaceId))) {
    const at = { ...ref, workspaceId };
    const { freshness, permissions } = await context.call('workspaces.get', at);
    // Until my role is known, nothing says which lists there are.
    const isGiven = (list: PlaceList) =>
      freshness.roles.fetchedAt === null || permissions[capabilityOf[list]]?.allowed === true;
    const due = wanted.filter(
      (list) =>
        placeOf(list).workspaceId === workspaceId &&
        isGiven(list) &&
        isDue(context, at, list, freshness[list], true),
    );
    if (due.length > 0) await fetchLists(context, at, due);
  }
}
