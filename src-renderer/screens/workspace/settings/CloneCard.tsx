import { Copy } from 'lucide-react';
import { useState } from 'react';
import type { WorkspaceDetail } from '../../../../src-preload/contract/workspaces.ts';
import { Card } from '../../../components/Card.tsx';
import { CloneDialog } from './CloneDialog.tsx';
import { SettingsAction } from './SettingsRow.tsx';
import { cloneHint } from './text.ts';

/** Creates another workspace from this one. */
export function CloneCard({ detail }: { detail: WorkspaceDetail }) {
  const [cloning, setCloning] = useState(false);
  return (
    <Card title="Clone">
      <SettingsAction
        label={`Clone ${detail.workspace.name}`}
        hint={cloneHint}
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
