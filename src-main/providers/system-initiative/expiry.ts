import ms from 'ms';
import type { ExpiryReading } from '../../../src-preload/contract/tokens.ts';
import { day, hour } from '../../../src-preload/shared/units.ts';
import { formatDateTime, relativeTime } from '../../../src-preload/shared/format/dates.ts';
import { systemInitiativeText } from './text.ts';

const defaultDays = 30;
const latest = Date.UTC(9999, 0, 1);

export const expiryPresets = [
  { label: '1 day', text: '1d' },
  { label: '7 days', text: '7d' },
  { label: '30 days', text: '30d' },
  { label: '90 days', text: '90d' },
  { label: '1 year', text: '1y' },
] as const;

/** What the server's validation lets through before it looks at the meaning. */
const allowedText = /^[0-9A-Za-zÀ-ÖØ-öø-ÿĀ-ỹ\s',_+()-]*$/;
const units = 's, m (minutes), h, d, w or y';

const refused = (message: string, suggestion: string | null = null): ExpiryReading => ({
  reading: 'refused',
  message,
  suggestion,
});

/**
 * Reads an expiry as the server would: it hands the text to npm's `ms` 2.1.3, so `1M` is a minute and `1 month` nothing at all.
 * What the server would answer with an error is refused here, with what to write instead. `now` in epoch ms.
 */
export function readExpiry(text: string, now: number): ExpiryReading {
  const wanted = text.trim();
  const lower = wanted.toLowerCase();
  if (wanted === '' || lower === 'never' || lower === '0') {
    const expiresAt = now + defaultDays * day;
    const meant = wanted === '' ? 'Nothing' : `"${wanted}"`;
    return {
      reading: 'instant',
      expiresAt,
      text: `${wordsUntil(expiresAt, now)}: ${meant} means ${defaultDays} days here`,
      caution: wanted === '' ? null : systemInitiativeText.longExpiry(wanted, defaultDays),
    };
  }
  if (wanted.length > 100) return refused(systemInitiativeText.expiryTooLong, '30d');
  if (/^-/.test(wanted)) return refused(systemInitiativeText.expiryInPast, wanted.slice(1).trim() || null);
  const bare = /^\d+$/.test(wanted);
  // A number alone counts milliseconds, and the server fails over parts of a second.
  if (bare && Number(wanted) % 1000 !== 0) return refused(systemInitiativeText.expiryNeedsUnit, `${wanted}s`);
  const fraction = /^(\d*)[.,](\d+)\s*([a-z]+)$/i.exec(wanted);
  if (fraction !== null) return refused(systemInitiativeText.expiryWholeNumber, wholeOf(fraction));
  if (!allowedText.test(wanted)) return refused(systemInitiativeText.expiryCharacters, cleaned(wanted));
  if (/^\d+\s*(mo|mon|months?)$/i.test(wanted)) {
    const days = Number.parseInt(wanted, 10) * 30;
    return refused(systemInitiativeText.expiryMonths, `${days}d`);
  }
  const duration = durationOf(wanted);
  if (duration !== null && duration % 1000 !== 0) {
    return refused(systemInitiativeText.expiryMilliseconds, `${Math.max(1, Math.ceil(duration / 1000))}s`);
  }
  if (duration === null) {
    return refused(
      systemInitiativeText.expiryFormat(units),
      /^(\d+)\s*h\s*(\d+)\s*m/i.test(wanted) ? inMinutes(wanted) : null,
    );
  }
  if (duration <= 0) return refused(systemInitiativeText.expiryZero, '30d');
  const expiresAt = now + duration;
  if (expiresAt > latest) return refused(systemInitiativeText.expiryTooFar, '100y');
  const spelled = ms(duration, { long: true });
  return {
    reading: 'instant',
    expiresAt,
    text: wordsUntil(expiresAt, now) + remarkOn(wanted, spelled),
    caution: duration < hour ? systemInitiativeText.expiresInMinutes(spelled) : null,
  };
}

/** What a text means that looks like another. */
function remarkOn(wanted: string, spelled: string): string {
  if (/^\d+\s*M$/.test(wanted)) return `: "${wanted}" means ${spelled}, not months`;
  return /^\d+$/.test(wanted) ? `: "${wanted}" counts milliseconds` : '';
}

/** `ms` takes any text at run time; its types name the good ones only. */
function durationOf(text: string): number | null {
  const value: unknown = ms(text as ms.StringValue);
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

function wholeOf([, whole = '', part = '', unit = '']: RegExpExecArray): string | null {
  const smaller: Record<string, readonly [string, number]> = {
    m: ['s', 60],
    h: ['m', 60],
    d: ['h', 24],
    w: ['d', 7],
    y: ['d', 365],
  };
  const next = smaller[unit.toLowerCase().slice(0, 1)];
  const value = Number(`${whole === '' ? '0' : whole}.${part}`);
  return next === undefined ? null : `${Math.max(1, Math.round(value * next[1]))}${next[0]}`;
}

function cleaned(text: string): string | null {
  const only = text.replace(/[^0-9A-Za-z\s]/g, '').trim();
  return only !== '' && durationOf(only) !== null && !/^\d+$/.test(only) ? only : null;
}

function inMinutes(text: string): string | null {
  const parts = /^(\d+)\s*h\s*(\d+)\s*m/i.exec(text);
  return parts === null ? null : `${Number(parts[1]) * 60 + Number(parts[2])}m`;
}

/** "Tue, 22 Dec 2026, 14:03 (in 30 days)", in the words of the lists. */
export const wordsUntil = (at: number, now: number): string =>
  `${formatDateTime(at)} (${relativeTime(at, now)})`;
