import type { Topic } from './events.ts';
import { useQuery } from './useQuery.ts';

const topics: readonly Topic[] = ['workspaces', 'members', 'invitations', 'tokens', 'roles', 'connections'];

/** Lists that were fetched and wait for confirmation; `connectionId` null: of all connections. */
export function useDoubtedLists(connectionId: string | null) {
  const { value, error } = useQuery(
    ['doubted-lists', connectionId],
    () =>
      window.steward.connections.doubtedLists({
        connectionIds: connectionId === null ? null : [connectionId],
      }),
    { reloadOn: topics, ...(connectionId === null ? {} : { place: { connectionId, workspaceId: null } }) },
  );
  return { lists: value, error };
}
