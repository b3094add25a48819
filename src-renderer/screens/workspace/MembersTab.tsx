import { Copy, Ellipsis, SearchX, Trash2, UserCog, UserPlus, Users } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Member, MemberSort } from '../../../src-preload/contract/members.ts';
import type { WorkspaceRef } from '../../../src-preload/contract/refs.ts';
import type { WorkspaceDetail } from '../../../src-preload/contract/workspaces.ts';
import { Avatar } from '../../components/Avatar.tsx';
import { Button } from '../../components/Button.tsx';
import { Chip } from '../../components/Chip.tsx';
import { Empty } from '../../components/Empty.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { Menu } from '../../components/Menu.tsx';
import { SearchField } from '../../components/SearchField.tsx';
import { toast } from '../../components/toast.tsx';
import { VirtualGrid, type GridColumn } from '../../components/VirtualGrid.tsx';
import { date } from '../../lib/format.ts';
import { membersInView, reloadMembers, showMembers, useMembers, useSelection } from '../../stores/members.ts';
import { openPlan } from '../../stores/plan.ts';
import { rowAt } from '../../stores/windows.ts';
import { refusal } from '../../stores/workspace.ts';
import { ChangeRoleDialog } from './ChangeRoleDialog.tsx';
import { InviteDialog } from './InviteDialog.tsx';
import { nameOf } from './person.ts';
import { useListError } from './listError.ts';
import { hasWord, roleWord, toggleWord } from './query.ts';
import { RoleCell } from './RoleCell.tsx';
import { SelectionBar } from './SelectionBar.tsx';
import styles from './tab.module.css';
import { UnfinishedNotes } from './UnfinishedNotes.tsx';

const isSort = (by: string): by is MemberSort['by'] => ['name', 'email', 'role', 'status'].includes(by);

