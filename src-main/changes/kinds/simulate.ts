import type { ChangeRequest } from '../../../src-preload/contract/changes.ts';
import { knownOrNone, knownValue, none, notReported } from '../../../src-preload/shared/known.ts';
import type { WorkspaceRow } from '../../base/records.ts';
import { findMember, isTimezone, putInvitation, type Snapshot } from '../snapshot/snapshot.ts';
import { arrivesAs, ownerRoleOf, type ChangeContext } from './place.ts';

/**
 * Changes the ground as if this had been done. What is made anew isn't put in: no later item of a plan can name it, and two that
 * would make the same are seen by their names.
 */
export function simulate(ground: Snapshot, request: ChangeRequest, teller: ChangeContext, now: number): void {
  if (!('workspaceId' in request)) return;
  const me = teller.connection.identity.userId;
  const { places } = ground.connection(request.connectionId);
  const at = ground.place(request.connectionId, request.workspaceId);
  const change = (part: Partial<WorkspaceRow>) => {
    const before = places.get(request.workspaceId);
    if (before) places.put({ ...before, ...part });
  };
  switch (request.type) {
    case 'workspace.update': {
      change({ name: request.name, description: knownValue(request.description) });
      if (request.timezone !== undefined) playTimezone(ground, request, request.timezone);
      break;
    }
    case 'organization.update':
      change({ name: request.name });
      break;
    case 'workspace.set-default':
      for (const other of [...places.all()])
        places.put({ ...other, isDefault: knownValue(other.id === request.workspaceId) });
      break;
    case 'workspace.approvals':
      change({ approvalsEnabled: knownValue(request.enabled) });
      break;
    case 'workspace.favourite':
      change({ serverFavourite: knownValue(request.enabled) });
      break;
    case 'workspace.hide':
      change({ serverHidden: knownValue(request.enabled) });
      break;
    case 'workspace.change-settings':
      at.details = { facts: at.details?.facts ?? [], settings: knownValue(request.settings) };
      break;
    case 'workspace.transfer': {
      const role = ownerRoleOf(teller);
      const member = findMember(at, request.userId, request.email);
      if (member && role !== null) at.people.put({ ...member, role });
      const name = member?.name.state === 'known' ? member.name.value : request.email;
      change({ owner: knownValue({ userId: request.userId, name }) });
      // Which role the owner of before has then, the server decides.
      if (request.userId !== me) change({ myRole: notReported });
      break;
    }
    case 'workspace.leave':
    case 'workspace.delete':
      places.drop(request.workspaceId);
      break;
    case 'member.invite':
      playInvitation(ground, request, teller, now);
      break;
    case 'member.set-role': {
      const member = findMember(at, request.userId, request.email);
      if (member) at.people.put({ ...member, role: request.role });
      if (member?.userId === me) change({ myRole: knownValue(request.role) });
      break;
    }
    case 'member.remove': {
      at.people.drop(request.userId);
      if (request.userId === me) places.drop(request.workspaceId);
      break;
    }
    case 'invitation.cancel': {
      const found = at.invitations.get(request.invitationId);
      if (found) putInvitation(at, { ...found, status: 'cancelled' });
      break;
    }
    case 'role.create':
      at.roles = [
        ...at.roles,
        {
          id: `planned:${request.name}`,
          name: request.name,
          kind: 'custom',
          description: knownOrNone(request.description === '' ? null : request.description),
          permissions: notReported,
        },
      ];
      break;
    case 'role.set-permissions':
      at.roles = at.roles.map((role) =>
        role.id === request.roleId ? { ...role, permissions: knownValue(request.permissions) } : role,
      );
      break;
    case 'token.enable': {
      const token = at.tokens.get(request.tokenId);
      if (token) at.tokens.set(token.id, { ...token, enabled: knownValue(request.enabled) });
      break;
    }
    case 'token.revoke': {
      const token = at.tokens.get(request.tokenId);
      if (token) at.tokens.set(token.id, { ...token, revokedAt: knownValue(now) });
      break;
    }
    case 'token.delete':
      at.tokens.delete(request.tokenId);
      break;
    case 'workspace.clone':
    case 'token.create':
    case 'token.rotate':
      break;
  }
}

function playTimezone(
  ground: Snapshot,
  { connectionId, workspaceId }: { connectionId: string; workspaceId: string },
  timezone: string,
): void {
  const moved = <T extends { label: string; value: string }>(facts: readonly T[]): T[] =>
    facts.map((fact) => (isTimezone(fact) ? { ...fact, value: timezone } : fact));
  const { places } = ground.connection(connectionId);
  const row = places.get(workspaceId);
  if (row) places.put({ ...row, facts: moved(row.facts) });
  const at = ground.place(connectionId, workspaceId);
  if (at.details) at.details = { ...at.details, facts: moved(at.details.facts) };
}

function playInvitation(
  ground: Snapshot,
  request: Extract<ChangeRequest, { type: 'member.invite' }>,
  teller: ChangeContext,
  now: number,
): void {
  const at = ground.place(request.connectionId, request.workspaceId);
  const { joining } = teller.facts;
  const email = request.email.trim();
  if (joining.shownIn === 'invitations') {
    putInvitation(at, {
      id: `invited:${email}`,
      email,
      role: knownOrNone(joining.role === 'carried' ? request.role : null),
      status: 'pending',
      invitedBy: knownValue(teller.connection.identity.name),
      message: knownOrNone(request.message ?? null),
      createdAt: knownValue(now),
      expiresAt: notReported,
      endedAt: none,
    });
    return;
  }
  at.people.put({
    userId: `invited:${email}`,
    email,
    name: notReported,
    role: arrivesAs(teller) ?? request.role ?? '',
    status: joining.verb === 'add' ? 'active' : 'pending',
    signedUpAt: none,
    enteredAt: notReported,
  });
}
