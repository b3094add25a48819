/** A value, `none` where the system reports that there is none, or `not-reported`: three different things in every column and filter. */
export type Known<T> = { state: 'known'; value: T } | { state: 'none' } | { state: 'not-reported' };

export const knownValue = <T>(value: T): Known<T> => ({ state: 'known', value });
export const none: Known<never> = { state: 'none' };
export const notReported: Known<never> = { state: 'not-reported' };

/** null on the wire means that there is none. */
export const knownOrNone = <T>(value: T | null): Known<T> => (value === null ? none : knownValue(value));

/** Another value in the place of one that is known; what isn't known stays. */
export const mapKnown = <T, U>(item: Known<T>, change: (value: T) => U): Known<U> =>
  item.state === 'known' ? knownValue(change(item.value)) : item;

/** The value, or `fallback` where there is none or it isn't reported. */
export const valueOr = <T, F>(item: Known<T>, fallback: F): T | F =>
  item.state === 'known' ? item.value : fallback;
