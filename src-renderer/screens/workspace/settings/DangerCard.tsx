import { Crown, Eraser, LogOut, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { ChangeRequest } from '../../../../src-preload/contract/change-request.ts';
import type { SystemFacts } from '../../../../src-preload/contract/system.ts';
import type { WorkspaceDetail } from '../../../../src-preload/contract/workspaces.ts';
import { Card } from '../../../components/Card.tsx';
import { useNavigation } from '../../../stores/navigation.ts';
import { openPlan } from '../../../stores/plan/plan.ts';
import { allDone } from '../../../stores/plan/plan-report.ts';
import { refOf } from '../../../stores/workspace.ts';
import { RemoveEntryDialog } from '../lists/RemoveEntryDialog.tsx';
import { scopeText } from '../../../lib/text.ts';
import { SettingsAction } from './SettingsRow.tsx';
import { TransferDialog } from './TransferDialog.tsx';
import { cannotDeleteText, deleteHint, leaveHint, removeFromInventoryHint, transferHint } from './text.ts';

/** Leaving a place, transferring its ownership, or deleting it. */
export function DangerCard({ detail, facts }: { detail: WorkspaceDetail; facts: SystemFacts }) {
  const { workspace, permissions } = detail;
  const isOrganization = workspace.scope === 'organization';
  return (
    <Card danger title={isOrganization ? 'Delete' : 'Leave, transfer or delete'}>
      {isOrganization ? (
        <SettingsAction
          label={`Delete ${workspace.name}`}
          hint={deleteHint}
          permission={permissions['organization.delete']}
          refused={cannotDeleteText}
          icon={Trash2}
          danger
          onClick={() => undefined}
        >
          Delete…
        </SettingsAction>
      ) : (
        <WorkspaceActions detail={detail} facts={facts} />
      )}
      {workspace.origin === 'entered' && <RemoveFromInventory detail={detail} />}
    </Card>
  );
}

function WorkspaceActions({ detail, facts }: { detail: WorkspaceDetail; facts: SystemFacts }) {
  const { workspace, permissions } = detail;
  const ref = refOf(detail);
  const [transferring, setTransferring] = useState(false);
  return (
    <>
      <SettingsAction
        label={`Leave ${workspace.name}`}
        hint={leaveHint(facts.joining.verb, tokensKept(detail, facts))}
        permission={permissions['workspace.leave']}
        icon={LogOut}
        onClick={() => void applyAndLeave({ type: 'workspace.leave', ...ref })}
      >
        Leave…
      </SettingsAction>
      <SettingsAction
        label="Transfer ownership"
        hint={transferHint}
        permission={permissions['workspace.transfer']}
        icon={Crown}
        onClick={() => setTransferring(true)}
      >
        Transfer…
      </SettingsAction>
      <SettingsAction
        label={`Delete ${workspace.name}`}
        hint={deleteHint}
        permission={permissions['workspace.delete']}
        icon={Trash2}
        danger
        onClick={() => void applyAndLeave({ type: 'workspace.delete', ...ref })}
      >
        Delete…
      </SettingsAction>
      {transferring && <TransferDialog detail={detail} onClose={() => setTransferring(false)} />}
    </>
  );
}

/** The tokens that keep working after leaving; null where there are none to mention. */
function tokensKept({ workspace, permissions }: WorkspaceDetail, { tokens }: SystemFacts): string | null {
  const list = permissions['token.list'];
  // A refusal with a source means that the system has no tokens.
  const hasTokens = list.allowed || list.source === undefined;
  return workspace.tokensAt === null && hasTokens ? tokens.many : null;
}

type Ending = Extract<ChangeRequest, { type: 'workspace.leave' | 'workspace.delete' }>;

/** Leaves or deletes the place, then closes its screen. */
async function applyAndLeave(request: Ending): Promise<void> {
  const end = await openPlan([request]);
  if (end.end !== 'applied' || !allDone(end.applied.plan)) return;
  const { connectionId, workspaceId, go } = useNavigation.getState();
  if (connectionId === request.connectionId && workspaceId === request.workspaceId)
    // What opens next isn't to be changed: its settings aren't shown.
    go({ workspaceId: null, tab: 'overview' });
}

/** For a place that was added manually by mistake. */
function RemoveFromInventory({ detail }: { detail: WorkspaceDetail }) {
  const [isConfirming, setConfirming] = useState(false);
  const { name, scope } = detail.workspace;
  return (
    <>
      <SettingsAction
        label="Remove from inventory"
        hint={removeFromInventoryHint(scopeText[scope].one)}
        icon={Eraser}
        onClick={() => setConfirming(true)}
      >
        Remove…
      </SettingsAction>
      {isConfirming && (
        <RemoveEntryDialog
          place={detail}
          entry={{ name, what: { of: 'place' } }}
          onClose={() => setConfirming(false)}
        />
      )}
    </>
  );
}
