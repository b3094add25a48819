import type { Role } from '../../../../src-preload/contract/roles.ts';
import type { WorkspaceDetail } from '../../../../src-preload/contract/workspaces.ts';
import { roleFilter } from './role-filter.ts';
import { useQuery } from '../../../stores/useQuery.ts';
import { ok } from '../../../../src-preload/shared/result.ts';

export interface RoleCount {
  role: Role;
  /** null: not counted yet, or the roster was never fetched. */
  count: number | null;
}

/** How many members have each role, highest role first; counted in the local copy. */
export function useRoleCounts(detail: WorkspaceDetail): RoleCount[] {
  const place = detail.listsAt.members;
  const { value: counts } = useQuery(
    ['role-counts', place.connectionId, place.workspaceId, ...detail.roles.map(({ id }) => id)],
    async () => {
      const count = async (role: Role): Promise<[string, number] | null> => {
        const answer = await window.steward.members.count({ ...place, query: roleFilter(role), as: 'view' });
        if (!answer.ok || answer.value.freshness.fetchedAt === null || answer.value.matching === null)
          return null;
        return [role.id, answer.value.matching];
      };
      const all = await Promise.all(detail.roles.map(count));
      return ok(new Map(all.filter((one) => one !== null)));
    },
    { keepPrevious: true, reloadOn: ['members', 'roles', 'connections', 'status'], place },
  );
  return [...detail.roles]
    .sort((a, b) => b.rank - a.rank)
    .map((role) => ({ role, count: counts?.get(role.id) ?? null }));
}
