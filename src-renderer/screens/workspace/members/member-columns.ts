import type { Member } from '../../../../src-preload/contract/members.ts';
import type { MenuItem } from '../../../components/overlays/Menu.tsx';
import type { GridColumn } from '../../../components/grid/grid-types.ts';
import type { CellElement } from '../../../components/grid/rows/cell-node.ts';
import { avatar, chip, choiceButton, dim, group, text } from '../../../components/grid/rows/cells.ts';
import { strongPerson } from '../../../components/grid/rows/end-kept.ts';
import { memberStatus } from '../../../components/grid/rows/status-cells.ts';
import { knownDate } from '../../../components/grid/rows/known-cells.ts';
import { actionsColumn } from '../../../components/grid/rows/actions-column.ts';
import { personName } from '../../../lib/names.ts';
import styles from '../../../components/ListTab.module.css';
import { emailNotReportedText } from './text.ts';

interface MemberColumnsOptions {
  /** A workspace's own role stands beside that of the organization. */
  bothRoles: boolean;
  longRoles: boolean;
  /** The roster was added manually. */
  addedManually: boolean;
  /** "Signed up" */
  since: string;
  /** The roles that a member can be given. */
  roleChoice: NonNullable<GridColumn<Member>['choice']>;
  actionsFor: (member: Member) => MenuItem[];
}

/** The columns of a roster. */
export function memberColumns({
  bothRoles,
  longRoles,
  addedManually,
  since,
  roleChoice,
  actionsFor,
}: MemberColumnsOptions): GridColumn<Member>[] {
  return [
    {
      id: 'name',
      header: 'Person',
      width: 'minmax(200px, 1.6fr)',
      sortable: true,
      cell: who,
    },
    {
      id: 'role',
      header: bothRoles ? 'Workspace role' : 'Role',
      width: bothRoles ? '196px' : longRoles ? '176px' : '140px',
      sortable: true,
      cell: role,
      choice: roleChoice,
    },
    ...(bothRoles
      ? [
          {
            id: 'organization-role',
            header: 'Organization role',
            width: '150px',
            hideBelow: 720,
            cell: ({ organizationRole: its }: Member) =>
              dim(
                its.state === 'known'
                  ? its.value.label
                  : its.state === 'none'
                    ? 'Not a member'
                    : 'Not reported',
              ),
          },
        ]
      : []),
    {
      id: 'status',
      header: 'Status',
      width: '90px',
      sortable: true,
      cell: ({ status }) => memberStatus(status),
    },
    {
      id: 'signed-up',
      header: addedManually ? 'Added' : since,
      width: '110px',
      hideBelow: bothRoles ? 860 : 640,
      cell: ({ enteredAt, signedUpAt, status }) =>
        knownDate(addedManually ? enteredAt : signedUpAt, status === 'pending' ? 'Not yet' : 'None'),
    },
    actionsColumn(personName, actionsFor),
  ];
}

function who(member: Member): CellElement {
  const name = personName(member);
  const { email, isMe } = member;
  const under =
    email === ''
      ? text('E-mail not reported', { title: emailNotReportedText })
      : name === email
        ? text('')
        : text(email, { title: email });
  return group([avatar(name), strongPerson(name), ...(isMe ? [chip('You')] : []), under], {
    look: name === email ? styles.alone : styles.who,
  });
}

/** The role of a member, changed in place where that is allowed. */
function role(member: Member): CellElement {
  const { label } = member.role;
  const { setRole } = member.actions;
  if (setRole.allowed) return choiceButton(`Role of ${personName(member)}`, label);
  return { ...text(label), attributes: { 'data-hint': setRole.reason, 'data-hint-side': 'top' } };
}
