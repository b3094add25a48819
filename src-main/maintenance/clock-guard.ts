import { day } from '../../src-preload/shared/units.ts';
import { clockText } from './text.ts';

/** What a fetch showed of a server's clock. All epoch ms; `startedAt` and `finishedAt` by this computer's. */
export interface ServerTime {
  /** The Date header: whole seconds, cut off. null: it said none. */
  serverDate: number | null;
  startedAt: number;
  finishedAt: number;
}
/** How far this computer's clock is ahead (ms; behind: less than 0), at its likeliest. `sure`: off by more than two minutes without doubt. */
export interface ClockOffset {
  offsetMs: number;
  sure: boolean;
}

export interface ClockGuardDeps {
  /** Epoch ms, of this computer's clock. */
  now: () => number;
  /** Ms that pass whatever the clock is set to. Without one, setting the clock is noticed at the next fetch. */
  elapsed?: () => number;
}

export interface ClockGuard {
  noteFetch(connectionId: string, seen: ServerTime): void;
  /** null where this server's time isn't known well enough since the start, or the clock was set since. */
  offset(connectionId: string): ClockOffset | null;
  /** By how much the clock is ahead of each server that said the time: for keeping things by their age. */
  offsets(): number[];
  /** What a server would say the time is: for the status of tokens and invitations, whose ends the server set. */
  nowFor(connectionId: string): number;
  /** The sentence where the clock is off, or null. `host`: the server that disagrees. */
  notice(connectionId: string, host: string): string | null;
  forget(connectionId: string): void;
}

const tolerance = 2 * 60 * 1000;
/** A clock that was set moves by more than this against the time that passed. */
const setBy = 5000;
const keptReadings = 8;
/** One answer may come from a cache or a broken clock: a server's time counts once so many answers in a row agree. */
const steadyReadings = 3;
/** Beyond this (ms) nothing is corrected: one of the two clocks is broken, and it isn't known which. */
const mostCorrection = day;

interface Reading {
  /** The clock is at least and at most so far ahead. */
  low: number;
  high: number;
  /** The clock against the time that passes, when this was read. */
  drift: number;
}

/**
 * Judges this computer's clock by what servers say in answers that were asked for anyway. A server's second fell between the sending and
 * the arriving, so each answer gives two bounds; several are narrower together. Nothing is said on bounds that a slow answer left wide.
 */
export function createClockGuard(deps: ClockGuardDeps): ClockGuard {
  const readings = new Map<string, Reading[]>();
  const drift = () => (deps.elapsed ? deps.now() - deps.elapsed() : 0);

  /** What the newest answers agree on, or null where they are too few. */
  function bounds(connectionId: string): { low: number; high: number } | null {
    const here = drift();
    const usable = (readings.get(connectionId) ?? []).filter((one) => Math.abs(one.drift - here) <= setBy);
    let found: { low: number; high: number } | null = null;
    let agreeing = 0;
    for (const { low, high } of usable) {
      // From the newest back: an older one that contradicts it was before the clock was set.
      if (found === null) found = { low, high };
      else if (low <= found.high && high >= found.low)
        found = { low: Math.max(low, found.low), high: Math.min(high, found.high) };
      else break;
      agreeing += 1;
    }
    return agreeing < steadyReadings ? null : found;
  }

  function offset(connectionId: string): ClockOffset | null {
    const found = bounds(connectionId);
    if (found === null) return null;
    const { low, high } = found;
    return { offsetMs: Math.round((low + high) / 2), sure: low > tolerance || high < -tolerance };
  }

  return {
    noteFetch(connectionId, { serverDate, startedAt, finishedAt }) {
      if (serverDate === null || finishedAt < startedAt) return;
      const reading = { low: startedAt - (serverDate + 1000), high: finishedAt - serverDate, drift: drift() };
      readings.set(connectionId, [reading, ...(readings.get(connectionId) ?? [])].slice(0, keptReadings));
    },
    offset,
    offsets: () =>
      [...readings.keys()].flatMap((id) => {
        const found = offset(id);
        return found === null ? [] : Math.max(-mostCorrection, Math.min(mostCorrection, found.offsetMs));
      }),
    nowFor(connectionId) {
      const found = offset(connectionId);
      return found?.sure && Math.abs(found.offsetMs) <= mostCorrection
        ? deps.now() - found.offsetMs
        : deps.now();
    },
    notice(connectionId, host) {
      const found = offset(connectionId);
      if (!found?.sure) return null;
      const { offsetMs } = found;
      const apart = clockText.apart(lengthOf(Math.abs(offsetMs)), offsetMs > 0, host);
      return Math.abs(offsetMs) <= mostCorrection
        ? `${apart} ${clockText.corrected}`
        : `${apart} ${clockText.oneIsWrong}`;
    },
    forget: (connectionId) => void readings.delete(connectionId),
  };
}

function lengthOf(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  if (minutes < 120) return `${minutes} min`;
  const hours = Math.round(minutes / 60);
  if (hours < 48) return `${hours} h`;
  return `${Math.round(hours / 24)} days`;
}
