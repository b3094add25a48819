import type { Token } from '../../../../src-preload/contract/tokens.ts';
import { formatDateTimeWithZone, timeAgo } from '../../../../src-preload/shared/format/dates.ts';
import { day } from '../../../../src-preload/shared/units.ts';
import { Chip } from '../../../components/Chip.tsx';
import type { MenuItem } from '../../../components/Menu.tsx';
import type { GridColumn } from '../../../components/grid-types.ts';
import { OwnerLeftChip } from '../../../components/OwnerLeftChip.tsx';
import { actionsColumn, EndDate, KnownText } from '../lists/cells.tsx';
import styles from '../../../components/ListTab.module.css';
import { Time } from '../../../components/Time.tsx';
import { tokenName } from '../../../lib/names.ts';

interface TokenColumnsOptions {
  /** "API key" */
  header: string;
  kind: 'active' | 'inactive';
  now: number;
  /** Which of the optional columns the system has. */
  withHint: boolean;
  withScopes: boolean;
  keptValues: boolean;
  expiry: boolean;
  actionsFor: (token: Token) => MenuItem[];
}

/** The columns of a list of tokens. */
export function tokenColumns({
  header,
  kind,
  now,
  withHint,
  withScopes,
  keptValues,
  expiry,
  actionsFor,
}: TokenColumnsOptions): GridColumn<Token>[] {
  // Columns that only some systems have take the room of the least important ones.
  const extra = (withHint ? 110 : 0) + (withScopes ? 110 : 0);
  return [
    {
      id: 'name',
      header: header,
      width: 'minmax(140px, 1.6fr)',
      sortable: true,
      cell: (token) => <b title={tokenName(token)}>{tokenName(token)}</b>,
    },
    ...(withHint
      ? [
          {
            id: 'hint',
            header: 'Prefix',
            width: '110px',
            hideBelow: 760,
            cell: (token: Token) => <Prefix token={token} />,
          },
        ]
      : []),
    {
      id: 'owner',
      header: 'Owner',
      width: 'minmax(100px, 1fr)',
      sortable: true,
      hideBelow: 520,
      cell: ({ ownerName }) => <KnownText value={ownerName} none="None" />,
    },
    {
      id: 'status',
      header: 'Status',
      width: '96px',
      cell: (token) => <StatusChip token={token} now={now} />,
    },
    ...(withScopes
      ? [
          {
            id: 'scopes',
            header: 'Scopes',
            width: '110px',
            hideBelow: 720,
            cell: (token: Token) => (
              <span className={styles.dim}>
                {token.scopes.state === 'known' ? token.scopes.value : 'Not reported'}
              </span>
            ),
          },
        ]
      : []),
    ...(keptValues
      ? [
          {
            id: 'probe',
            header: 'Last test',
            width: '170px',
            hideBelow: 640,
            cell: (token: Token) => <Probe token={token} now={now} />,
          },
        ]
      : []),
    {
      id: 'created',
      header: 'Created',
      width: '110px',
      sortable: true,
      hideBelow: 760 + extra,
      cell: (token) => (
        <span className={styles.dim}>
          {token.createdAt.state === 'known' ? <Time at={token.createdAt.value} /> : 'Not reported'}
        </span>
      ),
    },
    ...(expiry || kind === 'inactive'
      ? [
          {
            id: 'expires',
            header: kind === 'active' ? 'Expires' : 'Ended',
            width: 'minmax(190px, 0.9fr)',
            sortable: true,
            hideBelow: 480,
            cell: (token: Token) => <EndOf token={token} now={now} />,
          },
        ]
      : []),
    {
      id: 'last-used',
      header: 'Last used',
      width: '100px',
      sortable: true,
      hideBelow: 880 + extra,
      cell: (token) => (
        <span className={styles.dim}>
          {token.lastUsedAt.state === 'known' ? (
            <Time at={token.lastUsedAt.value} text={timeAgo(token.lastUsedAt.value, now)} />
          ) : token.lastUsedAt.state === 'none' ? (
            'Never'
          ) : (
            'Not reported'
          )}
        </span>
      ),
    },
    actionsColumn(tokenName, actionsFor),
  ];
}

function Prefix({ token: { hint } }: { token: Token }) {
  if (hint.state === 'known') return <code className={styles.mono}>{hint.value}</code>;
  return <span className={styles.dim}>{hint.state === 'none' ? 'None' : 'Not reported'}</span>;
}

function StatusChip({ token, now }: { token: Token; now: number }) {
  switch (token.status) {
    case 'revoked':
      return <Chip tone="bad">Revoked</Chip>;
    case 'expired':
      return <Chip>Expired</Chip>;
    case 'disabled':
      return <Chip>Disabled</Chip>;
    case 'active': {
      if (token.ownerLeft) return <OwnerLeftChip />;
      const soon = token.expiresAt.state === 'known' && token.expiresAt.value - now < 14 * day;
      return soon ? <Chip tone="warn">Active</Chip> : <Chip tone="ok">Active</Chip>;
    }
  }
}

function Probe({ token, now }: { token: Token; now: number }) {
  const { probe } = token;
  if (probe.state !== 'known') {
    return <span className={styles.dim}>{probe.state === 'none' ? 'Not tested' : 'No value stored'}</span>;
  }
  const { at, works, words } = probe.value;
  return (
    <span title={`${words}\n${formatDateTimeWithZone(at)}`} className={styles.probe}>
      <Chip tone={works ? 'ok' : 'bad'}>{works ? 'Works' : 'Rejected'}</Chip>
      <span className={styles.dim}>{timeAgo(at, now)}</span>
    </span>
  );
}

function EndOf({ token, now }: { token: Token; now: number }) {
  if (token.status === 'disabled') return <span className={styles.dim}>Can be re-enabled</span>;
  if (token.status === 'revoked') return <EndDate at={token.revokedAt} now={now} ended />;
  return <EndDate at={token.expiresAt} now={now} ended={token.status === 'expired'} />;
}
