import { useCallback, useEffect, useState } from 'react';
import type { StaleCopy } from '../../../../src-preload/contract/freshness.ts';
import type { AppError } from '../../../../src-preload/contract/result.ts';
import { day } from '../../../../src-preload/shared/units.ts';
import { ErrorNote } from '../../../components/ErrorNote.tsx';
import { HiddenCopy } from '../../../components/HiddenCopy.tsx';
import { SegmentedControl } from '../../../components/fields/SegmentedControl.tsx';
import { SkeletonLines } from '../../../components/Skeleton.tsx';
import { onTopic } from '../../../stores/events.ts';
import { CountChart, CountTable, type CountPoint } from '../../../components/CountChart.tsx';
import styles from './past.module.css';
import { overTimeText } from './text.ts';
import { useReloadOnceShown } from '../useReloadOnceShown.ts';

type Range = 'all' | '7' | '30' | '90';
const ranges: { value: Range; label: string }[] = [
  { value: 'all', label: 'All data' },
  { value: '7', label: '7 days' },
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
];
const pointCount = 160;

interface OverTime {
  points: CountPoint[];
  since: number | null;
  hidden: StaleCopy | null;
}

/** Members and pending members over time, as a chart and as a table. */
export function OverTimeView({ connectionId, workspaceId }: { connectionId: string; workspaceId: string }) {
  const [range, setRange] = useState<Range>('all');
  const [look, setLook] = useState<'chart' | 'table'>('chart');
  const [found, setFound] = useState<OverTime | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const load = useCallback(async () => {
    const to = Date.now();
    const ask = (from: number) =>
      window.steward.timeline.membersOverTime({ connectionId, workspaceId, from, to, points: pointCount });
    const days = range === 'all' ? 30 : Number(range);
    let answer = await ask(to - days * day);
    if (answer.ok && range === 'all' && answer.value.since !== null && answer.value.since < to)
      answer = await ask(answer.value.since);
    setError(answer.ok ? null : answer.error);
    if (answer.ok) setFound(answer.value);
  }, [connectionId, workspaceId, range]);
  useEffect(() => {
    void load();
    return onTopic('members', (event) => {
      if (event.connectionId === connectionId) void load();
    });
  }, [load, connectionId]);
  const since = found?.since ?? null;
  const hidden = found?.hidden ?? null;
  useReloadOnceShown(hidden, connectionId, load);
  return (
    <div className={styles.view}>
      <div className={styles.bar}>
        <SegmentedControl label="Range" value={range} onChange={setRange} options={ranges} />
        <SegmentedControl
          label="View"
          value={look}
          onChange={setLook}
          options={[
            { value: 'chart', label: 'Chart' },
            { value: 'table', label: 'Table' },
          ]}
        />
      </div>
      <div className={styles.scroll}>
        {error !== null && <ErrorNote error={error} onRetry={() => void load()} />}
        {found === null && error === null && <SkeletonLines lines={4} label="Loading history" />}
        {hidden !== null && <HiddenCopy place={{ connectionId }} hidden={hidden} refreshing={false} />}
        {found !== null && hidden === null && (
          <>
            <p className={styles.dim}>{since === null ? overTimeText.never : overTimeText.since(since)}</p>
            {since !== null &&
              (look === 'chart' ? (
                <CountChart points={found.points} />
              ) : (
                <CountTable points={found.points} />
              ))}
          </>
        )}
      </div>
    </div>
  );
}
