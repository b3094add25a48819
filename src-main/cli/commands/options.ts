import { day, hour, minute, second } from '../../../src-preload/shared/units.ts';
import type { CommandContext } from '../command.ts';
import { CommandEnd } from '../command-end.ts';
import { commandText } from './text.ts';

/** A whole number from 1 of an option, or what it's by default. */
export function numberOption(context: CommandContext, name: string, preset: number): number {
  const given = context.option(name);
  if (given === undefined) return preset;
  if (/^0*[1-9]\d{0,6}$/.test(given)) return Number(given);
  throw new CommandEnd('usage', commandText.badNumber(name, given));
}

/** One of a fixed list of values. */
export function choice<T extends string>(
  what: string,
  given: string | undefined,
  choices: readonly T[],
  preset: T,
): T {
  if (given === undefined) return preset;
  const found = choices.find((one) => one === given.toLowerCase());
  if (found !== undefined) return found;
  throw new CommandEnd('usage', commandText.badChoice(what, given, choices));
}

/** An option that the command can't do without. */
export function required(context: CommandContext, name: string): string {
  const given = context.option(name);
  if (given !== undefined && given !== '') return given;
  throw new CommandEnd('usage', commandText.needed(`--${name}`));
}

const units: Readonly<Record<string, number>> = { s: second, m: minute, h: hour, d: day };

/** "90s", "5m", "2h", "1d" in ms; null for anything else. */
export function readAge(given: string): number | null {
  const found = /^(\d{1,6})\s*([smhd])$/i.exec(given.trim());
  return found ? Number(found[1]) * (units[found[2]?.toLowerCase() ?? ''] ?? 0) : null;
}

/** A moment: a date (of this computer's time zone), a time in ISO 8601, or an age. */
export function readMoment(given: string, now: number): number {
  const age = readAge(given);
  if (age !== null) return now - age;
  if (/^\d{4}-\d{2}-\d{2}/.test(given)) {
    const at = Date.parse(given.length === 10 ? `${given}T00:00` : given);
    if (!Number.isNaN(at)) return at;
  }
  throw new CommandEnd('usage', commandText.badDate(given));
}
