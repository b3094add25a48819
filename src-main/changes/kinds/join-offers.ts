import type { ChangeRequest, Plan } from '../../../src-preload/contract/changes.ts';
import type { JoinOffer } from '../../../src-preload/contract/invitations.ts';
import type { WorkspaceRef } from '../../../src-preload/contract/refs.ts';
import type { LedgerReader } from '../../store/ledger/types.ts';
import type { RosterReader } from '../../store/roster/types.ts';
import type { ConnectionFacts } from '../engine/deps.ts';
import { findMember, personName, readSnapshot } from '../snapshot/snapshot.ts';
import { roleLabel, changeContextOf } from './place.ts';

export interface JoinOffersDeps {
  connections: { get(connectionId: string): ConnectionFacts | null };
  roster: RosterReader;
  ledger: Pick<LedgerReader, 'plans'>;
  /** Epoch ms. */
  now: () => number;
}

const key = (email: string) => email.trim().toLowerCase();

/**
 * People who were invited from here with a role in mind, have joined, and don't have it yet: only where the system gives roles after
 * joining. The latest wish counts; whoever was given a role from here since, or whose invitation was taken back, isn't offered.
 */
export function joinOffersOf(ref: WorkspaceRef, deps: JoinOffersDeps): JoinOffer[] {
  const connection = deps.connections.get(ref.connectionId);
  if (!connection) return [];
  const ground = readSnapshot(deps.roster, deps.now());
  const { facts, roles } = changeContextOf(connection, ground, { type: 'workspace.leave', ...ref });
  if (facts.joining.role !== 'after-join') return [];
  const at = ground.place(ref.connectionId, ref.workspaceId);
  const offers: JoinOffer[] = [];
  for (const [email, wanted] of wishesOf(
    deps.ledger.plans(ref.connectionId, ref.workspaceId),
    ref.workspaceId,
  )) {
    const member = findMember(at, null, email);
    const role = roles.find(({ id }) => id === wanted);
    if (!member || member.status !== 'active' || member.role === wanted) continue;
    if (!role?.assignable) continue;
    offers.push({
      userId: member.userId,
      email: member.email,
      name: personName(member, email),
      now: { id: member.role, label: roleLabel(roles, member.role) },
      wanted: { id: role.id, label: role.label },
    });
  }
  return offers;
}

/** E-mail to the role that is still wanted for it. */
function wishesOf(plans: readonly Plan[], workspaceId: string): Map<string, string> {
  const done: { at: number; request: ChangeRequest }[] = [...plans]
    .reverse()
    .flatMap(({ items }) => items)
    .flatMap(({ state, request }) =>
      state.state === 'done' && 'workspaceId' in request && request.workspaceId === workspaceId
        ? [{ at: state.at, request }]
        : [],
    )
    .sort((a, b) => a.at - b.at);
  const wishes = new Map<string, string>();
  for (const { request } of done) {
    if (!('email' in request)) continue;
    const email = key(request.email);
    if (request.type === 'member.invite' && request.role !== null) wishes.set(email, request.role);
    // Somebody decided otherwise since: another role, or none.
    else wishes.delete(email);
  }
  return wishes;
}
