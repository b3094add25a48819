import type { Directory } from '../../directory.ts';
import { enter, enterWorkspace, type Call, type InOrganization } from './access.ts';
import type { Workspace } from '../../tables/workspaces.ts';
import { bodies, validate } from './body.ts';
import { done, refuse, type Outcome } from './outcome.ts';
import { rights } from './roles.ts';
import { systemName } from './session.ts';
import { displayName, memberOnWire, organizationOnWire, workspaceOnWire } from './wire.ts';
import { formatWorkspaceExtra } from './workspace-extra.ts';

function workspacesOf(directory: Directory, organizationId: string): Workspace[] {
  return directory.organizations
    .workspaceIdsOf(organizationId)
    .map((id) => directory.workspaces.byId(id, systemName))
    .filter((workspace) => workspace !== null)
    .filter((workspace) => workspace.deletedAt === null);
}

export function me({ person }: Call) {
  return done({ id: person.id, email: person.email, name: displayName(person) });
}

export function listOrganizations({ directory, person }: Call) {
  const mine = directory.organizations.ofPerson(person.id, systemName);
  return done(mine.map(({ organization, role }) => organizationOnWire(organization, role)));
}

export function createOrganization(): Outcome<never> {
  return refuse.representativesOnly('create organizational accounts');
}

export function deleteOrganization(call: Call): Outcome<never> {
  const entered = enter(call);
  return entered.ok ? refuse.representativesOnly('delete organizational accounts') : entered;
}

/** A Super Administrator sees all, the others those that they were added to. */
export function listWorkspaces(call: Call) {
  const { directory, person } = call;
  const entered = enter(call);
  if (!entered.ok) return entered;
  const { organization, role } = entered.value;
  const all = workspacesOf(directory, organization.id).map((workspace) => ({
    workspace,
    mine: directory.memberships.roleOf(workspace.id, person.id),
  }));
  const shown = role === 'super_admin' ? all : all.filter(({ mine }) => mine !== null);
  return done(shown.map(({ workspace, mine }) => workspaceOnWire(workspace, organization.id, mine)));
}

/** The creator of a workspace is its first administrator. */
export function createWorkspace(call: Call) {
  const { directory, person } = call;
  const entered = enter(call, rights.createWorkspaces);
  if (!entered.ok) return entered;
  const { organization } = entered.value;
  if (organization.kind === 'personal') return refuse.personalWorkspace();
  const body = validate(bodies.name, call.body);
  if (!body.ok) return body;
  return directory.transaction(() => {
    const workspace = directory.workspaces.add({
      system: systemName,
      name: body.value.name,
      description: null,
      creatorId: person.id,
      extra: formatWorkspaceExtra({ isDefault: false, workflows: [] }),
    });
    directory.organizations.attachWorkspace(organization.id, workspace.id);
    directory.memberships.add(workspace.id, person.id, 'admin');
    return done(workspaceOnWire(workspace, organization.id, 'admin'));
  });
}

export function deleteWorkspace(call: Call): Outcome<never> {
  const entered = enterWorkspace(call);
  return entered.ok ? refuse.representativesOnly('delete workspaces') : entered;
}

export function listMembers(call: Call) {
  const entered = enter(call, rights.viewOrganizationMembers);
  if (!entered.ok) return entered;
  return done(call.directory.organizations.members(entered.value.organization.id).map(memberOnWire));
}

function enterToManageMembers(call: Call): Outcome<InOrganization> {
  const entered = enter(call, rights.manageOrganizationMembers);
  return entered.ok && entered.value.organization.kind === 'personal' ? refuse.personalMembers() : entered;
}

function shownMember(directory: Directory, organizationId: string, personId: string) {
  const member = directory.organizations.member(organizationId, personId);
  return member ? done(memberOnWire(member)) : refuse.memberNotFound();
}

