import {
  Copy,
  Crown,
  Ellipsis,
  Eraser,
  History,
  ShieldQuestion,
  Trash2,
  UserCog,
  UserPlus,
  Users,
} from 'lucide-react';
import { lazy, Suspense, useEffect, useState } from 'react';
import type { Member, MemberSort } from '../../../src-preload/contract/members.ts';
import type { SystemFacts } from '../../../src-preload/contract/system.ts';
import type { WorkspaceDetail } from '../../../src-preload/contract/workspaces.ts';
import { Avatar } from '../../components/Avatar.tsx';
import { Button } from '../../components/Button.tsx';
import { Chip } from '../../components/Chip.tsx';
import { Empty } from '../../components/Empty.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { Menu, type MenuItem } from '../../components/Menu.tsx';
import { toast } from '../../components/toast.tsx';
import type { GridColumn } from '../../components/VirtualGrid.tsx';
import { date } from '../../lib/format.ts';
import { membersInView, reloadMembers, showMembers, useMembers, useSelection } from '../../stores/members.ts';
import { useNavigation } from '../../stores/navigation.ts';
import { openPlan } from '../../stores/plan.ts';
import { explainPerson } from '../../stores/roles.ts';
import { useSearch } from '../../stores/searched.ts';
import { refOf, refusal } from '../../stores/workspace.ts';
import type { TimelinePerson } from '../timeline/PersonTimelineDialog.tsx';
import { AlsoReach } from './AlsoReach.tsx';
import { ChangeRoleDialog } from './ChangeRoleDialog.tsx';
import { ForgetDialog, type Forgotten } from './ForgetDialog.tsx';
import { InviteDialog } from './InviteDialog.tsx';
import { JoinOffers } from './JoinOffers.tsx';
import { ListTab, ofThisList } from './ListTab.tsx';
import { nameOf } from './person.ts';
import { RoleCell } from './RoleCell.tsx';
import { SelectionBar } from './SelectionBar.tsx';
import styles from './tab.module.css';
import { UnfinishedNotes } from './UnfinishedNotes.tsx';
import { scopeWords } from './words.ts';

const PersonTimelineDialog = lazy(() => import('../timeline/PersonTimelineDialog.tsx'));

const isSort = (by: string): by is MemberSort['by'] => ['name', 'email', 'role', 'status'].includes(by);

/**
 * The roster: find, invite or add, change roles, remove. Every answer comes from the local copy. `shown` is the place on screen,
 * `place` the one whose people they are.
 */
