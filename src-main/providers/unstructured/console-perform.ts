import type { ChangeRequest } from '../../../src-preload/contract/change-request.ts';
import { fail, ok, type Result } from '../../../src-preload/shared/result.ts';
import { bugError, plainError } from '../../base/errors.ts';
import { refuseUnsupported } from '../capability-table.ts';
import type { ConnectionStorage, Performed } from '../provider.ts';
import { capabilities } from './capabilities.ts';
import {
  changeInventory,
  cleaned,
  folded,
  heldName,
  keyIdOf,
  keyIn,
  notThere,
  placeIn,
  userIdOf,
  workspaceIdOf,
  workspaceIn,
  type Found,
  type Inventory,
  type Provenance,
} from './inventory.ts';
import { noOrganization, noRole } from './management-perform.ts';
import { isWorkspace } from './place-ids.ts';
import { notInOrganization } from './read-error.ts';
import { personalReasons } from './sources.ts';
import { unstructuredText } from './text.ts';

const nothing: Performed = { createdWorkspaceId: null, createdToken: null };

/** Applies what the admin did in Unstructured's own pages to the inventory: "marked as done". Nothing is sent. */
export async function perform(
  storage: ConnectionStorage,
  request: ChangeRequest,
): Promise<Result<Performed>> {
  const said: Provenance = { saidAt: storage.now(), how: 'marked as done' };
  const apply = (change: (inventory: Inventory) => Result<Performed>) => changeInventory(storage, change);

  switch (request.type) {
    case 'workspace.create':
      return apply((inventory) => createWorkspace(inventory, request, said));
    case 'member.invite':
      return apply((inventory) =>
        inPlace(inventory, request.workspaceId, (place) => addMember(place, request, said)),
      );
    case 'member.set-role': {
      const { userId, role } = request;
      if (userId === null) return fail(bugError(new Error('member.set-role without a user id')));
      return apply((inventory) =>
        inPlace(inventory, request.workspaceId, ({ organization, workspace }) => {
          const list = workspace ?? organization;
          const member = list.members.find((one) => one.userId === userId);
          if (member === undefined) return fail(noSuchMember(request.email));
          Object.assign(member, { role, ...said });
          list.membersSaidAt = said.saidAt;
          return ok(nothing);
        }),
      );
    }
    case 'member.remove':
      return apply((inventory) =>
        inPlace(inventory, request.workspaceId, (place) =>
          removeMember(place, request.userId, said.saidAt) ? ok(nothing) : fail(noSuchMember(request.email)),
        ),
      );
    case 'token.create':
      return apply((inventory) => createKey(inventory, request, said));
    case 'token.enable':
      return apply((inventory) => {
        const found = workspaceIn(inventory, request.workspaceId);
        if (!found.ok) return found;
        const key = keyIn(found.value, request.tokenId);
        if (!key.ok) return key;
        Object.assign(key.value, { enabled: request.enabled, ...said });
        found.value.keysSaidAt = said.saidAt;
        return ok(nothing);
      });
    case 'token.delete': {
      const { workspaceId, tokenId } = request;
      const deleted = await apply((inventory) => {
        const found = workspaceIn(inventory, workspaceId);
        if (!found.ok) return found;
        const key = keyIn(found.value, tokenId);
        if (!key.ok) return key;
        found.value.keys = found.value.keys.filter(({ id }) => id !== tokenId);
        found.value.keysSaidAt = said.saidAt;
        return ok(nothing);
      });
      if (!deleted.ok) return deleted;
      const dropped = await storage.heldSecrets.drop(heldName(workspaceId, tokenId));
      return dropped.ok ? deleted : dropped;
    }
    case 'token.rotate':
      return fail(bugError(new Error('token.rotate is two changes')));
    default:
      return refuseUnsupported(capabilities.console[request.type]);
  }
}

type RequestOf<T extends ChangeRequest['type']> = Extract<ChangeRequest, { type: T }>;

function inPlace(
  inventory: Inventory,
  placeId: string,
  change: (place: Found) => Result<Performed>,
): Result<Performed> {
  const place = placeIn(inventory, placeId);
  if (!place.ok) return place;
  // Roles don't apply to personal accounts, and have no members to add or remove.
  return place.value.organization.kind === 'personal'
    ? fail(plainError('not-allowed', personalReasons.members, unstructuredText.useOrganization))
    : change(place.value);
}

function createWorkspace(
  inventory: Inventory,
  request: RequestOf<'workspace.create'>,
  said: Provenance,
): Result<Performed> {
  const { organizationId } = request;
  if (organizationId === undefined || isWorkspace(organizationId)) return fail(noOrganization());
  const place = placeIn(inventory, organizationId);
  if (!place.ok) return place;
  const { organization } = place.value;
  if (organization.kind === 'personal') {
    return fail(plainError('not-allowed', personalReasons.create, unstructuredText.createInOrganization));
  }
  const name = cleaned(request.name);
  const namesake = organization.workspaces.find((one) => folded(one.name) === folded(name));
  if (namesake !== undefined) {
    return fail(alreadyThere(unstructuredText.workspaceRecorded(organization.name, namesake.name)));
  }
  const id = workspaceIdOf(organization.id, name);
  organization.workspaces.push({
    id,
    name,
    ...said,
    members: [],
    membersSaidAt: null,
    keys: [],
    keysSaidAt: null,
  });
  return ok({ ...nothing, createdWorkspaceId: id });
}

function addMember(
  { organization, workspace }: Found,
  request: RequestOf<'member.invite'>,
  said: Provenance,
): Result<Performed> {
  const { role } = request;
  if (role === null) return fail(noRole());
  const email = cleaned(request.email);
  const userId = userIdOf(email);
  const person = organization.members.find((one) => one.userId === userId);
  const list = workspace ?? organization;
  const namesake = list.members.find((one) => one.userId === userId);
  if (namesake !== undefined) {
    return fail(alreadyThere(unstructuredText.memberRecorded(person?.email ?? email, list.name)));
  }
  if (workspace === null) {
    organization.members.push({ userId, email, name: '', role, ...said });
  } else {
    if (person === undefined) return fail(notInOrganization(email, null));
    workspace.members.push({ userId, role, ...said });
  }
  list.membersSaidAt = said.saidAt;
  return ok(nothing);
}

/** A member who leaves an organization leaves its workspaces too. False: there was no member of that id. */
export function removeMember({ organization, workspace }: Found, userId: string, at: number): boolean {
  const lists = workspace === null ? [organization, ...organization.workspaces] : [workspace];
  let removed = false;
  for (const list of lists) {
    const index = list.members.findIndex((one) => one.userId === userId);
    if (index === -1) continue;
    list.members.splice(index, 1);
    list.membersSaidAt = at;
    removed = true;
  }
  return removed;
}

/** The value stays in Unstructured's pages: `createdToken` is null. */
function createKey(
  inventory: Inventory,
  request: RequestOf<'token.create'>,
  said: Provenance,
): Result<Performed> {
  const found = workspaceIn(inventory, request.workspaceId);
  if (!found.ok) return found;
  const name = cleaned(request.name);
  const id = keyIdOf(name);
  if (found.value.keys.some((one) => one.id === id)) {
    return fail(alreadyThere(unstructuredText.keyRecorded(name)));
  }
  found.value.keys.push({ id, name, enabled: true, createdAt: said.saidAt, probe: null, ...said });
  found.value.keysSaidAt = said.saidAt;
  return ok(nothing);
}

const alreadyThere = (sentence: string) => plainError('conflict', sentence, unstructuredText.refreshSameName);

const noSuchMember = (email: string) => notThere(unstructuredText.memberNotRecorded(email));
