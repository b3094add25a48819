import { ListPlus, Plus } from 'lucide-react';
import type { WorkspaceDetail } from '../../../../src-preload/contract/workspaces.ts';
import { Card } from '../../../components/Card.tsx';
import { openCreateOrganization, openProvision } from '../../../stores/dialogs.ts';
import { SettingsAction } from './SettingsRow.tsx';

/** What an organization can be given and can be had beside. */
export function OrganizationCard({ detail }: { detail: WorkspaceDetail }) {
  const { permissions, workspace } = detail;
  const { connectionId, id } = workspace;
  return (
    <Card title="Workspaces and organizations">
      <SettingsAction
        label="Make many workspaces"
        hint="From a list that you paste or open; each row is shown before anything is sent."
        permission={permissions['workspace.provision']}
        icon={ListPlus}
        onClick={() => openProvision(connectionId, id)}
      >
        From a list…
      </SettingsAction>
      <SettingsAction
        label="Another organization"
        hint="Beside this one, with people and workspaces of its own."
        permission={permissions['organization.create']}
        icon={Plus}
        onClick={() => openCreateOrganization(connectionId)}
      >
        New organization…
      </SettingsAction>
    </Card>
  );
}
