import { day, hour } from '../units.ts';
import { ownValue } from '../own.ts';
/** `between`: from `from` (included) until `until` (excluded), epoch ms, each null where open. `known`: there is one, whatever it is. */
export type TimeTest =
  | { is: 'between'; from: number | null; until: number | null }
  | { is: 'none' }
  | { is: 'unknown' }
  | { is: 'known' };

const units: Record<string, number> = {
  h: hour,
  d: day,
  w: 7 * day,
  m: 30 * day,
  mo: 30 * day,
  y: 365 * day,
};

/**
 * Reads one value of a key about time, or null where it isn't one. Of what is past, a duration is an age: `>30d` is more than 30 days ago,
 * `<30d` (or `30d`) within the last 30 days; of what is to come, `<14d` is within the next 14 days. Days, months and years are
 * those of the device's time zone; months in durations are 30 days.
 */
export function readTime(value: string, direction: 'past' | 'future', now: number): TimeTest | null {
  const text = value.trim().toLowerCase();
  if (text === 'none' || (text === 'never' && direction === 'future')) return { is: 'none' };
  if (text === 'never' && direction === 'past') return { is: 'none' };
  if (text === 'unknown') return { is: 'unknown' };
  if (text === 'known' || text === 'any') return { is: 'known' };
  const span = /^(\S+?)\.\.(\S+)$/.exec(text);
  if (span) {
    const first = periodOf(span[1] ?? '', now);
    const last = periodOf(span[2] ?? '', now);
    return first && last && first.from < last.until
      ? { is: 'between', from: first.from, until: last.until }
      : null;
  }
  const parts = /^(<=|>=|<|>|=)?(\S+)$/.exec(text);
  if (!parts) return null;
  const sign = parts[1] ?? '';
  const rest = parts[2] ?? '';
  const duration = durationOf(rest);
  if (duration !== null) return sign === '=' ? null : within(duration, sign.startsWith('>'), direction, now);
  const period = periodOf(rest, now);
  if (period === null) return null;
  switch (sign) {
    case '<':
      return { is: 'between', from: null, until: period.from };
    case '<=':
      return { is: 'between', from: null, until: period.until };
    case '>':
      return { is: 'between', from: period.until, until: null };
    case '>=':
      return { is: 'between', from: period.from, until: null };
    default:
      return { is: 'between', ...period };
  }
}

function within(duration: number, more: boolean, direction: 'past' | 'future', now: number): TimeTest {
  if (direction === 'past')
    return more
      ? { is: 'between', from: null, until: now - duration }
      : { is: 'between', from: now - duration, until: null };
  return more
    ? { is: 'between', from: now + duration, until: null }
    : { is: 'between', from: now, until: now + duration };
}

function durationOf(text: string): number | null {
  const parts = /^(\d{1,5})(h|d|w|mo|m|y)$/.exec(text);
  return parts ? Number(parts[1]) * (ownValue(units, parts[2] ?? '') ?? 0) : null;
}

/** A year, a month or a day as a span of time, or null where there is no such date. */
function periodOf(text: string, now: number): { from: number; until: number } | null {
  const today = new Date(now);
  const dayAt = (shift: number) => {
    const at = (more: number) =>
      new Date(today.getFullYear(), today.getMonth(), today.getDate() + shift + more).getTime();
    return { from: at(0), until: at(1) };
  };
  if (text === 'today') return dayAt(0);
  if (text === 'yesterday') return dayAt(-1);
  if (text === 'tomorrow') return dayAt(1);
  const parts = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/.exec(text);
  if (!parts) return null;
  const year = Number(parts[1]);
  const month = parts[2] === undefined ? null : Number(parts[2]) - 1;
  const date = parts[3] === undefined ? null : Number(parts[3]);
  const start = new Date(year, month ?? 0, date ?? 1);
  // 31 April would be taken for 1 May.
  if (month !== null && (month > 11 || month < 0 || start.getMonth() !== month)) return null;
  if (date !== null && start.getDate() !== date) return null;
  const end =
    month === null
      ? new Date(year + 1, 0, 1)
      : date === null
        ? new Date(year, month + 1, 1)
        : new Date(year, month, date + 1);
  return { from: start.getTime(), until: end.getTime() };
}
