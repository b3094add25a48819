import { KeyRound } from 'lucide-react';
import { useEffect, useMemo } from 'react';
import { useNow } from '../../stores/clock.ts';
import { Chip } from '../../components/Chip.tsx';
import type { GridColumn } from '../../components/grid-types.ts';
import { OwnerLeftChip } from '../../components/OwnerLeftChip.tsx';
import { BulkAction, BulkBar } from '../../components/BulkBar.tsx';
import { usePicks } from '../../components/usePicks.ts';
import { openPlan } from '../../stores/plan.ts';
import { noneWorkingText } from './text.ts';
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
import tab from '../../components/ListTab.module.css';
import { Time } from '../../components/Time.tsx';
import { tokenName } from '../../lib/names.ts';
import { AllConnectionsList } from './AllConnectionsList.tsx';
import { ConnectionCell } from './ConnectionCell.tsx';
import { openToken } from './open-token.ts';
import css from './AllConnectionsScreen.module.css';
import { relativeTime, timeAgo } from '../../../src-preload/shared/format/dates.ts';
import { plural } from '../../../src-preload/shared/format/numbers.ts';

const order: { sorts: readonly TokenOrder['by'][]; sort: TokenOrder; parts: readonly ['all'] } = {
  sorts: ['name', 'owner', 'created', 'expires', 'last-used', 'workspace'],
  sort: { by: 'name', order: 'asc' },
  parts: ['all'],
};

const statusText = {
  active: { words: 'Active', tone: 'ok' },
  disabled: { words: 'Disabled', tone: 'neutral' },
  expired: { words: 'Expired', tone: 'neutral' },
  revoked: { words: 'Revoked', tone: 'bad' },
} as const;

/** The columns, with times as of `now` (epoch ms). */
const columnsAt = (now: number): GridColumn<FoundToken>[] => [
  {
    id: 'name',
    header: 'Token',
    width: 'minmax(150px, 1.3fr)',
    sortable: true,
    cell: (token, { tabIndex }) => (
      <button type="button" className={css.open} tabIndex={tabIndex} onClick={() => openToken(token)}>
        {tokenName(token)}
      </button>
    ),
  },
  {
    id: 'owner',
    header: 'Owner',
    width: 'minmax(110px, 0.9fr)',
    sortable: true,
    hideBelow: 620,
    cell: ({ ownerName }) =>
      ownerName.state === 'known' ? (
        ownerName.value
      ) : (
        <span className={tab.dim}>{ownerName.state === 'none' ? 'No owner' : 'Not reported'}</span>
      ),
  },
  {
    id: 'status',
    header: 'Status',
    width: '104px',
    cell: ({ status, ownerLeft }) =>
      ownerLeft ? <OwnerLeftChip /> : <Chip tone={statusText[status].tone}>{statusText[status].words}</Chip>,
  },
  {
    id: 'workspace',
    header: 'Workspace',
    width: 'minmax(120px, 0.9fr)',
    sortable: true,
    hideBelow: 760,
    cell: ({ workspaceName }) => <span className={css.places}>{workspaceName}</span>,
  },
  {
    id: 'connection',
    header: 'Connection',
    width: 'minmax(168px, 0.8fr)',
    cell: ({ connection }) => <ConnectionCell connection={connection} />,
  },
  {
    id: 'expires',
    header: 'Expires',
    width: '120px',
    sortable: true,
    hideBelow: 520,
    cell: ({ expiresAt }) =>
      expiresAt.state === 'known' ? (
        <Time at={expiresAt.value} text={relativeTime(expiresAt.value, now)} />
      ) : (
        <span className={tab.dim}>{expiresAt.state === 'none' ? 'Never' : 'Not reported'}</span>
      ),
  },
  {
    id: 'created',
    header: 'Created',
    width: '110px',
    sortable: true,
    hideBelow: 940,
    cell: ({ createdAt }) => (
      <span className={tab.dim}>
        {createdAt.state === 'known' ? <Time at={createdAt.value} /> : 'Not reported'}
      </span>
    ),
  },
  {
    id: 'last-used',
    header: 'Last used',
    width: '110px',
    sortable: true,
    hideBelow: 1060,
    cell: ({ lastUsedAt }) => (
      <span className={tab.dim}>
        {lastUsedAt.state === 'known' ? (
          <Time at={lastUsedAt.value} text={timeAgo(lastUsedAt.value, now)} />
        ) : lastUsedAt.state === 'none' ? (
          'Never'
        ) : (
          'Not reported'
        )}
      </span>
    ),
  },
];

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
  const working = picked.filter(({ status }) => status === 'active' || status === 'disabled');
  return (
    <AllConnectionsList
      label="Tokens in all connections"
      what="tokens"
      icon={KeyRound}
      list="allTokens"
      placeholder="name, owner:…, status:active, expires:<14d, ws:…"
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
            onClick={() =>
              void openPlan(
                working.map(({ connection, workspaceId, id, ...token }) => ({
                  type: 'token.revoke' as const,
                  connectionId: connection.id,
                  workspaceId,
                  tokenId: id,
                  name: tokenName(token),
                })),
              ).then(({ end }) => end === 'applied' && clear())
            }
          >
            Revoke…
          </BulkAction>
        </BulkBar>
      }
    />
  );
}
