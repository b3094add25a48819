import type { HiddenSince } from '../../src-preload/contract/freshness.ts';
import type { Core } from '../core.ts';
import type { HistoryRow } from '../store/history/types.ts';
import { readRetention } from '../queries/storage-overview.ts';
import { moment } from '../base/moments.ts';
import { hiddenAt } from './access.ts';

/** "This copy is hidden: nobody could refresh it since 3 Sep 2026, 14:05." */
export const hiddenWords = ({ since }: HiddenSince): string =>
  `This copy is hidden: nobody could refresh it since ${moment(since)}.`;

/** The places of a connection whose copies are hidden, as of now; each connection is looked at once. */
export function hiddenPlacesOf(core: Core): (connectionId: string) => ReadonlySet<string> {
  const { storage, ledger } = core.store;
  const retention = readRetention(ledger);
  const known = new Map<string, ReadonlySet<string>>();
  return (connectionId) => {
    const before = known.get(connectionId);
    if (before !== undefined) return before;
    const found = storage.hiddenPlaces(connectionId, Date.now(), retention);
    known.set(connectionId, found);
    return found;
  };
}

/** What was seen of a place or a connection, without what is hidden with its copy. */
export interface SeenHistory {
  rows: HistoryRow[];
  /** Of a place. */
  hidden: HiddenSince | null;
  /** Of a connection: so many places are left out. */
  withheld: number;
}

export function seenHistory(core: Core, connectionId: string, workspaceId: string | null): SeenHistory {
  const { ledger } = core.store;
  if (workspaceId !== null) {
    const hidden = hiddenAt(core, { connectionId, workspaceId });
    return { rows: hidden === null ? ledger.history(connectionId, workspaceId) : [], hidden, withheld: 0 };
  }
  const left = hiddenPlacesOf(core)(connectionId);
  const rows = ledger.history(connectionId, null);
  return {
    rows:
      left.size === 0 ? rows : rows.filter((row) => row.workspaceId === null || !left.has(row.workspaceId)),
    hidden: null,
    withheld: left.size,
  };
}
