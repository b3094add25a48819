import type { Token } from '../../../../src-preload/contract/tokens.ts';
import type { WorkspaceDetail } from '../../../../src-preload/contract/workspaces.ts';
import type { SystemFacts } from '../../../../src-preload/contract/system.ts';
import {
  formatDate,
  formatDateTimeWithZone,
  relativeTime,
} from '../../../../src-preload/shared/format/dates.ts';
import { isolated } from '../../../../src-preload/shared/shown-text.ts';
import { day } from '../../../../src-preload/shared/units.ts';
import { Card } from '../../../components/Card.tsx';
import { Disclosure } from '../../../components/Disclosure.tsx';
import { ReadableChart } from '../../../components/ReadableChart.tsx';
import { tokenName } from '../../../lib/names.ts';
import { useNow } from '../../../stores/clock.ts';
import { useQuery } from '../../../stores/useQuery.ts';
import { UserText } from '../../../components/UserText.tsx';
import styles from './ExpiryTimeline.module.css';
import { expiryTimelineText } from './text.ts';

const ahead = 90;
const [width, height] = [640, 76];
const edge = { left: 8, right: 8, line: 48 };
// A mark after a week would write over the first one.
const marks = [0, 15, 30, 60, 90];
const shown = 200;

type Expiring = Token & { expiresAt: { state: 'known'; value: number } };
const expires = (token: Token): token is Expiring => token.expiresAt.state === 'known';

/** So many days ahead, as a place on the line. */
const xOf = (days: number) => edge.left + (days / ahead) * (width - edge.left - edge.right);

/** The active tokens that expire within 90 days, on a line of time, with the table that it is drawn from. */
export default function ExpiryTimeline({ detail, facts }: { detail: WorkspaceDetail; facts: SystemFacts }) {
  const place = detail.listsAt.tokens;
  const now = useNow();
  const { value } = useQuery(
    ['token-timeline', place.connectionId, place.workspaceId],
    () =>
      window.steward.tokens.page({
        ...place,
        query: '',
        list: 'active',
        offset: 0,
        limit: shown,
        sort: { by: 'expires', order: 'asc' },
      }),
    { reloadOn: ['tokens'], place },
  );
  const { many } = facts.tokens;
  const soon = (value?.rows ?? []).filter(expires).filter(({ expiresAt }) => {
    const days = (expiresAt.value - now) / day;
    return days >= 0 && days <= ahead;
  });
  if (soon.length === 0) return null;
  const title = expiryTimelineText.title(many);
  const { dots, more } = stacked(soon, now);
  return (
    <Card title={title} whole>
      <ReadableChart
        label={title}
        width={width}
        height={height}
        points={dots}
        stops={dots.map((_, index) => index)}
        rest={0}
        textOf={(index) => expiryText(dots[index]?.token, now)}
      >
        {(at) => (
          <svg
            className={styles.chart}
            viewBox={`0 0 ${width} ${height}`}
            role="img"
            aria-label={expiryTimelineText.summary(
              soon.length,
              many,
              formatDate(soon[0]?.expiresAt.value ?? now),
            )}
          >
            <line
              className={styles.axis}
              x1={edge.left}
              x2={width - edge.right}
              y1={edge.line}
              y2={edge.line}
            />
            {marks.map((days) => (
              <g key={days}>
                <line
                  className={styles.axis}
                  x1={xOf(days)}
                  x2={xOf(days)}
                  y1={edge.line - 4}
                  y2={edge.line + 4}
                />
                <text
                  x={xOf(days)}
                  y={edge.line + 20}
                  textAnchor={days === 0 ? 'start' : days === ahead ? 'end' : 'middle'}
                >
                  {days === 0 ? expiryTimelineText.today : expiryTimelineText.inDays(days)}
                </text>
              </g>
            ))}
            {dots.map(({ token, x, y }, index) => (
              <circle
                key={token.id}
                className={styles.dot}
                data-soon={token.expiresAt.value - now < 7 * day}
                data-read={index === at}
                cx={x}
                cy={y}
                r={index === at ? 6 : 4}
              />
            ))}
            {more.map(({ x, count }) => (
              <text key={x} className={styles.more} x={x + 8} y={yOf(topLevel) + 4}>
                {expiryTimelineText.more(count)}
              </text>
            ))}
          </svg>
        )}
      </ReadableChart>
      <Disclosure label={expiryTimelineText.table}>
        <table className={styles.table}>
          <caption className="hidden-words">{title}</caption>
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">Expires</th>
              <th scope="col">Date</th>
            </tr>
          </thead>
          <tbody>
            {soon.map((token) => (
              <tr key={token.id}>
                <td>
                  <UserText>{tokenName(token)}</UserText>
                </td>
                <td>{relativeTime(token.expiresAt.value, now)}</td>
                <td title={formatDateTimeWithZone(token.expiresAt.value)}>
                  {formatDate(token.expiresAt.value)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Disclosure>
    </Card>
  );
}

const topLevel = 3;
const yOf = (level: number) => edge.line - 10 - level * 9;

interface Stacked {
  dots: { token: Expiring; x: number; y: number }[];
  /** Where more expire together than there is room for, how many aren't seen. */
  more: { x: number; count: number }[];
}

/** One dot for each token; those close together stand above each other, up to the top of the picture. */
function stacked(tokens: readonly Expiring[], now: number): Stacked {
  const dots: Stacked['dots'] = [];
  const more: Stacked['more'] = [];
  for (const token of tokens) {
    const x = xOf((token.expiresAt.value - now) / day);
    const level = dots.filter((other) => Math.abs(other.x - x) < 9).length;
    dots.push({ token, x, y: yOf(Math.min(level, topLevel)) });
    if (level <= topLevel) continue;
    const before = more.at(-1);
    if (before !== undefined && x - before.x < 30) before.count += 1;
    else more.push({ x, count: 1 });
  }
  return { dots, more };
}

/** "CI deploy · expires in 3 days · 3 Dec 2026" */
const expiryText = (token: Expiring | undefined, now: number): string =>
  token === undefined
    ? ''
    : `${isolated(tokenName(token))} · expires ${relativeTime(token.expiresAt.value, now)} · ${formatDate(token.expiresAt.value)}`;
