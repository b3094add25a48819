import { describe, expect, it } from 'vitest';
import { instantReaders } from '../../../src-main/providers/instants.ts';

const plain = instantReaders();
const inNumbers = instantReaders({ epochMs: true });
const withoutOffset = instantReaders({ withoutOffset: 'utc' });
const noon = Date.UTC(2026, 2, 1, 12);

describe('an instant of the wire', () => {
  it.each([
    ['UTC', '2026-03-01T12:00:00Z'],
    ['another zone', '2026-03-01T14:00:00+02:00'],
    ['a zone without a colon', '2026-03-01T14:00:00+0200'],
    ['fractions', '2026-03-01T12:00:00.000000Z'],
  ])('is read with %s', (_name, text) => {
    expect(plain.happened(text)).toBe(noon);
  });

  it.each([
    ['text that is no date', 'yesterday'],
    ['a date without a time', '2026-03-01'],
    ['a day that isn’t there', '2026-02-30T12:00:00Z'],
    ['an hour that isn’t there', '2026-03-01T24:00:00Z'],
    ['no offset', '2026-03-01T12:00:00'],
    ['a number, where the system has text', noon],
    ['the year 1', '0001-01-01T00:00:00Z'],
    ['1970', '1970-01-01T00:00:00Z'],
    ['the year 9999', '9999-12-31T23:59:59Z'],
    ['an object', {}],
  ])('isn’t believed with %s', (_name, value) => {
    expect(plain.happened(value)).toBeUndefined();
    expect(plain.ends(value)).toBeUndefined();
  });

  it('is read as UTC without an offset only where the system’s documents mean that', () => {
    expect(withoutOffset.happened('2026-03-01T12:00:00')).toBe(noon);
  });

  it.each([
    ['seconds', noon / 1000],
    ['microseconds', noon * 1000],
    ['zero', 0],
    ['a negative number', -noon],
    ['not a number', Number.NaN],
    ['infinity', Number.POSITIVE_INFINITY],
  ])('isn’t believed as a number in %s', (_name, value) => {
    expect(inNumbers.happened(value)).toBeUndefined();
    expect(inNumbers.ends(value)).toBeUndefined();
  });

  it('is read as a number of milliseconds where the system has those', () => {
    expect(inNumbers.happened(noon)).toBe(noon);
  });

  it('may be centuries away where it is an end, and not where it has happened', () => {
    expect(plain.ends('3026-03-01T12:00:00Z')).toBe(Date.UTC(3026, 2, 1, 12));
    expect(plain.happened('3026-03-01T12:00:00Z')).toBeUndefined();
  });
});
