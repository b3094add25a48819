import type { Invitation } from '../../../../src-preload/contract/invitations.ts';
import { Chip } from '../../../components/Chip.tsx';
import type { MenuItem } from '../../../components/Menu.tsx';
import type { GridColumn } from '../../../components/grid-types.ts';
import { actionsColumn, EndDate, KnownText } from '../lists/cells.tsx';
import styles from '../../../components/ListTab.module.css';
import { statusLook } from './invitation-status.ts';

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
    cell: ({ email }) => <b title={email}>{email}</b>,
  },
  {
    id: 'role',
    header: 'Role',
    width: '120px',
    hideBelow: 700,
    cell: ({ role }) =>
      role.state === 'known' ? (
        role.value.label
      ) : (
        <span className={styles.dim}>{role.state === 'none' ? 'After joining' : 'Not reported'}</span>
      ),
  },
  {
    id: 'status',
    header: 'Status',
    width: '90px',
    sortable: true,
    cell: ({ status }) => <Chip tone={statusLook[status].tone}>{statusLook[status].label}</Chip>,
  },
  {
    id: 'by',
    header: 'Invited by',
    width: 'minmax(110px, 0.8fr)',
    hideBelow: 560,
    cell: ({ invitedBy }) => <KnownText value={invitedBy} none="None" />,
  },
  kind === 'open'
    ? {
        id: 'expires',
        header: 'Expires',
        width: '176px',
        sortable: true,
        cell: ({ expiresAt }) => <EndDate at={expiresAt} now={now} />,
      }
    : {
        id: 'ended',
        header: 'Ended',
        width: '176px',
        // An expired invitation ended with its expiry.
        cell: ({ endedAt, expiresAt }) => (
          <EndDate at={endedAt.state === 'known' ? endedAt : expiresAt} now={now} ended />
        ),
      },
  {
    id: 'message',
    header: 'Message',
    width: 'minmax(100px, 1fr)',
    hideBelow: 860,
    cell: ({ message }) => <KnownText value={message} none="None" />,
  },
  actionsColumn(({ email }) => email, actionsFor),
];
