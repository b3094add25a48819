import type { ChangeRequest } from '../../../src-preload/contract/changes.ts';
import type { ConnectionFacts } from './deps.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { arrivesAs, offers, changeContextOf } from '../kinds/place.ts';

/** A request with the identity it keeps when the plan is made again on newer ground, and what holds it back. */
export interface Draft {
  id: string;
  request: ChangeRequest;
  /** The draft that must be done before it. */
  dependsOn: string | null;
  /** What a person does between the two, or null. */
  pause: string | null;
  /** Sentences that stay with it beside what its provider says. */
  kept: readonly string[];
}

/**
 * Turns what is two steps on the wire into two items: half of it may succeed, and then the other half must be visible and finishable.
 * An invitation with a role is two where invitations carry none and the role can be given at once; a rotation is a new token and, after
 * a pause to swap it where it is used, the end of the old one.
 */
export function expand(
  request: ChangeRequest,
  connection: ConnectionFacts,
  ground: Snapshot,
  newId: () => string,
): Draft[] {
  const draft = (one: ChangeRequest, after: Pick<Draft, 'dependsOn' | 'pause'> = free): Draft => ({
    id: newId(),
    request: one,
    ...after,
    kept: [],
  });
  const teller = changeContextOf(connection, ground, request);
  if (request.type === 'member.invite') {
    const invite = { ...request, email: request.email.trim() };
    const arrives = arrivesAs(teller);
    if (invite.role === null || arrives === null) return [draft(invite)];
    if (invite.role === arrives) return [draft({ ...invite, role: null })];
    if (teller.facts.joining.role !== 'second-step') return [draft(invite)];
    const { connectionId, workspaceId, email, role } = invite;
    const first = draft({ ...invite, role: null });
    return [
      first,
      draft(
        { type: 'member.set-role', connectionId, workspaceId, userId: null, email, role },
        { dependsOn: first.id, pause: null },
      ),
    ];
  }
  // Where it isn't offered it stays one item, which is refused with the reason.
  if (request.type === 'token.rotate' && offers(teller, 'token.rotate')) {
    const { connectionId, workspaceId, tokenId, name, newName } = request;
    const { one } = teller.facts.tokens;
    const first = draft({ type: 'token.create', connectionId, workspaceId, name: newName, expiry: '' });
    const type = offers(teller, 'token.delete') ? 'token.delete' : 'token.revoke';
    const ends = type === 'token.delete' ? 'deletes' : 'revokes';
    const noun = shortNoun(one);
    const pause = `Put the new ${noun} where the old one is used, then finish this plan: it ${ends} the old ${noun}.`;
    return [first, draft({ type, connectionId, workspaceId, tokenId, name }, { dependsOn: first.id, pause })];
  }
  return [draft(request)];
}

const free = { dependsOn: null, pause: null };

/** "API key" is a key in a sentence about two of them. */
export const shortNoun = (one: string): string => one.split(' ').at(-1) ?? one;
