import type { InvitationStatus } from '../../../../src-preload/contract/invitations.ts';
import type { Known } from '../../../../src-preload/shared/known.ts';
import { MemberStatusChip } from '../../../components/MemberStatusChip.tsx';
import { Avatar } from '../../../components/Avatar.tsx';
import { Chip } from '../../../components/Chip.tsx';
import type { GridColumn } from '../../../components/grid-types.ts';
import { Time } from '../../../components/Time.tsx';
import type { PastInvitation, PastMember, PastToken } from '../../../stores/past.ts';
import { personName } from '../../../lib/names.ts';
import styles from './past.module.css';

const DateCell = ({ value, none }: { value: Known<number>; none: string }) => (
  <span className={styles.dim}>
    {value.state === 'known' ? <Time at={value.value} /> : value.state === 'none' ? none : 'Not reported'}
  </span>
);

export const memberColumns: GridColumn<PastMember>[] = [
  {
    id: 'name',
    header: 'Person',
    width: 'minmax(200px, 1.6fr)',
    cell: (member) => {
      const name = personName(member);
      return (
        <span className={styles.who}>
          <Avatar name={name} />
          <b title={name}>{name}</b>
          <span className={styles.dim}>{name === member.email ? '' : member.email}</span>
        </span>
      );
    },
  },
  { id: 'role', header: 'Role', width: '140px', cell: (member) => member.role.label },
  {
    id: 'status',
    header: 'Status',
    width: '100px',
    cell: ({ status }) => <MemberStatusChip status={status} />,
  },
  {
    id: 'signed-up',
    header: 'Signed up',
    width: '120px',
    hideBelow: 640,
    cell: ({ signedUpAt }) => <DateCell value={signedUpAt} none="Not yet" />,
  },
];

const invitationStatusText: Record<
  InvitationStatus,
  { label: string; tone: 'ok' | 'warn' | 'bad' | 'neutral' }
> = {
  pending: { label: 'Pending', tone: 'warn' },
  accepted: { label: 'Accepted', tone: 'ok' },
  declined: { label: 'Declined', tone: 'bad' },
  expired: { label: 'Expired', tone: 'neutral' },
  cancelled: { label: 'Cancelled', tone: 'neutral' },
  'not-reported': { label: 'Not reported', tone: 'neutral' },
};

export const invitationColumns: GridColumn<PastInvitation>[] = [
  {
    id: 'email',
    header: 'Person',
    width: 'minmax(200px, 1.6fr)',
    cell: ({ email }) => <b title={email}>{email}</b>,
  },
  {
    id: 'role',
    header: 'Role',
    width: '140px',
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
    width: '100px',
    cell: ({ status }) => (
      <Chip tone={invitationStatusText[status].tone}>{invitationStatusText[status].label}</Chip>
    ),
  },
  {
    id: 'expires',
    header: 'Expires',
    width: '120px',
    hideBelow: 640,
    cell: ({ expiresAt }) => <DateCell value={expiresAt} none="Never" />,
  },
];

const tokenStatusText = {
  active: { label: 'Active', tone: 'ok' },
  disabled: { label: 'Disabled', tone: 'neutral' },
  expired: { label: 'Expired', tone: 'neutral' },
  revoked: { label: 'Revoked', tone: 'bad' },
} as const;

export const tokenColumns: GridColumn<PastToken>[] = [
  {
    id: 'name',
    header: 'Token',
    width: 'minmax(180px, 1.6fr)',
    cell: ({ name, id }) => <b>{name.state === 'known' ? name.value : id}</b>,
  },
  {
    id: 'status',
    header: 'Status',
    width: '110px',
    cell: ({ status }) => <Chip tone={tokenStatusText[status].tone}>{tokenStatusText[status].label}</Chip>,
  },
  {
    id: 'created',
    header: 'Created',
    width: '120px',
    hideBelow: 640,
    cell: ({ createdAt }) => <DateCell value={createdAt} none="Never" />,
  },
  {
    id: 'expires',
    header: 'Expires',
    width: '120px',
    cell: ({ expiresAt }) => <DateCell value={expiresAt} none="Never" />,
  },
];
