import type { ChangeRequest, SelectionChange } from '../../src-preload/contract/change-request.ts';
import type { WorkspaceRef } from '../../src-preload/contract/refs.ts';
import { maxPlannedChanges, tooManyToPlan } from '../../src-preload/shared/limits.ts';
import { parseQuery } from '../../src-preload/shared/query/parse.ts';
import { fail, ok, type Result } from '../../src-preload/shared/result.ts';
import { staleCopy } from '../access/stale-copies.ts';
import { staleCopyText } from '../access/text.ts';
import { invalidError, plainError } from '../base/errors.ts';
import type { Core } from '../core.ts';
import type { MatchingMember, MatchingRule } from '../store/search/types.ts';
import { atPlace, type Query } from './query.ts';
import { refreshAnd, selectionText } from './text.ts';

/** So many are read at once: a few milliseconds. */
const piece = 1000;

/** What a selection by rule comes to: how many members, and the first of them. */
export const selectionPreview: Query<'people', 'previewSelection'> = atPlace(
  async (core, place, { query, except, limit }) => {
    const stale = staleSelection(core, place.ref);
    if (stale !== null) return stale;
    const now = Date.now();
    const { roles } = place.table;
    const found = await core.store.roster.membersMatching(place.ref, { query, roles, except, now }, limit);
    return ok({
      total: found.total,
      rows: found.rows.map((row) => ({ ...row, role: { id: row.role, label: place.roleLabel(row.role) } })),
      problems: parseQuery(query, 'members', { now, roles }).problems,
    });
  },
);

/**
 * The changes that a selection by rule comes to now, one for each member it selects, by name. Errors, all before anything is planned: a
 * search that isn't understood whole (it would select more than was meant), no one left, or more than a plan holds.
 */
export const requestsFromSelection = atPlace(
  async (core, place, { query, except, change }: SelectionChange): Promise<Result<ChangeRequest[]>> => {
    const { ref } = place;
    const stale = staleSelection(core, ref);
    if (stale !== null) return stale;
    const { roles } = place.table;
    const now = Date.now();
    const [problem] = parseQuery(query, 'members', { now, roles }).problems;
    if (problem) {
      const sentence = selectionText.misunderstood(problem.message);
      return fail(invalidError(sentence, selectionText.correctSearch));
    }
    const rule = { query, roles, except, now };
    const { found, others } = await membersToChange(core, ref, rule, change);
    if (found.length > maxPlannedChanges) {
      const { signal } = new AbortController();
      const all = (await core.store.roster.countMembers(ref, { query, roles, now }, signal)) ?? 0;
      const tooMany = tooManyToPlan(Math.max(found.length, all - except.length - others));
      return fail(invalidError(tooMany ?? selectionText.notPlanned, selectionText.narrow));
    }
    if (found.length === 0) {
      const sentence = others === 0 ? selectionText.noneLeft : selectionText.roleAlready;
      return fail(invalidError(sentence, selectionText.notPlanned));
    }
    return ok(found.map((member) => requestFor(ref, change, member)));
  },
);

function staleSelection(core: Core, ref: WorkspaceRef) {
  const stale = staleCopy(core, ref);
  return stale === null ? null : fail(plainError('not-found', staleCopyText(stale), refreshAnd('try again')));
}

/** Whom the rule selects and the change would change, read piece by piece up to more than a plan holds; `others`: those it wouldn't. */
async function membersToChange(
  core: Core,
  ref: WorkspaceRef,
  rule: MatchingRule,
  change: SelectionChange['change'],
): Promise<{ found: MatchingMember[]; others: number }> {
  const found: MatchingMember[] = [];
  let others = 0;
  for (let after: string | null | undefined; after !== null && found.length <= maxPlannedChanges;) {
    const { rows, next } = await core.store.roster.matchingPage(ref, rule, piece, after);
    const some = rows.filter(({ role }) => !('role' in change) || role !== change.role);
    found.push(...some);
    others += rows.length - some.length;
    after = next;
  }
  return { found, others };
}

const requestFor = (
  ref: WorkspaceRef,
  change: SelectionChange['change'],
  { userId, email }: MatchingMember,
): ChangeRequest => ({ ...change, ...ref, userId, email });
