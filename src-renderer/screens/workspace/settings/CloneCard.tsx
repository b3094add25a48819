import { Copy } from 'lucide-react';
import { useState } from 'react';
import type { WorkspaceDetail } from '../../../../src-preload/contract/workspaces.ts';
import { Card } from '../../../components/Card.tsx';
import { CloneDialog } from './CloneDialog.tsx';
import { SettingsAction } from './SettingsRow.tsx';

/** Another workspace made after this one. */
export function CloneCard({ detail }: { detail: WorkspaceDetail }) {
  const [cloning, setCloning] = useState(false);
  return (
    <Card title="Copies">
      <SettingsAction
        label={`Clone ${detail.workspace.name}`}
        hint="A new workspace made after this one, with or without its members and settings."
        permission={detail.permissions['workspace.clone']}
        icon={Copy}
        onClick={() => setCloning(true)}
      >
        Clone…
      </SettingsAction>
      {cloning && <CloneDialog detail={detail} onClose={() => setCloning(false)} />}
    </Card>
  );
}
