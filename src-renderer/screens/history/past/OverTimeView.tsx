import { useCallback, useEffect, useState } from 'react';
import type { StaleCopy } from '../../../../src-preload/contract/freshness.ts';
import type { AppError } from '../../../../src-preload/contract/result.ts';
import {
  formatDate,
  formatDateTime,
  formatDateTimeWithZone,
  formatTime,
} from '../../../../src-preload/shared/format/dates.ts';
import { formatNumber } from '../../../../src-preload/shared/format/numbers.ts';
import { day } from '../../../../src-preload/shared/units.ts';
import { ErrorNote } from '../../../components/ErrorNote.tsx';
import { HiddenCopy } from '../../../components/HiddenCopy.tsx';
import { SegmentedControl } from '../../../components/SegmentedControl.tsx';
import { SkeletonLines } from '../../../components/Skeleton.tsx';
import { onTopic } from '../../../stores/events.ts';
import { CountChart, type CountPoint } from './CountChart.tsx';
import styles from './past.module.css';
import { useReloadOnceShown } from '../useReloadOnceShown.ts';

type Range = 'all' | '7' | '30' | '90';
const ranges: { value: Range; label: string }[] = [
  { value: 'all', label: 'All that is known' },
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

/** Members and pending ones over time, as a chart and as a table. */
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
        <SegmentedControl label="How far back" value={range} onChange={setRange} options={ranges} />
        <SegmentedControl
          label="How it is shown"
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
        {found === null && error === null && <SkeletonLines lines={4} label="Reading the past" />}
        {hidden !== null && <HiddenCopy place={{ connectionId }} hidden={hidden} refreshing={false} />}
        {found !== null && hidden === null && (
          <>
            <p className={styles.dim}>
              {since === null
                ? 'This list was never fetched: nothing is known of it.'
                : `Known since ${formatDateTime(since)}. Nothing is drawn for the time before.`}
            </p>
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

/** Where a count changed, and both ends. */
function CountTable({ points }: { points: readonly CountPoint[] }) {
  const rows = points.filter((point, index) => {
    const before = points[index - 1];
    if (before === undefined || index === points.length - 1) return true;
    return (
      point.members !== before.members || point.pending !== before.pending || point.known !== before.known
    );
  });
  return (
    <table className={styles.table}>
      <caption>Where a count changed from one point to the next, and both ends</caption>
      <thead>
        <tr>
          <th scope="col">When</th>
          <th scope="col">Members</th>
          <th scope="col">Of them pending</th>
          <th scope="col">How sure</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((point) => (
          <tr key={point.at}>
            <td
              title={formatDateTimeWithZone(point.at)}
            >{`${formatDate(point.at)}, ${formatTime(point.at)}`}</td>
            <td>{point.members === null ? 'Not known' : formatNumber(point.members)}</td>
            <td>{point.pending === null ? 'Not known' : formatNumber(point.pending)}</td>
            <td>{point.members === null ? 'Not known' : point.known ? 'Known' : 'As of the fetch before'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