/** The roster: find, invite, change roles, remove. Every answer comes from the local copy. */
export function MembersTab({ detail }: { detail: WorkspaceDetail }) {
  const { workspace, roles } = detail;
  const ref: WorkspaceRef = { connectionId: workspace.connectionId, workspaceId: workspace.id };
  const [query, setQuery] = useState('');
  const [sort, setSort] = useState<MemberSort>({ by: 'name', order: 'asc' });
  const [inviting, setInviting] = useState(false);
  const [changing, setChanging] = useState<readonly Member[] | null>(null);
  const list = useMembers();
  const selection = useSelection();

  const { connectionId, id: workspaceId } = workspace;
  useEffect(() => {
    showMembers({ connectionId, workspaceId, query: query.trim(), sort });
  }, [connectionId, workspaceId, query, sort]);
  useEffect(
    () => () => {
      useSelection.getState().clear();
    },
    [],
  );

  const mine =
    list.query?.connectionId === connectionId && list.query.workspaceId === workspaceId
      ? list
      : { ...list, page: null, windows: new Map<number, readonly Member[]>(), loading: true, error: null };
  const { page, windows, loading, error } = mine;
  const neverRead = page !== null && page.freshness.fetchedAt === null && page.total === 0;
  const waiting = page === null ? loading : neverRead && page.freshness.refreshing;
  // Until the first answer the roster's known size gives the skeleton its length.
  const rowCount = waiting ? Math.min(workspace.members ?? 8, 40) : (page?.matching ?? 0);
  const loaded = [...windows.values()].flat();
  const picked = selection.people;
  const listError = useListError(connectionId, page?.freshness ?? null);
  const inviteRefusal = refusal(detail, 'member.invite');

  const remove = (people: readonly Member[]) =>
    openPlan(
      people.map(({ userId, email }) => ({ type: 'member.remove' as const, ...ref, userId, email })),
    ).then((end) => {
      if (end.end === 'applied') selection.clear();
    });

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
            {name === member.email ? <span /> : <span title={member.email}>{member.email}</span>}
          </span>
        );
      },
    },
    {
      id: 'role',
      header: 'Role',
      width: '140px',
      sortable: true,
      cell: (member, { tabIndex }) => <RoleCell member={member} workspace={ref} tabIndex={tabIndex} />,
    },
    {
      id: 'status',
      header: 'Status',
      width: '100px',
      sortable: true,
      cell: (member) =>
        member.status === 'pending' ? <Chip tone="warn">Pending</Chip> : <Chip tone="ok">Active</Chip>,
    },
    {
      id: 'signed-up',
      header: 'Signed up',
      width: '120px',
      hideBelow: 640,
      cell: (member) => (
        <span className={styles.dim}>
          {member.signedUpAt.state === 'known'
            ? date(member.signedUpAt.value)
            : member.signedUpAt.state === 'none'
              ? 'Not yet'
              : 'Not reported'}
        </span>
      ),
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
          items={[
            {
              label: 'Change role…',
              icon: UserCog,
              disabledReason: reasonOf(member.actions.setRole),
              onSelect: () => setChanging([member]),
            },
            { label: 'Copy e-mail', icon: Copy, onSelect: () => void copyEmail(member.email) },
            'separator',
            {
              label: 'Remove…',
              icon: Trash2,
              danger: true,
              disabledReason: reasonOf(member.actions.remove),
              onSelect: () => void remove([member]),
            },
          ]}
        />
      ),
    },
  ];

  return (
    <div className={styles.stack}>
      <div className={styles.bar}>
        <SearchField
          label="Search members"
          placeholder="name or e-mail, role:owner, status:pending, -role:…"
          shortcut="/"
          value={query}
          onChange={setQuery}
        />
        <Button
          variant="primary"
          icon={UserPlus}
          disabledReason={inviteRefusal}
          onClick={() => setInviting(true)}
        >
          Invite
        </Button>
      </div>
      <div className={styles.facets} role="group" aria-label="Filter members">
        {[
          ...[...roles]
            .sort((a, b) => b.rank - a.rank)
            .map((role) => ({ word: roleWord(role), label: role.label })),
          { word: 'status:pending', label: 'Pending' },
          { word: 'status:active', label: 'Active' },
        ].map(({ word, label }) => (
          <button
            key={word}
            type="button"
            className={styles.facet}
            aria-pressed={hasWord(query, word)}
            onClick={() => setQuery(toggleWord(query, word))}
          >
            {label}
          </button>
        ))}
        {page !== null && page.queryProblem !== null && (
          <span role="status" className={styles.problem}>
            {page.queryProblem}
          </span>
        )}
        {page !== null && query.trim() !== '' && page.queryProblem === null && (
          <span role="status" className={styles.matching}>
            {page.matching.toLocaleString('en-GB')} of {page.total.toLocaleString('en-GB')}
          </span>
        )}
      </div>
      <div className={styles.notes}>
        {error !== null && (
          <ErrorNote
            error={error}
            onRetry={() => void reloadMembers()}
            tone={page === null ? 'bad' : 'warn'}
          />
        )}
        {listError !== null && !neverRead && (
          <ErrorNote
            tone="warn"
            error={listError}
            onRetry={() => void window.steward.workspaces.refresh(ref)}
          />
        )}
        <UnfinishedNotes workspace={ref} />
      </div>
      <VirtualGrid
        label={`Members of ${workspace.name}`}
        columns={columns}
        rowCount={rowCount}
        rowAt={(index) => rowAt(windows, index)}
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
        empty={
          error !== null && page === null ? null : neverRead ? (
            <Empty
              icon={Users}
              title="The members were never read"
              text={
                page.freshness.error === null
                  ? 'They appear here after the first refresh.'
                  : `${page.freshness.error.sentence} ${page.freshness.error.nextStep}`
              }
              action={
                <Button
                  busy={page.freshness.refreshing}
                  onClick={() => void window.steward.workspaces.refresh(ref)}
                >
                  Refresh now
                </Button>
              }
            />
          ) : query.trim() !== '' ? (
            <Empty
              icon={SearchX}
              title="Nobody matches"
              text={`None of the ${(page?.total ?? 0).toLocaleString('en-GB')} members matches “${query.trim()}”.`}
              action={<Button onClick={() => setQuery('')}>Clear the search</Button>}
            />
          ) : (
            <Empty
              icon={Users}
              title="No members"
              text="Nobody is in this workspace yet."
              action={
                <Button icon={UserPlus} disabledReason={inviteRefusal} onClick={() => setInviting(true)}>
                  Invite people
                </Button>
              }
            />
          )
        }
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
      <InviteDialog detail={detail} open={inviting} onOpenChange={setInviting} />
      {changing !== null && (
        <ChangeRoleDialog
          detail={detail}
          people={changing}
          onClose={(done) => {
            setChanging(null);
            if (done) selection.clear();
          }}
        />
      )}
    </div>
  );
}

const reasonOf = (permission: Member['actions']['remove']) => (permission.allowed ? null : permission.reason);

async function copyEmail(email: string): Promise<void> {
  const answer = await window.steward.app.copyText({ text: email });
  toast(answer.ok ? `Copied ${email}` : answer.error.sentence, { tone: answer.ok ? 'ok' : 'bad' });
}
