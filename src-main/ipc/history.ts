import { ok } from '../../src-preload/shared/result.ts';
import { mergeHistory } from '../changes/history.ts';
import type { Context } from './context.ts';
import type { Handlers } from './handle.ts';
import { seenHistory } from '../queries/history/seen-history.ts';
import { connectionAccess, placeAccess } from '../access/place-access.ts';

export function historyHandlers(context: Context): Handlers<'history'> {
  return {
    page({ connectionId, workspaceId, source, offset, limit }) {
      const core = context.core();
      if (!core.ok) return core;
      const standing = connectionAccess(core.value, connectionId);
      if (!standing.ok) return standing;
      const place = workspaceId === null ? null : placeAccess(core.value, { connectionId, workspaceId });
      // A workspace that left the list has a history still.
      const { roleLabel } = place?.ok ? place.value : standing.value;
      const { ledger } = core.value.store;
      const seen = seenHistory(core.value, connectionId, workspaceId);
      // What was observed is known to be one's own only beside one's own plans.
      const entries = mergeHistory(
        ledger.plans(connectionId, workspaceId),
        source === 'app' ? [] : seen.rows,
        { workspaceId, roleLabel },
      ).filter((entry) => source === 'all' || entry.source === source);
      return ok({
        rows: entries.slice(offset, offset + limit),
        total: entries.length,
        hidden: seen.hidden,
        withheld: seen.withheld,
      });
    },
  };
}
