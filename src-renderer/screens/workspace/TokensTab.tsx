import { Ban, Ellipsis, KeyRound, SearchX, ShieldOff, Trash2 } from 'lucide-react';
import { ToggleGroup } from 'radix-ui';
import { useEffect, useState } from 'react';
import type { Token, TokenSort } from '../../../src-preload/contract/tokens.ts';
import type { WorkspaceDetail } from '../../../src-preload/contract/workspaces.ts';
import { useNow } from '../../app/clock.ts';
import { Button } from '../../components/Button.tsx';
import { Chip } from '../../components/Chip.tsx';
import { Empty } from '../../components/Empty.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { Menu } from '../../components/Menu.tsx';
import { Note } from '../../components/Note.tsx';
import { SearchField } from '../../components/SearchField.tsx';
import { VirtualGrid, type GridColumn } from '../../components/VirtualGrid.tsx';
import { absoluteTime, date, relativeTime } from '../../lib/format.ts';
import { openPlan } from '../../stores/plan.ts';
import { reloadTokens, showTokens, tokensInView, useTokens } from '../../stores/tokens.ts';
import { rowAt } from '../../stores/windows.ts';
import { refusal } from '../../stores/workspace.ts';
import { GenerateTokenDialog } from './GenerateTokenDialog.tsx';
import { useListError } from './listError.ts';
import styles from './tab.module.css';

const isSort = (by: string): by is TokenSort['by'] => ['name', 'owner', 'created', 'expires'].includes(by);
const dayMs = 86_400_000;

const tokenName = (token: Token) =>
  token.name.state === 'known' && token.name.value !== '' ? token.name.value : 'Unnamed token';

