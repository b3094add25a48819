import { lazy, Suspense, useState } from 'react';
import { SegmentedControl } from '../../components/SegmentedControl.tsx';
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

/** The activity of a workspace or a whole connection, and a workspace as it was in the past. */
export default function HistoryScreen({
  connectionId,
  workspaceId,
}: {
  connectionId: string;
  workspaceId: string | null;
}) {
  const [view, setView] = useState<PastView | 'activity'>('activity');
  if (workspaceId === null) return <Activity connectionId={connectionId} workspaceId={null} />;
  return (
    <div className={styles.stack}>
      <div className={styles.views}>
        <SegmentedControl label="History view" value={view} onChange={setView} options={views} />
      </div>
      {view === 'activity' ? (
        <Activity connectionId={connectionId} workspaceId={workspaceId} />
      ) : (
        <Suspense fallback={null}>
          <PastScreen view={view} connectionId={connectionId} workspaceId={workspaceId} />
        </Suspense>
      )}
    </div>
  );
}