export function MembersTab({
  shown,
  place,
  facts,
}: {
  shown: WorkspaceDetail;
  place: WorkspaceDetail;
  facts: SystemFacts;
}) {
  const { workspace, roles } = place;
  const ref = refOf(place);
  const { connectionId, workspaceId } = ref;
  const [query, setQuery] = useSearch('members');
  const [sort, setSort] = useState<MemberSort>({ by: 'name', order: 'asc' });
  const [inviting, setInviting] = useState(false);
  const [changing, setChanging] = useState<readonly Member[] | null>(null);
  const [past, setPast] = useState<TimelinePerson | null>(null);
  const [forgetting, setForgetting] = useState<Forgotten | null>(null);
  const go = useNavigation((state) => state.go);
  const selection = useSelection();

  useEffect(() => {
    showMembers({ connectionId, workspaceId, query: query.trim(), sort });
  }, [connectionId, workspaceId, query, sort]);
  useEffect(
    () => () => {
      useSelection.getState().clear();
    },
    [],
  );

  const state = ofThisList(
    useMembers(),
    (asked) => asked.connectionId === connectionId && asked.workspaceId === workspaceId,
  );
  const { page, windows } = state;
  const loaded = [...windows.values()].flat();
  const picked = selection.people;
  const inviteRefusal = refusal(place, 'member.invite');
  const adds = facts.joining.verb === 'add';
  // Where nobody is listed before they joined, nobody is ever pending.
  const mayWait = facts.joining.shownIn === 'members' && !adds;
  const entered = workspace.origin === 'entered';
  // Both roles stand side by side where a workspace has people of its own under an organization that has roles too.
  const bothRoles =
    workspace.scope === 'workspace' && place.roleTables.some((table) => table.scope === 'organization');

  const remove = (people: readonly Member[]) =>
    openPlan(
      people.map(({ userId, email }) => ({ type: 'member.remove' as const, ...ref, userId, email })),
    ).then((end) => {
      if (end.end === 'applied') selection.clear();
    });

  const actionsFor = (member: Member): MenuItem[] => [
    {
      label: 'Change role…',
      icon: UserCog,
      disabledReason: reasonOf(member.actions.setRole),
      onSelect: () => setChanging([member]),
    },
    {
      label: 'What may they do here?',
      icon: ShieldQuestion,
      onSelect: () => {
        explainPerson(refOf(shown), { userId: member.userId, name: nameOf(member) });
        go({ tab: 'roles' });
      },
    },
    {
      label: 'History of this person…',
      icon: History,
      onSelect: () =>
        setPast({ connectionId, userId: member.userId, email: member.email, name: nameOf(member) }),
    },
    {
      label: 'Copy e-mail',
      icon: Copy,
      disabledReason: member.email === '' ? 'The system doesn’t report it.' : null,
      onSelect: () => void copyEmail(member.email),
    },
    'separator',
    ...(place.permissions['workspace.transfer'].allowed && !member.isMe && member.status === 'active'
      ? [
          {
            label: 'Hand over the ownership…',
            icon: Crown,
            danger: true,
            onSelect: () =>
              void openPlan([
                { type: 'workspace.transfer', ...ref, userId: member.userId, email: member.email },
              ]),
          },
        ]
      : []),
    {
      label: 'Remove…',
      icon: Trash2,
      danger: true,
      disabledReason: reasonOf(member.actions.remove),
      onSelect: () => void remove([member]),
    },
    ...(member.enteredAt.state === 'known'
      ? [
          {
            label: 'Entered by mistake…',
            icon: Eraser,
            onSelect: () =>
              setForgetting({ name: nameOf(member), what: { of: 'member', userId: member.userId } }),
          },
        ]
      : []),
  ];

  const columns: GridColumn<Member>[] = [
    {
      id: 'name',
      header: 'Person',
      width: 'minmax(200px, 1.6fr)',
      sortable: true,
      cell: (member) => {
        const name = nameOf(member);
        return (
          <span className={styles.who}>
            <Avatar name={name} />
            <b title={name}>{name}</b>
            {member.isMe && <Chip>you</Chip>}
            {member.email === '' ? (
              <span title="The system doesn’t tell the e-mail of its members.">e-mail not reported</span>
            ) : name === member.email ? (
              <span />
            ) : (
              <span title={member.email}>{member.email}</span>
            )}
          </span>
        );
      },
    },
    {
      id: 'role',
      header: bothRoles ? 'Workspace role' : 'Role',
      width: bothRoles ? '196px' : roles.some(({ label }) => label.length > 12) ? '176px' : '140px',
      sortable: true,
      cell: (member, { tabIndex }) => <RoleCell member={member} workspace={ref} tabIndex={tabIndex} />,
    },
    ...(bothRoles
      ? [
          {
            id: 'organization-role',
            header: 'Organization role',
            width: '150px',
            hideBelow: 720,
            cell: (member: Member) => (
              <span className={styles.dim}>
                {member.organizationRole.state === 'known'
                  ? member.organizationRole.value.label
                  : member.organizationRole.state === 'none'
                    ? 'Not in it'
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
      cell: (member) =>
        member.status === 'pending' ? <Chip tone="warn">Pending</Chip> : <Chip tone="ok">Active</Chip>,
    },
    {
      id: 'signed-up',
      header: entered ? 'Entered' : facts.memberSince,
      width: '110px',
      hideBelow: bothRoles ? 860 : 640,
      cell: (member) => <Since member={member} entered={entered} />,
    },
    {
      id: 'actions',
      header: 'Actions',
      hideHeader: true,
      width: '40px',
      cell: (member, { tabIndex }) => (
        <Menu
          trigger={
            <IconButton
              size="s"
              icon={Ellipsis}
              label={`Actions for ${nameOf(member)}`}
              tabIndex={tabIndex}
            />
          }
          items={actionsFor(member)}
        />
      ),
    },
  ];

  const size = page?.total ?? 0;
  const { one } = scopeWords[workspace.scope];
  return (
    <div className={styles.stack}>
      <ListTab
        place={ref}
        label={
          workspace.scope === 'organization'
            ? `People of the organization ${workspace.name}`
            : `Members of ${workspace.name}`
        }
        what="members"
        icon={Users}
        state={state}
        size={size}
        expected={workspace.members ?? 8}
        query={query}
        onQuery={setQuery}
        placeholder={
          mayWait ? 'name or e-mail, role:owner, status:pending, -role:…' : 'name or e-mail, role:…, -role:…'
        }
        controls={
          <Button
            variant="primary"
            icon={UserPlus}
            disabledReason={inviteRefusal}
            onClick={() => setInviting(true)}
          >
            {adds ? 'Add' : 'Invite'}
          </Button>
        }
        facets={[
          ...[...roles]
            .sort((a, b) => b.rank - a.rank)
            .map(({ label }) => ({ key: 'role', value: label.toLowerCase(), label })),
          ...(mayWait
            ? [
                { key: 'status', value: 'pending', label: 'Pending' },
                { key: 'status', value: 'active', label: 'Active' },
              ]
            : []),
        ]}
        language={{ list: 'members', roles }}
        notes={
          <>
            <JoinOffers place={place} />
            <AlsoReach shown={shown} />
            <UnfinishedNotes workspace={ref} of="member." />
          </>
        }
        noMatch={{
          title: 'Nobody matches',
          text: `None of the ${size.toLocaleString('en-GB')} members matches “${query.trim()}”.`,
        }}
        nothing={
          <Empty
            icon={Users}
            title="No members"
            text={entered ? `Nobody was entered for this ${one} yet.` : `Nobody is in this ${one} yet.`}
            action={
              <Button icon={UserPlus} disabledReason={inviteRefusal} onClick={() => setInviting(true)}>
                {adds ? 'Add people' : 'Invite people'}
              </Button>
            }
          />
        }
        onReload={() => void reloadMembers()}
        columns={columns}
        onRange={membersInView}
        resetKey={`${query.trim()} ${sort.by} ${sort.order}`}
        sort={sort}
        onSort={({ by, order }) => {
          if (isSort(by)) setSort({ by, order });
        }}
        selection={{
          has: (member) => picked.has(member.userId),
          toggle: (member) => selection.toggle(ref, [member], !picked.has(member.userId)),
          header:
            picked.size === 0
              ? false
              : loaded.length > 0 && loaded.every((member) => picked.has(member.userId))
                ? true
                : 'indeterminate',
          toggleHeader: (on) => (on ? selection.toggle(ref, loaded, true) : selection.clear()),
          label: (member) => `Select ${nameOf(member)}`,
        }}
      />
      {picked.size > 0 && (
        <SelectionBar
          people={[...picked.values()]}
          matching={page?.matching ?? 0}
          loaded={loaded}
          onSelectLoaded={() => selection.toggle(ref, loaded, true)}
          onClear={selection.clear}
          onChangeRole={(people) => setChanging(people)}
          onRemove={(people) => void remove(people)}
        />
      )}
      <InviteDialog detail={place} facts={facts} open={inviting} onOpenChange={setInviting} />
      {changing !== null && (
        <ChangeRoleDialog
          detail={place}
          people={changing}
          onClose={(done) => {
            setChanging(null);
            if (done) selection.clear();
          }}
        />
      )}
      {past !== null && (
        <Suspense fallback={null}>
          <PersonTimelineDialog person={past} onClose={() => setPast(null)} />
        </Suspense>
      )}
      {forgetting !== null && (
        <ForgetDialog place={place} forgotten={forgetting} onClose={() => setForgetting(null)} />
      )}
    </div>
  );
}

function Since({ member, entered }: { member: Member; entered: boolean }) {
  const since = entered ? member.enteredAt : member.signedUpAt;
  return (
    <span className={styles.dim}>
      {since.state === 'known'
        ? date(since.value)
        : since.state === 'not-reported'
          ? 'Not reported'
          : member.status === 'pending'
            ? 'Not yet'
            : 'None'}
    </span>
  );
}

const reasonOf = (permission: Member['actions']['remove']) => (permission.allowed ? null : permission.reason);

async function copyEmail(email: string): Promise<void> {
  const answer = await window.steward.app.copyText({ text: email });
  toast(answer.ok ? `Copied ${email}` : answer.error.sentence, { tone: answer.ok ? 'ok' : 'bad' });
}
