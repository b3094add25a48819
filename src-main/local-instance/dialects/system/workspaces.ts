import { randomUUID } from 'node:crypto';
import type { Directory } from '../../directory.ts';
import type { Person } from '../../tables/people.ts';
import type { Workspace } from '../../tables/workspaces.ts';
import { addOwnerRole, admit, isOwner, joinerRole, roleIn, type Call } from './admission.ts';
import type { Success } from './envelope.ts';
import { done, fail, type Outcome } from './failures.ts';
import { systemName } from './identity.ts';
import { bodies, validate } from './rules.ts';
import {
  isDefaultEligible,
  memberOnWire,
  mineOnWire,
  nameOf,
  workspaceOnWire,
  type ResponseFormat,
} from './wire.ts';
import { formatExtra, parseExtra } from './workspace-extra.ts';

const institutionId = 'local-institution';

export function ok(data: unknown, code: Success['code'] = '2000'): Outcome<Success> {
  return done({ code, data });
}

function detailOf(workspace: Workspace, format: ResponseFormat) {
  return { ...workspaceOnWire(workspace, format), extraData: parseExtra(workspace.extra).data ?? null };
}

function showWorkspace(call: Call, id: string, code: Success['code']): Outcome<Success> {
  const workspace = call.directory.workspaces.byId(id, systemName);
  return workspace ? ok(detailOf(workspace, call.format), code) : fail('workspaceNotFound');
}

export function listMine(call: Call): Outcome<Success> {
  const { directory, person, format } = call;
  const chosen = directory.defaultWorkspaces.of(person.id, systemName);
  const views = directory.workspaces.visibleTo(person.id, systemName);
  if (format.generation === 'v1.3') {
    return ok(views.map(({ workspace }) => workspaceOnWire(workspace, format)));
  }
  const lines = views.flatMap(({ workspace }) => {
    const role = roleIn(directory, workspace.id, person.id);
    const isDefault = chosen === workspace.id;
    return role ? [mineOnWire({ person, workspace, role, isDefault }, format)] : [];
  });
  return ok(lines);
}

export function setDefault(call: Call): Outcome<Success> {
  const admitted = admit(call, null);
  if (!admitted.ok) return admitted;
  const { workspace } = admitted.value;
  if (!isDefaultEligible(workspace)) return fail('notEligible');
  call.directory.defaultWorkspaces.set(call.person.id, systemName, workspace.id);
  return ok({});
}

export function leave(call: Call): Outcome<Success> {
  const admitted = admit(call, null);
  if (!admitted.ok) return admitted;
  const { directory, person } = call;
  const { workspace, role } = admitted.value;
  if (isOwner(role)) return fail('ownerStays');
  if (parseExtra(workspace.extra).systemOwned) return fail('systemDefaultLeave');
  directory.memberships.remove(workspace.id, person.id);
  if (directory.defaultWorkspaces.of(person.id, systemName) === workspace.id) {
    directory.defaultWorkspaces.clear(person.id, systemName);
  }
  return ok(null);
}

function ownsOne(directory: Directory, person: Person): boolean {
  return directory.workspaces
    .visibleTo(person.id, systemName)
    .some(({ workspace }) => roleIn(directory, workspace.id, person.id)?.kind === 'OWNER');
}

/** A person owns one workspace at most by making it; a transfer can give them a second. */
export function createOwn(call: Call): Outcome<Success> {
  const { directory, person } = call;
  const body = validate(bodies.createWorkspace, call.body);
  if (!body.ok) return body;
  if (ownsOne(directory, person)) return fail('alreadyOwns');
  const { workspaceName, workspaceTimezone, extraData } = body.value;
  const workspace = directory.workspaces.add({
    id: randomUUID(),
    system: systemName,
    name: workspaceName,
    description: null,
    creatorId: person.id,
    extra: formatExtra({
      institutionId,
      timezone: workspaceTimezone,
      status: 'ACTIVE',
      kind: 'LIVE',
      systemOwned: false,
      memberLimit: null,
      updatedAt: directory.now(),
      ...(extraData === undefined ? {} : { data: extraData }),
    }),
  });
  directory.memberships.add(workspace.id, person.id, addOwnerRole(directory, workspace.id).id);
  if (directory.defaultWorkspaces.of(person.id, systemName) === null) {
    directory.defaultWorkspaces.set(person.id, systemName, workspace.id);
  }
  return showWorkspace(call, workspace.id, '2001');
}

export function getWorkspace(call: Call): Outcome<Success> {
  const admitted = admit(call, 'workspace:read');
  return admitted.ok ? showWorkspace(call, admitted.value.workspace.id, '2000') : admitted;
}

export function updateWorkspace(call: Call): Outcome<Success> {
  const admitted = admit(call, 'workspace:write');
  if (!admitted.ok) return admitted;
  const body = validate(bodies.updateWorkspace, call.body);
  if (!body.ok) return body;
  const { workspace } = admitted.value;
  const extra = parseExtra(workspace.extra);
  if (extra.systemOwned) return fail('systemDefaultChange');
  const { workspaceName, workspaceTimezone = extra.timezone } = body.value;
  call.directory.workspaces.update(workspace.id, {
    ...(workspaceName === undefined ? {} : { name: workspaceName }),
    extra: formatExtra({ ...extra, timezone: workspaceTimezone, updatedAt: call.directory.now() }),
  });
  return showWorkspace(call, workspace.id, '2000');
}

export function listMembers(call: Call): Outcome<Success> {
  const admitted = admit(call, 'workspace:read');
  if (!admitted.ok) return admitted;
  const { directory } = call;
  return ok(
    directory.memberships.of(admitted.value.workspace.id).flatMap((member) => {
      const role = directory.customRoles.byId(member.role);
      const person = directory.people.byId(member.personId);
      return role && person ? [memberOnWire(member, nameOf(person), role)] : [];
    }),
  );
}

/** The new owner has to be in the workspace; the old one stays with the role of a new member. */
export function transferOwnership(call: Call): Outcome<Success> {
  const admitted = admit(call, 'owner');
  if (!admitted.ok) return admitted;
  const { directory, person, params } = call;
  const { workspace, role } = admitted.value;
  if (parseExtra(workspace.extra).systemOwned) return fail('systemDefaultChange');
  const newOwnerId = params['newOwnerId'] ?? '';
  if (directory.memberships.roleOf(workspace.id, newOwnerId) === null) return fail('memberNotFound');
  if (newOwnerId !== person.id) {
    directory.memberships.setRole(workspace.id, person.id, joinerRole(directory, workspace.id).id);
    directory.memberships.setRole(workspace.id, newOwnerId, role.id);
  }
  return showWorkspace(call, workspace.id, '2000');
}
