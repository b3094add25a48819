import type { Member } from '../../../../src-preload/contract/members.ts';
import type { WorkspaceRef } from '../../../../src-preload/contract/refs.ts';
import { MemberStatusChip } from '../../../components/MemberStatusChip.tsx';
import { Avatar } from '../../../components/Avatar.tsx';
import { Chip } from '../../../components/Chip.tsx';
import type { MenuItem } from '../../../components/Menu.tsx';
import type { GridColumn } from '../../../components/grid-types.ts';
import { actionsColumn } from '../lists/cells.tsx';
import { personName } from '../../../lib/names.ts';
import styles from '../../../components/ListTab.module.css';
import { Time } from '../../../components/Time.tsx';
import { RoleCell } from './RoleCell.tsx';
import { emailNotReportedText } from './text.ts';

interface MemberColumnsOptions {
  /** Whose roster it is. */
  place: WorkspaceRef;
  /** A workspace's own role stands beside that of the organization. */
  bothRoles: boolean;
  longRoles: boolean;
  /** The roster was added manually. */
  addedManually: boolean;
  /** "Signed up" */
  since: string;
  actionsFor: (member: Member) => MenuItem[];
}

/** The columns of a roster. */
export function memberColumns({
  place,
  bothRoles,
  longRoles,
  addedManually,
  since,
  actionsFor,
}: MemberColumnsOptions): GridColumn<Member>[] {
  return [
    {
      id: 'name',
      header: 'Person',
      width: 'minmax(200px, 1.6fr)',
      sortable: true,
      cell: (member) => <Who member={member} />,
    },
    {
      id: 'role',
      header: bothRoles ? 'Workspace role' : 'Role',
      width: bothRoles ? '196px' : longRoles ? '176px' : '140px',
      sortable: true,
      cell: (member, { tabIndex }) => <RoleCell member={member} workspace={place} tabIndex={tabIndex} />,
    },
    ...(bothRoles
      ? [
          {
            id: 'organization-role',
            header: 'Organization role',
            width: '150px',
            hideBelow: 720,
            cell: ({ organizationRole: role }: Member) => (
              <span className={styles.dim}>
                {role.state === 'known'
                  ? role.value.label
                  : role.state === 'none'
                    ? 'Not a member'
                    : 'Not reported'}
              </span>
            ),
          },
        ]
      : []),
    {
      id: 'status',
      header: 'Status',
      width: '90px',
      sortable: true,
      cell: ({ status }) => <MemberStatusChip status={status} />,
    },
    {
      id: 'signed-up',
      header: addedManually ? 'Added' : since,
      width: '110px',
      hideBelow: bothRoles ? 860 : 640,
      cell: (member) => <Since member={member} addedManually={addedManually} />,
    },
    actionsColumn(personName, actionsFor),
  ];
}

function Who({ member }: { member: Member }) {
  const name = personName(member);
  return (
    <span className={styles.who}>
      <Avatar name={name} />
      <b title={name}>{name}</b>
      {member.isMe && <Chip>You</Chip>}
      {member.email === '' ? (
        <span title={emailNotReportedText}>E-mail not reported</span>
      ) : name === member.email ? (
        <span />
      ) : (
        <span title={member.email}>{member.email}</span>
      )}
    </span>
  );
}

function Since({ member, addedManually }: { member: Member; addedManually: boolean }) {
  const since = addedManually ? member.enteredAt : member.signedUpAt;
  return (
    <span className={styles.dim}>
      {since.state === 'known' ? (
        <Time at={since.value} />
      ) : since.state === 'not-reported' ? (
        'Not reported'
      ) : member.status === 'pending' ? (
        'Not yet'
      ) : (
        'None'
      )}
    </span>
  );
}
