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
      const entries = mergeHistory(
        source === 'observed' ? [] : ledger.plans(connectionId, workspaceId),
        source === 'app' ? [] : ledger.history(connectionId, workspaceId),
        { workspaceId, roleLabel: standing.value.roleLabel },
      );
      return ok({ rows: entries.slice(offset, offset + limit), total: entries.length });
    },
  };
}
