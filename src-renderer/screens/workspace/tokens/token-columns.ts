import type { Token } from '../../../../src-preload/contract/tokens.ts';
import { formatDateTimeWithZone, timeAgo } from '../../../../src-preload/shared/format/dates.ts';
import type { MenuItem } from '../../../components/overlays/Menu.tsx';
import type { GridColumn } from '../../../components/grid/grid-types.ts';
import type { CellElement } from '../../../components/grid/rows/cell-node.ts';
import { chip, dim, group } from '../../../components/grid/rows/cells.ts';
import { strongEndKept } from '../../../components/grid/rows/end-kept.ts';
import { presentTokenStatus } from '../../../components/grid/rows/status-cells.ts';
import { endDate, knownDate, knownText } from '../../../components/grid/rows/known-cells.ts';
import { actionsColumn } from '../../../components/grid/rows/actions-column.ts';
import styles from '../../../components/ListTab.module.css';
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
      cell: (token) => strongEndKept(tokenName(token)),
    },
    ...(withHint
      ? [
          {
            id: 'hint',
            header: 'Prefix',
            width: '110px',
            hideBelow: 760,
            cell: prefix,
          },
        ]
      : []),
    {
      id: 'owner',
      header: 'Owner',
      width: 'minmax(100px, 1fr)',
      sortable: true,
      // Beside an expiry it has no room in a narrow window.
      hideBelow: expiry || kind === 'inactive' ? 620 : 520,
      cell: ({ ownerName }) => knownText(ownerName, 'None'),
    },
    {
      id: 'status',
      header: 'Status',
      width: '96px',
      cell: (token) => presentTokenStatus(token, now),
    },
    ...(withScopes
      ? [
          {
            id: 'scopes',
            header: 'Scopes',
            width: '110px',
            hideBelow: 720,
            cell: ({ scopes }: Token) => dim(scopes.state === 'known' ? scopes.value : 'Not reported'),
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
            cell: (token: Token) => lastTest(token, now),
          },
        ]
      : []),
    {
      id: 'created',
      header: 'Created',
      width: '110px',
      sortable: true,
      hideBelow: 760 + extra,
      cell: ({ createdAt }) => knownDate(createdAt, 'Not reported'),
    },
    ...(expiry || kind === 'inactive'
      ? [
          {
            id: 'expires',
            header: kind === 'active' ? 'Expires' : 'Ended',
            width: 'minmax(190px, 0.9fr)',
            sortable: true,
            hideBelow: 480,
            cell: (token: Token) => end(token, now),
          },
        ]
      : []),
    {
      id: 'last-used',
      header: 'Last used',
      width: '100px',
      sortable: true,
      hideBelow: 880 + extra,
      cell: ({ lastUsedAt }) => knownDate(lastUsedAt, 'Never', (at) => timeAgo(at, now)),
    },
    actionsColumn(tokenName, actionsFor),
  ];
}

function prefix({ hint }: Token): CellElement {
  if (hint.state === 'known') return { tag: 'code', look: styles.mono, text: hint.value };
  return dim(hint.state === 'none' ? 'None' : 'Not reported');
}

function lastTest({ probe }: Token, now: number): CellElement {
  if (probe.state !== 'known') return dim(probe.state === 'none' ? 'Not tested' : 'No value stored');
  const { at, works, words } = probe.value;
  return group([chip(works ? 'Works' : 'Rejected', works ? 'ok' : 'bad'), dim(timeAgo(at, now))], {
    look: styles.probe,
    title: `${words}\n${formatDateTimeWithZone(at)}`,
  });
}

function end(token: Token, now: number): CellElement {
  if (token.status === 'disabled') return dim('Can be re-enabled');
  if (token.status === 'revoked') return endDate(token.revokedAt, now, true);
  return endDate(token.expiresAt, now, token.status === 'expired');
}
