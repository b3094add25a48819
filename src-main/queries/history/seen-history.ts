import type { StaleCopy } from '../../../src-preload/contract/freshness.ts';
import { staleCopy, stalePlacesOf } from '../../access/stale-copies.ts';
import type { Core } from '../../core.ts';
import type { HistoryRow } from '../../store/history/types.ts';

/** What was seen of a place or a connection, without what is hidden with its copy. */
export interface SeenHistory {
  rows: HistoryRow[];
  /** Of a place. */
  hidden: StaleCopy | null;
  /** Of a connection: so many places are left out. */
  withheld: number;
}

export function seenHistory(core: Core, connectionId: string, workspaceId: string | null): SeenHistory {
  const { ledger } = core.store;
  if (workspaceId !== null) {
    const hidden = staleCopy(core, { connectionId, workspaceId });
    return { rows: hidden === null ? ledger.history(connectionId, workspaceId) : [], hidden, withheld: 0 };
  }
  const left = stalePlacesOf(core)(connectionId);
  const rows = ledger.history(connectionId, null);
  return {
    rows:
      left.size === 0 ? rows : rows.filter((row) => row.workspaceId === null || !left.has(row.workspaceId)),
    hidden: null,
    withheld: left.size,
  };
}
