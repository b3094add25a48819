import { History, Trash2, Users } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Person } from '../../../src-preload/contract/people.ts';
import { formatCount, plural } from '../../../src-preload/shared/format/numbers.ts';
import type { GridColumn } from '../../components/grid/grid-types.ts';
import { copyEmailItem, copyIdItem, copyLinkItem } from '../../components/overlays/copy-items.ts';
import type { MenuItem } from '../../components/overlays/Menu.tsx';
import { actionsColumn } from '../../components/grid/rows/actions-column.ts';
import { avatar, chip, dim, group, text } from '../../components/grid/rows/cells.ts';
import { BulkAction, BulkBar } from '../../components/grid/BulkBar.tsx';
import { usePicks } from '../../components/grid/usePicks.ts';
import { openPlan } from '../../stores/plan/plan.ts';
import { openDialog } from '../../stores/dialogs.ts';
import { copyPersonLink } from '../../stores/place-link.ts';
import { leaveInsteadText, tokensNotKnownText, tooManyPlacesText } from './text.ts';
import { coversAll } from '../../lib/counts.ts';
import {
  peopleInView,
  reloadPeople,
  showPeople,
  useAllConnections,
  usePeople,
  type PeopleOrder,
} from '../../stores/all-connections.ts';
import { useListSearch } from '../../stores/list-search.ts';
import { personName } from '../../lib/names.ts';
import tab from '../../components/ListTab.module.css';
import { AllConnectionsList } from './AllConnectionsList.tsx';
import { connectionCell, openButton } from './connection-cell.ts';
import { openPerson } from './open-person.ts';
import css from './AllConnectionsScreen.module.css';

const columns: GridColumn<Person>[] = [
  {
    id: 'name',
    header: 'Person',
    width: 'minmax(200px, 1.4fr)',
    sortable: true,
    cell: (person) => {
      const name = personName(person);
      const { email, isMe } = person;
      const under = name === email ? text('') : text(email, { title: email });
      return group(
        [avatar(name), openButton(name, () => openPerson(person)), ...(isMe ? [chip('You')] : []), under],
        { look: name === email ? tab.alone : tab.who },
      );
    },
  },
  {
    id: 'connection',
    header: 'Connection',
    width: 'minmax(168px, 0.7fr)',
    cell: ({ connection }) => connectionCell(connection),
  },
  {
    id: 'places',
    header: 'Workspaces',
    width: 'minmax(180px, 1.3fr)',
    hideBelow: 620,
    cell: ({ places, placeCount }) => {
      const names = places.map(
        ({ workspaceName, role, status }) =>
          `${workspaceName} (${role.label}${status === 'pending' ? ', pending' : ''})`,
      );
      const more = placeCount - places.length;
      const all = more > 0 ? [...names, `${more} more`] : names;
      return text(all.join(', '), { look: css.places, title: all.join('\n') });
    },
  },
  {
    id: 'tokens',
    header: 'Active tokens',
    width: '104px',
    hideBelow: 760,
    cell: ({ tokens: { active, all, complete } }) => {
      if (active > 0)
        return dim(formatCount(active, complete), `${active} of ${all} known tokens are active`);
      return complete ? dim('None') : dim('Not known', tokensNotKnownText);
    },
  },
  actionsColumn(personName, personMenu),
];

const order: { sorts: readonly PeopleOrder['by'][]; sort: PeopleOrder; parts: readonly ['all'] } = {
  sorts: ['name'],
  sort: { by: 'name', order: 'asc' },
  parts: ['all'],
};

