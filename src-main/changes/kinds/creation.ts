import { valueOr } from '../../../src-preload/shared/known.ts';
import { caseless, comparable } from '../../../src-preload/shared/normalize.ts';
import type { WorkspaceRow } from '../../base/records.ts';
import { storedText } from '../text.ts';
import type { ListState, Snapshot } from '../snapshot/snapshot.ts';
import type { Verdict } from './kind.ts';
import type { PreImageOf } from './pre-image.ts';

/** The server has this text, or keeps it in a way that reads alike; where that is how it read before, it has to have changed. */
export function isTextNow(found: string, wanted: string, before: string | undefined): boolean {
  if (found.trim() === wanted.trim()) return true;
  return before === undefined
    ? comparable(found) === comparable(wanted)
    : caseless(found) === caseless(wanted) && found !== before;
}

export const yesIf = (isSo: boolean): Verdict => (isSo ? 'yes' : 'no');

/** It should be gone. */
export const goneFrom = (list: ListState, isThere: boolean): Verdict =>
  isThere ? 'no' : list.fetchedAt === null ? 'unknown' : absentFrom(list, 'yes');

/** It should be there and isn't, as far as the list can be read. */
export const missingFrom = (list: ListState): Verdict => absentFrom(list, 'no');

/** What absence from a list proves, where it proves anything. */
const absentFrom = (list: ListState, proven: 'yes' | 'no'): Verdict =>
  list.unreadable > 0 ? 'unknown' : list.hasRecentLosses ? 'unsettled' : proven;

export const creationImage = (existing: string[]): PreImageOf<'creation'> => ({
  of: 'creation',
  existing,
  created: null,
});

/** Of those that it could be taken for, the one that wasn't there before, or null. */
export function newOne(alike: readonly string[], before: PreImageOf<'creation'> | null): string | null {
  const existing = new Set(before?.existing);
  return alike.find((id) => !existing.has(id)) ?? null;
}

/** What the server made of a name or an address; null: it keeps it as it was asked for, or it isn't known. */
export const storedAs = (wanted: string, stored: string | null | undefined): string | null =>
  stored === null || stored === undefined || stored === wanted ? null : storedText(stored);

/** Was it created? */
export const verifyCreated = (
  alike: readonly string[],
  before: PreImageOf<'creation'> | null,
  list: ListState,
): Verdict => (newOne(alike, before) === null ? missingFrom(list) : 'yes');

/** One of the same name was created since the first look. */
export const hasNamesake = (before: PreImageOf<'creation'>, now: PreImageOf<'creation'>): boolean =>
  now.existing.some((id) => !before.existing.includes(id));

/** The places of this kind that this name may stand for; `organization`: only those in it, where they say which is theirs. */
export const placesAlike = (
  snapshot: Snapshot,
  connectionId: string,
  scope: WorkspaceRow['scope'],
  name: string,
  organization: string | null,
): WorkspaceRow[] =>
  snapshot
    .connection(connectionId)
    .places.alike(scope, name)
    .filter((row) => {
      const its = valueOr(row.organization, null);
      return organization === null || its === null || its.id === organization;
    });

/** Of these, whether one has this very name. */
export const hasName = (rows: readonly { name: string }[], name: string): boolean =>
  rows.some((row) => comparable(row.name) === comparable(name));

export const idsOf = (rows: readonly { id: string }[]): string[] => rows.map(({ id }) => id);
