import { Copy } from 'lucide-react';
import type { WorkspaceDetail } from '../../../../src-preload/contract/workspaces.ts';
import { Card } from '../../../components/Card.tsx';
import { useShownDialog } from '../../../lib/useShownDialog.ts';
import { CloneDialog } from './CloneDialog.tsx';
import { SettingsAction } from './SettingsRow.tsx';
import { cloneHint } from './text.ts';

/** Creates another workspace from this one. */
export function CloneCard({ detail }: { detail: WorkspaceDetail }) {
  const cloning = useShownDialog<'clone'>();
  return (
    <Card title="Clone">
      <SettingsAction
        label={`Clone ${detail.workspace.name}`}
        hint={cloneHint}
        permission={detail.permissions['workspace.clone']}
        icon={Copy}
        onClick={() => cloning.open('clone')}
      >
        Clone…
      </SettingsAction>
      {cloning.shown !== null && (
        <CloneDialog key={cloning.shown.key} detail={detail} onClose={cloning.close} />
      )}
    </Card>
  );
}
