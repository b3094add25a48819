import type { ChangeRequest, ChangeType, Plan } from '../../../src-preload/contract/changes.ts';
import type { ListName } from '../../../src-preload/contract/freshness.ts';

/** A record that a change takes out of a list; `workspaceId` null: out of the connection's list of workspaces. */
interface Removal {
  list: ListName;
  workspaceId: string | null;
  id: string;
}

type RemovalOf = { [T in ChangeType]?: (request: Extract<ChangeRequest, { type: T }>) => Removal };

/** The kinds of changes after which a record is missing. */
const removals: RemovalOf = {
  'workspace.leave': ({ workspaceId: id }) => ({ list: 'workspaces', workspaceId: null, id }),
  'workspace.delete': ({ workspaceId: id }) => ({ list: 'workspaces', workspaceId: null, id }),
  'member.remove': ({ workspaceId, userId: id }) => ({ list: 'members', workspaceId, id }),
  'invitation.cancel': ({ workspaceId, invitationId: id }) => ({ list: 'invitations', workspaceId, id }),
  'token.revoke': ({ workspaceId, tokenId: id }) => ({ list: 'tokens', workspaceId, id }),
  'token.delete': ({ workspaceId, tokenId: id }) => ({ list: 'tokens', workspaceId, id }),
};

function removalOf(request: ChangeRequest): Removal | null {
  // The table pairs each type with a function of its own request; indexing loses that pairing.
  const removal = removals[request.type] as ((one: ChangeRequest) => Removal) | undefined;
  return removal?.(request) ?? null;
}

/** A server's lists may lag behind a change for so long (ms). */
const expectedForMs = 15 * 60_000;

/** IDs that changes of these plans have just taken out of a list, or may have: they were sent and not proven yet. */
export function expectedGone(
  plans: readonly Plan[],
  at: { connectionId: string; workspaceId: string | null; list: ListName },
  now: number,
): ReadonlySet<string> {
  const gone = new Set<string>();
  for (const { items } of plans)
    for (const { request, state } of items) {
      if (state.state !== 'sent' && state.state !== 'done' && state.state !== 'unverified') continue;
      if (request.connectionId !== at.connectionId || now - state.at > expectedForMs) continue;
      const removal = removalOf(request);
      if (removal !== null && removal.list === at.list && removal.workspaceId === at.workspaceId)
        gone.add(removal.id);
    }
  return gone;
}
