import type { Freshness, ListName } from '../../src-preload/contract/freshness.ts';
import { staleCopy } from '../access/stale-copies.ts';
import type { Core } from '../core.ts';

/** How old a list is, whether it is being fetched, and whether its copy is too old to be shown. null: the connection's list of places. */
export function freshnessOf(
  core: Core,
  connectionId: string,
  workspaceId: string | null,
  list: ListName,
): Freshness {
  return {
    list,
    ...core.store.roster.freshness(connectionId, workspaceId, list),
    refreshing: core.sync.isSyncing(connectionId, workspaceId, list),
    hidden: workspaceId === null ? null : staleCopy(core, { connectionId, workspaceId }),
  };
}
