import { ListPlus, Plus } from 'lucide-react';
import type { WorkspaceDetail } from '../../../../src-preload/contract/workspaces.ts';
import { Card } from '../../../components/Card.tsx';
import { openDialog } from '../../../stores/dialogs.ts';
import { SettingsAction } from './SettingsRow.tsx';
import { createManyHint, newOrganizationHint } from './text.ts';

/** Creating workspaces in an organization, and other organizations. */
export function OrganizationCard({ detail }: { detail: WorkspaceDetail }) {
  const { permissions, workspace } = detail;
  const { connectionId, id } = workspace;
  return (
    <Card title="Workspaces and organizations">
      <SettingsAction
        label="Create multiple workspaces"
        hint={createManyHint}
        permission={permissions['workspace.provision']}
        icon={ListPlus}
        onClick={() => openDialog({ type: 'provision', connectionId: connectionId, organizationId: id })}
      >
        From a list…
      </SettingsAction>
      <SettingsAction
        label="New organization"
        hint={newOrganizationHint}
        permission={permissions['organization.create']}
        icon={Plus}
        onClick={() => openDialog({ type: 'create-organization', connectionId: connectionId })}
      >
        Create…
      </SettingsAction>
    </Card>
  );
}
