import { useState } from 'react';
import type { SystemFacts } from '../../../../src-preload/contract/system.ts';
import type { Token } from '../../../../src-preload/contract/tokens.ts';
import type { WorkspaceDetail } from '../../../../src-preload/contract/workspaces.ts';
import { Field } from '../../../components/Field.tsx';
import { TextInput } from '../../../components/TextInput.tsx';
import { nextName, tokenName } from '../../../lib/names.ts';
import { usePlanForm } from '../../../stores/plan-form.ts';
import { refOf } from '../../../stores/workspace.ts';
import { PlanDialog } from '../../../components/PlanDialog.tsx';
import { useConnectionName } from '../create/go-to-created.ts';
import { useTokenNameCheck } from './useTokenNameCheck.ts';
import { rotationText } from './text.ts';

/** Replaces a key: the new one is created now, and the old one is deleted once the admin has replaced it everywhere. */
export function RotateTokenDialog({
  place,
  facts,
  token,
  onClose,
}: {
  place: WorkspaceDetail;
  facts: SystemFacts;
  token: Token;
  onClose: () => void;
}) {
  const ref = refOf(place);
  const name = tokenName(token);
  const { one } = facts.tokens;
  const connection = useConnectionName(ref.connectionId);
  const [newName, setNewName] = useState(() => nextName(name));
  const problem = useTokenNameCheck(ref, newName);
  return (
    <PlanDialog
      title={`Rotate ${name}`}
      description={`In ${place.workspace.name} on ${connection}.`}
      form={usePlanForm()}
      changes={() => [{ type: 'token.rotate', ...ref, tokenId: token.id, name, newName: newName.trim() }]}
      reason={newName.trim() === '' ? `Enter a name for the new ${one}.` : problem}
      submit="Rotate"
      onClose={onClose}
    >
      <p>{rotationText(one, name)}</p>
      <Field label={`Name of the new ${one}`} error={newName === '' ? null : problem}>
        {(aria) => (
          <TextInput {...aria} value={newName} onChange={(event) => setNewName(event.target.value)} />
        )}
      </Field>
    </PlanDialog>
  );
}
