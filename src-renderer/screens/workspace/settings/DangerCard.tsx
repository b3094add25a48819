import { Crown, Eraser, LogOut, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { ChangeRequest } from '../../../../src-preload/contract/changes.ts';
import type { SystemFacts } from '../../../../src-preload/contract/system.ts';
import type { WorkspaceDetail } from '../../../../src-preload/contract/workspaces.ts';
import { Button } from '../../../components/Button.tsx';
import { Card } from '../../../components/Card.tsx';
import { useNavigation } from '../../../stores/navigation.ts';
import { openPlan } from '../../../stores/plan.ts';
import { allDone } from '../../../stores/plan-report.ts';
import { refOf } from '../../../stores/workspace.ts';
import { RemoveEntryDialog } from '../lists/RemoveEntryDialog.tsx';
import { scopeText } from '../../../lib/text.ts';
import { reasonOf, SettingsAction, SettingsRow } from './SettingsRow.tsx';
import { TransferDialog } from './TransferDialog.tsx';

/** The ways in which a place ends, for oneself or for everybody. */
export function DangerCard({ detail, facts }: { detail: WorkspaceDetail; facts: SystemFacts }) {
  const { workspace, permissions } = detail;
  const isOrganization = workspace.scope === 'organization';
  return (
    <Card danger title={isOrganization ? 'Delete' : 'Leave, hand over or delete'}>
      {isOrganization ? (
        <SettingsRow
          label={`Delete ${workspace.name}`}
          hint={deleteHint}
          permission={permissions['organization.delete']}
        >
          <Button
            variant="danger"
            icon={Trash2}
            disabledReason={reasonOf(permissions['organization.delete']) ?? 'It can’t be deleted from here.'}
          >
            Delete…
          </Button>
        </SettingsRow>
      ) : (
        <WorkspaceActions detail={detail} facts={facts} />
      )}
      {workspace.origin === 'entered' && <RemoveFromInventory detail={detail} />}
    </Card>
  );
}

const deleteHint = 'For everybody in it. What goes with it, and what stays, is said before anything is sent.';

function WorkspaceActions({ detail, facts }: { detail: WorkspaceDetail; facts: SystemFacts }) {
  const { workspace, permissions } = detail;
  const ref = refOf(detail);
  const [transferring, setTransferring] = useState(false);
  return (
    <>
      <SettingsAction
        label={`Leave ${workspace.name}`}
        hint={leaveHint(detail, facts)}
        permission={permissions['workspace.leave']}
        icon={LogOut}
        onClick={() => void applyAndLeave({ type: 'workspace.leave', ...ref })}
      >
        Leave…
      </SettingsAction>
      <SettingsAction
        label="Hand over the ownership"
        hint="Another member becomes the owner; only they could hand it back."
        permission={permissions['workspace.transfer']}
        icon={Crown}
        onClick={() => setTransferring(true)}
      >
        Hand over…
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

function leaveHint({ workspace, permissions }: WorkspaceDetail, { joining, tokens }: SystemFacts): string {
  const back = `Somebody must ${joining.verb} you to come back.`;
  const list = permissions['token.list'];
  // A reason with a source is the system's: it has none.
  const hasTokens = list.allowed || list.source === undefined;
  return workspace.tokensAt === null && hasTokens
    ? `${back} Your ${tokens.many} of it stay as they are.`
    : back;
}

type Ending = Extract<ChangeRequest, { type: 'workspace.leave' | 'workspace.delete' }>;

/** Leaves or deletes the place, and goes away from it once that is done: there is nothing left to show. */
async function applyAndLeave(request: Ending): Promise<void> {
  const end = await openPlan([request]);
  if (end.end !== 'applied' || !allDone(end.applied.plan)) return;
  const { connectionId, workspaceId, go } = useNavigation.getState();
  if (connectionId === request.connectionId && workspaceId === request.workspaceId) go({ workspaceId: null });
}

/** For a place that was entered by hand and doesn't exist. */
function RemoveFromInventory({ detail }: { detail: WorkspaceDetail }) {
  const [asking, setAsking] = useState(false);
  const { name, scope } = detail.workspace;
  return (
    <SettingsRow
      label="Entered by mistake"
      hint={`Takes this ${scopeText[scope].one} out of the inventory with all that was entered of it. The real one isn’t touched.`}
    >
      <Button icon={Eraser} onClick={() => setAsking(true)}>
        Take it out…
      </Button>
      {asking && (
        <RemoveEntryDialog
          place={detail}
          forgotten={{ name, what: { of: 'place' } }}
          onClose={() => setAsking(false)}
        />
      )}
    </SettingsRow>
  );
}
