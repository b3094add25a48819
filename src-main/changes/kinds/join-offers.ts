import type { ChangeRequest } from '../../../src-preload/contract/change-request.ts';
import type { Plan } from '../../../src-preload/contract/plan.ts';
import type { JoinOffer } from '../../../src-preload/contract/invitations.ts';
import type { WorkspaceRef } from '../../../src-preload/contract/refs.ts';
import { addressKey } from '../../../src-preload/shared/normalize.ts';
import type { LedgerReader } from '../../store/ledger/types.ts';
import type { RosterReader } from '../../store/roster/types.ts';
import { roleLabel } from '../../access/access.ts';
import { placeContext, type ConnectionFacts } from '../context.ts';
import { findMember, personName } from '../snapshot/find.ts';
import { readSnapshot } from '../snapshot/snapshot.ts';

export interface JoinOffersDeps {
  connections: { get(connectionId: string): ConnectionFacts | null };
  roster: RosterReader;
  ledger: Pick<LedgerReader, 'plans'>;
  /** Epoch ms. */
  now: () => number;
}

/**
 * Members who were invited from here with a role, have joined and don't have it yet: only where the system gives roles after joining. The
 * latest invitation counts; a member who was given a role from here since, or whose invitation was cancelled, isn't offered.
 */
export function joinOffersOf(ref: WorkspaceRef, deps: JoinOffersDeps): JoinOffer[] {
  const connection = deps.connections.get(ref.connectionId);
  if (!connection) return [];
  const snapshot = readSnapshot(deps.roster, deps.now());
  const access = placeContext(connection, snapshot, ref.connectionId, ref.workspaceId);
  const { facts, roles } = access;
  if (facts.joining.role !== 'after-join') return [];
  const at = snapshot.place(ref.connectionId, ref.workspaceId);
  const plans = deps.ledger.plans(ref.connectionId, ref.workspaceId);
  const offers: JoinOffer[] = [];
  for (const [email, wanted] of wantedRoles(plans, ref.workspaceId)) {
    const member = findMember(at, null, email);
    const role = roles.find(({ id }) => id === wanted);
    if (!member || member.status !== 'active' || member.role === wanted || member.role === '') continue;
    if (!role?.assignable) continue;
    offers.push({
      userId: member.userId,
      email: member.email,
      name: personName(member, email),
      now: { id: member.role, label: roleLabel(access.roles, member.role) },
      wanted: { id: role.id, label: role.label },
    });
  }
  return offers;
}

/** E-mail to the role that is still wanted for it. */
function wantedRoles(plans: readonly Plan[], workspaceId: string): Map<string, string> {
  const done: { at: number; request: ChangeRequest }[] = [...plans]
    .reverse()
    .flatMap(({ items }) => items)
    .flatMap(({ state, request }) =>
      state.state === 'done' && 'workspaceId' in request && request.workspaceId === workspaceId
        ? [{ at: state.at, request }]
        : [],
    )
    .sort((a, b) => a.at - b.at);
  const wanted = new Map<string, string>();
  for (const { request } of done) {
    if (!('email' in request)) continue;
    const email = addressKey(request.email);
    if (request.type === 'member.invite' && request.role !== null) wanted.set(email, request.role);
    // Decided otherwise since: another role, or none.
    else wanted.delete(email);
  }
  return wanted;
}
