import { Trash2, UserCog, UserPlus, Users } from 'lucide-react';
import { Fragment, useCallback, useEffect, useMemo } from 'react';
import type { Member, MemberSort } from '../../../../src-preload/contract/members.ts';
import { parseQuery } from '../../../../src-preload/shared/query/parse.ts';
import { formatCount } from '../../../../src-preload/shared/format/numbers.ts';
import type { OpenedControl } from '../../../components/grid/grid-types.ts';
import { Button } from '../../../components/Button.tsx';
import { Empty } from '../../../components/Empty.tsx';
import { isWhole } from '../../../lib/counts.ts';
import { useShownDialog } from '../../../lib/useShownDialog.ts';
import { useStableCallback } from '../../../lib/useStableCallback.ts';
import { placeKey } from '../../../lib/places.ts';
import { boxOf, has, isEmpty, sizeOf } from '../../../lib/selection.ts';
import {
  membersInView,
  membersSort,
  reloadMembers,
  showMembers,
  useMembers,
} from '../../../stores/members.ts';
import { openMatching, openPlan } from '../../../stores/plan/plan.ts';
import { type PlanEnd } from '../../../stores/plan/plan-view.ts';
import { useRequestedVerb, useVerbsWithoutRow } from '../../../stores/verbs.ts';
import { useListSearch } from '../../../stores/list-search.ts';
import { refOf, refusal } from '../../../stores/workspace.ts';
import { InheritedAccess } from './InheritedAccess.tsx';
import { JoinOffers } from './JoinOffers.tsx';
import type { PlaceListProps } from '../lists/PlaceList.tsx';
import { ListTab, stateOfList } from '../lists/ListTab.tsx';
import { memberColumns } from './member-columns.ts';
import { MemberDialogs, type MemberDialog } from './MemberDialogs.tsx';
import { memberMenu, openMember } from './member-menu.ts';
import { useRosterSelection } from './useRosterSelection.ts';
import { RoleChoice } from './RoleChoice.tsx';
import { SelectionBar } from './SelectionBar.tsx';
import { personName } from '../../../lib/names.ts';
import styles from '../../../components/ListTab.module.css';
import { UnfinishedNotes } from '../lists/UnfinishedNotes.tsx';
import { scopeText } from '../../../lib/text.ts';
import { noMembersText, selectMemberText } from './text.ts';
import { noMatchText } from '../lists/text.ts';

const order: {
  sorts: readonly MemberSort['by'][];
  sort: MemberSort;
  parts: readonly ['all'];
} = { sorts: ['name', 'email', 'role', 'status'], sort: membersSort, parts: ['all'] };

