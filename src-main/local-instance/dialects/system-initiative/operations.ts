import type { Directory } from '../../directory.ts';
import type { Workspace } from '../../tables/workspaces.ts';
import { admit, systemName, type Call } from './access.ts';
import { requirePerson } from './identity.ts';
import { done, refuse, type Outcome } from './outcome.ts';
import { rosterAfter } from './prepared-roster.ts';
import { bodies, instanceTypeOf, isRole, localDevUrl, validate, type Role } from './rules.ts';
import {
  listItemOnWire,
  memberOnWire,
  userOnWire,
  tokenOnWire,
  workspaceOnWire,
  type ListItemOnWire,
  type MemberOnWire,
} from './wire.ts';
import { formatExtra, parseExtra, type WorkspaceExtra } from './workspace-extra.ts';

function listFor(directory: Directory, personId: string): ListItemOnWire[] {
  return directory.workspaces.visibleTo(personId, systemName).map(listItemOnWire);
}

function rosterOf(directory: Directory, workspaceId: string): MemberOnWire[] {
  return directory.memberships.of(workspaceId).map(memberOnWire);
}

function changeExtra(directory: Directory, workspace: Workspace, change: Partial<WorkspaceExtra>): void {
  directory.workspaces.update(workspace.id, {
    extra: formatExtra({ ...parseExtra(workspace.extra), ...change }),
  });
}

/** Answers a quarantined person, too. */
export function whoami({ identity }: Call) {
  if (!identity) return refuse.notSignedIn();
  const { person, authToken } = identity;
  return done({
    user: userOnWire(person),
    ...(authToken ? { authToken: tokenOnWire(authToken) } : {}),
  });
}

export function listWorkspaces(call: Call) {
  const person = requirePerson(call.identity, false);
  return person.ok ? done(listFor(call.directory, person.value.id)) : person;
}

/** A deleted workspace still answers, with its `deletedAt`. */
export function getWorkspace(call: Call) {
  const admitted = admit(call, []);
  return admitted.ok ? done(workspaceOnWire(admitted.value.workspace)) : admitted;
}

export function createWorkspace(call: Call) {
  const { directory } = call;
  const person = requirePerson(call.identity, true);
  if (!person.ok) return person;
  const body = validate(bodies.createWorkspace, call.body);
  if (!body.ok) return body;
  const { instanceUrl, displayName, isDefault, description } = body.value;
  return directory.transaction(() => {
    const workspace = directory.workspaces.add({
      system: systemName,
      name: displayName,
      description,
      creatorId: person.value.id,
      extra: formatExtra({
        instanceType: instanceTypeOf(instanceUrl),
        instanceUrl,
        secret: directory.newId(),
        isDefault,
        isFavourite: false,
        isHidden: false,
        approvalsEnabled: false,
      }),
    });
    directory.memberships.add(workspace.id, person.value.id, 'OWNER');
    return done({ workspaces: listFor(directory, person.value.id), newWorkspaceId: workspace.id });
  });
}

/** The kind stays what it was at creation, whatever the new URL says. */
export function changeWorkspace(call: Call) {
  const { directory } = call;
  const admitted = admit(call, ['OWNER'], true);
  if (!admitted.ok) return admitted;
  const body = validate(bodies.changeWorkspace, call.body);
  if (!body.ok) return body;
  const { person, workspace } = admitted.value;
  directory.workspaces.update(workspace.id, {
    name: body.value.displayName,
    description: body.value.description,
    extra: formatExtra({ ...parseExtra(workspace.extra), instanceUrl: body.value.instanceUrl }),
  });
  return done(listFor(directory, person.id));
}

/** Soft, repeatable, and it revokes every token of the workspace. */
export function deleteWorkspace(call: Call): Outcome<null> {
  const { directory } = call;
  const admitted = admit(call, ['OWNER'], true);
  if (!admitted.ok) return admitted;
  const { workspace } = admitted.value;
  directory.transaction(() => {
    directory.workspaces.update(workspace.id, { deletedAt: directory.now() });
    directory.tokens.revokeAllOf(workspace.id, directory.now());
  });
  return done(null);
}

export function listMembers(call: Call) {
  const admitted = admit(call, []);
  return admitted.ok ? done(rosterOf(call.directory, admitted.value.workspace.id)) : admitted;
}

