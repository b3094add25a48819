import type { Invitation } from '../../../../src-preload/contract/invitations.ts';
import type { MenuItem } from '../../../components/overlays/Menu.tsx';
import type { GridColumn } from '../../../components/grid/grid-types.ts';
import { address } from '../../../components/grid/rows/cells.ts';
import { endDate, invitedRole, knownText } from '../../../components/grid/rows/known-cells.ts';
import { actionsColumn } from '../../../components/grid/rows/actions-column.ts';
import { invitationStatus } from '../../../components/grid/rows/status-cells.ts';

interface InvitationColumnsOptions {
  kind: 'open' | 'ended';
  now: number;
  actionsFor: (invitation: Invitation) => MenuItem[];
}

/** The columns of a list of invitations. */
export const invitationColumns = ({
  kind,
  now,
  actionsFor,
}: InvitationColumnsOptions): GridColumn<Invitation>[] => [
  {
    id: 'email',
    header: 'E-mail',
    width: 'minmax(200px, 1.6fr)',
    sortable: true,
    cell: ({ email }) => address(email),
  },
  {
    id: 'role',
    header: 'Role',
    width: '120px',
    hideBelow: 700,
    cell: ({ role }) => invitedRole(role),
  },
  {
    id: 'status',
    header: 'Status',
    width: '90px',
    sortable: true,
    cell: ({ status }) => invitationStatus(status),
  },
  {
    id: 'by',
    header: 'Invited by',
    width: 'minmax(110px, 0.8fr)',
    hideBelow: 560,
    cell: ({ invitedBy }) => knownText(invitedBy, 'None'),
  },
  kind === 'open'
    ? {
        id: 'expires',
        header: 'Expires',
        width: '176px',
        sortable: true,
        cell: ({ expiresAt }) => endDate(expiresAt, now),
      }
    : {
        id: 'ended',
        header: 'Ended',
        width: '176px',
        // An expired invitation ended with its expiry.
        cell: ({ endedAt, expiresAt }) => endDate(endedAt.state === 'known' ? endedAt : expiresAt, now, true),
      },
  {
    id: 'message',
    header: 'Message',
    width: 'minmax(100px, 1fr)',
    hideBelow: 860,
    cell: ({ message }) => knownText(message, 'None'),
  },
  actionsColumn(({ email }) => email, actionsFor),
];
