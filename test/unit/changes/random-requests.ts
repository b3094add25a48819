import type { ChangeRequest } from '../../../src-preload/contract/change-request.ts';
import type { FakeServer } from './fake-server.ts';

/* The requests of random plans, and what each of them is about. */

const w1 = { connectionId: 'c1', workspaceId: 'w1' };
const roles = ['owner', 'editor', 'viewer'];
/** Without me: a server that takes me out gives me no list any longer, which this one doesn't play. */
export const others = ['dana', 'eli', 'finn', 'gus', 'hal'];

/** Something on the server, by what it is and its ID. */
export type Thing = `${'workspace' | 'member' | 'token' | 'invitation'} ${string}`;

/** All that is on the server. */
export function thingsOf(server: FakeServer): Set<Thing> {
  return new Set<Thing>([
    ...server.workspaces.map(({ id }): Thing => `workspace ${id}`),
    ...(server.members.get('w1') ?? []).map(({ userId }): Thing => `member ${userId}`),
    ...(server.tokens.get('w1') ?? [])
      .filter(({ revokedAt }) => revokedAt.state !== 'known')
      .map(({ id }): Thing => `token ${id}`),
    ...(server.invitations.get('w1') ?? []).map(({ id }): Thing => `invitation ${id}`),
  ]);
}

/** What a request takes away, or null. */
export function endOf(request: ChangeRequest): Thing | null {
  switch (request.type) {
    case 'workspace.delete':
      return `workspace ${request.workspaceId}`;
    case 'member.remove':
      return `member ${request.userId}`;
    case 'token.revoke':
    case 'token.delete':
      return `token ${request.tokenId}`;
    case 'invitation.cancel':
      return `invitation ${request.invitationId}`;
    default:
      return null;
  }
}

export const isCreation = ({ type }: ChangeRequest) =>
  type === 'token.create' || type === 'workspace.create' || type === 'member.invite';
/** What tells a request from others, also where it is sent twice. */
export const keyOf = (request: ChangeRequest): string =>
  'email' in request && request.type === 'member.invite'
    ? `member.invite ${request.email}`
    : 'name' in request && isCreation(request)
      ? `${request.type} ${request.name}`
      : JSON.stringify(request);

function someRequest(random: () => number, number: number): ChangeRequest {
  const pick = <T>(from: readonly [T, ...T[]] | readonly T[]): T => {
    const found = from[Math.floor(random() * from.length)];
    if (found === undefined) throw new Error('nothing to pick from');
    return found;
  };
  const userId = pick(others);
  const member = { ...w1, userId, email: `${userId}@example.com` };
  const tokenId = pick(['ci', 'deploy', 'old', 'nightly']);
  const invitationId = pick(['i1', 'i2', 'i3', 'i4']);
  const makers: readonly (() => ChangeRequest)[] = [
    () => ({ type: 'member.set-role', ...member, role: pick(roles) }),
    () => ({ type: 'member.remove', ...member }),
    () => ({
      type: 'member.invite',
      ...w1,
      email: `guest${number}${random() < 0.2 ? '+tag' : ''}@example.com`,
      role: random() < 0.5 ? null : 'viewer',
    }),
    () => ({ type: 'token.create', ...w1, name: `token ${number}`, expiry: '30d' }),
    () => ({ type: 'token.revoke', ...w1, tokenId, name: tokenId }),
    () => ({ type: 'token.delete', ...w1, tokenId, name: tokenId }),
    () => ({
      type: 'workspace.create',
      connectionId: 'c1',
      kind: 'local-dev',
      name: `Made ${number}`,
      description: '',
      url: 'http://localhost:8080',
      isDefault: false,
    }),
    () => ({ type: 'workspace.delete', connectionId: 'c1', workspaceId: pick(['w2', 'w3', 'w4']) }),
    () => ({
      type: 'invitation.cancel',
      ...w1,
      invitationId,
      email: `${invitationId}@example.com`,
      reason: '',
    }),
  ];
  return pick(makers)();
}

/** About different people, tokens and places: what a later change of the same did isn't what an earlier one has to show. */
export function someRequests(random: () => number): ChangeRequest[] {
  const found = new Map<string, ChangeRequest>();
  for (let left = 1 + Math.floor(random() * 6); left > 0; left -= 1) {
    const request = someRequest(random, left);
    const about =
      'tokenId' in request
        ? request.tokenId
        : 'userId' in request && request.userId !== null
          ? request.userId
          : request.type === 'workspace.delete'
            ? request.workspaceId
            : JSON.stringify(request);
    if (!found.has(about)) found.set(about, request);
  }
  return [...found.values()];
}
