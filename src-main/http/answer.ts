import type { HttpAnswer } from './http.ts';
import { parseLargeJson } from './large-json.ts';

/** Reads a body as text and, where it is JSON, as that. Whether JSON was due is for the caller to judge. */
export async function readAnswer(
  status: number,
  headers: Record<string, string>,
  body: Buffer,
): Promise<HttpAnswer> {
  const text = body.toString('utf8').replace(/^\uFEFF/, '');
  return { status, headers, json: await parseLargeJson(text), text };
}

export function isHtml(answer: HttpAnswer): boolean {
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
 * How long the answer asks to wait, in ms from now; null where it doesn't. `Retry-After` is seconds or a date. Where a 429 has none,
 * `X-RateLimit-Reset` says it; other answers carry that header too, where it asks for nothing.
 */
export function retryAfterMs(
  { status, headers }: Pick<HttpAnswer, 'status' | 'headers'>,
  now: number,
): number | null {
  const value = headers['retry-after']?.trim();
  if (value === undefined || value === '') return status === 429 ? limitResetMs(headers, now) : null;
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}

/** A reset up to this (about three years) is a distance; a larger one counts from 1970. */
const largestDistance = 100_000_000;
/** Clocks differ: a reset that seems to be over is still waited for a moment, so that the next request isn't refused too. */
const leastWait = 1000;

/** `X-RateLimit-Reset` in seconds: from now, or since 1970. */
function limitResetMs(headers: Readonly<Record<string, string>>, now: number): number | null {
  const value = headers['x-ratelimit-reset']?.trim() ?? '';
  if (!/^\d+(\.\d+)?$/.test(value)) return null;
  const seconds = Number(value);
  const wait = seconds <= largestDistance ? seconds * 1000 : seconds * 1000 - now;
  return Math.max(leastWait, Math.ceil(wait));
}
