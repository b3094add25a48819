import { UserPlus, Users } from 'lucide-react';
import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import type { Member, MemberSort } from '../../../src-preload/contract/members.ts';
import { parseQuery } from '../../../src-preload/contract/query.ts';
import type { SystemFacts } from '../../../src-preload/contract/system.ts';
import type { WorkspaceDetail } from '../../../src-preload/contract/workspaces.ts';
import { Button } from '../../components/Button.tsx';
import { Empty } from '../../components/Empty.tsx';
import { counted, isWhole } from '../../lib/counts.ts';
import { boxOf, has, isEmpty, nothing, sizeOf, under } from '../../lib/selection.ts';
import {
  membersInView,
  membersSort,
  reloadMembers,
  showMembers,
  useMembers,
  useSelection,
} from '../../stores/members.ts';
import { openMatching, openPlan, type PlanEnd } from '../../stores/plan.ts';
import { useListSearch } from '../../stores/searched.ts';
import { sameWorkspace } from '../../stores/windows.ts';
import { refOf, refusal } from '../../stores/workspace.ts';
import type { TimelinePerson } from '../timeline/PersonTimelineDialog.tsx';
import { AlsoReach } from './AlsoReach.tsx';
import { ChangeMatchingRoleDialog, type MatchingRule } from './ChangeMatchingRoleDialog.tsx';
import { ChangeRoleDialog } from './ChangeRoleDialog.tsx';
import { ForgetDialog, type Forgotten } from './ForgetDialog.tsx';
import { InviteDialog } from './InviteDialog.tsx';
import { JoinOffers } from './JoinOffers.tsx';
import { ListTab, ofThisList } from './ListTab.tsx';
import { memberColumns } from './memberColumns.tsx';
import { memberMenu } from './memberMenu.ts';
import { nameOf } from './person.ts';
import { SelectionBar } from './SelectionBar.tsx';
import styles from './tab.module.css';
import { UnfinishedNotes } from './UnfinishedNotes.tsx';
import { scopeWords } from './words.ts';

const PersonTimelineDialog = lazy(() => import('../timeline/PersonTimelineDialog.tsx'));

const order: {
  sorts: readonly MemberSort['by'][];
  sort: MemberSort;
  parts: readonly ['all'];
} = { sorts: ['name', 'email', 'role', 'status'], sort: membersSort, parts: ['all'] };

