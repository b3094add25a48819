import { useState } from 'react';
import type { ChangeRequest } from '../../../../src-preload/contract/change-request.ts';
import { valueOr, type Known } from '../../../../src-preload/shared/known.ts';
import type { SystemFacts } from '../../../../src-preload/contract/system.ts';
import type { WorkspaceDetail } from '../../../../src-preload/contract/workspaces.ts';
import { Button } from '../../../components/Button.tsx';
import { Card } from '../../../components/Card.tsx';
import { Note } from '../../../components/Note.tsx';
import { Switch } from '../../../components/fields/Switch.tsx';
import { openPlan } from '../../../stores/plan/plan.ts';
import { refOf, refusal } from '../../../stores/workspace.ts';
import { SettingsRow } from './SettingsRow.tsx';
import {
  alreadyDefaultText,
  approvalsHint,
  defaultHint,
  serverFavouriteHint,
  serverHiddenHint,
  sharedText,
} from './text.ts';

/** Flags of a workspace on its server; some systems keep them once for all members. */
export function SharedSettingsCard({ detail, facts }: { detail: WorkspaceDetail; facts: SystemFacts }) {
  const { approvalsEnabled, serverFavourite, serverHidden } = detail.workspace;
  const already = valueOr(detail.workspace.isDefault, false);
  const [busy, setBusy] = useState(false);
  const change = async (request: ChangeRequest) => {
    setBusy(true);
    await openPlan([request]);
    setBusy(false);
  };
  const flag = (type: Flag, is: Known<boolean>, label: string, hint: string) =>
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
    <Card title={facts.sharedMarks ? 'Shared with all members' : 'Default'}>
      {facts.sharedMarks && <Note tone="warn">{sharedText}</Note>}
      {flag('workspace.approvals', approvalsEnabled, 'Approvals', approvalsHint)}
      <SettingsRow
        label="Default workspace"
        permission={detail.permissions['workspace.set-default']}
        hint={defaultHint(facts.sharedMarks, already)}
      >
        <Button
          busy={busy}
          disabledReason={already ? alreadyDefaultText : refusal(detail, 'workspace.set-default')}
          onClick={() => void change({ type: 'workspace.set-default', ...refOf(detail) })}
        >
          Set as default…
        </Button>
      </SettingsRow>
      {flag('workspace.favourite', serverFavourite, 'Favourite on the server (shared)', serverFavouriteHint)}
      {flag('workspace.hide', serverHidden, 'Hidden on the server (shared)', serverHiddenHint)}
    </Card>
  );
}

type Flag = 'workspace.approvals' | 'workspace.favourite' | 'workspace.hide';
