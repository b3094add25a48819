import { afterEach, describe, expect, it } from 'vitest';
import {
  formatDate,
  formatDateTime,
  formatDateTimeWithZone,
  formatDuration,
  formatTime,
  formatUtcDate,
  relativeTime,
  timeAgo,
} from '../../../src-preload/shared/format/dates.ts';
import { choiceText, listText } from '../../../src-preload/shared/format/lists.ts';
import {
  formatLocaleFor,
  knownLocaleFor,
  setFormatLocale,
} from '../../../src-preload/shared/format/locale.ts';
import {
  formatBytes,
  formatCount,
  formatNumber,
  plural,
} from '../../../src-preload/shared/format/numbers.ts';
import { day, hour, minute, second } from '../../../src-preload/shared/units.ts';

const september = Date.UTC(2026, 8, 3, 8, 5, 9);
// Some regions put a narrow space between the time and "AM".
const plain = (text: string) => text.replace(/\s/gu, ' ');

afterEach(() => setFormatLocale('en-GB'));

describe('dates and times', () => {
  it('are written as in the region of the user, September in three letters everywhere', () => {
    expect([formatDate(september), formatTime(september)]).toEqual(['3 Sep 2026', '08:05']);
    expect(formatDateTime(september)).toBe('Thu, 3 Sep 2026, 08:05');
    expect(formatUtcDate(september)).toBe('3 Sep 2026');
    setFormatLocale('en-US');
    expect(formatDate(september)).toBe('Sep 3, 2026');
    expect(plain(formatDateTime(september))).toBe('Thu, Sep 3, 2026, 8:05 AM');
    setFormatLocale('en-AU');
    expect(formatDate(Date.UTC(2026, 5, 3))).toBe('3 Jun 2026');
  });

  it('are of one day from its first minute to its last, in any century', () => {
    const written = [0, 9, 23].map((hours) => formatDate(Date.UTC(2026, 8, 3, hours, 59)));
    expect(written).toEqual(['3 Sep 2026', '3 Sep 2026', '3 Sep 2026']);
    expect(formatDate(Date.UTC(2026, 8, 4))).toBe('4 Sep 2026');
    expect(formatDate(new Date(0).setUTCFullYear(20, 0, 1))).toBe('1 Jan 20');
  });

  it('have their zone on hover', () => {
    expect(formatDateTimeWithZone(september)).toBe('Thu, 3 Sep 2026, 08:05:09 UTC');
  });

  it('that no calendar has are said to be unreadable', () => {
    expect(formatDate(Number.NaN)).toBe('an unreadable date');
    expect(formatDateTime(9e15)).toBe('an unreadable date');
  });
});

describe('the distance of a time', () => {
  const now = september;

  it.each([
    [now - 10 * second, 'just now'],
    [now - 3 * minute, '3 min ago'],
    [now - 5 * hour, '5 h ago'],
    [now - day - minute, '2 Sep 2026'],
    [now - 400 * day, '30 Jul 2025'],
    [now + 10 * second, 'in a moment'],
    [now + 3 * minute, 'in 3 min'],
    [now + day, 'in 1 day'],
    [now + 14 * day, 'in 14 days'],
    [now + 90 * day, 'in 3 months'],
    [now + 330 * day, 'in 11 months'],
    [now + 358 * day, 'in 1 year'],
    [now + 365 * day, 'in 1 year'],
    [now + 400 * day, 'in 13 months'],
    [now + 725 * day, 'in 2 years'],
    [now + 731 * day, 'in 2 years'],
    [now + 1100 * day, 'in 3 years'],
  ])('%d is said as "%s": up to a day ago as an age, then as the date', (at, text) => {
    expect(relativeTime(at, now)).toBe(text);
  });

  it('is never to come for what has happened', () => {
    expect(timeAgo(now + 2 * minute, now)).toBe('just now');
  });

  it('counts at least one minute', () => {
    expect(formatDuration(0)).toBe('1 min');
  });
});

describe('numbers', () => {
  it('are grouped as in the region of the user', () => {
    expect([formatNumber(20_006), plural(20_006, 'member')]).toEqual(['20,006', '20,006 members']);
    setFormatLocale('en-DE');
    expect([formatNumber(20_006), formatCount(20_006, false)]).toEqual(['20.006', '≥ 20.006']);
  });

  it('agree with their noun', () => {
    expect([plural(0, 'change'), plural(1, 'change'), plural(2, 'person', 'people')]).toEqual([
      '0 changes',
      '1 change',
      '2 people',
    ]);
  });

  it('that are minimums say so', () => {
    expect([formatCount(41, true), formatCount(41, false)]).toEqual(['41', '≥ 41']);
  });

  it('of bytes have a unit', () => {
    expect([0, 999, 1200, 9990, 12_400, 1_000_000, 123_456_789].map(formatBytes)).toEqual([
      '0 B',
      '999 B',
      '1.2 kB',
      '10.0 kB',
      '12 kB',
      '1.0 MB',
      '123 MB',
    ]);
  });
});

describe('lists', () => {
  it('end in "and", after the count of what is left out', () => {
    expect([listText([]), listText(['a']), listText(['a', 'b', 'c'])]).toEqual(['', 'a', 'a, b and c']);
    expect(listText(['a', 'b', 'c', 'd'], 2)).toBe('a, b and 2 more');
    expect(listText(['a', 'b'], 2, 1002)).toBe('a, b and 1,000 more');
  });

  it('of choices end in "or"', () => {
    expect(choiceText(['a', 'b', 'c'])).toBe('a, b or c');
  });
});

describe('the locale', () => {
  it.each([
    ['en-US', 'en-US'],
    ['en-GB', 'en-GB'],
    ['de-DE', 'en-DE'],
    ['de', 'en-DE'],
    ['pt-BR', 'en-GB'],
    ['C', 'en-GB'],
    ['', 'en-GB'],
  ])(
    'of a system in "%s" is %s: English as in that region, British where there is none',
    (system, locale) => {
      expect(formatLocaleFor(system)).toBe(locale);
    },
  );

  it('of every region is the one that the formatters of the runtime know', () => {
    const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
    const systems = letters.flatMap((first) => letters.map((second) => `de-${first}${second}`));
    expect(systems.map(formatLocaleFor)).toEqual(systems.map(knownLocaleFor));
  });
});
