import type { ExpiryReading } from '../../../src-preload/contract/tokens.ts';
import { day } from '../../../src-preload/shared/units.ts';
import { formatDateTime, relativeTime } from '../../../src-preload/shared/format/dates.ts';
import { workspacesApiText } from './text.ts';

const longest = 3650;

export const expiryPresets = [
  { label: '30 days', text: '30 days' },
  { label: '90 days', text: '90 days' },
  { label: '1 year', text: '365 days' },
  { label: 'Never', text: 'never' },
] as const;

/** What an expiry text comes to on the wire: whole days, or null for a token without an end. */
export type Expiry = { days: number } | { days: null } | { refused: string; suggestion: string | null };

/** The API takes whole days and nothing else: `expires_in_days`, left out for a token that never ends. */
export function parseExpiry(text: string): Expiry {
  const wanted = text.trim().toLowerCase();
  if (wanted === '' || wanted === 'never') return { days: null };
  const whole = /^(\d+)\s*(?:d|days?)?$/.exec(wanted);
  if (whole !== null) {
    const days = Number(whole[1]);
    if (days < 1) return { refused: workspacesApiText.expiryTooShort, suggestion: '1 day' };
    return days > longest
      ? { refused: workspacesApiText.expiryTooLong(longest), suggestion: `${longest} days` }
      : { days };
  }
  if (/^-\s*\d/.test(wanted)) return { refused: workspacesApiText.expiryInPast, suggestion: '30 days' };
  const days = inDays(wanted);
  return {
    refused: workspacesApiText.expiryFormat,
    // Read again by `parseExpiry`, so without the separators of `plural`.
    suggestion: days === null ? null : `${days} day${days === 1 ? '' : 's'}`,
  };
}

const units: readonly (readonly [RegExp, number])[] = [
  [/^(s|secs?|seconds?)$/, 1 / 86_400],
  [/^(m|mins?|minutes?)$/, 1 / 1440],
  [/^(h|hrs?|hours?)$/, 1 / 24],
  [/^(d|days?)$/, 1],
  [/^(w|weeks?)$/, 7],
  [/^(mo|months?)$/, 30],
  [/^(y|yrs?|years?)$/, 365],
];

function inDays(text: string): number | null {
  const [, amount, unit = ''] = /^(\d+(?:[.,]\d+)?)\s*([a-z]+)$/.exec(text) ?? [];
  const size = units.find(([pattern]) => pattern.test(unit))?.[1];
  if (amount === undefined || size === undefined) return null;
  return Math.min(longest, Math.max(1, Math.round(Number(amount.replace(',', '.')) * size)));
}

/** `now` in epoch ms. */
export function readExpiry(text: string, now: number): ExpiryReading {
  const expiry = parseExpiry(text);
  if ('refused' in expiry) {
    return { reading: 'refused', message: expiry.refused, suggestion: expiry.suggestion };
  }
  if (expiry.days === null) {
    return {
      reading: 'never',
      text: workspacesApiText.neverExpires,
      caution: workspacesApiText.neverCaution,
    };
  }
  const expiresAt = now + expiry.days * day;
  return {
    reading: 'instant',
    expiresAt,
    text: `${formatDateTime(expiresAt)} (${relativeTime(expiresAt, now)})`,
    caution: null,
  };
}
