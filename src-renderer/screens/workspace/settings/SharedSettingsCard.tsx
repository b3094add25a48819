import { useState } from 'react';
import type { ChangeRequest } from '../../../../src-preload/contract/changes.ts';
import { valueOr, type Known } from '../../../../src-preload/shared/known.ts';
import type { SystemFacts } from '../../../../src-preload/contract/system.ts';
import type { WorkspaceDetail } from '../../../../src-preload/contract/workspaces.ts';
import { Button } from '../../../components/Button.tsx';
import { Card } from '../../../components/Card.tsx';
import { Note } from '../../../components/Note.tsx';
import { Switch } from '../../../components/Switch.tsx';
import { openPlan } from '../../../stores/plan.ts';
import { refOf, refusal } from '../../../stores/workspace.ts';
import { SettingsRow } from './SettingsRow.tsx';

/** Marks of a workspace that its server keeps: in some systems once for everybody in it. */
export function SharedSettingsCard({ detail, facts }: { detail: WorkspaceDetail; facts: SystemFacts }) {
  const { approvalsEnabled, serverFavourite, serverHidden } = detail.workspace;
  const already = valueOr(detail.workspace.isDefault, false);
  const [busy, setBusy] = useState(false);
  const change = async (request: ChangeRequest) => {
    setBusy(true);
    await openPlan([request]);
    setBusy(false);
  };
  const mark = (type: Flag, is: Known<boolean>, label: string, hint: string) =>
    is.state === 'known' && (
      <Switch
        label={label}
        hint={hint}
        checked={is.value}
        busy={busy}
        disabledReason={refusal(detail, type)}
        onChange={(enabled) => void change({ type, ...refOf(detail), enabled })}
      />
    );
  return (
    <Card title={facts.sharedMarks ? 'Shared with everybody in it' : 'Default'}>
      {facts.sharedMarks && (
        <Note tone="warn">
          These are kept on the server, once for the workspace: changing one changes it for everybody. Your
          own favourites and hidden workspaces are kept on this device instead.
        </Note>
      )}
      {mark(
        'workspace.approvals',
        approvalsEnabled,
        'Approvals',
        'When on, changes are applied only after an Approver or Owner approved them.',
      )}
      <SettingsRow
        label="Default workspace"
        permission={detail.permissions['workspace.set-default']}
        hint={defaultHint(facts.sharedMarks, already)}
      >
        <Button
          busy={busy}
          disabledReason={already ? 'It is the default already.' : refusal(detail, 'workspace.set-default')}
          onClick={() => void change({ type: 'workspace.set-default', ...refOf(detail) })}
        >
          Set as default…
        </Button>
      </SettingsRow>
      {mark(
        'workspace.favourite',
        serverFavourite,
        'Favourite on the server (shared)',
        'The star in the system’s own web page, the same for everybody.',
      )}
      {mark(
        'workspace.hide',
        serverHidden,
        'Hidden on the server (shared)',
        'Hides it in the system’s own web page, for everybody.',
      )}
    </Card>
  );
}

type Flag = 'workspace.approvals' | 'workspace.favourite' | 'workspace.hide';

function defaultHint(shared: boolean, already: boolean): string {
  if (shared) {
    return already
      ? 'It is the default, for everybody in it.'
      : 'Making it the default makes it so for everybody in it.';
  }
  return already
    ? 'It is the one that you enter first.'
    : 'The one that you enter first; nobody else’s is changed.';
}
