import { z } from 'zod';

/**
 * The schema for a change whose server answers with the whole list that it changed. Nobody reads it, because the change engine reads the list
 * back: it only has to be one, so that a page of something on the way isn't taken for the server's yes.
 */
export const unreadList = z.array(z.unknown());

/** Shorter ones (bytes) are parsed: that takes no longer than looking. */
export const longList = 100_000;
const blanks = new Set([0x20, 0x09, 0x0a, 0x0d]);

/** Whether answers are taken for such a list. */
export const isUnreadList = (schema: z.ZodType | null): boolean => schema === unreadList;

/** Whether an answer is one of these. */
export const isUnread = (schema: z.ZodType | null, body: Buffer): boolean =>
  isUnreadList(schema) && looksLikeLongList(body);

/** Whether these bytes begin and end as a long JSON array does. Parsing twenty thousand members for each of thousands of changes takes minutes. */
export function looksLikeLongList(body: Buffer): boolean {
  if (body.length < longList) return false;
  let first = 0;
  let last = body.length - 1;
  while (first < last && blanks.has(body[first] ?? 0)) first += 1;
  while (last > first && blanks.has(body[last] ?? 0)) last -= 1;
  return body[first] === 0x5b && body[last] === 0x5d;
}
