import { useState } from 'react';
import * as Radix from '@radix-ui/react-dialog';
import { Command } from 'cmdk';
import {
  Bookmark,
  Building2,
  ClipboardPen,
  Globe,
  History,
  KeyRound,
  Keyboard,
  LayoutGrid,
  ListPlus,
  LogIn,
  MailCheck,
  Moon,
  Plus,
  RefreshCw,
  Server,
  Settings,
  SlidersHorizontal,
  Sun,
  SunMoon,
  UserRound,
} from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { ProviderId } from '../../src-preload/contract/refs.ts';
import type { SavedView } from '../../src-preload/contract/views.ts';
import { toast } from '../stores/toasts.ts';
import { openPerson } from '../screens/all-connections/open-person.ts';
import { openToken } from '../screens/all-connections/open-token.ts';
import { personName, tokenName } from '../lib/names.ts';
import { refusalOf, useCapabilities, useConnections, useProducts } from '../stores/connections.ts';
import { closeDialog, openDialog } from '../stores/dialogs.ts';
import { openAllConnections } from '../stores/all-connections.ts';
import { useNavigation } from '../stores/navigation.ts';
import type { Tab } from '../stores/navigation.ts';
import { setPreferences } from '../stores/preferences.ts';
import { useModifier } from '../stores/status.ts';
import { openView, useViews } from '../stores/views.ts';
import { useWorkspaces } from '../stores/workspaces.ts';
import { startInstance } from '../stores/actions.ts';
import { useFound, wantedBy, type Found } from './palette-search.ts';
import { organizationOf } from '../lib/places.ts';
import { runCommand } from '../stores/commands.ts';
import { badgeText, hostOf } from '../lib/connection-text.ts';
import { placeIcon } from '../components/placeIcon.ts';
import { refusalToCreate } from './WorkspaceList.tsx';
import css from './Palette.module.css';

interface Entry {
  id: string;
  group: 'Workspaces' | 'Views' | 'Connections' | 'Actions' | 'People' | 'Tokens';
  icon: LucideIcon;
  label: string;
  about: string;
  keys?: string;
  /** More words that find it. */
  also?: string;
  run: () => void;
}

const tabs: readonly [Tab, string][] = [
  ['overview', 'Overview'],
  ['members', 'Members'],
  ['invitations', 'Invitations'],
  ['tokens', 'Tokens'],
  ['roles', 'Roles'],
  ['settings', 'Workspace settings'],
  ['history', 'Workspace history'],
];

