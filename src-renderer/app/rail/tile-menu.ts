import {
  FolderInput,
  FolderMinus,
  FolderPlus,
  LogIn,
  RefreshCw,
  SlidersHorizontal,
  Smile,
  Trash2,
} from 'lucide-react';
import type { Connection } from '../../../src-preload/contract/connections.ts';
import type { RailGroup } from '../../../src-preload/contract/rail.ts';
import { copyAddressItem, copyIdItem, copyLinkItem } from '../../components/overlays/copy-items.ts';
import type { MenuItem } from '../../components/overlays/Menu.tsx';
import { openDialog } from '../../stores/dialogs.ts';
import { copyConnectionLink } from '../../stores/place-link.ts';
import { moveToGroup } from '../../stores/rail.ts';

/** What can be done with a connection on the rail. */
export function tileMenu({ id, address }: Connection, groups: readonly RailGroup[]): MenuItem[] {
  const own = groups.find(({ connectionIds }) => connectionIds.includes(id));
  return [
    {
      label: 'Refresh',
      icon: RefreshCw,
      onSelect: () => void window.steward.connections.refresh({ connectionId: id }),
    },
    {
      label: 'Sign in again…',
      icon: LogIn,
      onSelect: () => openDialog({ type: 'sign-in-again', connectionId: id }),
    },
    {
      label: 'Connection settings…',
      icon: SlidersHorizontal,
      onSelect: () => openDialog({ type: 'connection-settings', connectionId: id }),
    },
    copyAddressItem(address),
    copyIdItem(id),
    copyLinkItem(() => copyConnectionLink(id)),
    'separator',
    {
      label: 'Change icon…',
      icon: Smile,
      onSelect: () => openDialog({ type: 'rail-icon', connectionId: id }),
    },
    ...groups
      .filter((group) => group !== own)
      .map((group) => ({
        label: `Move to “${group.name}”`,
        icon: FolderInput,
        onSelect: () => moveToGroup(id, group.id),
      })),
    {
      label: 'New group…',
      icon: FolderPlus,
      onSelect: () => openDialog({ type: 'rail-group', connectionId: id, groupId: null }),
    },
    ...(own === undefined
      ? []
      : [
          {
            label: `Take out of “${own.name}”`,
            icon: FolderMinus,
            onSelect: () => moveToGroup(id, null),
          },
        ]),
    'separator',
    {
      label: 'Remove…',
      icon: Trash2,
      danger: true,
      onSelect: () => openDialog({ type: 'remove-connection', connectionId: id }),
    },
  ];
}
