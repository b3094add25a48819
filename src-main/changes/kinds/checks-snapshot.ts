import type { ChangeRequest, Check } from '../../../src-preload/contract/changes.ts';
import { day } from '../../../src-preload/shared/units.ts';
import { formatDuration } from '../../../src-preload/shared/format/dates.ts';
import { block, note, warn, type CheckContext } from './check.ts';
import { freshnessOf, basisLists } from './lists.ts';
import { decidingPlace } from './place.ts';

/** Older than this (ms) a list is read again before anything is sent. */
export const freshFor = 60_000;

export const goalIsAbsence = ({ type }: ChangeRequest) =>
  type === 'workspace.delete' || type === 'workspace.leave';

/** How far what it is based on may be trusted. */
export function basisChecks({ request, connection, teller, ground, now }: CheckContext): Check[] {
  let oldest = now;
  const unread: Check[] = [];
  for (const needed of basisLists(request, connection, ground)) {
    const { fetchedAt } = freshnessOf(ground, request.connectionId, needed);
    if (fetchedAt === null) {
      if (needed.must)
        return [block('unknown-ground', `The list of ${needed.list} was never fetched: refresh it first.`)];
      if (request.type === 'workspace.delete')
        unread.push(
          note('unknown-ground', 'What is in it was never fetched. It is read before anything is sent.'),
        );
      continue;
    }
    oldest = Math.min(oldest, fetchedAt);
  }
  if (decidingPlace(request) !== null && teller.row === null && !goalIsAbsence(request))
    return [
      block(
        'unknown-ground',
        `This ${request.type.startsWith('organization') || 'organizationId' in request ? 'organization' : 'workspace'} isn’t in your list any more.`,
      ),
    ];
  const age = now - oldest;
  if (age <= freshFor) return unread;
  const words = teller.facts.guided
    ? `What this is based on was entered ${formatDuration(age)} ago.`
    : `What this is based on is ${formatDuration(age)} old. It is read again before anything is sent.`;
  return [...unread, age > day ? warn('stale-ground', words) : note('stale-ground', words)];
}
