import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ChangeRequest, MatchingChange } from '../../src-preload/contract/changes.ts';
import { parseQuery } from '../../src-preload/shared/query/parse.ts';
import { fail, ok, type Result } from '../../src-preload/shared/result.ts';
import { mostPlanned, tooManyToPlan } from '../../src-preload/shared/limits.ts';
import type { Core } from '../core.ts';
import { invalidError, plainError } from '../base/errors.ts';
import type { MatchingMember } from '../store/search/types.ts';
import { staleCopyText } from '../access/text.ts';
import { staleCopy } from '../access/stale-copies.ts';
import { placeAccess } from '../access/place-access.ts';

/** So many are read at once: a few milliseconds. */
const piece = 1000;
const nothingPlanned = 'Nothing was planned.';

/**
 * The changes that a rule comes to now, one for each whom it selects, by name. Errors, all before anything is planned: a query that
 * isn't understood whole (it would select more than was meant), nobody left, or more than a plan holds.
 */
export async function requestsOf(
  core: Core,
  { query, except, change, connectionId, workspaceId }: MatchingChange,
): Promise<Result<ChangeRequest[]>> {
  const ref = { connectionId, workspaceId };
  const standing = placeAccess(core, ref);
  if (!standing.ok) return standing;
  const hidden = staleCopy(core, ref);
  if (hidden !== null) {
    return fail(
      plainError('not-found', staleCopyText(hidden), 'Refresh it, or show it anyway, and try again.'),
    );
  }
  const { roles } = standing.value.table;
  const now = Date.now();
  const [problem] = parseQuery(query, 'members', { now, roles }).problems;
  if (problem) {
    return fail(
      invalidError(
        `A part of the search isn’t understood, so it would select more than was meant: ${problem.message}`,
        'Mend the search, then select again.',
      ),
    );
  }
  const wanted = ({ role }: MatchingMember) => change.type !== 'member.set-role' || role !== change.role;
  const found: MatchingMember[] = [];
  let others = 0;
  for (const rows of core.store.roster.matchingPieces(ref, { query, roles, except, now }, piece)) {
    const some = rows.filter(wanted);
    found.push(...some);
    others += rows.length - some.length;
    if (found.length > mostPlanned) break;
    await nextTurn();
  }
  if (found.length > mostPlanned) {
    const all = await core.store.roster.countMembers(
      ref,
      { query, roles, now },
      new AbortController().signal,
    );
    const words = tooManyToPlan(Math.max(found.length, (all ?? 0) - except.length - others));
    return fail(invalidError(words ?? nothingPlanned, 'Narrow the search and do it in parts.'));
  }
  if (found.length === 0) {
    return fail(
      invalidError(
        others === 0 ? 'Nobody is selected any more.' : 'All of them have this role already.',
        nothingPlanned,
      ),
    );
  }
  return ok(found.map((member) => requestFor(ref, change, member)));
}

function requestFor(
  ref: { connectionId: string; workspaceId: string },
  change: MatchingChange['change'],
  { userId, email }: MatchingMember,
): ChangeRequest {
  switch (change.type) {
    case 'member.remove':
      return { type: 'member.remove', ...ref, userId, email };
    case 'member.set-role':
      return { type: 'member.set-role', ...ref, userId, email, role: change.role };
  }
}
