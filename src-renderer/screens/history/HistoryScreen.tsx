import { lazy, Suspense, useState } from 'react';
import { SegmentedControl } from '../../components/SegmentedControl.tsx';
import type { PastView } from './past/PastScreen.tsx';
import { Activity } from './Activity.tsx';
import styles from './HistoryScreen.module.css';

const PastScreen = lazy(() => import('./past/PastScreen.tsx'));

const views: { value: PastView | 'happened'; label: string }[] = [
  { value: 'happened', label: 'What happened' },
  { value: 'as-of', label: 'As of a date' },
  { value: 'compare', label: 'Compare' },
  { value: 'over-time', label: 'Over time' },
];

/** What this app changed and what it saw change: of one workspace, or of a whole connection; and how a workspace was. */
export function HistoryScreen({
  connectionId,
  workspaceId,
}: {
  connectionId: string;
  workspaceId: string | null;
}) {
  const [view, setView] = useState<PastView | 'happened'>('happened');
  if (workspaceId === null) return <Activity connectionId={connectionId} workspaceId={null} />;
  return (
    <div className={styles.stack}>
      <div className={styles.views}>
        <SegmentedControl label="What to look at" value={view} onChange={setView} options={views} />
      </div>
      {view === 'happened' ? (
        <Activity connectionId={connectionId} workspaceId={workspaceId} />
      ) : (
        <Suspense fallback={null}>
          <PastScreen view={view} connectionId={connectionId} workspaceId={workspaceId} />
        </Suspense>
      )}
    </div>
  );
}