function useEntries(): Entry[] {
  const connections = useConnections((state) => state.connections);
  const lists = useWorkspaces((state) => state.lists);
  const products = useProducts((state) => state.products) ?? [];
  const modifier = useModifier();
  const { connectionId, workspaceId, go } = useNavigation();
  const current = connections.find(({ id }) => id === connectionId);
  const capabilities = useCapabilities(connectionId);
  const views = useViews();
  const entries: Entry[] = [];
  // What is near comes first.
  const byNearness = [...connections].sort(
    (a, b) => Number(b.id === connectionId) - Number(a.id === connectionId),
  );
  for (const connection of byNearness) {
    for (const workspace of lists[connection.id]?.workspaces ?? []) {
      entries.push({
        id: `w/${connection.id}/${workspace.id}`,
        group: 'Workspaces',
        icon: placeIcon(workspace),
        label: workspace.name,
        about: [organizationOf(workspace)?.name, connection.label, badgeText[connection.badge].long]
          .filter((part) => part !== undefined)
          .join(' · '),
        also: workspace.note,
        run: () => go({ connectionId: connection.id, workspaceId: workspace.id, screen: 'workspace' }),
      });
    }
  }
  for (const view of views) {
    entries.push({
      id: `v/${view.id}`,
      group: 'Views',
      icon: Bookmark,
      label: view.name,
      about: whereOf(view, lists),
      also: view.query,
      run: () => openView(view),
    });
  }
  connections.forEach((connection, index) => {
    entries.push({
      id: `c/${connection.id}`,
      group: 'Connections',
      icon: LayoutGrid,
      label: connection.label,
      about: `${badgeText[connection.badge].long} · ${hostOf(connection.address)} · ${connection.identity.email}`,
      ...(index < 9 ? { keys: `${modifier}${index + 1}` } : {}),
      run: () => go({ connectionId: connection.id, screen: 'workspace' }),
    });
  });
  const act = (icon: LucideIcon, label: string, about: string, does: () => void, keys?: string) =>
    entries.push({
      id: `a/${label}`,
      group: 'Actions',
      icon,
      label,
      about,
      run: does,
      ...(keys === undefined ? {} : { keys }),
    });
  if (current !== undefined) {
    if (workspaceId !== null) {
      for (const [tab, label] of tabs) {
        act(LayoutGrid, `Go to ${label}`, '', () => go({ tab, screen: 'workspace' }));
      }
    }
    /** Stays in the list with its reason where it can't be done. */
    const actUnless = (refusal: string | null, icon: LucideIcon, label: string, does: () => void) =>
      act(icon, label, refusal ?? `on ${current.label}`, () => {
        if (refusal === null) does();
        else toast(refusal, { tone: 'bad' });
      });
    actUnless(refusalToCreate(current, lists[current.id]?.create ?? null), Plus, 'New workspace…', () =>
      openDialog({ type: 'create-workspace', connectionId: current.id }),
    );
    if (current.system.guided) {
      act(ClipboardPen, 'Record inventory…', `on ${current.label}`, () =>
        openDialog({ type: 'inventory', connectionId: current.id }),
      );
    }
    actUnless(refusalOf(capabilities, 'workspace.provision'), ListPlus, 'Many workspaces from a list…', () =>
      openDialog({ type: 'provision', connectionId: current.id, organizationId: null }),
    );
    actUnless(refusalOf(capabilities, 'organization.create'), Building2, 'New organization…', () =>
      openDialog({ type: 'create-organization', connectionId: current.id }),
    );
    actUnless(refusalOf(capabilities, 'invitation.accept'), MailCheck, 'Respond to an invitation…', () =>
      openDialog({ type: 'respond-to-invitation', connectionId: current.id }),
    );
    act(LayoutGrid, 'Start page', current.label, () => go({ screen: 'start' }));
    act(RefreshCw, 'Refresh this screen', current.label, () => runCommand('refresh'), `${modifier}R`);
    act(History, 'History', current.label, () => go({ screen: 'history' }));
    act(SlidersHorizontal, 'Connection settings…', current.label, () =>
      openDialog({ type: 'connection-settings', connectionId: current.id }),
    );
    act(LogIn, 'Sign in again…', current.label, () =>
      openDialog({ type: 'sign-in-again', connectionId: current.id }),
    );
  }
  if (connections.length > 0) {
    act(Globe, 'Search all connections', '', () => openAllConnections());
  }
  act(Plus, 'Add a connection…', '', () => runCommand('add-connection'), `${modifier}N`);
  const start = (systems: readonly ProviderId[]) =>
    void startInstance(true, systems).then((refused) => {
      if (refused !== null) toast(`${refused.sentence} ${refused.nextStep}`, { tone: 'bad' });
    });
  const [first] = products;
  if (first !== undefined) {
    act(Server, 'Start a local instance with sample data', first.name, () => start([first.provider]));
    act(Server, 'Start a local instance with all systems', products.map(({ name }) => name).join(', '), () =>
      start(products.map(({ provider }) => provider)),
    );
  }
  act(Settings, 'Settings', '', () => runCommand('settings'), `${modifier},`);
  act(Sun, 'Light theme', '', () => void setPreferences({ theme: 'light' }));
  act(Moon, 'Dark theme', '', () => void setPreferences({ theme: 'dark' }));
  act(SunMoon, 'System theme', '', () => void setPreferences({ theme: 'system' }));
  act(Keyboard, 'Keyboard shortcuts', '', () => openDialog({ type: 'shortcuts' }), '?');
  return entries;
}

const listWords: Record<SavedView['list'], string> = {
  members: 'members',
  tokens: 'tokens',
  invitations: 'invitations',
  people: 'people in all connections',
  allTokens: 'tokens in all connections',
  allWorkspaces: 'workspaces in all connections',
};

/** "view of members · Northwind Production" */
function whereOf({ list, place }: SavedView, lists: ReturnType<typeof useWorkspaces.getState>['lists']) {
  const of = place === null ? undefined : lists[place.connectionId];
  const name = of?.workspaces.find(({ id }) => id === place?.workspaceId)?.name;
  return [`view of ${listWords[list]}`, name].filter((part) => part !== undefined).join(' · ');
}

