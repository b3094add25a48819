import { useEffect, useState } from 'react';
import type { Role } from '../../../src-preload/contract/roles.ts';
import type { WorkspaceDetail } from '../../../src-preload/contract/workspaces.ts';
import { roleWord } from './query.ts';

export interface RoleCount {
  role: Role;
  /** null: not counted yet, or the roster was never read. */
  count: number | null;
}

/** How many members have each role, highest role first; counted in the local copy, again whenever the detail changes. */
export function useRoleMix(detail: WorkspaceDetail): RoleCount[] {
  const [counts, setCounts] = useState<ReadonlyMap<string, number>>(new Map());
  useEffect(() => {
    let current = true;
    const count = async (role: Role): Promise<[string, number] | null> => {
      const answer = await window.steward.members.page({
        ...detail.listsAt.members,
        query: roleWord(role),
        offset: 0,
        limit: 1,
        sort: { by: 'name', order: 'asc' },
      });
      return answer.ok && answer.value.freshness.fetchedAt !== null ? [role.id, answer.value.matching] : null;
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
