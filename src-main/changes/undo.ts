import type { ChangeRequest, Plan, PlanItem } from '../../src-preload/contract/changes.ts';
import type { RosterReader } from '../store/types.ts';
import type { ConnectionFacts } from './deps.ts';
import { findMember, readGround, type Ground } from './ground.ts';
import { readPreImage } from './pre-image.ts';

/**
 * The changes that take back what a receipt did, last first. Only what is done is taken back; what can't be (a
 * deletion, a revocation, leaving) is left out, so the result may be empty.
 */
export function inverseOf(
  plan: Plan,
  roster: RosterReader,
  connections: { get(connectionId: string): ConnectionFacts | null },
  now: number,
): ChangeRequest[] {
  const ground = readGround(roster, now);
  return plan.items
    .filter(({ state }) => state.state === 'done')
    .reverse()
    .flatMap((item) => {
      const connection = connections.get(item.request.connectionId);
      const inverse = connection ? inverseOfItem(item, ground, connection) : null;
      return inverse ? [inverse] : [];
    });
}

function inverseOfItem(item: PlanItem, ground: Ground, connection: ConnectionFacts): ChangeRequest | null {
  const { request } = item;
  const before = readPreImage(item.preImage);
  if (!before) return null;
  const { connectionId } = request;
  if (request.type === 'workspace.create')
    return before.of === 'creation' && before.created !== null
      ? { type: 'workspace.delete', connectionId, workspaceId: before.created }
      : null;
  const ref = { connectionId, workspaceId: request.workspaceId };
  switch (request.type) {
    case 'workspace.update':
      return before.of === 'workspace'
        ? { type: request.type, ...ref, name: before.name, description: before.description }
        : null;
    case 'workspace.set-default':
      return before.of === 'workspace' &&
        before.defaultId !== null &&
        before.defaultId !== request.workspaceId
        ? { type: request.type, connectionId, workspaceId: before.defaultId }
        : null;
    case 'workspace.approvals':
    case 'workspace.favourite':
    case 'workspace.hide':
      return { type: request.type, ...ref, enabled: !request.enabled };
    case 'member.invite': {
      const member = findMember(ground.workspace(connectionId, ref.workspaceId), null, request.email);
      return member ? { type: 'member.remove', ...ref, userId: member.userId, email: member.email } : null;
    }
    case 'member.set-role':
      // Without a role before, the person came with the same plan and goes with its invitation.
      return before.of === 'member' && before.role !== null
        ? {
            type: request.type,
            ...ref,
            userId: request.userId ?? before.userId,
            email: request.email,
            role: before.role,
          }
        : null;
    case 'member.remove': {
      if (before.of !== 'member' || before.role === null) return null;
      const arrivesAs = connection.provider.inviteArrivesAs;
      return {
        type: 'member.invite',
        ...ref,
        email: request.email,
        role: before.role === arrivesAs ? null : before.role,
      };
    }
    case 'token.create':
      return before.of === 'creation' && before.created !== null
        ? { type: 'token.revoke', ...ref, tokenId: before.created, name: request.name }
        : null;
    default:
      return null;
  }
}
