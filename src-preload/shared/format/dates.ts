import { day, hour, minute, second } from '../units.ts';
import { perLocale } from './locale.ts';
import { plural } from './numbers.ts';

/* Points in time are epoch ms; all but `formatUtcDate` are in the time zone of this computer. */

const month = 30.44 * day;
const year = 365.25 * day;

const dateOptions = { day: 'numeric', month: 'short', year: 'numeric' } as const;

function formatter(options: Intl.DateTimeFormatOptions): (ms: number) => string {
  const format = perLocale((locale) => new Intl.DateTimeFormat(locale, options));
  return (ms) => {
    if (!Number.isFinite(ms) || Math.abs(ms) > 8.64e15) return 'an unreadable date';
    // Some regions shorten September to "Sept", and June not at all: columns are as wide as three letters.
    const written = format().formatToParts(ms);
    return written.map(({ type, value }) => (type === 'month' ? value.slice(0, 3) : value)).join('');
  };
}

/** "22 Dec 2026", for days that a server means by UTC. */
export const formatUtcDate = formatter({ ...dateOptions, timeZone: 'UTC' });

/** So many days are kept as they were written. */
const keptDays = 5000;
const daysWritten = perLocale(() => new Map<number, string>());

/** "22 Dec 2026". Lists write the same days again and again as they scroll, and looking one up is far faster than writing it. */
export function formatDate(ms: number): string {
  const at = new Date(ms);
  // The same day of the calendar in UTC. `Date.UTC` would take the year 20 for 1920.
  const day = new Date(0).setUTCFullYear(at.getFullYear(), at.getMonth(), at.getDate());
  const written = daysWritten();
  const known = written.get(day);
  if (known !== undefined) return known;
  const text = formatUtcDate(day);
  if (written.size >= keptDays) written.clear();
  written.set(day, text);
  return text;
}
/** "14:03". */
export const formatTime = formatter({ timeStyle: 'short' });

const formatWeekday = formatter({ weekday: 'short', ...dateOptions });
const formatTimeWithZone = formatter({ timeStyle: 'long' });
// What can't be read has the same text as date and as time.
const both = (date: string, time: string) => (date === time ? date : `${date}, ${time}`);

/** "Tue, 22 Dec 2026, 14:03". */
export const formatDateTime = (ms: number): string => both(formatWeekday(ms), formatTime(ms));
/** "Tue, 22 Dec 2026, 14:03:27 CET", for the hover of a time. */
export const formatDateTimeWithZone = (ms: number): string => both(formatWeekday(ms), formatTimeWithZone(ms));

/** "3 min", "5 h", "14 days", "3 months", and "1 year" for whatever rounds to 12 of them. */
export function formatDuration(ms: number): string {
  if (ms < hour) return `${Math.max(1, Math.round(ms / minute))} min`;
  if (ms < day) return `${Math.round(ms / hour)} h`;
  if (ms < 60 * day) return plural(Math.round(ms / day), 'day');
  const months = Math.round(ms / month);
  return months % 12 === 0 || ms >= 2 * year
    ? plural(Math.round(ms / year), 'year')
    : plural(months, 'month');
}

/** "just now", "3 min ago", from a day on the date; of what is to come "in a moment", "in 14 days". */
export function relativeTime(ms: number, now: number): string {
  const distance = ms - now;
  if (Math.abs(distance) < 45 * second) return distance > 0 ? 'in a moment' : 'just now';
  if (distance > 0) return `in ${formatDuration(distance)}`;
  return distance > -day ? `${formatDuration(-distance)} ago` : formatDate(ms);
}

/** `relativeTime` of something that has happened, which is never to come: the clock on screen may be half a minute behind it. */
export const timeAgo = (ms: number, now: number): string => relativeTime(Math.min(ms, now), now);
