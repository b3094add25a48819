import { ok } from '../../src-preload/contract/result.ts';
import { mergeHistory } from '../changes/history.ts';
import type { Context } from './context.ts';
import type { Handlers } from './handle.ts';
import { connectionStanding } from './standing.ts';

export function historyHandlers(context: Context): Handlers<'history'> {
  return {
    page({ connectionId, workspaceId, source, offset, limit }) {
      const core = context.core();
      if (!core.ok) return core;
      const standing = connectionStanding(core.value, connectionId);
      if (!standing.ok) return standing;
      const { ledger } = core.value.store;
      // What was observed is known to be one's own only beside one's own plans.
      const entries = mergeHistory(
        ledger.plans(connectionId, workspaceId),
        source === 'app' ? [] : ledger.history(connectionId, workspaceId),
        { workspaceId, roleLabel: standing.value.roleLabel },
      ).filter((entry) => source === 'all' || entry.source === source);
      return ok({ rows: entries.slice(offset, offset + limit), total: entries.length });
    },
  };
}