/** An unknown e-mail makes a new person, as an invitation would. */
export function addMember(call: Call) {
  const { directory } = call;
  const entered = enterToManageMembers(call);
  if (!entered.ok) return entered;
  const body = validate(bodies.organizationMember, call.body);
  if (!body.ok) return body;
  const { organization } = entered.value;
  const { email, role } = body.value;
  return directory.transaction(() => {
    const person = directory.people.byEmail(email) ?? directory.people.add({ email });
    const added = directory.organizations.addMember(organization.id, person.id, role);
    if (added === 'already-a-member') return refuse.alreadyInOrganization();
    return shownMember(directory, organization.id, person.id);
  });
}

export function changeMember(call: Call) {
  const { directory } = call;
  const entered = enterToManageMembers(call);
  if (!entered.ok) return entered;
  const body = validate(bodies.organizationRole, call.body);
  if (!body.ok) return body;
  const { organization } = entered.value;
  const personId = call.params['user'] ?? '';
  directory.organizations.setRole(organization.id, personId, body.value.role);
  return shownMember(directory, organization.id, personId);
}

/** Takes the person out of all its workspaces too. What they made there, their keys among it, stays. */
export function removeMember(call: Call): Outcome<null> {
  const { directory } = call;
  const entered = enterToManageMembers(call);
  if (!entered.ok) return entered;
  const { organization } = entered.value;
  const personId = call.params['user'] ?? '';
  return directory.transaction(() => {
    if (!directory.organizations.removeMember(organization.id, personId)) return refuse.memberNotFound();
    for (const id of directory.organizations.workspaceIdsOf(organization.id)) {
      directory.memberships.remove(id, personId);
    }
    return done(null);
  });
}

interface Roster {
  readonly directory: Directory;
  readonly organizationId: string;
  readonly workspaceId: string;
}

function rosterMember({ directory, organizationId, workspaceId }: Roster, personId: string) {
  const member = directory.organizations.member(organizationId, personId);
  const role = directory.memberships.roleOf(workspaceId, personId);
  return member && role !== null ? memberOnWire({ ...member, role }) : null;
}

export function listWorkspaceMembers(call: Call) {
  const { directory } = call;
  const entered = enterWorkspace(call, rights.viewWorkspaceMembers);
  if (!entered.ok) return entered;
  const { organization, workspace } = entered.value;
  const roster: Roster = { directory, organizationId: organization.id, workspaceId: workspace.id };
  const members = directory.memberships
    .of(workspace.id)
    .map(({ personId }) => rosterMember(roster, personId));
  return done(members.filter((member) => member !== null));
}

function enterToManageRoster(call: Call): Outcome<Roster> {
  const entered = enterWorkspace(call, rights.manageWorkspaceMembers);
  if (!entered.ok) return entered;
  const { organization, workspace } = entered.value;
  if (organization.kind === 'personal') return refuse.personalMembers();
  return done({ directory: call.directory, organizationId: organization.id, workspaceId: workspace.id });
}

/** Only members of the organization can be added. */
export function addWorkspaceMember(call: Call) {
  const { directory } = call;
  const roster = enterToManageRoster(call);
  if (!roster.ok) return roster;
  const body = validate(bodies.workspaceMember, call.body);
  if (!body.ok) return body;
  const { organizationId, workspaceId } = roster.value;
  const { user_id: personId, role } = body.value;
  if (directory.organizations.roleOf(organizationId, personId) === null) return refuse.notInOrganization();
  const added = directory.memberships.add(workspaceId, personId, role);
  return added === 'added' ? done(rosterMember(roster.value, personId)) : refuse.alreadyInWorkspace();
}

export function changeWorkspaceMember(call: Call) {
  const roster = enterToManageRoster(call);
  if (!roster.ok) return roster;
  const body = validate(bodies.workspaceRole, call.body);
  if (!body.ok) return body;
  const personId = call.params['user'] ?? '';
  const changed = call.directory.memberships.setRole(roster.value.workspaceId, personId, body.value.role);
  return changed ? done(rosterMember(roster.value, personId)) : refuse.memberNotFound();
}

/** What the person made in the workspace stays. */
export function removeWorkspaceMember(call: Call): Outcome<null> {
  const roster = enterToManageRoster(call);
  if (!roster.ok) return roster;
  const removed = call.directory.memberships.remove(roster.value.workspaceId, call.params['user'] ?? '');
  return removed ? done(null) : refuse.memberNotFound();
}
