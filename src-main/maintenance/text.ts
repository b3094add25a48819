import { formatNumber, plural } from '../../src-preload/shared/format/numbers.ts';
import { isolated } from '../../src-preload/shared/shown-text.ts';
import { quoted } from '../base/quoted.ts';
import type { AppError } from '../../src-preload/contract/result.ts';
import type { StoreNotice } from '../store/open/types.ts';

/**
 * The notice that a place left the list. `error`: why its lists couldn't be fetched the last time, where they
 * couldn't: nothing else shows whether I'm still a member.
 */
export function placeGoneNotice(name: string, label: string, error: AppError | null): StoreNotice {
  const why =
    error?.kind === 'forbidden' || error?.kind === 'not-found' || error?.kind === 'not-allowed'
      ? `The server says: “${error.sentence}”`
      : 'Either you’re no longer a member or it was deleted. The server doesn’t say which.';
  return {
    level: 'info',
    sentence: `${quoted(name)} (${isolated(label)}) is no longer in your list. ${why}`,
    nextStep: 'What it was last, and its earlier changes, are still in the connection’s history.',
  };
}

/** So many of the places are named. */
const namedPlaces = 3;

/** The notice that several places left a connection's list with one refresh. */
export function placesGoneNotice(names: readonly string[], label: string): StoreNotice {
  const named = names.slice(0, namedPlaces).map(quoted);
  const more = names.length - named.length;
  const all = more > 0 ? [...named, `${formatNumber(more)} more`] : named;
  const listed = `${all.slice(0, -1).join(', ')} and ${all.at(-1) ?? ''}`;
  return {
    level: 'info',
    sentence: `${plural(names.length, 'workspace')} (${isolated(label)}) are no longer in your list: ${listed}. Either you’re no longer a member or they were deleted. The server doesn’t say which.`,
    nextStep: 'What they were last, and their earlier changes, are still in the connection’s history.',
  };
}

/** The clock of this computer against a server's. */
export const clockText = {
  apart: (length: string, isAhead: boolean, host: string) =>
    `This computer’s clock is ${length} ${isAhead ? 'ahead of' : 'behind'} ${host}.`,
  corrected: 'Steward uses the server’s time for expiry and ages.',
  oneIsWrong: 'One of the two is wrong. Check this computer’s date and time.',
  setClock: 'Set this computer’s clock. This message disappears once it’s right.',
};
