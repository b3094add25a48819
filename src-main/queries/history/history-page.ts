import { ok } from '../../../src-preload/shared/result.ts';
import { connectionAccess } from '../../access/place-access.ts';
import { mergeHistoryInTurns } from '../../changes/history.ts';
import type { Query } from '../query.ts';
import { pastPlace } from './past-place.ts';
import { seenHistory } from './seen-history.ts';

/** What was done here and what was seen, newest first, without what was seen of copies that are too old to be shown. */
export const historyPage: Query<'history', 'page'> = async (core, input) => {
  const { connectionId, workspaceId, source, offset, limit } = input;
  const connection = connectionAccess(core, connectionId);
  if (!connection.ok) return connection;
  // A workspace that left the list still has a history.
  const place = workspaceId === null ? null : pastPlace(core, { connectionId, workspaceId });
  const { roleLabel } = place?.ok ? place.value : connection.value;
  const { rows, hidden, withheld } = seenHistory(core, connectionId, workspaceId);
  // What was observed is known to be one's own only beside one's own plans.
  const plans = await core.store.ledger.plans(connectionId, workspaceId);
  const merged = await mergeHistoryInTurns(plans, source === 'app' ? [] : rows, { workspaceId, roleLabel });
  const entries = merged.filter((entry) => source === 'all' || entry.source === source);
  return ok({ rows: entries.slice(offset, offset + limit), total: entries.length, hidden, withheld });
};
