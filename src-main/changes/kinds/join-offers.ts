import type { ChangeRequest, ChangeType } from '../../../src-preload/contract/change-request.ts';
import type { JoinOffer } from '../../../src-preload/contract/invitations.ts';
import type { WorkspaceRef } from '../../../src-preload/contract/refs.ts';
import { addressKey } from '../../../src-preload/shared/normalize.ts';
import type { ItemOfPlan, LedgerReader } from '../../store/ledger/types.ts';
import type { RosterReader } from '../../store/roster/types.ts';
import { roleLabel } from '../../access/access.ts';
import { placeContext, type ConnectionFacts } from '../context.ts';
import { findMember, personName } from '../snapshot/find.ts';
import { readSnapshot } from '../snapshot/snapshot.ts';

export interface JoinOffersDeps {
  connections: { get(connectionId: string): ConnectionFacts | null };
  roster: RosterReader;
  ledger: Pick<LedgerReader, 'itemsOfTypes'>;
  /** Epoch ms. */
  now: () => number;
}

const invites: readonly ChangeType[] = ['member.invite'];
/** With these it is decided otherwise. */
const decisions: readonly ChangeType[] = [
  'member.set-role',
  'member.remove',
  'invitation.cancel',
  'workspace.transfer',
];

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
  const offersFor = (wantedRoles: ReadonlyMap<string, string>): JoinOffer[] =>
    [...wantedRoles].flatMap(([email, wanted]) => {
      const member = findMember(at, null, email);
      const role = roles.find(({ id }) => id === wanted);
      if (!member || member.status !== 'active' || member.role === wanted || member.role === '') return [];
      if (!role?.assignable) return [];
      return {
        userId: member.userId,
        email: member.email,
        name: personName(member, email),
        now: { id: member.role, label: roleLabel(access.roles, member.role) },
        wanted: { id: role.id, label: role.label },
      };
    });
  const made = (types: readonly ChangeType[]) => deps.ledger.itemsOfTypes(ref, types);
  // What was decided since only takes offers away, and there may be thousands of such changes.
  return offersFor(wantedRoles(made(invites))).length === 0
    ? []
    : offersFor(wantedRoles(made([...invites, ...decisions])));
}

/** E-mail to the role that is still wanted for it. */
function wantedRoles(changes: readonly ItemOfPlan[]): Map<string, string> {
  const done: { at: number; request: ChangeRequest }[] = changes
    .flatMap(({ item: { state, request } }) => (state.state === 'done' ? [{ at: state.at, request }] : []))
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
