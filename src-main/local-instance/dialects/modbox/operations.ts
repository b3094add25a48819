import { randomBytes, randomUUID } from 'node:crypto';
import type { Directory } from '../../directory.ts';
import type { Person } from '../../tables/people.ts';
import type { Resource } from '../../tables/workspace-resources.ts';
import type { Workspace } from '../../tables/workspaces.ts';
import { systemName, type Identity } from './identity.ts';
import { done, refuse, type Outcome } from './outcome.ts';
import { allowed, bodies, validate, type Action, type Role } from './rules.ts';
import {
  detailOnWire,
  memberOnWire,
  resourceOnWire,
  tokenOnWire,
  userOnWire,
  workspaceOnWire,
} from './wire.ts';
import { formatExtra, parseExtra } from './workspace-extra.ts';

/** What a route knows of the request it answers. */
export interface Call {
  readonly directory: Directory;
  readonly identity: Identity;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly workspaceHeader: string | undefined;
  readonly body: unknown;
}

const realm = 'modbox';
const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

interface Admitted {
  readonly person: Person;
  readonly workspace: Workspace;
  readonly role: string;
}

function admitTo(call: Call, id: string, action: Action | null): Outcome<Admitted> {
  const { directory, identity } = call;
  const workspace = directory.workspaces.byId(id.toLowerCase(), systemName);
  if (!workspace || workspace.deletedAt !== null) return refuse.workspaceNotFound();
  const role = directory.memberships.roleOf(workspace.id, identity.person.id);
  if (role === null) return refuse.notMember();
  const needed: readonly string[] | null = action === null ? null : allowed[action];
  if (needed && !needed.includes(role)) return refuse.roleNeeded(needed);
  return done({ person: identity.person, workspace, role });
}

/** The workspace of the path. */
function admit(call: Call, action: Action | null): Outcome<Admitted> {
  const id = call.params['workspaceId'] ?? '';
  if (!uuid.test(id)) return badUuid(['path', 'workspace_id']);
  return admitTo(call, id, action);
}

/** The workspace of the header: resource calls are scoped by it. */
function admitByHeader(call: Call, action: Action | null): Outcome<Admitted> {
  const id = call.workspaceHeader;
  const loc = ['header', 'x-workspace-id'];
  if (id === undefined) return refuse.invalid([{ loc, msg: 'Field required', type: 'missing' }]);
  if (!uuid.test(id)) return badUuid(loc);
  return admitTo(call, id, action);
}

function badUuid(loc: readonly string[]) {
  return refuse.invalid([{ loc, msg: 'Input should be a valid UUID', type: 'uuid_parsing' }]);
}

function detailOf(directory: Directory, id: string) {
  const workspace = directory.workspaces.byId(id, systemName);
  return workspace ? done(detailOnWire(workspace, directory.memberships.of(id))) : refuse.workspaceNotFound();
}

function addWorkspace(directory: Directory, owner: Person, name: string, description: string | null): string {
  const now = directory.now();
  const { id } = directory.workspaces.add({
    id: randomUUID(),
    system: systemName,
    name,
    description,
    creatorId: owner.id,
    createdAt: now,
    extra: formatExtra({ realm, updatedAt: now }),
  });
  directory.memberships.add(id, owner.id, 'owner', now);
  return id;
}

/** Signing up makes a workspace; on a local instance, the first sign-in is the signing up. */
export function ensureDefaultWorkspace(directory: Directory, person: Person): void {
  if (directory.workspaces.createdBy(person.id, systemName).length > 0) return;
  addWorkspace(directory, person, `${person.firstName ?? person.email}'s workspace`, null);
}

export function me(call: Call) {
  return done(userOnWire(call.identity.person));
}

export function listWorkspaces(call: Call) {
  const views = call.directory.workspaces.visibleTo(call.identity.person.id, systemName);
  return done({ workspaces: views.map(({ workspace }) => workspaceOnWire(workspace)) });
}

export function createWorkspace(call: Call) {
  const body = validate(bodies.createWorkspace, call.body);
  if (!body.ok) return body;
  const { name, description = null } = body.value;
  return detailOf(call.directory, addWorkspace(call.directory, call.identity.person, name, description));
}

export function getWorkspace(call: Call) {
  const admitted = admit(call, null);
  return admitted.ok ? detailOf(call.directory, admitted.value.workspace.id) : admitted;
}

export function updateWorkspace(call: Call) {
  const admitted = admit(call, 'updateWorkspace');
  if (!admitted.ok) return admitted;
  const body = validate(bodies.updateWorkspace, call.body);
  if (!body.ok) return body;
  const { directory } = call;
  const { workspace } = admitted.value;
  const { name, description } = body.value;
  directory.workspaces.update(workspace.id, {
    ...(name === undefined ? {} : { name }),
    ...(description === undefined ? {} : { description }),
    extra: formatExtra({ ...parseExtra(workspace.extra), updatedAt: directory.now() }),
  });
  return detailOf(directory, workspace.id);
}

export function deleteWorkspace(call: Call): Outcome<null> {
  const admitted = admit(call, 'deleteWorkspace');
  if (!admitted.ok) return admitted;
  const { directory } = call;
  directory.workspaces.update(admitted.value.workspace.id, { deletedAt: directory.now() });
  return done(null);
}

function memberOf(directory: Directory, workspaceId: string, personId: string) {
  return directory.memberships.of(workspaceId).find((member) => member.personId === personId) ?? null;
}

function showMember(directory: Directory, workspaceId: string, personId: string) {
  const member = memberOf(directory, workspaceId, personId);
  return member ? done(memberOnWire(member)) : refuse.memberNotFound();
}

