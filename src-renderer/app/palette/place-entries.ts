import { Bookmark, Globe, KeyRound, LayoutGrid, UserRound } from 'lucide-react';
import type { SavedView } from '../../../src-preload/contract/views.ts';
import { placeIcon } from '../../components/placeIcon.ts';
import { badgeText, hostOf } from '../../lib/connection-text.ts';
import { personName, tokenName } from '../../lib/names.ts';
import { organizationOf } from '../../lib/places.ts';
import { openPerson } from '../../screens/all-connections/open-person.ts';
import { openToken } from '../../screens/all-connections/open-token.ts';
import { openAllConnections } from '../../stores/all-connections.ts';
import { useConnections } from '../../stores/connections.ts';
import { useNavigation } from '../../stores/navigation.ts';
import { useModifier } from '../../stores/status.ts';
import { openView, useViews } from '../../stores/views.ts';
import { useWorkspaces } from '../../stores/workspaces.ts';
import type { Entry } from './entry.ts';
import type { FoundToken } from '../../stores/all-connections.ts';
import type { Found } from './search.ts';

/** Connections, workspaces and saved views, what is near first. */
export function usePlaceEntries(): Entry[] {
  const connections = useConnections((state) => state.connections);
  const lists = useWorkspaces((state) => state.lists);
  const views = useViews();
  const modifier = useModifier();
  const { connectionId, go } = useNavigation();
  const byNearness = [...connections].sort(
    (a, b) => Number(b.id === connectionId) - Number(a.id === connectionId),
  );
  return [
    ...connections.map((connection, index): Entry => ({
      id: `c/${connection.id}`,
      group: 'Connections',
      icon: LayoutGrid,
      label: connection.label,
      about: `${badgeText[connection.badge].long} · ${hostOf(connection.address)} · ${connection.identity.email}`,
      keys: index < 9 ? `${modifier}${index + 1}` : undefined,
      arrives: 'heading',
      run: () => go({ connectionId: connection.id, screen: 'workspace' }),
    })),
    ...byNearness.flatMap((connection) =>
      (lists[connection.id]?.workspaces ?? []).map((workspace): Entry => ({
        id: `w/${connection.id}/${workspace.id}`,
        group: 'Workspaces',
        icon: placeIcon(workspace),
        label: workspace.name,
        about: [organizationOf(workspace)?.name, connection.label, badgeText[connection.badge].long]
          .filter((part) => part !== undefined)
          .join(' · '),
        also: workspace.note,
        arrives: 'heading',
        run: () => go({ connectionId: connection.id, workspaceId: workspace.id, screen: 'workspace' }),
      })),
    ),
    ...views.map((view): Entry => ({
      id: `v/${view.id}`,
      group: 'Views',
      icon: Bookmark,
      label: view.name,
      about: whereOf(view, lists),
      also: view.query,
      arrives: 'row',
      run: () => openView(view),
    })),
  ];
}

const listWords: Record<SavedView['list'], string> = {
  members: 'members',
  tokens: 'tokens',
  invitations: 'invitations',
  people: 'people in all connections',
  allTokens: 'tokens in all connections',
  allWorkspaces: 'workspaces in all connections',
  allHistory: 'the history of all connections',
};

/** "view of members · Northwind Production" */
function whereOf({ list, place }: SavedView, lists: ReturnType<typeof useWorkspaces.getState>['lists']) {
  const of = place === null ? undefined : lists[place.connectionId];
  const name = of?.workspaces.find(({ id }) => id === place?.workspaceId)?.name;
  return [`view of ${listWords[list]}`, name].filter((part) => part !== undefined).join(' · ');
}

/** A token is found by its owner too. */
const ownerOf = ({ ownerEmail, ownerName }: FoundToken): string =>
  [ownerEmail, ownerName].map((one) => (one.state === 'known' ? one.value : '')).find(Boolean) ?? '';

/** People and tokens that were found, with where they are. */
export function foundEntries({ people, tokens }: Found): Entry[] {
  return [
    ...people.map((person): Entry => ({
      id: `p/${person.connection.id}/${person.userId}`,
      group: 'People',
      icon: UserRound,
      label: personName(person),
      about: [
        personName(person) === person.email ? '' : person.email,
        person.places[0]?.workspaceName,
        person.connection.label,
      ]
        .filter(Boolean)
        .join(' · '),
      arrives: 'row',
      run: () => openPerson(person),
    })),
    ...tokens.map((token): Entry => ({
      id: `t/${token.connection.id}/${token.workspaceId}/${token.id}`,
      group: 'Tokens',
      icon: KeyRound,
      label: tokenName(token),
      about: [token.status, ownerOf(token), token.workspaceName, token.connection.label]
        .filter(Boolean)
        .join(' · '),
      arrives: 'row',
      run: () => openToken(token),
    })),
  ];
}

/** The way to the whole list of what a search found a few of. */
export function wholeListEntry(tab: 'people' | 'tokens', text: string): Entry {
  return {
    id: `all/${tab}`,
    group: tab === 'people' ? 'People' : 'Tokens',
    icon: Globe,
    label: text === '' ? `All ${tab}` : `All ${tab} that match “${text}”`,
    about: '',
    arrives: 'row',
    run: () => openAllConnections({ tab, query: text }),
  };
}
