import { z } from 'zod';
import { day } from '../../../src-preload/shared/units.ts';
import { text } from './text.ts';

/** What is remembered of the clock between two looks at it. Epoch ms. */
const clockMark = z.object({
  /** The last look. */
  lastAt: z.number(),
  /** Since when it is doubted: it jumped, and nobody has confirmed it. */
  doubtedAt: z.number().nullable(),
  /** How far servers said that it was off (ms), where they contradicted it last. */
  deniedBy: z.number().nullable(),
});
export type ClockMark = z.infer<typeof clockMark>;
export const readClockMark = (value: unknown): ClockMark | null => clockMark.safeParse(value).data ?? null;

/** The preference under which the mark is kept. */
export const clockKey = 'clock';

/**
 * Whether things may be erased for their age by this clock. It must not be more than a day away from the last look or from what a server
 * says. After a jump (the app was off for long, or the clock is wrong: nobody can tell) a server's word settles it, or a day that the clock
 * goes on as it should.
 */
export function judgeClock(
  mark: ClockMark | null,
  now: number,
  offsets: readonly number[],
): { mark: ClockMark; held: string | null } {
  if (offsets.some((offset) => Math.abs(offset) <= day))
    return { mark: { lastAt: now, doubtedAt: null, deniedBy: null }, held: null };
  const denied = offsets[0] ?? mark?.deniedBy ?? null;
  if (denied !== null) {
    const next = { lastAt: now, doubtedAt: now, deniedBy: denied };
    return { mark: next, held: reasonOf(next) };
  }
  const away = mark === null ? 0 : now - mark.lastAt;
  if (mark === null || Math.abs(away) > day) {
    const next = { lastAt: now, doubtedAt: now, deniedBy: null };
    return { mark: next, held: reasonOf(next) };
  }
  const over = mark.doubtedAt === null || now - mark.doubtedAt > day;
  const next = { lastAt: now, doubtedAt: over ? null : mark.doubtedAt, deniedBy: null };
  return { mark: next, held: reasonOf(next) };
}

/** Why nothing is erased, or null. */
export function reasonOf(mark: ClockMark | null): string | null {
  if (mark === null || mark.doubtedAt === null) return null;
  if (mark.deniedBy !== null) {
    const days = Math.max(1, Math.round(Math.abs(mark.deniedBy) / day));
    return text.clockDenied(days, mark.deniedBy > 0);
  }
  return text.clockJumped;
}
