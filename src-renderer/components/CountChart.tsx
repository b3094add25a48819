import { formatDate, formatDateTimeWithZone, formatTime } from '../../src-preload/shared/format/dates.ts';
import { formatNumber } from '../../src-preload/shared/format/numbers.ts';
import { chartText, countChartText, pointText } from '../lib/count-chart-text.ts';
import { ReadableChart } from './ReadableChart.tsx';
import styles from './CountChart.module.css';

export interface CountPoint {
  at: number;
  /** null: nothing was known then. */
  members: number | null;
  pending: number | null;
  /** False also where a count is carried on from the fetch before. */
  known: boolean;
}

const width = 720;
const edge = { left: 48, right: 12, top: 12, bottom: 28 };

/** Two lines with gaps where nothing was known, and dashes where a count is carried on from the last fetch. */
export function CountChart({ points, height = 240 }: { points: readonly CountPoint[]; height?: number }) {
  const first = points[0];
  const last = points.at(-1);
  if (first === undefined || last === undefined) return null;
  const most = Math.max(1, ...points.map(({ members }) => members ?? 0));
  const top = roundUp(most);
  const x = (at: number) =>
    edge.left + ((at - first.at) / Math.max(1, last.at - first.at)) * (width - edge.left - edge.right);
  const y = (value: number) => height - edge.bottom - (value / top) * (height - edge.top - edge.bottom);
  const sameDay = formatDate(first.at) === formatDate(last.at);
  const end = (at: number) => (sameDay ? formatTime(at) : formatDate(at));
  const firstKnown = points.find(({ members }) => members !== null);
  const marked = (at: number | null) => (at === null ? undefined : points[at]);
  const drawn = (at: number | null) => (
    <svg
      className={styles.chart}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={chartText(first, last, firstKnown?.members ?? null)}
    >
      {[0, top / 2, top].map((value) => (
        <g key={value}>
          <line className={styles.grid} x1={edge.left} x2={width - edge.right} y1={y(value)} y2={y(value)} />
          {Number.isInteger(value) && (
            <text x={edge.left - 8} y={y(value) + 4} textAnchor="end">
              {formatNumber(value)}
            </text>
          )}
        </g>
      ))}
      <text x={edge.left} y={height - 8}>
        {end(first.at)}
      </text>
      <text x={width - edge.right} y={height - 8} textAnchor="end">
        {end(last.at)}
      </text>
      {(['members', 'pending'] as const).flatMap((series) =>
        segmentsOf(points, series).map((stretch) => (
          <path
            key={`${series} ${stretch.known} ${stretch.from}`}
            className={`${styles[series]} ${stretch.known ? '' : styles.guessed}`}
            d={pathOf(stretch.counts, x, y)}
            strokeLinecap="round"
          />
        )),
      )}
      {pointMark(marked(at), x, y, height)}
    </svg>
  );
  return (
    <figure>
      <ReadableChart
        label={countChartText.read}
        width={width}
        height={height}
        points={points.map((point) => ({ x: x(point.at) }))}
        stops={changesIn(points)}
        rest={points.length - 1}
        textOf={(index) => pointText(points[index] ?? last)}
      >
        {drawn}
      </ReadableChart>
      <figcaption className={styles.legend}>
        <span>
          <svg viewBox="0 0 22 8" aria-hidden>
            <path className={styles.members} d="M1 4H21" />
          </svg>
          Members
        </span>
        <span>
          <svg viewBox="0 0 22 8" aria-hidden>
            <path className={styles.pending} d="M1 4H21" />
          </svg>
          Pending
        </span>
        <span>
          <svg viewBox="0 0 22 8" aria-hidden>
            <path className={`${styles.members} ${styles.guessed}`} d="M1 4H21" />
          </svg>
          {countChartText.carriedOn}
        </span>
      </figcaption>
    </figure>
  );
}

/** The points where a count changed, with the first and the last. */
export function CountTable({ points }: { points: readonly CountPoint[] }) {
  const rows = changesIn(points).flatMap((index) => points[index] ?? []);
  return (
    <table className={styles.table}>
      <caption>{countChartText.tableCaption}</caption>
      <thead>
        <tr>
          <th scope="col">When</th>
          <th scope="col">Members</th>
          <th scope="col">Pending</th>
          <th scope="col">Data</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((point) => (
          <tr key={point.at}>
            <td
              title={formatDateTimeWithZone(point.at)}
            >{`${formatDate(point.at)}, ${formatTime(point.at)}`}</td>
            <td>{point.members === null ? 'Unknown' : formatNumber(point.members)}</td>
            <td>{point.pending === null ? 'Unknown' : formatNumber(point.pending)}</td>
            <td>{point.members === null ? 'Unknown' : point.known ? 'Known' : 'From the previous fetch'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A line at the point that is read, with a dot on each count. */
function pointMark(
  point: CountPoint | undefined,
  x: (at: number) => number,
  y: (value: number) => number,
  height: number,
) {
  if (point === undefined) return null;
  const { at, members, pending } = point;
  return (
    <g className={styles.mark}>
      <line x1={x(at)} x2={x(at)} y1={edge.top} y2={height - edge.bottom} />
      {[members, pending].map((count, index) =>
        count === null ? null : <circle key={index} cx={x(at)} cy={y(count)} r={3.5} />,
      )}
    </g>
  );
}

/** Where a count or its certainty changed, with the first and the last point. */
const changesIn = (points: readonly CountPoint[]): number[] =>
  points.flatMap((point, index) => {
    const before = points[index - 1];
    const same =
      before !== undefined &&
      index < points.length - 1 &&
      point.members === before.members &&
      point.pending === before.pending &&
      point.known === before.known;
    return same ? [] : [index];
  });

interface Segment {
  known: boolean;
  from: number;
  counts: { at: number; value: number }[];
}

/** Points that one line joins: a gap or another certainty begins a new one, at the point before where there is no gap. */
function segmentsOf(points: readonly CountPoint[], series: 'members' | 'pending'): Segment[] {
  const stretches: Segment[] = [];
  let open: Segment | null = null;
  for (const point of points) {
    const value = point[series];
    if (value === null) {
      open = null;
      continue;
    }
    if (open === null || open.known !== point.known) {
      const joint: Segment['counts'] = open === null ? [] : open.counts.slice(-1);
      open = { known: point.known, from: point.at, counts: joint };
      stretches.push(open);
    }
    open.counts.push({ at: point.at, value });
  }
  return stretches;
}

/** In steps: a count holds until the fetch that found another one. */
function pathOf(counts: Segment['counts'], x: (at: number) => number, y: (value: number) => number): string {
  const [first, ...rest] = counts;
  if (first === undefined) return '';
  const start = `M${x(first.at).toFixed(1)} ${y(first.value).toFixed(1)}h0.1`;
  return start + rest.map(({ at, value }) => `H${x(at).toFixed(1)}V${y(value).toFixed(1)}`).join('');
}

function roundUp(value: number): number {
  const step = 10 ** Math.floor(Math.log10(value));
  const found = [1, 2, 4, 6, 8, 10].find((factor) => factor * step >= value) ?? 10;
  return found * step;
}