/** The tokens of a workspace: those that work, and those that expired or were revoked. */
export function TokensTab({ detail }: { detail: WorkspaceDetail }) {
  const { workspace } = detail;
  const { connectionId, id: workspaceId } = workspace;
  const ref = { connectionId, workspaceId };
  const [query, setQuery] = useState('');
  const [kind, setKind] = useState<'active' | 'inactive'>('active');
  const [sort, setSort] = useState<TokenSort>({ by: 'created', order: 'desc' });
  const [generating, setGenerating] = useState(false);
  const list = useTokens();
  const now = useNow();
  useEffect(() => {
    showTokens({ connectionId, workspaceId, query: query.trim(), sort, list: kind });
  }, [connectionId, workspaceId, query, sort, kind]);

  const current =
    list.query?.connectionId === connectionId &&
    list.query.workspaceId === workspaceId &&
    list.query.list === kind;
  const page = current ? list.page : null;
  const windows = current ? list.windows : new Map<number, readonly Token[]>();
  const error = current ? list.error : null;
  const loading = !current || list.loading;
  const notOffered = page?.notOffered ?? null;
  const neverRead =
    page !== null && page.freshness.fetchedAt === null && page.totals.active + page.totals.inactive === 0;
  const waiting = page === null ? loading : neverRead && notOffered === null && page.freshness.refreshing;
  const rowCount = waiting ? Math.min(workspace.activeTokens ?? 5, 20) : (page?.matching ?? 0);
  // A list that nobody has read has no size.
  const totals = page === null || page.freshness.fetchedAt === null ? null : page.totals;
  const listError = useListError(connectionId, page?.freshness ?? null);
  const generateRefusal = refusal(detail, 'token.create');

  const columns: GridColumn<Token>[] = [
    {
      id: 'name',
      header: 'Token',
      width: 'minmax(160px, 1.6fr)',
      sortable: true,
      cell: (token) => <b title={tokenName(token)}>{tokenName(token)}</b>,
    },
    {
      id: 'owner',
      header: 'Owner',
      width: 'minmax(110px, 1fr)',
      sortable: true,
      cell: (token) =>
        token.ownerName.state === 'known' ? (
          token.ownerName.value
        ) : (
          <span className={styles.dim}>{token.ownerName.state === 'none' ? 'Nobody' : 'Not reported'}</span>
        ),
    },
    {
      id: 'status',
      header: 'Status',
      width: '90px',
      cell: (token) => <StatusChip token={token} now={now} />,
    },
    {
      id: 'created',
      header: 'Created',
      width: '110px',
      sortable: true,
      hideBelow: 760,
      cell: (token) => (
        <span className={styles.dim}>
          {token.createdAt.state === 'known' ? date(token.createdAt.value) : 'Not reported'}
        </span>
      ),
    },
    {
      id: 'expires',
      header: kind === 'active' ? 'Expires' : 'Ended',
      width: 'minmax(190px, 0.9fr)',
      sortable: true,
      cell: (token) => <Ends token={token} now={now} />,
    },
    {
      id: 'last-used',
      header: 'Last used',
      width: '100px',
      hideBelow: 880,
      cell: (token) => (
        <span className={styles.dim}>
          {token.lastUsedAt.state === 'known'
            ? relativeTime(token.lastUsedAt.value, now)
            : token.lastUsedAt.state === 'none'
              ? 'Never'
              : 'Not reported'}
        </span>
      ),
    },
    {
      id: 'actions',
      header: 'Actions',
      hideHeader: true,
      width: '40px',
      cell: (token, { tabIndex }) => (
        <Menu
          trigger={
            <IconButton
              size="s"
              icon={Ellipsis}
              label={`Actions for ${tokenName(token)}`}
              tabIndex={tabIndex}
            />
          }
          items={[
            ...(token.status === 'active'
              ? [
                  {
                    label: 'Revoke…',
                    icon: Ban,
                    danger: true,
                    disabledReason: token.actions.revoke.allowed ? null : token.actions.revoke.reason,
                    onSelect: () =>
                      void openPlan([
                        { type: 'token.revoke', ...ref, tokenId: token.id, name: tokenName(token) },
                      ]),
                  },
                ]
              : []),
            {
              label: 'Delete…',
              icon: Trash2,
              danger: true,
              disabledReason: token.actions.delete.allowed ? null : token.actions.delete.reason,
              onSelect: () =>
                void openPlan([{ type: 'token.delete', ...ref, tokenId: token.id, name: tokenName(token) }]),
            },
          ]}
        />
      ),
    },
  ];

  return (
    <div className={styles.stack}>
      <div className={styles.bar}>
        <SearchField
          label="Search tokens"
          placeholder="token or owner"
          shortcut="/"
          value={query}
          onChange={setQuery}
        />
        <ToggleGroup.Root
          type="single"
          className={styles.segments}
          aria-label="Which tokens"
          value={kind}
          onValueChange={(value) => {
            if (value === 'active' || value === 'inactive') setKind(value);
          }}
        >
          <ToggleGroup.Item value="active">
            Active{totals === null ? '' : ` ${totals.active}`}
          </ToggleGroup.Item>
          <ToggleGroup.Item value="inactive">
            Inactive{totals === null ? '' : ` ${totals.inactive}`}
          </ToggleGroup.Item>
        </ToggleGroup.Root>
        <Button
          variant="primary"
          icon={KeyRound}
          disabledReason={generateRefusal}
          onClick={() => setGenerating(true)}
        >
          Generate token
        </Button>
      </div>
      <div className={styles.notes}>
        {error !== null && (
          <ErrorNote
            error={error}
            onRetry={() => void reloadTokens()}
            tone={page === null ? 'bad' : 'warn'}
          />
        )}
        {notOffered !== null && rowCount > 0 && (
          <Note tone="info" title="This list may be out of date">
            {notOffered}
          </Note>
        )}
        {notOffered === null && listError !== null && !neverRead && (
          <ErrorNote
            tone="warn"
            error={listError}
            onRetry={() => void window.steward.workspaces.refresh(ref)}
          />
        )}
      </div>
      <VirtualGrid
        label={`${kind === 'active' ? 'Active' : 'Inactive'} tokens of ${workspace.name}`}
        columns={columns}
        rowCount={rowCount}
        rowAt={(index) => rowAt(windows, index)}
        onRange={tokensInView}
        resetKey={`${kind} ${query.trim()} ${sort.by} ${sort.order}`}
        sort={sort}
        onSort={({ by, order }) => {
          if (isSort(by)) setSort({ by, order });
        }}
        empty={
          error !== null && page === null ? null : notOffered !== null ? (
            <Empty
              icon={ShieldOff}
              title="The server doesn't give this list to your sign-in"
              text={notOffered}
            />
          ) : neverRead ? (
            <Empty
              icon={KeyRound}
              title="The tokens were never read"
              text={
                page.freshness.error === null
                  ? 'They appear here after the first refresh.'
                  : `${page.freshness.error.sentence} ${page.freshness.error.nextStep}`
              }
              action={
                <Button
                  busy={page.freshness.refreshing}
                  onClick={() => void window.steward.workspaces.refresh(ref)}
                >
                  Refresh now
                </Button>
              }
            />
          ) : query.trim() !== '' ? (
            <Empty
              icon={SearchX}
              title="No token matches"
              text={`None of the ${kind} tokens matches “${query.trim()}”.`}
              action={<Button onClick={() => setQuery('')}>Clear the search</Button>}
            />
          ) : kind === 'active' ? (
            <Empty
              icon={KeyRound}
              title="No active tokens"
              text="A token lets a script or another program act as you."
              action={
                <Button icon={KeyRound} disabledReason={generateRefusal} onClick={() => setGenerating(true)}>
                  Generate a token
                </Button>
              }
            />
          ) : (
            <Empty
              icon={KeyRound}
              title="No inactive tokens"
              text="Tokens that expired or were revoked appear here."
            />
          )
        }
      />
      <GenerateTokenDialog detail={detail} open={generating} onOpenChange={setGenerating} />
    </div>
  );
}

function StatusChip({ token, now }: { token: Token; now: number }) {
  if (token.status === 'revoked') return <Chip tone="bad">Revoked</Chip>;
  if (token.status === 'expired') return <Chip>Expired</Chip>;
  const soon = token.expiresAt.state === 'known' && token.expiresAt.value - now < 14 * dayMs;
  return soon ? <Chip tone="warn">Active</Chip> : <Chip tone="ok">Active</Chip>;
}

/** Relative first, the instant behind it. */
function Ends({ token, now }: { token: Token; now: number }) {
  const at = token.status === 'revoked' ? token.revokedAt : token.expiresAt;
  if (at.state === 'none') return <span className={styles.dim}>Never</span>;
  if (at.state === 'not-reported') return <span className={styles.dim}>Not reported</span>;
  return (
    <span title={absoluteTime(at.value)}>
      {relativeTime(at.value, now)} <span className={styles.dim}>· {date(at.value)}</span>
    </span>
  );
}
