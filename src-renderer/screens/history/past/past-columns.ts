import type { InvitationStatus } from '../../../../src-preload/contract/invitations.ts';
import type { GridColumn } from '../../../components/grid-types.ts';
import { address, avatar, chip, dim, group, strong, text } from '../../../components/rows/cells.ts';
import { knownDate } from '../../../components/rows/known-cells.ts';
import { memberStatus } from '../../../components/rows/status-cells.ts';
import type { PastInvitation, PastMember, PastToken } from '../../../stores/past.ts';
import { personName } from '../../../lib/names.ts';
import styles from './past.module.css';

export const memberColumns: GridColumn<PastMember>[] = [
  {
    id: 'name',
    header: 'Person',
    width: 'minmax(200px, 1.6fr)',
    cell: (member) => {
      const name = personName(member);
      const under = dim(name === member.email ? '' : member.email);
      return group([avatar(name), strong(name, name), under], { look: styles.who });
    },
  },
  { id: 'role', header: 'Role', width: '140px', cell: (member) => text(member.role.label) },
  {
    id: 'status',
    header: 'Status',
    width: '100px',
    cell: ({ status }) => memberStatus(status),
  },
  {
    id: 'signed-up',
    header: 'Signed up',
    width: '120px',
    hideBelow: 640,
    cell: ({ signedUpAt }) => knownDate(signedUpAt, 'Not yet'),
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
    cell: ({ email }) => address(email),
  },
  {
    id: 'role',
    header: 'Role',
    width: '140px',
    cell: ({ role }) =>
      role.state === 'known'
        ? text(role.value.label)
        : dim(role.state === 'none' ? 'After joining' : 'Not reported'),
  },
  {
    id: 'status',
    header: 'Status',
    width: '100px',
    cell: ({ status }) => chip(invitationStatusText[status].label, invitationStatusText[status].tone),
  },
  {
    id: 'expires',
    header: 'Expires',
    width: '120px',
    hideBelow: 640,
    cell: ({ expiresAt }) => knownDate(expiresAt, 'Never'),
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
    cell: ({ name, id }) => strong(name.state === 'known' ? name.value : id),
  },
  {
    id: 'status',
    header: 'Status',
    width: '110px',
    cell: ({ status }) => chip(tokenStatusText[status].label, tokenStatusText[status].tone),
  },
  {
    id: 'created',
    header: 'Created',
    width: '120px',
    hideBelow: 640,
    cell: ({ createdAt }) => knownDate(createdAt, 'Never'),
  },
  {
    id: 'expires',
    header: 'Expires',
    width: '120px',
    cell: ({ expiresAt }) => knownDate(expiresAt, 'Never'),
  },
];
