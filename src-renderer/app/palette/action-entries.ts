import {
  AppWindow,
  ArrowLeft,
  ArrowRight,
  Building2,
  ClipboardPen,
  Contrast,
  FlaskConical,
  Globe,
  History,
  KeyRound,
  Keyboard,
  LayoutGrid,
  Link,
  ListPlus,
  Lock,
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
  Undo2,
  UserPlus,
  type LucideIcon,
} from 'lucide-react';
import { useState } from 'react';
import type { Connection } from '../../../src-preload/contract/connections.ts';
import type { ProviderId } from '../../../src-preload/contract/refs.ts';
import { openNewWindow, removeSampleData, startInstance } from '../../stores/actions.ts';
import { openAllConnections } from '../../stores/all-connections.ts';
import { runCommand } from '../../stores/commands.ts';
import { refusalOf, useCapabilities, useConnections, useProducts } from '../../stores/connections.ts';
import { openDialog } from '../../stores/dialogs.ts';
import { useNavigation, type Tab } from '../../stores/navigation.ts';
import { setPreferences } from '../../stores/preferences.ts';
import { useModifier, useStatus } from '../../stores/status.ts';
import { settingsOf, settingsSections } from '../../../src-preload/shared/settings/sections.ts';
import { settingsTable } from '../../../src-preload/shared/settings/table.ts';
import { settingsSectionIds } from '../../../src-preload/shared/settings/types.ts';
import { openSettings } from '../../stores/settings-section.ts';
import { lastUndoable } from '../../stores/undo-stack.ts';
import { toast } from '../../stores/toasts.ts';
import { sampleText } from '../../lib/text.ts';
import { withArticle } from '../../lib/names.ts';
import { offeredVerbs, requestVerb, verbsAtCursor, type Verb } from '../../stores/verbs.ts';
import { useWorkspaces } from '../../stores/workspaces.ts';
import { refusalToCreate } from '../WorkspaceList.tsx';
import type { Entry } from './entry.ts';

type Action = Omit<Entry, 'id' | 'group' | 'about'> & { about?: string };

const tabs: readonly [Tab, string][] = [
  ['overview', 'Overview'],
  ['members', 'Members'],
  ['invitations', 'Invitations'],
  ['tokens', 'Tokens'],
  ['roles', 'Roles'],
  ['settings', 'Workspace settings'],
  ['history', 'Workspace history'],
];

/** What can be done: with the row at the cursor, where one is, and everywhere. */
export function useActionEntries(): Entry[] {
  const connections = useConnections((state) => state.connections);
  const { connectionId } = useNavigation();
  const current = connections.find(({ id }) => id === connectionId);
  // As it was when the palette opened: it takes the focus from the row.
  const [atCursor] = useState(verbsAtCursor);
  const [offered] = useState(offeredVerbs);
  const here = useConnectionActions(current);
  const everywhere = useAppActions();
  const actions: Action[] = [
    ...offered.map((verb) => actionOf(verb, '')),
    ...here,
    ...(connections.length > 0
      ? [
          {
            icon: Globe,
            label: 'Search all connections',
            arrives: 'heading' as const,
            run: () => openAllConnections(),
          },
        ]
      : []),
    ...everywhere,
  ];
  return [
    ...(atCursor?.verbs ?? []).map((verb): Entry => ({
      ...actionOf(verb, atCursor?.name ?? ''),
      id: `r/${verb.label}`,
      group: 'Row',
    })),
    ...actions.map((action): Entry => ({
      about: '',
      ...action,
      id: `a/${action.label}`,
      group: 'Actions',
    })),
  ];
}

/** Stays in the list with its reason where it can't be done. */
function actionOf(verb: Verb, about: string) {
  const { label, icon, keys, disabledReason } = verb;
  const refusal = disabledReason ?? null;
  return {
    label,
    icon,
    keys,
    about: refusal ?? verb.about ?? about,
    run: () => {
      if (refusal === null) verb.run();
      else toast(refusal, { tone: 'bad' });
    },
  };
}

