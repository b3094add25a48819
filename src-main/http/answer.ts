import type { HttpAnswer } from './http.ts';
import { parseLargeJson } from './large-json.ts';

/** Reads a body as text and, where it is JSON, as that. Whether JSON was due is for the caller to judge. */
export async function readAnswer(
  status: number,
  headers: Record<string, string>,
  body: Buffer,
): Promise<HttpAnswer> {
  const text = decoded(body, headers['content-type'] ?? '');
  // Bytes that aren't text in their charset are no data: a name with U+FFFD in it would be shown as known.
  if (text === null) return { status, headers, json: undefined, text: body.toString('utf8') };
  return { status, headers, json: await parseLargeJson(text), text };
}

/** The body in the charset that its label names (UTF-8 where it names none), or null where it isn't valid in that. */
function decoded(body: Buffer, contentType: string): string | null {
  const charset = /charset\s*=\s*"?([^\s;"]+)/i.exec(contentType)?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(charset, { fatal: true }).decode(body);
  } catch {
    return null;
  }
}

/** A page for people instead of data. JSON is data and an empty body is nothing, whatever their label says. */
export function isHtml(answer: HttpAnswer): boolean {
  if (answer.json !== undefined || answer.text.trim() === '') return false;
  const type = answer.headers['content-type'] ?? '';
  return /\b(text\/html|application\/xhtml)/i.test(type) || /^\s*<(!doctype|html)\b/i.test(answer.text);
}

/** Does the server claim JSON, by its header or by how the body begins? */
export function claimsJson(answer: HttpAnswer): boolean {
  return /\bjson\b/i.test(answer.headers['content-type'] ?? '') || /^\s*[[{]/.test(answer.text);
}

/** The page's own title, in one short line, or null. */
export function titleOf(answer: HttpAnswer): string | null {
  const title = /<title[^>]*>([^<]{1,200})/i.exec(answer.text)?.[1]?.replace(/\s+/g, ' ').trim();
  return title === undefined || title === '' ? null : title;
}

/**
 * How long the answer asks to wait, in ms from now; null where it doesn't say, or not in a way that can be read. Where a 429 has no
 * `Retry-After`, its `X-RateLimit-Reset` says it; other answers carry that header too, where it asks for nothing. What comes back is the
 * server's word and nothing more: callers bound it by their own back-off and by the longest wait they accept.
 */
export function retryAfterMs(
  { status, headers }: Pick<HttpAnswer, 'status' | 'headers'>,
  now: number,
): number | null {
  const asked = waitIn(headers['retry-after'], now) ?? dateIn(headers['retry-after'], now);
  if (asked !== null) return asked;
  return status === 429 ? waitIn(headers['x-ratelimit-reset'] ?? headers['ratelimit-reset'], now) : null;
}

/** No server's clock is before this; a Date that says so comes from a device that lost its time. */
const leastDate = Date.UTC(2020);

/** How old the answer is by its `Age` header (ms): 0 where no cache on the way says that it kept it. */
export function ageMs({ headers }: Pick<HttpAnswer, 'headers'>): number {
  const age = headers['age']?.trim() ?? '';
  return /^\d+$/.test(age) ? Number(age) * 1000 : 0;
}

/** The server's clock (epoch ms), or null where the answer doesn't say what time it is now. */
export function serverDate({ headers }: Pick<HttpAnswer, 'headers'>): number | null {
  const date = Date.parse(headers['date'] ?? '');
  return headers['age'] !== undefined || Number.isNaN(date) || date < leastDate ? null : date;
}

/**
 * Why an answer that should be a whole list is only a part of it, by what its headers say, or null. None of the systems pages a list by
 * headers, so where they speak of more something on the way has cut the list, and it must not be taken for whole.
 */
export function partOfList({ status, headers, json }: HttpAnswer): string | null {
  if (status === 206) return 'HTTP 206';
  const [, last = '', total = ''] = /(\d+)\/(\d+)\s*$/.exec(headers['content-range'] ?? '') ?? [];
  if (total !== '' && Number(last) + 1 < Number(total)) return `Content-Range: ${last}/${total}`;
  if (/;\s*rel="?next\b/i.test(headers['link'] ?? '')) return 'Link: rel=next';
  const count = headers['x-total-count']?.trim() ?? '';
  return Array.isArray(json) && /^\d+$/.test(count) && Number(count) > json.length
    ? `${json.length} of ${count} records`
    : null;
}

/** Up to this (about three years, in seconds) a number is a distance from now; a larger one counts from 1970. */
const largestDistance = 100_000_000;
/** From here on a number that counts from 1970 counts milliseconds: as seconds it would be the year 5138. */
const leastEpochMs = 100_000_000_000;

/** A number of seconds, fractions included, from now or since 1970; the latter also in ms. */
function waitIn(text: string | undefined, now: number): number | null {
  const value = text?.trim() ?? '';
  if (!/^\d+(\.\d+)?$/.test(value)) return null;
  const number = Number(value);
  if (number <= largestDistance) return Math.ceil(number * 1000);
  return Math.max(0, Math.ceil(number < leastEpochMs ? number * 1000 : number) - now);
}

function dateIn(text: string | undefined, now: number): number | null {
  // Date.parse takes nearly anything with a digit in it; a date has a month's name or is ISO.
  if (text === undefined || !/[a-z]{3}\b|^\d{4}-\d\d/i.test(text.trim())) return null;
  const date = Date.parse(text);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}

/** A web server that ends the encryption refuses only once the request is there: nginx's page for its own statuses 495 and 496. */
export const wantsClientCertificate = ({ status, body }: { status: number; body: Buffer }): boolean =>
  status === 400 && body.includes('No required SSL certificate was sent');
