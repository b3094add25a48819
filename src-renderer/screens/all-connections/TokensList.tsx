import { Ban, KeyRound } from 'lucide-react';
import { useEffect, useMemo } from 'react';
import { useNow } from '../../stores/clock.ts';
import type { GridColumn } from '../../components/grid/grid-types.ts';
import { copyIdItem } from '../../components/overlays/copy-items.ts';
import type { MenuItem } from '../../components/overlays/Menu.tsx';
import { actionsColumn } from '../../components/grid/rows/actions-column.ts';
import { date, dim, name } from '../../components/grid/rows/cells.ts';
import { nameEndKept } from '../../components/grid/rows/end-kept.ts';
import { knownDate } from '../../components/grid/rows/known-cells.ts';
import { presentTokenStatus } from '../../components/grid/rows/status-cells.ts';
import { BulkAction, BulkBar } from '../../components/grid/BulkBar.tsx';
import { usePicks } from '../../components/grid/usePicks.ts';
import { openPlan } from '../../stores/plan/plan.ts';
import { noneWorkingText, notActiveText } from './text.ts';
import { coversAll } from '../../lib/counts.ts';
import {
  allTokensInView,
  reloadAllTokens,
  showAllTokens,
  useAllTokens,
  type FoundToken,
  type TokenOrder,
} from '../../stores/all-connections.ts';
import { useListSearch } from '../../stores/list-search.ts';
import { rowAt } from '../../stores/paged-list.ts';
import { tokenName } from '../../lib/names.ts';
import { AllConnectionsList } from './AllConnectionsList.tsx';
import { connectionCell, openButton } from './connection-cell.ts';
import { openToken } from './open-token.ts';
import { relativeTime, timeAgo } from '../../../src-preload/shared/format/dates.ts';
import { plural } from '../../../src-preload/shared/format/numbers.ts';

const order: { sorts: readonly TokenOrder['by'][]; sort: TokenOrder; parts: readonly ['all'] } = {
  sorts: ['name', 'owner', 'created', 'expires', 'last-used', 'workspace'],
  sort: { by: 'name', order: 'asc' },
  parts: ['all'],
};

/** The columns, with times as of `now` (epoch ms). */
const columnsAt = (now: number): GridColumn<FoundToken>[] => [
  {
    id: 'name',
    header: 'Token',
    width: 'minmax(130px, 1.3fr)',
    sortable: true,
    cell: (token) => openButton(tokenName(token), () => openToken(token)),
  },
  {
    id: 'owner',
    header: 'Owner',
    width: 'minmax(110px, 0.9fr)',
    sortable: true,
    hideBelow: 620,
    cell: ({ ownerName }) =>
      ownerName.state === 'known'
        ? name(ownerName.value)
        : dim(ownerName.state === 'none' ? 'No owner' : 'Not reported'),
  },
  {
    id: 'status',
    header: 'Status',
    width: '96px',
    cell: (token) => presentTokenStatus(token, now),
  },
  {
    id: 'workspace',
    header: 'Workspace',
    width: 'minmax(120px, 0.9fr)',
    sortable: true,
    hideBelow: 760,
    cell: ({ workspaceName }) => nameEndKept(workspaceName),
  },
  {
    id: 'connection',
    header: 'Connection',
    width: 'minmax(132px, 0.8fr)',
    cell: ({ connection }) => connectionCell(connection),
  },
  {
    id: 'expires',
    header: 'Expires',
    width: '108px',
    sortable: true,
    hideBelow: 520,
    cell: ({ expiresAt }) =>
      expiresAt.state === 'known'
        ? date(expiresAt.value, relativeTime(expiresAt.value, now), '')
        : knownDate(expiresAt, 'Never'),
  },
  {
    id: 'created',
    header: 'Created',
    width: '110px',
    sortable: true,
    hideBelow: 940,
    cell: ({ createdAt }) => knownDate(createdAt, 'Not reported'),
  },
  {
    id: 'last-used',
    header: 'Last used',
    width: '110px',
    sortable: true,
    hideBelow: 1060,
    cell: ({ lastUsedAt }) => knownDate(lastUsedAt, 'Never', (at) => timeAgo(at, now)),
  },
  actionsColumn(tokenName, tokenMenu),
];

const works = ({ status }: FoundToken) => status === 'active' || status === 'disabled';

/** One plan that revokes these tokens; true once it was applied. */
async function revoke(tokens: readonly FoundToken[]): Promise<boolean> {
  const { end } = await openPlan(
    tokens.map(({ connection, workspaceId, id, ...token }) => ({
      type: 'token.revoke' as const,
      connectionId: connection.id,
      workspaceId,
      tokenId: id,
      name: tokenName(token),
    })),
  );
  return end === 'applied';
}

/** What can be done with a token that was found; the list of its workspace has the rest. */
function tokenMenu(token: FoundToken): MenuItem[] {
  return [
    { label: 'View in its workspace', icon: KeyRound, onSelect: () => openToken(token) },
    copyIdItem(token.id),
    'separator',
    {
      label: 'Revoke…',
      icon: Ban,
      key: 'Delete',
      danger: true,
      disabledReason: works(token) ? null : notActiveText,
      onSelect: () => void revoke([token]),
    },
  ];
}

/** The tokens of every workspace and account, by connection. */
export function TokensList({ query }: { query: string }) {
  const search = useListSearch('allTokens', order);
  const { sort } = search;
  const now = useNow();
  useEffect(() => showAllTokens({ query, sort }), [query, sort]);
  const { page, loaded, error } = useAllTokens();
  const columns = useMemo(() => columnsAt(now), [now]);
  const { picked, selection, clear } = usePicks<FoundToken>({
    keyOf: ({ connection, workspaceId, id }) => `${connection.id} ${workspaceId} ${id}`,
    nameOf: tokenName,
    loaded: [...loaded.values()].flat(),
    of: query,
  });
  const working = picked.filter(works);
  return (
    <AllConnectionsList
      label="Tokens in all connections"
      what="tokens"
      icon={KeyRound}
      list="allTokens"
      placeholder="Name, owner:…, status:active, expires:<14d, ws:…"
      facets={[
        { key: 'status', value: 'active', label: 'Active' },
        { key: 'status', value: 'revoked', label: 'Revoked' },
        { key: 'status', value: 'expired', label: 'Expired' },
        { key: 'expires', value: '<14d', label: 'Expires within 14 days' },
      ]}
      rowCount={page === null ? (error === null ? 12 : 0) : page.matching}
      rowAt={(index) => rowAt(loaded, index)}
      onRange={allTokensInView}
      order={search}
      counted={
        page === null ? null : `${coversAll(page.coverage) ? '' : '≥ '}${plural(page.matching, 'token')}`
      }
      matching={page?.matching ?? null}
      answer={page}
      error={error}
      onReload={() => void reloadAllTokens()}
      columns={columns}
      onOpen={openToken}
      selection={selection}
      bulk={
        <BulkBar count={picked.length} onClear={clear}>
          <BulkAction
            disabledReason={working.length === 0 ? noneWorkingText : null}
            onClick={() => void revoke(working).then((done) => done && clear())}
          >
            Revoke…
          </BulkAction>
        </BulkBar>
      }
    />
  );
}
