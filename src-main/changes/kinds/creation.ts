import { valueOr } from '../../../src-preload/shared/known.ts';
import { comparable } from '../../../src-preload/shared/normalize.ts';
import type { WorkspaceRow } from '../../base/records.ts';
import type { StoredFreshness } from '../../store/roster/types.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { Verdict } from './kind.ts';
import type { PreImageOf } from './pre-image.ts';

/** The server has this text, or keeps it in a way that reads alike; where that is how it read before, it has to have changed. */
export const isTextNow = (found: string, wanted: string, before: string | undefined): boolean =>
  found.trim() === wanted.trim() || (comparable(found) === comparable(wanted) && found !== before);

export const yesIf = (isSo: boolean): Verdict => (isSo ? 'yes' : 'no');

/** It should be gone. */
export const goneFrom = (list: StoredFreshness, isThere: boolean): Verdict =>
  isThere ? 'no' : list.unreadable > 0 || list.fetchedAt === null ? 'unknown' : 'yes';

/** It should be there and isn't, as far as the list can be read. */
export const missingFrom = (list: StoredFreshness): Verdict => (list.unreadable > 0 ? 'unknown' : 'no');

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

/** Was it created? */
export const verifyCreated = (
  alike: readonly string[],
  before: PreImageOf<'creation'> | null,
  list: StoredFreshness,
): Verdict => (newOne(alike, before) === null ? missingFrom(list) : 'yes');

/** One of the same name was created since the first look. */
export const hasNamesake = (before: PreImageOf<'creation'>, now: PreImageOf<'creation'>): boolean =>
  now.existing.some((id) => !before.existing.includes(id));

/** Ids of the places of this kind and name; `organization`: only those in it, where they say which is theirs. */
export const placesNamed = (
  snapshot: Snapshot,
  connectionId: string,
  scope: WorkspaceRow['scope'],
  name: string,
  organization: string | null,
): string[] =>
  snapshot
    .connection(connectionId)
    .places.named(scope, name)
    .filter((row) => {
      const its = valueOr(row.organization, null);
      return organization === null || its === null || its.id === organization;
    })
    .map(({ id }) => id);
