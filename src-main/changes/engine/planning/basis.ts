import { formatDuration } from '../../../../src-preload/shared/format/dates.ts';
import { day } from '../../../../src-preload/shared/units.ts';
import type { Check } from '../../../../src-preload/contract/plan.ts';
import type { ListName } from '../../../../src-preload/contract/freshness.ts';
import type { StoredFreshness } from '../../../store/roster/types.ts';
import { accessAt } from '../../../access/access.ts';
import { listRefusal } from '../../../access/list-access.ts';
import { decidingPlace, type ChangeContext } from '../../context.ts';
import { block, note, warn } from '../../kinds/check.ts';
import { kindOf } from '../../kinds/kinds.ts';
import { checkText } from '../text.ts';

/** Older than this (ms) a list is read again before anything is sent. */
export const freshFor = 60_000;

/** Read without an error, and not too long ago. One from the future says nothing of its age: the clock was set back. */
export function isFreshNow({ fetchedAt, error }: StoredFreshness, now: number): boolean {
  const age = fetchedAt === null || error !== null ? Infinity : now - fetchedAt;
  return age >= 0 && age <= freshFor;
}

/** A list that a change rests on, and how old it is. */
export interface BasisList {
  /** null: the connection's list of places. */
  place: string | null;
  list: ListName;
  must: boolean;
  unread: string | null;
  freshness: StoredFreshness;
}

/** Lists that a change is planned on, those that this identity is never given left out. */
export function basisLists(context: ChangeContext): BasisList[] {
  const { request, connection, snapshot } = context;
  const { connectionId } = request;
  const { freshness } = snapshot.connection(connectionId);
  const ofPlaces = kindOf(request)
    .needs(context)
    .filter(
      ({ place, list }) => listRefusal(accessAt(connection, snapshot, connectionId, place), list) === null,
    )
    .map((needed) => ({
      ...needed,
      freshness: snapshot.place(connectionId, needed.place).freshness(needed.list),
    }));
  return [{ place: null, list: 'workspaces', must: true, unread: null, freshness }, ...ofPlaces];
}

/** How far what it rests on may be trusted. */
export function basisChecks(context: ChangeContext): Check[] {
  const { request, row, facts, now } = context;
  const kind = kindOf(request);
  let oldest = now;
  const unread: Check[] = [];
  for (const { list, must, unread: text, freshness } of basisLists(context)) {
    if (freshness.fetchedAt !== null) oldest = Math.min(oldest, freshness.fetchedAt);
    else if (must) return [block('unknown-ground', checkText.neverFetched(list))];
    else if (text !== null) unread.push(note('unknown-ground', text));
  }
  if (decidingPlace(request) !== null && row === null && !kind.wantsPlaceGone)
    return [block('unknown-ground', checkText.placeGone(kind.decidedBy))];
  const age = now - oldest;
  if (age <= freshFor) return unread;
  const text = checkText.basisAge(formatDuration(age), facts.guided);
  return [...unread, age > day ? warn('stale-ground', text) : note('stale-ground', text)];
}
