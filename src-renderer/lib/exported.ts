import type { QueryList } from '../../src-preload/shared/query/keys.ts';
import type { SortOrder, WorkspaceRef } from '../../src-preload/contract/refs.ts';
import type { ReportList } from '../../src-preload/contract/reports.ts';

/** A searched list as it is on screen. */
interface Shown {
  list: QueryList;
  /** Whose rows they are; null: of all connections. */
  rows: WorkspaceRef | null;
  query: string;
  part: string | null;
  sort: { by: string; order: SortOrder };
}

/** The one of the keys that it is; the first where it is none of them. */
const among = <K extends string>(keys: readonly [K, ...K[]], text: string | null): K =>
  keys.find((key) => key === text) ?? keys[0];

/** What to export of a searched list: its rows with the search and the order that they are shown in. */
export function exportOf({ list, rows, query, part, sort }: Shown): ReportList {
  const { connectionId, workspaceId } = rows ?? { connectionId: '', workspaceId: '' };
  const here = { connectionId, workspaceId, query: query.trim() };
  const across = { connectionIds: null, query: query.trim() };
  const { by, order } = sort;
  switch (list) {
    case 'members':
      return { list, ...here, sort: { by: among(['name', 'email', 'role', 'status'], by), order } };
    case 'invitations':
      return {
        list,
        ...here,
        part: among(['open', 'ended'], part),
        sort: { by: among(['email', 'status', 'created', 'expires'], by), order },
      };
    case 'tokens':
      return {
        list,
        ...here,
        part: among(['active', 'inactive'], part),
        sort: { by: among(['name', 'owner', 'created', 'expires', 'last-used'], by), order },
      };
    case 'people':
      return { list, ...across, sort: { by: 'name', order } };
    case 'allTokens':
      return {
        list,
        ...across,
        sort: { by: among(['name', 'owner', 'created', 'expires', 'last-used', 'workspace'], by), order },
      };
    case 'allWorkspaces':
      return { list, ...across, sort: { by: among(['name', 'members', 'organization'], by), order } };
    case 'allHistory':
      return { list, ...across };
  }
}
