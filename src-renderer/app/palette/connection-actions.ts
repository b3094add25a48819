import {
  Building2,
  ClipboardPen,
  Copy,
  Fingerprint,
  History,
  KeyRound,
  LayoutGrid,
  Link,
  ListPlus,
  LogIn,
  MailCheck,
  Plus,
  RefreshCw,
  SlidersHorizontal,
  UserPlus,
  type LucideIcon,
} from 'lucide-react';
import type { Connection } from '../../../src-preload/contract/connections.ts';
import { copyText } from '../../stores/actions.ts';
import { runCommand } from '../../stores/commands.ts';
import { refusalOf, useCapabilities } from '../../stores/connections.ts';
import { openDialog } from '../../stores/dialogs.ts';
import { useNavigation, type Tab } from '../../stores/navigation.ts';
import { copyConnectionLink } from '../../stores/place-link.ts';
import { useModifier } from '../../stores/status.ts';
import { withArticle } from '../../lib/names.ts';
import { requestVerb } from '../../stores/verbs.ts';
import { useWorkspaces } from '../../stores/workspaces.ts';
import { scopeText } from '../../lib/text.ts';
import { refusalToCreate } from '../../lib/create-refusal.ts';
import { actionOf, type Action } from './action.ts';

const tabs: readonly [Tab, string][] = [
  ['overview', 'Overview'],
  ['members', 'Members'],
  ['invitations', 'Invitations'],
  ['tokens', 'Tokens'],
  ['roles', 'Roles'],
  ['settings', 'Workspace settings'],
  ['history', 'Workspace history'],
];

/** What can be done on the connection that is open, and in its workspace. */
export function useConnectionActions(current: Connection | undefined): Action[] {
  const { workspaceId, go } = useNavigation();
  const capabilities = useCapabilities(current?.id ?? null);
  const lists = useWorkspaces((state) => state.lists);
  const modifier = useModifier();
  if (current === undefined) return [];
  const { id, label, address } = current;
  const shown = lists[id]?.workspaces.find((workspace) => workspace.id === workspaceId);
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
    ...(shown === undefined
      ? []
      : [
          {
            icon: Fingerprint,
            label: `Copy ${scopeText[shown.scope].one} ID`,
            about: shown.name,
            run: () => void copyText(shown.id),
          },
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
      icon: Copy,
      label: 'Copy connection address',
      about: address,
      run: () => void copyText(address),
    },
    {
      icon: Fingerprint,
      label: 'Copy connection ID',
      about: label,
      run: () => void copyText(id),
    },
    {
      icon: Link,
      label: 'Copy link to this connection',
      about: label,
      run: () => copyConnectionLink(id),
    },
    {
      icon: LogIn,
      label: 'Sign in again…',
      about: label,
      run: () => openDialog({ type: 'sign-in-again', connectionId: id }),
    },
  ];
}