/** Entries with every word, those whose label begins with the first one before the others; few of a group before a word is typed. */
function search(entries: readonly Entry[], query: string) {
  const onlyActions = query.startsWith('>');
  const words = query.replace(/^>/u, '').toLowerCase().split(/\s+/u).filter(Boolean);
  const first = words[0] ?? '';
  const groups: Record<Entry['group'], Entry[]> = {
    Workspaces: [],
    Views: [],
    Connections: [],
    Actions: [],
    People: [],
    Tokens: [],
  };
  for (const entry of entries) {
    if (onlyActions && entry.group !== 'Actions') continue;
    const text = `${entry.label} ${entry.about} ${entry.also ?? ''}`.toLowerCase();
    if (words.every((word) => text.includes(word))) groups[entry.group].push(entry);
  }
  const begins = (entry: Entry) => (entry.label.toLowerCase().startsWith(first) ? 0 : 1);
  return (['Workspaces', 'Views', 'Connections', 'Actions'] as const)
    .map((group) => ({
      group,
      entries: groups[group]
        .sort((a, b) => begins(a) - begins(b))
        .slice(0, words.length === 0 && group !== 'Actions' ? 6 : 40),
    }))
    .filter((each) => each.entries.length > 0);
}

/** People and tokens that were found, with where they are; then the way to the whole list. */
function entriesOf(found: Found, words: string): { group: Entry['group']; entries: Entry[] } {
  const all = (tab: 'people' | 'tokens'): Entry => ({
    id: `all/${tab}`,
    group: tab === 'people' ? 'People' : 'Tokens',
    icon: Globe,
    label: words === '' ? `All ${tab}` : `All ${tab} that match “${words}”`,
    about: '',
    run: () => openAllConnections({ tab, query: words }),
  });
  if (found.of === 'people') {
    const entries = found.people.map((person): Entry => ({
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
      run: () => openPerson(person),
    }));
    return { group: 'People', entries: entries.length === 0 ? [] : [...entries, all('people')] };
  }
  const entries = found.tokens.map((token): Entry => ({
    id: `t/${token.connection.id}/${token.workspaceId}/${token.id}`,
    group: 'Tokens',
    icon: KeyRound,
    label: tokenName(token),
    about: [token.status, token.workspaceName, token.connection.label].join(' · '),
    run: () => openToken(token),
  }));
  return { group: 'Tokens', entries: entries.length === 0 ? [] : [...entries, all('tokens')] };
}

/** Everything by its name (Ctrl/⌘ K). `>` shows only actions, `@` people and `#` tokens of all connections. */
export default function Palette() {
  const entries = useEntries();
  const [query, setQuery] = useState('');
  const wanted = wantedBy(query);
  const { found, waiting } = useFound(query);
  const groups =
    wanted === null
      ? search(entries, query)
      : found === null
        ? []
        : [entriesOf(found, wanted.words)].filter((each) => each.entries.length > 0);
  return (
    <Radix.Root open onOpenChange={closeDialog}>
      <Radix.Portal>
        <Radix.Overlay className={css.veil} />
        <Radix.Content className={css.dialog} aria-describedby={undefined}>
          <Radix.Title className="hidden-words">Search everything</Radix.Title>
          <Command label="Search everything" shouldFilter={false} loop>
            <Command.Input
              className={css.input}
              value={query}
              onValueChange={setQuery}
              placeholder="Search workspaces, @people, #tokens or >actions"
            />
            <Command.List className={css.list} label="Results">
              <Command.Empty className={css.empty}>{waiting ? 'Searching…' : 'No results'}</Command.Empty>
              {groups.map(({ group, entries: shown }) => (
                <Command.Group key={group} heading={group} className={css.group}>
                  {shown.map((entry) => (
                    <Command.Item
                      key={entry.id}
                      value={entry.id}
                      className={css.item}
                      onSelect={() => {
                        closeDialog();
                        entry.run();
                      }}
                    >
                      <entry.icon aria-hidden />
                      <span className={css.label}>{entry.label}</span>
                      <span className={css.about}>{entry.about}</span>
                      {entry.keys === undefined ? null : <kbd aria-hidden>{entry.keys}</kbd>}
                    </Command.Item>
                  ))}
                </Command.Group>
              ))}
            </Command.List>
          </Command>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
