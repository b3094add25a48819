import {
  AppWindow,
  ArrowLeft,
  ArrowRight,
  Contrast,
  FlaskConical,
  KeyRound,
  Keyboard,
  Link,
  Lock,
  Moon,
  Plus,
  Server,
  Settings,
  Sun,
  SunMoon,
  Undo2,
  type LucideIcon,
} from 'lucide-react';
import type { ProviderId } from '../../../src-preload/contract/refs.ts';
import { openNewWindow, removeSampleData, startInstance } from '../../stores/actions.ts';
import { runCommand } from '../../stores/commands.ts';
import { useProducts } from '../../stores/connections.ts';
import { openDialog } from '../../stores/dialogs.ts';
import { setPreferences } from '../../stores/preferences.ts';
import { useModifier, useStatus } from '../../stores/status.ts';
import { settingsOf, settingsSections } from '../../../src-preload/shared/settings/sections.ts';
import { settingsTable } from '../../../src-preload/shared/settings/table.ts';
import { settingsSectionIds } from '../../../src-preload/shared/settings/types.ts';
import { openSettings } from '../../stores/settings-section.ts';
import { lastUndoable } from '../../stores/undo-stack.ts';
import { toast } from '../../stores/toasts.ts';
import { sampleText } from '../../lib/text.ts';
import type { Action } from './action.ts';

/** What can be done wherever one is. */
export function useAppActions(): Action[] {
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
