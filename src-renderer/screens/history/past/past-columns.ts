import type { GridColumn } from '../../../components/grid/grid-types.ts';
import { address, avatar, dim, group, text } from '../../../components/grid/rows/cells.ts';
import { strongEndKept, strongPerson } from '../../../components/grid/rows/end-kept.ts';
import { invitedRole, knownDate } from '../../../components/grid/rows/known-cells.ts';
import { invitationStatus, memberStatus, tokenStatus } from '../../../components/grid/rows/status-cells.ts';
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
      return group([avatar(name), strongPerson(name), under], {
        look: name === member.email ? styles.alone : styles.who,
      });
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
    cell: ({ role }) => invitedRole(role),
  },
  {
    id: 'status',
    header: 'Status',
    width: '100px',
    cell: ({ status }) => invitationStatus(status),
  },
  {
    id: 'expires',
    header: 'Expires',
    width: '120px',
    hideBelow: 640,
    cell: ({ expiresAt }) => knownDate(expiresAt, 'Never'),
  },
];

export const tokenColumns: GridColumn<PastToken>[] = [
  {
    id: 'name',
    header: 'Token',
    width: 'minmax(180px, 1.6fr)',
    cell: ({ name, id }) => strongEndKept(name.state === 'known' ? name.value : id),
  },
  {
    id: 'status',
    header: 'Status',
    width: '110px',
    cell: ({ status }) => tokenStatus(status),
  },
  {
    id: 'created',
    header: 'Created',
    width: '120px',
    hideBelow: 640,
    cell: ({ createdAt }) => knownDate(createdAt, 'Not reported'),
  },
  {
    id: 'expires',
    header: 'Expires',
    width: '120px',
    cell: ({ expiresAt }) => knownDate(expiresAt, 'Never'),
  },
];
