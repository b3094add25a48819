const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
const month = 30.44 * day;
const year = 365.25 * day;

const plural = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

function span(ms: number): string {
  if (ms < hour) return `${Math.max(1, Math.round(ms / minute))} min`;
  if (ms < day) return `${Math.round(ms / hour)} h`;
  if (ms < 60 * day) return `${Math.round(ms / day)} d`;
  if (ms < 2 * year) return plural(Math.round(ms / month), 'month', 'months');
  return plural(Math.round(ms / year), 'year', 'years');
}

/** "just now", "3 min ago", "in 14 d"; both are epoch ms. */
export function relativeTime(ms: number, now: number): string {
  const distance = ms - now;
  if (Math.abs(distance) < 45 * second) return distance > 0 ? 'in a moment' : 'just now';
  return distance > 0 ? `in ${span(distance)}` : `${span(-distance)} ago`;
}

/** As `relativeTime` of something that has happened: the clock on screen may be half a minute behind it. */
export const pastTime = (ms: number, now: number): string => relativeTime(Math.min(ms, now), now);

const parts = (format: Intl.DateTimeFormat, ms: number) => {
  const found = new Map(format.formatToParts(ms).map((part) => [part.type, part.value]));
  return (type: Intl.DateTimeFormatPartTypes) => found.get(type) ?? '';
};
const long = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
const short = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
// "Sept" is the one month that en-GB shortens to four letters; columns are as wide as three.
const threeLetters = (month: string) => month.slice(0, 3);
const readable = (ms: number) => Number.isFinite(ms) && Math.abs(ms) <= 8.64e15;

/** "Tue 22 Dec 2026, 14:03", in the time zone of this device. */
export function absoluteTime(ms: number): string {
  if (!readable(ms)) return 'an unreadable date';
  const of = parts(long, ms);
  return `${of('weekday')} ${of('day')} ${threeLetters(of('month'))} ${of('year')}, ${of('hour')}:${of('minute')}`;
}

/** "22 Dec 2026", in the time zone of this device. */
export function date(ms: number): string {
  if (!readable(ms)) return 'an unreadable date';
  const of = parts(short, ms);
  return `${of('day')} ${threeLetters(of('month'))} ${of('year')}`;
}

const integer = new Intl.NumberFormat('en-GB');
/** "12,480 people". */
export function count(value: number, one: string, many: string): string {
  return `${integer.format(value)} ${value === 1 ? one : many}`;
}

/** Up to two letters that stand for a name: "Ana Oliveira" → "AO", "system" → "SY"; of an address what is before the @. */
export function initials(name: string): string {
  const words = name
    .trim()
    .replace(/(?<=.)@.*$/u, '')
    .split(/[\s._\-@/]+/u)
    .filter((word) => word !== '');
  const [first, ...rest] = words;
  if (first === undefined) return '?';
  const last = rest.at(-1);
  const letters = last === undefined ? [...first].slice(0, 2) : [[...first][0], [...last][0]];
  return letters.join('').toUpperCase();
}
