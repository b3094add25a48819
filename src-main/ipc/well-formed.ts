/** Half of a character, which no file, database or request can hold. */
const loneSurrogate = /\p{Surrogate}/gu;

/** The same value with whole characters only, in keys and texts: a half one becomes U+FFFD, as everywhere on the web. */
export function wellFormed(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(loneSurrogate, '\ufffd');
  if (Array.isArray(value)) return value.map(wellFormed);
  if (typeof value !== 'object' || value === null || !isPlain(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key.replace(loneSurrogate, '\ufffd'), wellFormed(one)]),
  );
}

const isPlain = (value: object) => Object.getPrototypeOf(value) === Object.prototype;
