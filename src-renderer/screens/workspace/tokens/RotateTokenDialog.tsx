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

/** A new key in place of an old one: made now, swapped by the person, and only then is the old one deleted. */
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
      reason={newName.trim() === '' ? `Give the new ${one} a name first.` : problem}
      submit="Rotate"
      onClose={onClose}
    >
      <p>
        A new {one} is made first. Then you swap it wherever “{name}” is used, and come back to have the old
        one deleted. Both work in between.
      </p>
      <Field label={`Name of the new ${one}`} error={newName === '' ? null : problem}>
        {(aria) => (
          <TextInput {...aria} value={newName} onChange={(event) => setNewName(event.target.value)} />
        )}
      </Field>
    </PlanDialog>
  );
}
