/** Shorter ones (bytes) are parsed: that takes no longer than looking. */
export const longList = 100_000;
const blanks = new Set([0x20, 0x09, 0x0a, 0x0d]);

/** Whether these bytes begin and end as a long JSON array does. Parsing twenty thousand members for each of thousands of changes takes minutes. */
export function looksLikeLongList(body: Buffer): boolean {
  if (body.length < longList) return false;
  let first = 0;
  let last = body.length - 1;
  while (first < last && blanks.has(body[first] ?? 0)) first += 1;
  while (last > first && blanks.has(body[last] ?? 0)) last -= 1;
  return body[first] === 0x5b && body[last] === 0x5d;
}
