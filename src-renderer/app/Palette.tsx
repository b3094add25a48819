import { useState } from 'react';
import * as Radix from '@radix-ui/react-dialog';
import { Command } from 'cmdk';
import {
  History,
  Keyboard,
  LayoutGrid,
  LogIn,
  Moon,
  Plus,
  RefreshCw,
  Server,
  Settings,
  SlidersHorizontal,
  Sun,
  SunMoon,
} from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { toast } from '../components/toast.tsx';
import { useConnections } from '../stores/connections.ts';
import { useNavigation } from '../stores/navigation.ts';
import type { Tab } from '../stores/navigation.ts';
import { setPreferences } from '../stores/preferences.ts';
import { useModifier, useStatus } from '../stores/status.ts';
import { hide, show } from '../stores/surfaces.ts';
import { useWorkspaces } from '../stores/workspaces.ts';
import { startInstance } from './actions.ts';
import { run } from './shortcuts.ts';
import { badgeWords, hostOf } from './words.ts';
import { kindIcons } from './WorkspaceItem.tsx';
import { refusalToCreate } from './WorkspaceList.tsx';
import css from './Palette.module.css';

interface Entry {
  id: string;
  group: 'Workspaces' | 'Connections' | 'Actions';
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
  ['tokens', 'Tokens'],
  ['roles', 'Roles'],
  ['settings', 'Settings of the workspace'],
  ['history', 'History of the workspace'],
];

function useEntries(): Entry[] {
  const connections = useConnections((state) => state.connections);
  const lists = useWorkspaces((state) => state.lists);
  const online = useStatus(({ status }) => status?.online ?? true);
  const modifier = useModifier();
  const { connectionId, workspaceId, go } = useNavigation();
  const current = connections.find(({ id }) => id === connectionId);
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
        icon: kindIcons[workspace.instance.kind],
        label: workspace.name,
        about: `${connection.label} · ${badgeWords[connection.badge].long}`,
        also: workspace.note,
        run: () => go({ connectionId: connection.id, workspaceId: workspace.id, screen: 'workspace' }),
      });
    }
  }
  connections.forEach((connection, index) => {
    entries.push({
      id: `c/${connection.id}`,
      group: 'Connections',
      icon: LayoutGrid,
      label: connection.label,
      about: `${badgeWords[connection.badge].long} · ${hostOf(connection.address)} · ${connection.identity.email}`,
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
    const refusal = refusalToCreate(current, online, lists[current.id]?.create ?? null);
    act(Plus, 'New workspace…', refusal ?? `on ${current.label}`, () => {
      if (refusal === null) show({ type: 'create-workspace', connectionId: current.id });
      else toast(refusal, { tone: 'bad' });
    });
    act(RefreshCw, 'Refresh what is shown', current.label, () => run('refresh'), `${modifier}R`);
    act(History, 'History', current.label, () => go({ screen: 'history' }));
    act(SlidersHorizontal, 'Connection settings…', current.label, () =>
      show({ type: 'connection-settings', connectionId: current.id }),
    );
    act(LogIn, 'Sign in again…', current.label, () =>
      show({ type: 'sign-in-again', connectionId: current.id }),
    );
  }
  act(Plus, 'Add a connection…', '', () => run('add-connection'), `${modifier}N`);
  act(Server, 'Start a local instance with sample data', '', () => {
    void startInstance(true).then((refused) => {
      if (refused !== null) toast(`${refused.sentence} ${refused.nextStep}`, { tone: 'bad' });
    });
  });
  act(Settings, 'Settings', '', () => run('settings'), `${modifier},`);
  act(Sun, 'Light theme', '', () => void setPreferences({ theme: 'light' }));
  act(Moon, 'Dark theme', '', () => void setPreferences({ theme: 'dark' }));
  act(SunMoon, 'Theme of the system', '', () => void setPreferences({ theme: 'system' }));
  act(Keyboard, 'Keyboard shortcuts', '', () => show({ type: 'shortcuts' }), '?');
  return entries;
}

/** Entries with every word, those whose label begins with the first one before the others; few of a group before a word is typed. */
function search(entries: readonly Entry[], query: string) {
  const onlyActions = query.startsWith('>');
  const words = query.replace(/^>/u, '').toLowerCase().split(/\s+/u).filter(Boolean);
  const first = words[0] ?? '';
  const groups: Record<Entry['group'], Entry[]> = { Workspaces: [], Connections: [], Actions: [] };
  for (const entry of entries) {
    if (onlyActions && entry.group !== 'Actions') continue;
    const text = `${entry.label} ${entry.about} ${entry.also ?? ''}`.toLowerCase();
    if (words.every((word) => text.includes(word))) groups[entry.group].push(entry);
  }
  const begins = (entry: Entry) => (entry.label.toLowerCase().startsWith(first) ? 0 : 1);
  return (['Workspaces', 'Connections', 'Actions'] as const)
    .map((group) => ({
      group,
      entries: groups[group]
        .sort((a, b) => begins(a) - begins(b))
        .slice(0, words.length === 0 && group !== 'Actions' ? 6 : 40),
    }))
    .filter((each) => each.entries.length > 0);
}

/** Everything by its name (Ctrl/⌘ K). `>` shows only actions. */
export default function Palette() {
  const entries = useEntries();
  const [query, setQuery] = useState('');
  const groups = search(entries, query);
  return (
    <Radix.Root open onOpenChange={hide}>
      <Radix.Portal>
        <Radix.Overlay className={css.veil} />
        <Radix.Content className={css.dialog} aria-describedby={undefined}>
          <Radix.Title className="hidden-words">Search for everything</Radix.Title>
          <Command label="Search for everything" shouldFilter={false} loop>
            <Command.Input
              className={css.input}
              value={query}
              onValueChange={setQuery}
              placeholder="A workspace, a connection, or > and an action"
            />
            <Command.List className={css.list} label="Results">
              <Command.Empty className={css.empty}>Nothing is called that.</Command.Empty>
              {groups.map(({ group, entries: shown }) => (
                <Command.Group key={group} heading={group} className={css.group}>
                  {shown.map((entry) => (
                    <Command.Item
                      key={entry.id}
                      value={entry.id}
                      className={css.item}
                      onSelect={() => {
                        hide();
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