/** Always arrives as EDITOR. An unknown e-mail, compared by exact case, makes a new person. */
export function inviteMember(call: Call) {
  const { directory } = call;
  const admitted = admit(call, ['OWNER', 'APPROVER']);
  if (!admitted.ok) return admitted;
  const body = validate(bodies.email, call.body);
  if (!body.ok) return body;
  const { workspace } = admitted.value;
  const { email } = body.value;
  return directory.transaction(() => {
    const found = directory.people.allByEmail(email);
    if (found.length > 1) return refuse.ambiguousEmail(email);
    const person = found[0] ?? directory.people.add({ email });
    if (person.quarantinedAt !== null || person.suspendedAt !== null) return refuse.notInvitable();
    const added = directory.memberships.add(workspace.id, person.id, 'EDITOR');
    return added === 'added' ? done(rosterOf(directory, workspace.id)) : refuse.alreadyMember();
  });
}

/** An unknown role changes nothing and still answers 200. */
export function changeRole(call: Call) {
  const { directory } = call;
  const admitted = admit(call, ['OWNER']);
  if (!admitted.ok) return admitted;
  const body = validate(bodies.membership, call.body);
  if (!body.ok) return body;
  const { workspace } = admitted.value;
  const { userId, role } = body.value;
  if (directory.memberships.roleOf(workspace.id, userId) === null) return refuse.unexpected();
  // The real server looks the role up in an object, and every object has these.
  if (role in {}) return refuse.unexpected();
  const change = () => isRole(role) && directory.memberships.setRole(workspace.id, userId, role);
  return done(rosterAfter(directory, workspace.id, userId, change));
}

/**
 * The e-mail must match in case; where several members share it, the oldest account is the one that goes. An owner
 * can't be removed, and the server words that as a fault of its own.
 */
export function removeMember(call: Call) {
  const { directory } = call;
  const admitted = admit(call, ['OWNER', 'APPROVER']);
  if (!admitted.ok) return admitted;
  const body = validate(bodies.email, call.body);
  if (!body.ok) return body;
  const { workspace } = admitted.value;
  const member = directory.memberships.byEmail(workspace.id, body.value.email);
  if (!member) return refuse.memberNotFound();
  if (member.role === 'OWNER') return refuse.unexpected();
  directory.memberships.remove(workspace.id, member.personId);
  return done(rosterOf(directory, workspace.id));
}

/** Neither this nor removal revokes the tokens of who is gone. */
export function leaveWorkspace(call: Call) {
  const { directory } = call;
  const admitted = admit(call, []);
  if (!admitted.ok) return admitted;
  const { person, workspace, role } = admitted.value;
  if (role === 'OWNER') return refuse.unexpected();
  directory.memberships.remove(workspace.id, person.id);
  return done(rosterOf(directory, workspace.id));
}

/** Sits on the shared row: the default of everybody who sees the workspace changes with it. */
export function setDefault(call: Call) {
  const { directory } = call;
  const admitted = admit(call, []);
  if (!admitted.ok) return admitted;
  const { person, workspace } = admitted.value;
  directory.transaction(() => {
    for (const mine of directory.workspaces.createdBy(person.id, systemName)) {
      if (mine.id !== workspace.id && parseExtra(mine.extra).isDefault) {
        changeExtra(directory, mine, { isDefault: false });
      }
    }
    changeExtra(directory, workspace, { isDefault: true });
  });
  return done(listFor(directory, person.id));
}

function changeFlags(
  call: Call,
  allowed: readonly Role[],
  read: (body: unknown) => Outcome<Partial<WorkspaceExtra>>,
) {
  const admitted = admit(call, allowed, true);
  if (!admitted.ok) return admitted;
  const change = read(call.body);
  if (!change.ok) return change;
  const { person, workspace } = admitted.value;
  const instanceUrl = parseExtra(workspace.extra).instanceUrl ?? localDevUrl;
  changeExtra(call.directory, workspace, { instanceUrl, ...change.value });
  return done(listFor(call.directory, person.id));
}

export const setFavourite = (call: Call) => changeFlags(call, [], (body) => validate(bodies.favourite, body));
export const setHidden = (call: Call) => changeFlags(call, [], (body) => validate(bodies.hidden, body));
export const setApprovals = (call: Call) =>
  changeFlags(call, ['OWNER'], (body) => validate(bodies.approvals, body));