type Changing = { of: 'people'; people: readonly Member[] } | { of: 'rule'; rule: MatchingRule };

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
  const { connectionId, id: workspaceId } = workspace;
  const ref = useMemo(() => ({ connectionId, workspaceId }), [connectionId, workspaceId]);
  const search = useListSearch('members', order);
  const { sort } = search;
  const query = search.query.trim();
  const [inviting, setInviting] = useState(false);
  const [changing, setChanging] = useState<Changing | null>(null);
  const [past, setPast] = useState<TimelinePerson | null>(null);
  const [forgetting, setForgetting] = useState<Forgotten | null>(null);
  const store = useSelection();
  const { clear } = store;

  useEffect(() => {
    showMembers({ connectionId, workspaceId, query, sort });
  }, [connectionId, workspaceId, query, sort]);
  useEffect(
    () => () => {
      useSelection.getState().clear();
    },
    [],
  );
  // A rule is of its own search: another one would select others than were meant.
  const selection =
    store.ref !== null && sameWorkspace(store.ref, ref) ? under(store.selection, query) : nothing;
  const ended = selection !== store.selection && store.ref !== null;
  useEffect(() => {
    if (ended) clear();
  }, [ended, clear]);

  const state = ofThisList(useMembers(), ref);
  const { page, windows, matching } = state;
  const whole = isWhole(page?.freshness ?? null);
  const loaded = [...windows.values()].flat();
  const inviteRefusal = refusal(place, 'member.invite');
  const adds = facts.joining.verb === 'add';
  // Where nobody is listed before they joined, nobody is ever pending.
  const mayWait = facts.joining.shownIn === 'members' && !adds;
  const entered = workspace.origin === 'entered';
  // Both roles stand side by side where a workspace has people of its own under an organization that has roles too.
  const bothRoles =
    workspace.scope === 'workspace' && place.roleTables.some((table) => table.scope === 'organization');
  const longRoles = roles.some(({ label }) => label.length > 12);

  const afterwards = ({ end }: PlanEnd) => {
    if (end === 'applied') clear();
  };
  const remove = (people: readonly Member[]) =>
    void openPlan(
      people.map(({ userId, email }) => ({ type: 'member.remove' as const, ...ref, userId, email })),
    ).then(afterwards);
  const ruleOf = (): MatchingRule | null =>
    selection.by === 'rule' ? { ...ref, query: selection.query, except: [...selection.except.keys()] } : null;
  const removeSelected = () => {
    const rule = ruleOf();
    if (rule !== null) void openMatching({ ...rule, change: { type: 'member.remove' } }).then(afterwards);
    else if (selection.by === 'picks') remove([...selection.rows.values()]);
  };
  const changeSelected = () => {
    const rule = ruleOf();
    if (rule !== null) setChanging({ of: 'rule', rule });
    else if (selection.by === 'picks') setChanging({ of: 'people', people: [...selection.rows.values()] });
  };

  const columns = memberColumns({
    place: ref,
    bothRoles,
    longRoles,
    entered,
    since: facts.memberSince,
    actionsFor: (member) =>
      memberMenu(member, {
        shown,
        place,
        onChangeRole: () => setChanging({ of: 'people', people: [member] }),
        onHistory: ({ userId, email }) => setPast({ connectionId, userId, email, name: nameOf(member) }),
        onRemove: () => remove([member]),
        onForget: ({ userId }) => setForgetting({ name: nameOf(member), what: { of: 'member', userId } }),
      }),
  });

  const size = page?.total ?? 0;
  const { one } = scopeWords[workspace.scope];
  const problems = parseQuery(query, 'members', { now: 0, roles }).problems.length > 0;
  const closeChanging = (done: boolean) => {
    setChanging(null);
    if (done) clear();
  };
  return (
    <div className={styles.stack}>
      <ListTab
        place={ref}
        shown={refOf(shown)}
        label={
          workspace.scope === 'organization'
            ? `People of the organization ${workspace.name}`
            : `Members of ${workspace.name}`
        }
        what="members"
        icon={Users}
        state={state}
        search={search}
        size={size}
        expected={workspace.members ?? 8}
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
          text: `None of the ${counted(size, whole)} members matches “${query}”.`,
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
        selection={{
          has: ({ userId }) => has(selection, userId),
          toggle: (member) => store.toggle(ref, [member], !has(selection, member.userId)),
          header: boxOf(
            selection,
            loaded.map(({ userId }) => userId),
            matching,
          ),
          toggleHeader: (on) => {
            if (!on) clear();
            else if (selection.by === 'rule') store.selectMatching(ref, query);
            else store.toggle(ref, loaded, true);
          },
          label: (member) => `Select ${nameOf(member)}`,
        }}
      />
      {!isEmpty(selection, matching) && (
        <SelectionBar
          selection={selection}
          searched={query !== ''}
          matching={matching}
          whole={whole}
          notUnderstood={problems}
          refusals={{
            setRole: refusal(place, 'member.set-role'),
            remove: refusal(place, 'member.remove'),
          }}
          onSelectMatching={() => store.selectMatching(ref, query)}
          onClear={clear}
          onChangeRole={changeSelected}
          onRemove={removeSelected}
        />
      )}
      <InviteDialog detail={place} facts={facts} open={inviting} onOpenChange={setInviting} />
      {changing?.of === 'people' && (
        <ChangeRoleDialog detail={place} people={changing.people} onClose={closeChanging} />
      )}
      {changing?.of === 'rule' && (
        <ChangeMatchingRoleDialog
          detail={place}
          rule={changing.rule}
          size={sizeOf(selection, matching)}
          onClose={closeChanging}
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