function useConnectionActions(current: Connection | undefined): Action[] {
  const { workspaceId, go } = useNavigation();
  const capabilities = useCapabilities(current?.id ?? null);
  const lists = useWorkspaces((state) => state.lists);
  const modifier = useModifier();
  if (current === undefined) return [];
  const { id, label } = current;
  const unless = (disabledReason: string | null, icon: LucideIcon, words: string, run: () => void) =>
    actionOf({ icon, label: words, disabledReason, run }, `on ${label}`);
  return [
    ...(workspaceId === null
      ? []
      : tabs.map(([tab, name]): Action => ({
          icon: LayoutGrid,
          label: `Go to ${name}`,
          arrives: 'heading',
          run: () => go({ tab, screen: 'workspace' }),
        }))),
    ...(workspaceId === null
      ? []
      : [
          unless(null, UserPlus, 'Invite people…', () => requestVerb('invite')),
          unless(null, KeyRound, `Generate ${withArticle(current.system.tokens.one)}…`, () =>
            requestVerb('generate-token'),
          ),
        ]),
    unless(refusalToCreate(current, lists[id]?.create ?? null), Plus, 'New workspace…', () =>
      openDialog({ type: 'create-workspace', connectionId: id }),
    ),
    ...(current.system.guided
      ? [
          unless(null, ClipboardPen, 'Record inventory…', () =>
            openDialog({ type: 'inventory', connectionId: id }),
          ),
        ]
      : []),
    unless(refusalOf(capabilities, 'workspace.provision'), ListPlus, 'Many workspaces from a list…', () =>
      openDialog({ type: 'provision', connectionId: id, organizationId: null }),
    ),
    unless(refusalOf(capabilities, 'organization.create'), Building2, 'New organization…', () =>
      openDialog({ type: 'create-organization', connectionId: id }),
    ),
    unless(refusalOf(capabilities, 'invitation.accept'), MailCheck, 'Respond to an invitation…', () =>
      openDialog({ type: 'respond-to-invitation', connectionId: id }),
    ),
    {
      icon: LayoutGrid,
      label: 'Start page',
      about: label,
      arrives: 'heading',
      run: () => go({ screen: 'start' }),
    },
    {
      icon: RefreshCw,
      label: 'Refresh this screen',
      about: label,
      keys: `${modifier}R`,
      run: () => runCommand('refresh'),
    },
    {
      icon: History,
      label: 'History',
      about: label,
      arrives: 'heading',
      run: () => go({ screen: 'history' }),
    },
    {
      icon: SlidersHorizontal,
      label: 'Connection settings…',
      about: label,
      run: () => openDialog({ type: 'connection-settings', connectionId: id }),
    },
    {
      icon: LogIn,
      label: 'Sign in again…',
      about: label,
      run: () => openDialog({ type: 'sign-in-again', connectionId: id }),
    },
  ];
}

function useAppActions(): Action[] {
  const products = useProducts((state) => state.products) ?? [];
  const modifier = useModifier();
  const start = (systems: readonly ProviderId[]) =>
    void startInstance(true, systems).then((refused) => {
      if (refused !== null) toast(`${refused.sentence} ${refused.nextStep}`, { tone: 'bad' });
    });
  const [first] = products;
  const sample = useStatus(({ status }) => status?.sampleData === true);
  const isDark = document.documentElement.classList.contains('dark');
  const theme = (icon: LucideIcon, label: string, wanted: 'light' | 'dark' | 'system'): Action => ({
    icon,
    label,
    run: () => void setPreferences({ theme: wanted }),
  });
  const last = lastUndoable();
  return [
    ...(last === null
      ? []
      : [
          {
            icon: Undo2,
            label: 'Undo last change',
            about: last.title,
            keys: `${modifier}Z`,
            run: () => runCommand('undo'),
          },
        ]),
    {
      icon: Plus,
      label: 'Add a connection…',
      keys: `${modifier}N`,
      run: () => runCommand('add-connection'),
    },
    ...(first === undefined
      ? []
      : [
          {
            icon: Server,
            label: 'Start a local instance with sample data',
            about: first.name,
            run: () => start([first.provider]),
          },
          {
            icon: Server,
            label: 'Start a local instance with all systems',
            about: products.map(({ name }) => name).join(', '),
            run: () => start(products.map(({ provider }) => provider)),
          },
        ]),
    {
      icon: AppWindow,
      label: 'New window',
      keys: `${modifier}Shift N`,
      run: () => void openNewWindow(null),
    },
    { icon: ArrowLeft, label: 'Back', run: () => runCommand('back') },
    { icon: ArrowRight, label: 'Forward', run: () => runCommand('forward') },
    {
      icon: Link,
      label: 'Copy link to this place',
      keys: `${modifier}Shift C`,
      run: () => runCommand('copy-link'),
    },
    {
      icon: Settings,
      label: 'Settings',
      keys: `${modifier},`,
      arrives: 'heading',
      run: () => runCommand('settings'),
    },
    ...settingsSectionIds.map((section): Action => ({
      icon: Settings,
      label: `Settings: ${settingsSections[section].title}`,
      also: [
        settingsSections[section].also,
        ...settingsOf(section).flatMap((key) => [settingsTable[key].title, settingsTable[key].also ?? '']),
      ].join(' '),
      run: () => openSettings(section),
    })),
    ...(sample ? [{ icon: FlaskConical, label: sampleText.remove, run: () => void removeSampleData() }] : []),
    {
      icon: Lock,
      label: 'Lock now',
      keys: `${modifier}Shift L`,
      run: () => runCommand('lock'),
    },
    {
      icon: KeyRound,
      label: 'Change how sign-ins are stored…',
      about: 'passphrase or keyring',
      run: () => openDialog({ type: 'change-vault' }),
    },
    { ...theme(Contrast, 'Switch theme', isDark ? 'light' : 'dark'), about: isDark ? 'to light' : 'to dark' },
    theme(Sun, 'Light theme', 'light'),
    theme(Moon, 'Dark theme', 'dark'),
    theme(SunMoon, 'System theme', 'system'),
    {
      icon: Keyboard,
      label: 'Keyboard shortcuts',
      keys: '?',
      run: () => openDialog({ type: 'shortcuts' }),
    },
  ];
}
