import { Building2, ClipboardPen, Ellipsis, ListPlus, MailCheck } from 'lucide-react';
import type { Connection } from '../../src-preload/contract/connections.ts';
import { IconButton } from '../components/IconButton.tsx';
import { Menu } from '../components/overlays/Menu.tsx';
import { refusalOf, useCapabilities } from '../stores/connections.ts';
import { openDialog } from '../stores/dialogs.ts';

/** What else can be made here beside a workspace, where the system offers any of it. */
export function MoreToCreate({ connection }: { connection: Connection }) {
  const { id, system } = connection;
  const capabilities = useCapabilities(id);
  const offered = (capabilities.rows ?? []).some(
    ({ capability, permission }) =>
      permission.allowed &&
      (capability === 'organization.create' ||
        capability === 'workspace.provision' ||
        capability === 'invitation.accept'),
  );
  if (!offered && !system.guided && !system.scopes.includes('organization')) return null;
  return (
    <Menu
      trigger={<IconButton label="More to create" icon={Ellipsis} side="top" />}
      items={[
        ...(system.guided
          ? [
              {
                label: 'Record inventory…',
                icon: ClipboardPen,
                onSelect: () => openDialog({ type: 'inventory', connectionId: id }),
              },
            ]
          : []),
        {
          label: 'New organization…',
          icon: Building2,
          disabledReason: refusalOf(capabilities, 'organization.create'),
          onSelect: () => openDialog({ type: 'create-organization', connectionId: id }),
        },
        {
          label: 'Many workspaces from a list…',
          icon: ListPlus,
          disabledReason: refusalOf(capabilities, 'workspace.provision'),
          onSelect: () => openDialog({ type: 'provision', connectionId: id, organizationId: null }),
        },
        {
          label: 'Respond to an invitation…',
          icon: MailCheck,
          disabledReason: refusalOf(capabilities, 'invitation.accept'),
          onSelect: () => openDialog({ type: 'respond-to-invitation', connectionId: id }),
        },
      ]}
    />
  );
}
