import { create } from 'zustand';
import type { StaleCopy } from '../../src-preload/contract/freshness.ts';
import type { WorkspaceRef } from '../../src-preload/contract/refs.ts';
import type { AppError } from '../../src-preload/contract/result.ts';
import type { TimelineEntry } from '../../src-preload/contract/timeline.ts';
import { createNewest } from '../lib/newest.ts';
import { onTopic } from './events.ts';

type Cursor = { at: number; id: number } | null;

interface Timeline {
  place: WorkspaceRef | null;
  rows: readonly TimelineEntry[];
  /** Where older entries begin; null: there are none, or nothing was read yet. */
  next: Cursor;
  /** True once there was an answer. */
  read: boolean;
  /** What was seen is withheld with the copy of the workspace. */
  hidden: StaleCopy | null;
  error: AppError | null;
  loading: boolean;
}

const limit = 100;
const empty: Omit<Timeline, 'place'> = {
  rows: [],
  next: null,
  read: false,
  hidden: null,
  error: null,
  loading: false,
};

/** All that is known to have happened in a workspace, newest first. Pages follow each other: they aren’t counted. */
export const useTimeline = create<Timeline>(() => ({ place: null, ...empty }));
const asking = createNewest();

async function ask(place: WorkspaceRef, after: Cursor): Promise<void> {
  const signal = asking.start();
  useTimeline.setState({ loading: true });
  const answer = await window.steward.timeline.workspace({ ...place, after, limit });
  if (signal.aborted) return;
  if (!answer.ok) {
    useTimeline.setState({ error: answer.error, loading: false });
    return;
  }
  const entries = answer.value.rows.map(({ entry }) => entry);
  const { rows } = useTimeline.getState();
  useTimeline.setState({
    rows: after === null ? entries : [...rows, ...entries],
    next: answer.value.next,
    read: true,
    hidden: answer.value.hidden,
    error: null,
    loading: false,
  });
}

export function showTimeline(place: WorkspaceRef): void {
  const before = useTimeline.getState().place;
  if (before?.connectionId === place.connectionId && before.workspaceId === place.workspaceId) {
    void reloadTimeline();
    return;
  }
  useTimeline.setState({ place, ...empty });
  void ask(place, null);
}

/** Reads on when the end comes into view. */
export function timelineInView(_first: number, last: number): void {
  const { place, rows, next, loading } = useTimeline.getState();
  if (place !== null && next !== null && !loading && last >= rows.length - 1) void ask(place, next);
}

export async function reloadTimeline(): Promise<void> {
  const { place } = useTimeline.getState();
  if (place !== null) await ask(place, null);
}

const concerns = (event: { connectionId: string }) => {
  const { place, rows } = useTimeline.getState();
  // Further pages keep the scroll position: only a first page is asked for again.
  if (place?.connectionId === event.connectionId && rows.length <= 2 * limit) void reloadTimeline();
};
onTopic('history', concerns);
onTopic('receipts', concerns);
