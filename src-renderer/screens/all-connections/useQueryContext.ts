import type { Named, QueryContext } from '../../../src-preload/shared/query/parse.ts';
import { useNow } from '../../stores/clock.ts';
import { useConnections } from '../../stores/connections.ts';
import { useQuery } from '../../stores/useQuery.ts';
import { useWorkspaces } from '../../stores/workspaces.ts';

/** The roles of all systems and places; asked for again when a connection comes or goes. */
function useRoles(): readonly Named[] {
  const connections = useConnections((state) => state.connections);
  const { value } = useQuery(
    ['all-roles', ...connections.map(({ id }) => id)],
    () => window.steward.people.roles({ connectionIds: null }),
    { reloadOn: ['roles'], keepPrevious: true },
  );
  return value ?? [];
}

/** What a query over all connections may name. */
export function useQueryContext(): QueryContext {
  const now = useNow();
  const connections = useConnections((state) => state.connections);
  const lists = useWorkspaces((state) => state.lists);
  const workspaces = Object.values(lists).flatMap((list) => list.workspaces);
  return {
    now,
    roles: useRoles(),
    connections: connections.map(({ id, label }) => ({ id, label })),
    systems: [
      ...new Map(connections.map(({ provider: id, productName: label }) => [id, { id, label }])).values(),
    ],
    workspaces: workspaces.map(({ name }) => name),
    organizations: workspaces.flatMap(({ organization }) =>
      organization.state === 'known' ? [organization.value.name] : [],
    ),
  };
}
