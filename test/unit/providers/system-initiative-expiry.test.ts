import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expiryPresets, readExpiry } from '../../../src-main/providers/system-initiative/expiry.ts';
import { day, hour, minute } from '../../../src-preload/shared/units.ts';

const now = Date.UTC(2026, 10, 22, 14, 3);

const zone = process.env['TZ'];
beforeAll(() => {
  process.env['TZ'] = 'UTC';
});
afterAll(() => {
  if (zone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zone;
});

const instant = (text: string) => {
  const reading = readExpiry(text, now);
  if (reading.reading !== 'instant') throw new Error(`${text} was read as ${JSON.stringify(reading)}`);
  return reading;
};

describe('what the server understands', () => {
  it.each([
    ['1d', day],
    ['7 days', 7 * day],
    ['2h', 2 * hour],
    ['90m', 90 * minute],
    ['3600s', hour],
    ['2w', 14 * day],
    ['1y', 365.25 * day],
    ['100y', 36_525 * day],
    [' 30d ', 30 * day],
    ['1 Day', day],
  ])('it reads %s', (text, span) => {
    expect(instant(text).expiresAt).toBe(now + span);
  });

  it.each(['', '   ', 'never', 'NEVER', '0'])('it reads "%s" as 30 days and says so', (text) => {
    const reading = instant(text);
    expect(reading.expiresAt).toBe(now + 30 * day);
    expect(reading.text).toContain('30 days');
  });

  it('it asks for a second confirmation when the expiry is “never”', () => {
    expect(instant('never').caution).toContain('30 days');
    expect(instant('').caution).toBeNull();
  });

  it.each(['1m', '1M', '1 minute'])(
    'it reads %s as one minute, and asks for a second confirmation under an hour',
    (text) => {
      const reading = instant(text);
      expect(reading.expiresAt).toBe(now + minute);
      expect(reading.text + (reading.caution ?? '')).toContain('1 minute');
      expect(reading.caution).not.toBeNull();
    },
  );

  it('it never lets 1M pass as a month', () => {
    expect(instant('1M').text).toContain('"1M" means 1 minute, not months');
    expect(instant('90M').text).toContain('not months');
  });

  it('it needs no second confirmation for an hour', () => {
    expect(instant('1h').caution).toBeNull();
    expect(instant('59m').caution).not.toBeNull();
  });

  it('it shows the date and time of the expiry, and the distance in the words of the lists', () => {
    expect(instant('30d').text).toBe('Tue, 22 Dec 2026, 14:03 (in 30 days)');
    expect(instant('2h').text).toBe('Sun, 22 Nov 2026, 16:03 (in 2 h)');
    expect(instant('1y').text).toContain('(in 1 year)');
    expect(instant('400d').text).toContain('(in 13 months)');
  });

  it('it understands every preset', () => {
    for (const { text } of expiryPresets) expect(instant(text).caution).toBeNull();
  });
});

describe('what it would answer with an error', () => {
  it.each([
    ['3600', '3600s'],
    ['500ms', '1s'],
    ['2500 milliseconds', '3s'],
    ['1 month', '30d'],
    ['1mo', '30d'],
    ['2 months', '60d'],
    ['1h30m', '90m'],
    ['1.5h', '90m'],
    ['0,5d', '12h'],
    ['1y!', '1y'],
    ['-1h', '1h'],
    ['garbage', null],
    ['0h', '30d'],
    ['9999999y', '100y'],
    ['tomorrow', null],
  ])('it refuses %s and suggests %s instead', (text, suggestion) => {
    const reading = readExpiry(text, now);
    expect(reading).toMatchObject({ reading: 'refused', suggestion });
    if (suggestion !== null) expect(readExpiry(suggestion, now).reading).toBe('instant');
  });
});
