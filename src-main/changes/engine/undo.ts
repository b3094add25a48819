import type { ChangeRequest, Plan, PlanItem } from '../../../src-preload/contract/changes.ts';
import type { RosterReader } from '../../store/roster/types.ts';
import type { ConnectionFacts } from './deps.ts';
import { findMember, openInvitation, readSnapshot, type Snapshot } from '../snapshot/snapshot.ts';
import { arrivesAs, offers, changeContextOf, type ChangeContext } from '../kinds/place.ts';
import { readPreImage } from '../kinds/pre-image.ts';
import { createEventLoopYield } from './yield-to-event-loop.ts';

/**
 * The changes that take back what a receipt did, last first. Only what is done is taken back; what can't be (a
 * deletion, a revocation, leaving) is left out, so the result may be empty.
 */
export async function inverseOf(
  plan: Plan,
  roster: RosterReader,
  connections: { get(connectionId: string): ConnectionFacts | null },
  now: number,
): Promise<ChangeRequest[]> {
  const turns = createEventLoopYield();
  const ground = readSnapshot(roster, now);
  const requests: ChangeRequest[] = [];
  for (const item of plan.items.filter(({ state }) => state.state === 'done').reverse()) {
    if (turns.isDue()) await turns.next();
    const connection = connections.get(item.request.connectionId);
    const inverse = connection ? inverseOfItem(item, ground, connection, now) : null;
    if (inverse) requests.push(inverse);
  }
  return requests;
}

function inverseOfItem(
  item: PlanItem,
  ground: Snapshot,
  connection: ConnectionFacts,
  now: number,
): ChangeRequest | null {
  const { request } = item;
  const before = readPreImage(item.preImage);
  if (!before) return null;
  const { connectionId } = request;
  const teller = changeContextOf(connection, ground, request);
  const made = before.of === 'creation' ? before.created : null;
  /** What was made is deleted or left, where the system has that. */
  const away = (type: 'workspace.delete' | 'workspace.leave'): ChangeRequest | null => {
    if (made === null) return null;
    const row = ground.row(connectionId, made);
    return offers({ ...teller, row }, type) ? { type, connectionId, workspaceId: made } : null;
  };
  if (request.type === 'invitation.accept') return away('workspace.leave');
  if (request.type === 'workspace.create' || request.type === 'workspace.provision')
    return away('workspace.delete');
  if (!('workspaceId' in request)) return null;
  const ref = { connectionId, workspaceId: request.workspaceId };
  switch (request.type) {
    case 'workspace.clone':
      return away('workspace.delete');
    case 'workspace.update':
      return before.of === 'workspace'
        ? {
            type: request.type,
            ...ref,
            name: before.name,
            description: before.description,
            ...(before.timezone === null ? {} : { timezone: before.timezone }),
          }
        : null;
    case 'organization.update':
      return before.of === 'workspace' ? { type: request.type, ...ref, name: before.name } : null;
    case 'workspace.change-settings':
      return before.of === 'settings' && before.settings !== null
        ? { type: request.type, ...ref, settings: before.settings }
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
    case 'token.enable':
      return { ...request, enabled: !request.enabled };
    case 'member.invite':
      return uninvite(request, ground, teller, now);
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
      if (before.of !== 'member' || before.role === null || !offers(teller, 'member.invite')) return null;
      const role = before.role === arrivesAs(teller) ? null : before.role;
      return { type: 'member.invite', ...ref, email: request.email, role };
    }
    case 'invitation.cancel':
      return before.of === 'invitation' && before.status === 'pending' && offers(teller, 'member.invite')
        ? {
            type: 'member.invite',
            ...ref,
            email: before.email,
            role: before.role,
            ...(before.message === null ? {} : { message: before.message }),
          }
        : null;
    case 'role.set-permissions':
      return before.of === 'role' && before.permissions !== null
        ? { ...request, permissions: before.permissions }
        : null;
    case 'token.create': {
      if (made === null) return null;
      const end = (['token.revoke', 'token.delete'] as const).find((type) => offers(teller, type));
      return end ? { type: end, ...ref, tokenId: made, name: request.name } : null;
    }
    default:
      return null;
  }
}

/** An open invitation is cancelled; who has come meanwhile is removed, where the system has that. */
function uninvite(
  request: Extract<ChangeRequest, { type: 'member.invite' }>,
  ground: Snapshot,
  teller: ChangeContext,
  now: number,
): ChangeRequest | null {
  const { connectionId, workspaceId, email } = request;
  const at = ground.place(connectionId, workspaceId);
  const open = openInvitation(at, email, now);
  if (open && offers(teller, 'invitation.cancel'))
    return { type: 'invitation.cancel', connectionId, workspaceId, invitationId: open.id, email, reason: '' };
  const member = findMember(at, null, email);
  return member && offers(teller, 'member.remove')
    ? { type: 'member.remove', connectionId, workspaceId, userId: member.userId, email: member.email }
    : null;
}
