/*
 * The one way in which providers read an instant. A server that counts seconds where milliseconds are due, or fills a gap with 0 or the
 * year 9999, gives a date that looks like any other: it isn't believed, and the field counts as unreadable.
 */

/** None of the systems is older. */
const earliest = Date.UTC(2000, 0, 1);
/** Nothing that has happened is later, however wrong this computer's clock is. */
const latestEvent = Date.UTC(2100, 0, 1);
/** An end may be centuries away (System Initiative takes `1000y`); the year 9999 is the usual stand-in for "no end". */
const latestEnd = Date.UTC(9999, 0, 1);

const isoText = /^(\d{4})-(\d\d)-(\d\d)T([01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?$/i;

export interface InstantStyle {
  /** What an ISO text without an offset means; without this it isn't read, because it could be any zone's. */
  withoutOffset?: 'utc';
  /** Numbers are read too, as epoch ms. */
  epochMs?: true;
}

/** Reads an instant as epoch ms; undefined where it can't be read or believed. */
export type InstantReader = (value: unknown) => number | undefined;

/** Readers for a system's instants: of what has happened, and of what ends some day. */
export function instantReaders(style: InstantStyle = {}): { happened: InstantReader; ends: InstantReader } {
  const between = (latest: number) => (value: unknown) => {
    const at = epochMs(value, style);
    return at !== undefined && at >= earliest && at < latest ? at : undefined;
  };
  return { happened: between(latestEvent), ends: between(latestEnd) };
}

function epochMs(value: unknown, style: InstantStyle): number | undefined {
  if (typeof value === 'number') return style.epochMs === true && Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'string') return undefined;
  const [matched, year, month, day, , offset] = isoText.exec(value) ?? [];
  if (matched === undefined || !isDay(Number(year), Number(month), Number(day))) return undefined;
  if (offset === undefined && style.withoutOffset !== 'utc') return undefined;
  const at = Date.parse(offset === undefined ? `${value}Z` : value);
  return Number.isNaN(at) ? undefined : at;
}

/** `Date.parse` makes 2 March of 30 February. */
const isDay = (year: number, month: number, day: number): boolean =>
  month >= 1 &&
  month <= 12 &&
  day >= 1 &&
  // Each month has so many; how many more is looked up only where it matters.
  (day <= 28 || day <= new Date(Date.UTC(year, month, 0)).getUTCDate());
