import { useEffect } from 'react';
import type { StaleCopy } from '../../../src-preload/contract/freshness.ts';
import type { AppError } from '../../../src-preload/contract/result.ts';
import type { TimelineEntry } from '../../../src-preload/contract/timeline.ts';
import {
  historyInView,
  reloadHistory,
  showHistory,
  useHistory,
  type HistorySource,
} from '../../stores/history.ts';
import { reloadTimeline, showTimeline, timelineInView, useTimeline } from '../../stores/timeline.ts';
import { rowAt } from '../../stores/paged-list.ts';

/** What the list of entries shows. */
interface ActivityList {
  rowCount: number;
  rowAt: (index: number) => TimelineEntry | undefined;
  onRange: (first: number, last: number) => void;
  error: AppError | null;
  reload: () => Promise<void>;
  /** null: not counted. */
  matching: number | null;
  /** Of a workspace: its observed changes are hidden with its copy. */
  hidden: StaleCopy | null;
  /** Of a connection: in how many of its workspaces observed changes are hidden. */
  withheld: number;
}

/** All entries of a workspace come from its timeline, which includes scheduled expiries; other lists come from the history. */
export function useActivity(
  { connectionId, workspaceId }: { connectionId: string; workspaceId: string | null },
  source: HistorySource,
): ActivityList {
  const list = useHistory();
  const timeline = useTimeline();
  const along = workspaceId !== null && source === 'all';
  useEffect(() => {
    if (workspaceId !== null && source === 'all') showTimeline({ connectionId, workspaceId });
    else showHistory({ connectionId, workspaceId, source });
  }, [connectionId, workspaceId, source]);
  if (along) {
    const { place } = timeline;
    const current = place?.connectionId === connectionId && place.workspaceId === workspaceId;
    const rows = current ? timeline.rows : [];
    const error = current ? timeline.error : null;
    const waiting = (!current || !timeline.read) && error === null;
    return {
      rowCount: waiting ? 6 : rows.length + (timeline.next === null ? 0 : 1),
      rowAt: (index) => rows[index],
      onRange: timelineInView,
      error,
      reload: reloadTimeline,
      matching: null,
      hidden: current ? timeline.hidden : null,
      withheld: 0,
    };
  }
  const current =
    list.query?.connectionId === connectionId &&
    list.query.workspaceId === workspaceId &&
    list.query.source === source;
  const page = current ? list.page : null;
  const error = current ? list.error : null;
  return {
    rowCount: page === null ? (error === null ? 6 : 0) : (page.matching ?? 0),
    rowAt: (index) => (current ? rowAt(list.loaded, index) : undefined),
    onRange: historyInView,
    error,
    reload: reloadHistory,
    matching: page?.matching ?? null,
    hidden: source === 'app' ? null : (page?.hidden ?? null),
    withheld: source === 'app' ? 0 : (page?.withheld ?? 0),
  };
}
