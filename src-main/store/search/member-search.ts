import { createByName } from './member-base-order.ts';
import { createMemberCount } from './member-count.ts';
import { createLookup } from './member-lookup.ts';
import { conditionsOf, type Pair, type RosterPlace, type Search, type SearchLimits } from './member-query.ts';
import type { MemberSqlRow } from '../roster/member-row.ts';
import { createMemberWalk } from './member-walk.ts';
import type { MemberFilter } from './query/members.ts';
import type { Statements } from '../statements.ts';

/**
 * Finds rows of a roster. The ways: walk along an index in the order asked for, when many rows match; read and sort what an index
 * narrows down to a few rows; follow the full-text index or that of the roles along the base, whose keys are in the order of names, and
 * merge the strays in.
 */
export function createMemberSearch(statement: Statements, limits: SearchLimits) {
  const lookupOf = createLookup(statement, limits);
  const { sorted, walk, prefixScan } = createMemberWalk(statement, limits);
  const byName = createByName(statement, limits, walk);
  const { fewKeys, count, countSlice } = createMemberCount(statement, limits);

  /** All roles with statuses that the roster has. */
  const pairsOfAll = ({ place }: { place: RosterPlace }): Pair[] =>
    statement<Pair>('select role, status, count from member_counts where workspace_pk = @workspace').all({
      workspace: place.pk,
    });
  const pairsOf = (place: RosterPlace, { allows }: MemberFilter): Pair[] | null =>
    allows === null ? null : pairsOfAll({ place }).filter(({ role, status }) => allows(role, status));

  const start = (place: RosterPlace, filter: MemberFilter): Search => ({
    place,
    filter,
    pairs: pairsOf(place, filter),
    index: place.member_count <= limits.small ? { by: 'nothing' } : lookupOf(filter),
  });

  const one = (place: RosterPlace, filter: MemberFilter, user: string): MemberSqlRow | null =>
    statement<MemberSqlRow>(
      `select m.* from members m where ${conditionsOf(filter, ['m.user_id = @user'])}`,
    ).get({ ...filter.values, workspace: place.pk, user }) ?? null;

  const userIds = (place: RosterPlace, filter: MemberFilter): string[] =>
    statement<{ user_id: string }>(`select m.user_id from members m where ${conditionsOf(filter)}`)
      .all({ ...filter.values, workspace: place.pk })
      .map((row) => row.user_id);

  return { start, pairsOfAll, sorted, walk, prefixScan, byName, fewKeys, count, countSlice, one, userIds };
}
