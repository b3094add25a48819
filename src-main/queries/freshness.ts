import type { Freshness, ListDoubt, ListName } from '../../src-preload/contract/freshness.ts';
import { ok } from '../../src-preload/shared/result.ts';
import { doubtText } from '../access/doubt-text.ts';
import { staleCopy } from '../access/stale-copies.ts';
import type { Core } from '../core.ts';
import type { StoredFreshness } from '../store/roster/types.ts';
import type { Query } from './query.ts';

/** How old a list is, whether it is being fetched, and whether its copy is too old to be shown. null: the connection's list of places. */
export function freshnessOf(
  core: Core,
  connectionId: string,
  workspaceId: string | null,
  list: ListName,
): Freshness {
  const { doubt, ...stored } = core.store.roster.freshness(connectionId, workspaceId, list);
  const hidden = workspaceId === null ? null : staleCopy(core, { connectionId, workspaceId });
  return {
    list,
    ...stored,
    verdict: verdictOf(stored, doubt),
    doubt: doubt && {
      ...doubt,
      // Who would be missing is a part of the copy.
      missing: hidden === null ? doubt.missing : { ...doubt.missing, names: [] },
      sentence: doubtText({ ...doubt, list }),
    },
    refreshing: core.sync.isSyncing(connectionId, workspaceId, list),
    hidden,
  };
}

function verdictOf(
  { fetchedAt, unreadable }: Pick<StoredFreshness, 'fetchedAt' | 'unreadable'>,
  doubt: ListDoubt | null,
): Freshness['verdict'] {
  if (doubt !== null) return 'implausible';
  if (fetchedAt === null) return null;
  return unreadable > 0 ? 'incomplete' : 'whole';
}

/** Lists of these connections that were fetched and wait for confirmation. */
export const doubtedLists: Query<'connections', 'doubtedLists'> = (core, { connectionIds }) => {
  const { ledger, roster } = core.store;
  const ids = connectionIds ?? ledger.connections().map(({ id }) => id);
  return ok(
    ids.flatMap((connectionId) =>
      roster.doubtedLists(connectionId).flatMap(({ workspaceId, list }) => {
        const place =
          workspaceId === null ? null : roster.workspace({ connectionId, workspaceId }, Date.now());
        const freshness = freshnessOf(core, connectionId, workspaceId, list);
        return freshness.doubt === null
          ? []
          : [{ connectionId, workspaceId, placeName: place?.name ?? null, freshness }];
      }),
    ),
  );
};
