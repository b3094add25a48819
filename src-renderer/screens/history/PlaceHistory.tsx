import { lazy, Suspense, useState } from 'react';
import { SegmentedControl } from '../../components/fields/SegmentedControl.tsx';
import type { PastView } from './past/PastScreen.tsx';
import { Activity } from './Activity.tsx';
import styles from './HistoryScreen.module.css';

const PastScreen = lazy(() => import('./past/PastScreen.tsx'));

const views: { value: PastView | 'activity'; label: string }[] = [
  { value: 'activity', label: 'Activity' },
  { value: 'as-of', label: 'As of a date' },
  { value: 'compare', label: 'Compare' },
  { value: 'over-time', label: 'Over time' },
];

interface PlaceHistoryProps {
  connectionId: string;
  workspaceId: string;
  /** The name of one that left the connection's list: it has a past, and nothing current. */
  goneName?: string;
}

/** The activity of a workspace, and the workspace as it was in the past. */
export function PlaceHistory({ connectionId, workspaceId, goneName }: PlaceHistoryProps) {
  const [view, setView] = useState<PastView | 'activity'>('activity');
  return (
    <div className={styles.stack}>
      <div className={styles.views}>
        <SegmentedControl label="History view" value={view} onChange={setView} options={views} />
      </div>
      {view === 'activity' ? (
        <Activity
          connectionId={connectionId}
          workspaceId={workspaceId}
          {...(goneName === undefined ? {} : { goneNames: new Map([[workspaceId, goneName]]) })}
        />
      ) : (
        <Suspense fallback={null}>
          <PastScreen
            view={view}
            connectionId={connectionId}
            workspaceId={workspaceId}
            gone={goneName !== undefined}
          />
        </Suspense>
      )}
    </div>
  );
}
