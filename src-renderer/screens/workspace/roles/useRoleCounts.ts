import { useEffect, useState } from 'react';
import type { Role } from '../../../../src-preload/contract/roles.ts';
import type { WorkspaceDetail } from '../../../../src-preload/contract/workspaces.ts';
import { roleFilter } from './role-filter.ts';

export interface RoleCount {
  role: Role;
  /** null: not counted yet, or the roster was never fetched. */
  count: number | null;
}

/** How many members have each role, highest role first; counted in the local copy, again whenever the detail changes. */
export function useRoleCounts(detail: WorkspaceDetail): RoleCount[] {
  const [counts, setCounts] = useState<ReadonlyMap<string, number>>(new Map());
  useEffect(() => {
    let current = true;
    const count = async (role: Role): Promise<[string, number] | null> => {
      const about = { ...detail.listsAt.members, query: roleFilter(role), as: 'view' } as const;
      const answer = await window.steward.members.count(about);
      if (!answer.ok || answer.value.freshness.fetchedAt === null || answer.value.matching === null)
        return null;
      return [role.id, answer.value.matching];
    };
    void Promise.all(detail.roles.map(count)).then((all) => {
      if (current) setCounts(new Map(all.filter((one) => one !== null)));
    });
    return () => {
      current = false;
    };
  }, [detail]);
  return [...detail.roles]
    .sort((a, b) => b.rank - a.rank)
    .map((role) => ({ role, count: counts.get(role.id) ?? null }));
}
