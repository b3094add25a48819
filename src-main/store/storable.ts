const half = /\p{Cs}/u;
const halves = /\p{Cs}/gu;

/** A text as the database gives it back: what isn't stored exactly has to compare equal to itself when it is fetched again. */
export const storableText = (text: string): string =>
  half.test(text) ? text.replace(halves, '\ufffd') : text;

/** A fetched row with all its texts as they are stored. */
export function storable<T>(value: T): T;
export function storable(value: unknown): unknown {
  if (typeof value === 'string') return storableText(value);
  if (Array.isArray(value)) return value.map((item: unknown) => storable(item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, storable(item as unknown)]));
}