/** The roster: find, invite or add, change roles, remove. It is searched in the local copy. */
export function MembersTab({ shown, place, facts }: PlaceListProps) {
  const { workspace, roles } = place;
  const { connectionId, id: workspaceId } = workspace;
  const ref = useMemo(() => ({ connectionId, workspaceId }), [connectionId, workspaceId]);
  // The tab stays while the workspace changes; nothing typed or opened in one may act on the next.
  const of = placeKey(refOf(shown));
  const search = useListSearch('members', order, of);
  const { sort } = search;
  const query = search.query.trim();
  const dialog = useShownDialog<MemberDialog>(of);
  const roster = useRosterSelection(ref, query);
  const { selection, clear } = roster;

  const ask = useCallback(
    (asked: string) => showMembers({ connectionId, workspaceId, query: asked, sort }),
    [connectionId, workspaceId, sort],
  );
  useEffect(() => ask(query), [ask, query]);

  const state = stateOfList(useMembers(), ref);
  const { page, loaded, matching } = state;
  const whole = isWhole(page?.freshness ?? null);
  const loadedRows = [...loaded.values()].flat();
  const inviteRefusal = refusal(place, 'member.invite');
  const adds = facts.joining.verb === 'add';
  // Only where invited people are listed before they join can members be pending.
  const hasPending = facts.joining.shownIn === 'members' && !adds;
  const addedManually = workspace.origin === 'entered';
  // A workspace with its own members, under an organization that has roles too, shows both roles.
  const bothRoles =
    workspace.scope === 'workspace' && place.roleTables.some((table) => table.scope === 'organization');
  const longRoles = roles.some(({ label }) => label.length > 12);

  const invite = () => dialog.open({ dialog: 'invite' });
  useRequestedVerb('invite', inviteRefusal, invite);
  useVerbsWithoutRow(!isEmpty(selection, matching), selectMemberText, [
    { label: 'Change role…', icon: UserCog },
    { label: 'Remove…', icon: Trash2 },
  ]);
  const afterwards = ({ end }: PlanEnd) => {
    if (end === 'applied') clear();
  };
  const remove = (people: readonly Member[]) =>
    void openPlan(
      people.map(({ userId, email }) => ({ type: 'member.remove' as const, ...ref, userId, email })),
    ).then(afterwards);
  const removeSelected = () => {
    const { rule, picked } = roster;
    if (rule === null) remove(picked);
    else void openMatching({ ...rule, change: { type: 'member.remove' } }).then(afterwards);
  };
  const changeSelected = () => {
    const { rule, picked } = roster;
    dialog.open(rule === null ? { dialog: 'role', people: picked } : { dialog: 'role-of-all', rule });
  };

  const actionsFor = useStableCallback((member: Member) =>
    memberMenu(member, {
      shown,
      place,
      onChangeRole: () => dialog.open({ dialog: 'role', people: [member] }),
      onRemove: () => remove([member]),
      onRemoveEntry: () => dialog.open({ dialog: 'remove-entry', member }),
    }),
  );
  const roleChoice = useStableCallback((member: Member) => (opened: OpenedControl) => (
    <RoleChoice member={member} workspace={ref} opened={opened} />
  ));
  const { memberSince: since } = facts;
  // The same for every place that has the same ones: their head isn't drawn again with the place.
  const columns = useMemo(
    () => memberColumns({ bothRoles, longRoles, addedManually, since, roleChoice, actionsFor }),
    [bothRoles, longRoles, addedManually, since, roleChoice, actionsFor],
  );

  const size = page?.total ?? 0;
  const { one } = scopeText[workspace.scope];
  const problems = parseQuery(query, 'members', { now: 0, roles }).problems.length > 0;
  return (
    <div className={styles.stack}>
      <ListTab
        place={ref}
        shown={refOf(shown)}
        label={
          workspace.scope === 'organization' ? `People in ${workspace.name}` : `Members of ${workspace.name}`
        }
        what="members"
        icon={Users}
        state={state}
        search={search}
        ask={ask}
        size={size}
        expected={workspace.members ?? 8}
        placeholder={
          hasPending
            ? 'Name or e-mail, role:owner, status:pending, -role:…'
            : 'Name or e-mail, role:…, -role:…'
        }
        controls={
          <Button variant="primary" icon={UserPlus} disabledReason={inviteRefusal} onClick={invite}>
            {adds ? 'Add' : 'Invite'}
          </Button>
        }
        facets={[
          ...[...roles]
            .sort((a, b) => b.rank - a.rank)
            .map(({ label }) => ({ key: 'role', value: label.toLowerCase(), label })),
          ...(hasPending
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
            <InheritedAccess shown={shown} />
            <UnfinishedNotes workspace={ref} of="member." />
          </>
        }
        noMatch={{
          title: 'No members match',
          text: noMatchText(`${formatCount(size, whole)} members`, query),
        }}
        emptyState={
          <Empty
            icon={Users}
            title="No members"
            text={noMembersText(one, addedManually)}
            action={
              <Button icon={UserPlus} disabledReason={inviteRefusal} onClick={invite}>
                {adds ? 'Add people' : 'Invite people'}
              </Button>
            }
          />
        }
        onReload={() => void reloadMembers()}
        columns={columns}
        onRange={membersInView}
        onOpen={(member) => openMember(member, place)}
        selection={{
          has: ({ userId }) => has(selection, userId),
          toggle: (member) => roster.toggle([member], !has(selection, member.userId)),
          header: boxOf(
            selection,
            loadedRows.map(({ userId }) => userId),
            matching,
          ),
          toggleHeader: (on) => {
            if (!on) clear();
            else if (selection.by === 'rule') roster.selectMatching();
            else roster.toggle(loadedRows, true);
          },
          label: (member) => `Select ${personName(member)}`,
        }}
      />
      <Fragment key={of}>
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
            onSelectMatching={roster.selectMatching}
            onClear={clear}
            onChangeRole={changeSelected}
            onRemove={removeSelected}
          />
        )}
        <MemberDialogs
          key={dialog.shown?.key}
          open={dialog.shown?.what ?? null}
          place={place}
          facts={facts}
          selected={sizeOf(selection, matching)}
          onClose={(done) => {
            dialog.close();
            if (done) clear();
          }}
        />
      </Fragment>
    </div>
  );
}
