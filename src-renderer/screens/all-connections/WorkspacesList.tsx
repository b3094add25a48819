import { LayoutGrid, RefreshCw } from 'lucide-react';
import { useEffect } from 'react';
import { actionsColumn } from '../../components/grid/rows/actions-column.ts';
import { copyIdItem, copyLinkItem } from '../../components/overlays/copy-items.ts';
import type { MenuItem } from '../../components/overlays/Menu.tsx';
import type { GridColumn } from '../../components/grid/grid-types.ts';
import { BulkAction, BulkBar } from '../../components/grid/BulkBar.tsx';
import { usePicks } from '../../components/grid/usePicks.ts';
import { coversAll } from '../../lib/counts.ts';
import {
  allWorkspacesInView,
  reloadAllWorkspaces,
  showAllWorkspaces,
  useAllWorkspaces,
  type FoundWorkspace,
  type WorkspaceOrder,
} from '../../stores/all-connections.ts';
import { useNavigation } from '../../stores/navigation.ts';
import { copyWorkspaceLink } from '../../stores/place-link.ts';
import { useListSearch } from '../../stores/list-search.ts';
import { rowAt } from '../../stores/paged-list.ts';
import { dim, text } from '../../components/grid/rows/cells.ts';
import { AllConnectionsList } from './AllConnectionsList.tsx';
import { FreshnessByConnection } from './FreshnessByConnection.tsx';
import { connectionCell, openButton } from './connection-cell.ts';
import css from './AllConnectionsScreen.module.css';
import { formatNumber, plural } from '../../../src-preload/shared/format/numbers.ts';

const order: { sorts: readonly WorkspaceOrder['by'][]; sort: WorkspaceOrder; parts: readonly ['all'] } = {
  sorts: ['name', 'members', 'organization'],
  sort: { by: 'name', order: 'asc' },
  parts: ['all'],
};

const open = ({ connection, id }: FoundWorkspace) =>
  useNavigation.getState().go({
    connectionId: connection.id,
    workspaceId: id,
    tab: 'overview',
    screen: 'workspace',
  });

const columns: GridColumn<FoundWorkspace>[] = [
  {
    id: 'name',
    header: 'Workspace',
    width: 'minmax(180px, 1.4fr)',
    sortable: true,
    cell: (workspace) => openButton(workspace.name, () => open(workspace)),
  },
  {
    id: 'connection',
    header: 'Connection',
    width: 'minmax(168px, 0.8fr)',
    cell: ({ connection }) => connectionCell(connection),
  },
  {
    id: 'organization',
    header: 'Organization',
    width: 'minmax(120px, 0.9fr)',
    sortable: true,
    hideBelow: 620,
    cell: ({ organization }) =>
      text(
        organization.state === 'known'
          ? organization.value.name
          : organization.state === 'none'
            ? 'None'
            : 'Not reported',
        { look: css.places },
      ),
  },
  {
    id: 'role',
    header: 'Your role',
    width: '130px',
    hideBelow: 760,
    cell: ({ myRole }) => dim(myRole.state === 'known' ? myRole.value.label : 'Not reported'),
  },
  {
    id: 'members',
    header: 'Members',
    width: '100px',
    sortable: true,
    cell: ({ members, roster }) =>
      dim(
        members === null
          ? roster.fetchedAt === null
            ? 'Not fetched'
            : 'Hidden'
          : `${roster.complete ? '' : '≥ '}${formatNumber(members)}`,
      ),
  },
  actionsColumn(({ name }) => name, workspaceMenu),
];

const refresh = ({ connectionId, id: workspaceId }: FoundWorkspace) =>
  void window.steward.workspaces.refresh({ connectionId, workspaceId });

/** What can be done with a workspace that was found. */
function workspaceMenu(workspace: FoundWorkspace): MenuItem[] {
  const { connectionId, id } = workspace;
  return [
    { label: 'Open', icon: LayoutGrid, onSelect: () => open(workspace) },
    { label: 'Refresh', icon: RefreshCw, key: 'r', onSelect: () => refresh(workspace) },
    copyIdItem(id),
    copyLinkItem(() => copyWorkspaceLink(connectionId, id)),
  ];
}

/** Every workspace and organization, by connection. */
export function WorkspacesList({ query }: { query: string }) {
  const search = useListSearch('allWorkspaces', order);
  const { sort } = search;
  useEffect(() => showAllWorkspaces({ query, sort }), [query, sort]);
  const { page, loaded, error } = useAllWorkspaces();
  const { picked, selection, clear } = usePicks<FoundWorkspace>({
    keyOf: ({ connectionId, id }) => `${connectionId} ${id}`,
    nameOf: ({ name }) => name,
    loaded: [...loaded.values()].flat(),
    of: query,
  });
  return (
    <AllConnectionsList
      label="Workspaces in all connections"
      what="workspaces"
      icon={LayoutGrid}
      list="allWorkspaces"
      placeholder="Name, org:…, conn:…, system:…, role:…"
      facets={[
        { key: 'scope', value: 'workspace', label: 'Workspaces' },
        { key: 'scope', value: 'organization', label: 'Organizations' },
        { key: 'origin', value: 'entered', label: 'Added manually' },
      ]}
      rowCount={page === null ? (error === null ? 12 : 0) : page.matching}
      rowAt={(index) => rowAt(loaded, index)}
      onRange={allWorkspacesInView}
      order={search}
      counted={
        page === null ? null : `${coversAll(page.coverage) ? '' : '≥ '}${plural(page.matching, 'place')}`
      }
      matching={page?.matching ?? null}
      answer={page}
      error={error}
      onReload={() => void reloadAllWorkspaces()}
      columns={columns}
      onOpen={open}
      selection={selection}
      below={<FreshnessByConnection />}
      bulk={
        <BulkBar count={picked.length} onClear={clear}>
          <BulkAction
            onClick={() => {
              for (const workspace of picked) refresh(workspace);
              clear();
            }}
          >
            Refresh
          </BulkAction>
        </BulkBar>
      }
    />
  );
}
