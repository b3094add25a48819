import type { ChangeRequest } from '../../../src-preload/contract/change-request.ts';
import { present } from '../../support/results.ts';
import type { Ground, PlaceList, World } from './ground.ts';
import { differences } from './oracle.ts';

/** A change that the lies are told about. */
export interface Operation {
  name: string;
  request(ground: Ground): ChangeRequest;
  /** Did the server do it? */
  isDone(request: ChangeRequest, before: World, after: World): boolean;
  /** What it may take out: of which list, and which record. */
  removes?(request: ChangeRequest): { list: PlaceList; id: string };
  /** The list that gets one more. */
  adds?: PlaceList;
}

let made = 0;
const nextName = (what: string) => `${what} ${(made += 1)}`;

const refOf = (ground: Ground, list: PlaceList) => ({
  connectionId: ground.connectionId,
  workspaceId: ground.placeOf(list) ?? '',
});

/** Somebody else there, who is not the last of their role. */
function aMember(ground: Ground) {
  const me = ground.app.core.store.ledger.connection(ground.connectionId)?.identity.userId;
  const all = [...ground.copy('members').values()];
  const rank = (role: unknown) => all.filter((one) => one['role'] === role).length;
  const others = all.filter(
    ({ userId, role, status }) =>
      userId !== me && status === 'active' && !/owner|super/i.test(String(role)) && rank(role) > 1,
  );
  const row = present(
    others[0] ?? all.find(({ userId, role }) => userId !== me && !/owner|super/i.test(String(role))),
    'member to change',
  );
  return { userId: String(row['userId']), email: String(row['email']), role: String(row['role']) };
}

function anotherRole(ground: Ground, role: string): string {
  const { core } = ground.app;
  const ref = refOf(ground, 'members');
  const table = core.providers.get(ground.provider)?.roleTable('workspace', core.store.roster.roles(ref));
  return present(
    table?.roles.find(({ id, assignable }) => assignable && id !== role && !/owner/i.test(id)),
    'other role',
  ).id;
}

const gained = (list: PlaceList) => (_: ChangeRequest, before: World, after: World) =>
  differences(before, after)[list].added.length > 0;

const setRole: Operation = {
  name: 'member.set-role',
  request(ground) {
    const { userId, email, role } = aMember(ground);
    return {
      type: 'member.set-role',
      ...refOf(ground, 'members'),
      userId,
      email,
      role: anotherRole(ground, role),
    };
  },
  isDone: (request, _, after) =>
    request.type === 'member.set-role' && after.members?.get(request.userId ?? '')?.['role'] === request.role,
};
const remove: Operation = {
  name: 'member.remove',
  request(ground) {
    const { userId, email } = aMember(ground);
    return { type: 'member.remove', ...refOf(ground, 'members'), userId, email };
  },
  isDone: (request, _, after) =>
    request.type === 'member.remove' && after.members?.has(request.userId) === false,
  removes: (request) => ({ list: 'members', id: request.type === 'member.remove' ? request.userId : '' }),
};
const invite = (list: 'members' | 'invitations', role: string | null): Operation => ({
  name: 'member.invite',
  request: (ground) => ({
    type: 'member.invite',
    ...refOf(ground, list),
    email: `${nextName('guest').replace(' ', '.')}@lies.example`,
    role,
  }),
  isDone: gained(list),
  adds: list,
});
const createWorkspace: Operation = {
  name: 'workspace.create',
  request: (ground) => ({
    type: 'workspace.create',
    connectionId: ground.connectionId,
    kind: ground.provider === 'system-initiative' ? 'local-dev' : 'managed',
    name: nextName('Made'),
    description: '',
    url: ground.provider === 'system-initiative' ? 'http://localhost:8080' : '',
    isDefault: false,
    ...(ground.provider === 'system' && { timezone: 'Europe/Berlin' }),
    ...(ground.organizationId !== null && { organizationId: ground.organizationId }),
  }),
  isDone: gained('workspaces'),
  adds: 'workspaces',
};
const createToken = (scopes?: string[]): Operation => ({
  name: 'token.create',
  request: (ground) => ({
    type: 'token.create',
    ...refOf(ground, 'tokens'),
    name: nextName('token'),
    expiry: ground.provider === 'system-initiative' ? '30d' : '',
    ...(scopes && { scopes }),
  }),
  isDone: gained('tokens'),
  adds: 'tokens',
});

const cancelInvitation: Operation = {
  name: 'invitation.cancel',
  request(ground) {
    const open = [...ground.copy('invitations').values()].find(({ status }) => status === 'pending');
    const { id, email } = present(open, 'open invitation');
    return {
      type: 'invitation.cancel',
      ...refOf(ground, 'invitations'),
      invitationId: String(id),
      email: String(email),
      reason: 'A mistake',
    };
  },
  isDone(request, _, after) {
    if (request.type !== 'invitation.cancel') return false;
    const row = after.invitations?.get(request.invitationId);
    return row === undefined || row['status'] === 'cancelled';
  },
  removes: (request) => ({
    list: 'invitations',
    id: request.type === 'invitation.cancel' ? request.invitationId : '',
  }),
};

/** What is changed in each system, out of what it offers. */
export const operations: Readonly<Record<Ground['provider'], readonly Operation[]>> = {
  'system-initiative': [setRole, remove, invite('members', null), createWorkspace, createToken()],
  unstructured: [setRole, remove, createWorkspace, createToken()],
  'workspaces-api': [
    setRole,
    remove,
    invite('invitations', 'developer'),
    createWorkspace,
    createToken(['read']),
  ],
  modbox: [setRole, remove, createWorkspace, createToken()],
  system: [setRole, invite('invitations', null), cancelInvitation],
};