/** The members of every workspace, by connection. */
export function PeopleList({ query }: { query: string }) {
  const search = useListSearch('people', order);
  const { sort } = search;
  const { page, rows, error, asked } = usePeople();
  useEffect(() => showPeople({ query, sort }), [query, sort]);
  const more = page !== null && page.next !== null;
  const { picked, selection, clear } = usePicks<Person>({
    keyOf: ({ connection, userId }) => `${connection.id} ${userId}`,
    nameOf: personName,
    loaded: rows,
    of: query,
  });
  const typed = useAllConnections((state) => state.query);
  return (
    <AllConnectionsList
      label="People in all connections"
      what="people"
      icon={Users}
      list="people"
      placeholder="Name or e-mail, role:…, ws:…, system:…, token:active"
      facets={[
        { key: 'status', value: 'pending', label: 'Pending' },
        { key: 'token', value: 'active', label: 'With active tokens' },
      ]}
      rowCount={page === null ? (error === null ? 12 : 0) : rows.length + (more ? 1 : 0)}
      rowAt={(index) => rows[index]}
      onRange={peopleInView}
      order={search}
      counted={
        page === null ? null : more ? (
          <CountOnDemand key={query} shown={rows.length} query={query} />
        ) : (
          `${coversAll(page.coverage) ? '' : '≥ '}${plural(rows.length, 'person', 'people')}`
        )
      }
      answer={page === null || asked?.query !== typed.trim() ? page && { ...page, problems: [] } : page}
      error={error}
      onReload={() => void reloadPeople()}
      columns={columns}
      onOpen={openPerson}
      selection={selection}
      bulk={
        <BulkBar count={picked.length} onClear={clear}>
          <BulkAction
            disabledReason={
              picked.some(({ places, placeCount }) => placeCount > places.length) ? tooManyPlacesText : null
            }
            onClick={() => void removeEverywhere(picked).then((done) => done && clear())}
          >
            Remove from their workspaces…
          </BulkAction>
        </BulkBar>
      }
    />
  );
}

/** What can be done with a person who was found. */
function personMenu(person: Person): MenuItem[] {
  const { connection, userId, email, isMe, places, placeCount } = person;
  const name = personName(person);
  return [
    { label: 'View in the member list', icon: Users, onSelect: () => openPerson(person) },
    {
      label: 'View history…',
      icon: History,
      key: 'h',
      onSelect: () =>
        openDialog({ type: 'person-history', person: { connectionId: connection.id, userId, email, name } }),
    },
    copyEmailItem(email),
    copyIdItem(userId),
    ...(email === '' ? [] : [copyLinkItem(() => copyPersonLink(email))]),
    'separator',
    {
      label: placeCount === 1 ? 'Remove…' : 'Remove from their workspaces…',
      icon: Trash2,
      key: 'Delete',
      danger: true,
      disabledReason: isMe ? leaveInsteadText : placeCount > places.length ? tooManyPlacesText : null,
      onSelect: () => void removeEverywhere([person]),
    },
  ];
}

/** One plan over all places of these people; true once it was applied. */
async function removeEverywhere(people: readonly Person[]): Promise<boolean> {
  const { end } = await openPlan(
    people.flatMap(({ connection, userId, email, places }) =>
      places.map(({ workspaceId }) => ({
        type: 'member.remove' as const,
        connectionId: connection.id,
        workspaceId,
        userId,
        email,
      })),
    ),
  );
  return end === 'applied';
}

/** Counting means reading every match, so it is done only on request. */
function CountOnDemand({ shown, query }: { shown: number; query: string }) {
  const [found, setFound] = useState<{ people: number; whole: boolean } | 'counting' | null>(null);
  const ask = async () => {
    setFound('counting');
    const answer = await window.steward.people.count({ query, connectionIds: null });
    setFound(answer.ok ? { people: answer.value.people, whole: coversAll(answer.value.coverage) } : null);
  };
  if (found !== null && found !== 'counting') {
    return `${found.whole ? '' : '≥ '}${plural(found.people, 'person', 'people')}`;
  }
  return (
    <>
      More than {plural(shown, 'person', 'people')}
      {found === 'counting' ? (
        ', counting…'
      ) : (
        <>
          {' '}
          <button type="button" className={tab.link} onClick={() => void ask()}>
            Count all
          </button>
        </>
      )}
    </>
  );
}