/** A member at once: nothing is pending, and an unknown person is added as who they will be when they sign up. */
export function addMember(call: Call) {
  const admitted = admit(call, 'manageMembers');
  if (!admitted.ok) return admitted;
  const body = validate(bodies.addMember, call.body);
  if (!body.ok) return body;
  const { email, role } = body.value;
  if (role === 'owner' && admitted.value.role !== 'owner') return refuse.ownerOnly();
  const { directory } = call;
  const { id } = admitted.value.workspace;
  const person = directory.people.byEmail(email) ?? directory.people.add({ email });
  if (directory.memberships.add(id, person.id, role) === 'already-a-member') return refuse.alreadyMember();
  return showMember(directory, id, person.id);
}

function isLastOwner(directory: Directory, workspaceId: string): boolean {
  return directory.memberships.of(workspaceId).filter(({ role }) => role === 'owner').length === 1;
}

export function changeRole(call: Call) {
  const admitted = admit(call, 'manageMembers');
  if (!admitted.ok) return admitted;
  const body = validate(bodies.changeRole, call.body);
  if (!body.ok) return body;
  const { directory } = call;
  const { id } = admitted.value.workspace;
  const target = memberOf(directory, id, call.params['userId'] ?? '');
  if (!target) return refuse.memberNotFound();
  const next: Role = body.value.role;
  const touchesOwner = next === 'owner' || target.role === 'owner';
  if (touchesOwner && admitted.value.role !== 'owner') return refuse.ownerOnly();
  if (target.role === 'owner' && next !== 'owner' && isLastOwner(directory, id)) return refuse.lastOwner();
  directory.memberships.setRole(id, target.personId, next);
  return showMember(directory, id, target.personId);
}

/** Removing oneself is leaving, which any member but the last owner may do. Owners can't be removed, not even by other owners. */
export function removeMember(call: Call): Outcome<null> {
  const userId = call.params['userId'] ?? '';
  const leaves = userId === call.identity.person.id;
  const admitted = admit(call, leaves ? null : 'manageMembers');
  if (!admitted.ok) return admitted;
  const { directory } = call;
  const { id } = admitted.value.workspace;
  const target = memberOf(directory, id, userId);
  if (!target) return refuse.memberNotFound();
  if (target.role === 'owner') {
    if (!leaves) return admitted.value.role === 'owner' ? refuse.ownerStays() : refuse.ownerOnly();
    if (isLastOwner(directory, id)) return refuse.lastOwner();
  }
  directory.memberships.remove(id, userId);
  return done(null);
}

export function listTokens(call: Call) {
  const { directory, identity } = call;
  return done(directory.personalTokens.of(identity.person.id, systemName).map(tokenOnWire));
}

/** The only answer that ever holds the secret. */
export function createToken(call: Call) {
  const body = validate(bodies.createToken, call.body);
  if (!body.ok) return body;
  const { directory, identity } = call;
  const secret = `mbx_${randomBytes(32).toString('base64url')}`;
  const token = {
    id: randomUUID(),
    system: systemName,
    personId: identity.person.id,
    description: body.value.description,
    prefix: secret.slice(0, 8),
    createdAt: directory.now(),
  } as const;
  directory.personalTokens.add(token, secret);
  return done({ ...tokenOnWire(token), token: secret });
}

/** Named by its secret, as documented. Another person's token counts as none. */
export function deleteToken(call: Call): Outcome<null> {
  const { directory, identity } = call;
  const token = directory.personalTokens.bySecret(call.params['secret'] ?? '', systemName);
  if (token?.personId !== identity.person.id) return refuse.tokenNotFound();
  directory.personalTokens.remove(token.id);
  return done(null);
}

function listResources(kind: Resource['kind']) {
  const key = kind === 'sandbox' ? 'sandboxes' : 'images';
  return (call: Call) => {
    const admitted = admitByHeader(call, null);
    if (!admitted.ok) return admitted;
    const { status } = call.query;
    const found = call.directory.resources
      .of(admitted.value.workspace.id, kind)
      .filter((resource) => typeof status !== 'string' || status === '' || resource.status === status);
    return done({ [key]: found.map(resourceOnWire), total: found.length });
  };
}

function createResource(kind: Resource['kind'], action: Action) {
  return (call: Call) => {
    const admitted = admitByHeader(call, action);
    if (!admitted.ok) return admitted;
    const body = validate(bodies.createResource, call.body);
    if (!body.ok) return body;
    const { directory } = call;
    const resource: Resource = {
      id: randomUUID(),
      workspaceId: admitted.value.workspace.id,
      kind,
      name: body.value.name,
      status: kind === 'sandbox' ? 'running' : 'ready',
      creatorId: admitted.value.person.id,
      createdAt: directory.now(),
    };
    directory.resources.add(resource);
    return done(resourceOnWire(resource));
  };
}

function deleteResource(kind: Resource['kind'], action: Action) {
  return (call: Call): Outcome<null> => {
    const admitted = admitByHeader(call, action);
    if (!admitted.ok) return admitted;
    const resource = call.directory.resources.byId(call.params['resourceId'] ?? '');
    if (resource?.kind !== kind || resource.workspaceId !== admitted.value.workspace.id) {
      return refuse.resourceNotFound();
    }
    call.directory.resources.remove(resource.id);
    return done(null);
  };
}

/* The guide's matrix speaks of sandboxes and images; the shapes are this instance's own, after those of workspaces. */
export const listSandboxes = listResources('sandbox');
export const createSandbox = createResource('sandbox', 'createSandboxes');
export const deleteSandbox = deleteResource('sandbox', 'createSandboxes');
export const listImages = listResources('image');
export const createImage = createResource('image', 'manageImages');
export const deleteImage = deleteResource('image', 'manageImages');
