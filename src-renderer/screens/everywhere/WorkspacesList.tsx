import { LayoutGrid } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { GridColumn } from '../../components/VirtualGrid.tsx';
import { count } from '../../lib/format.ts';
import {
  allWorkspacesInView,
  reloadAllWorkspaces,
  showAllWorkspaces,
  useAllWorkspaces,
  type FoundWorkspace,
  type WorkspaceOrder,
} from '../../stores/everywhere.ts';
import { useNavigation } from '../../stores/navigation.ts';
import { rowAt } from '../../stores/windows.ts';
import tab from '../workspace/tab.module.css';
import { FoundList, Where } from './FoundList.tsx';
import css from './everywhere.module.css';

const isSort = (by: string): by is WorkspaceOrder['by'] => ['name', 'members', 'organization'].includes(by);

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
    cell: (workspace, { tabIndex }) => (
      <button type="button" className={css.open} tabIndex={tabIndex} onClick={() => open(workspace)}>
        {workspace.name}
      </button>
    ),
  },
  {
    id: 'connection',
    header: 'Connection',
    width: 'minmax(140px, 0.8fr)',
    cell: ({ connection }) => <Where connection={connection} />,
  },
  {
    id: 'organization',
    header: 'Organization',
    width: 'minmax(120px, 0.9fr)',
    sortable: true,
    hideBelow: 620,
    cell: ({ organization }) => (
      <span className={css.places}>{organization.state === 'known' ? organization.value.name : '—'}</span>
    ),
  },
  {
    id: 'role',
    header: 'My role',
    width: '130px',
    hideBelow: 760,
    cell: ({ myRole }) => (
      <span className={tab.dim}>{myRole.state === 'known' ? myRole.value.label : 'Not reported'}</span>
    ),
  },
  {
    id: 'members',
    header: 'Members',
    width: '100px',
    sortable: true,
    cell: ({ members }) => (
      <span className={tab.dim}>{members === null ? 'Not read' : members.toLocaleString('en-GB')}</span>
    ),
  },
];

/** Every place of every connection. */
export function WorkspacesList({ query }: { query: string }) {
  const [sort, setSort] = useState<WorkspaceOrder>({ by: 'name', order: 'asc' });
  useEffect(() => showAllWorkspaces({ query, sort }), [query, sort]);
  const { page, windows, error } = useAllWorkspaces();
  return (
    <FoundList
      label="Workspaces everywhere"
      what="workspaces"
      icon={LayoutGrid}
      list="allWorkspaces"
      placeholder="name, org:…, conn:…, system:…, role:…"
      facets={[
        { key: 'scope', value: 'workspace', label: 'Workspaces' },
        { key: 'scope', value: 'organization', label: 'Organizations' },
        { key: 'origin', value: 'entered', label: 'Entered by hand' },
      ]}
      rowCount={page === null ? (error === null ? 12 : 0) : page.matching}
      rowAt={(index) => rowAt(windows, index)}
      onRange={allWorkspacesInView}
      counted={page === null ? null : count(page.matching, 'place', 'places')}
      answer={page}
      error={error}
      onReload={() => void reloadAllWorkspaces()}
      columns={columns}
      sort={sort}
      onSort={({ by, order }) => {
        if (isSort(by)) setSort({ by, order });
      }}
      resetKey={`${query} ${sort.by} ${sort.order}`}
      onOpen={open}
    />
  );
}
