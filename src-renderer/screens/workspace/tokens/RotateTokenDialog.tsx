import { useState } from 'react';
import { normalizeName } from '../../../../src-preload/shared/normalize.ts';
import { Field } from '../../../components/fields/Field.tsx';
import { longestTyped } from '../../../../src-preload/shared/limits.ts';
import { TextInput } from '../../../components/fields/TextInput.tsx';
import { nextName } from '../../../lib/names.ts';
import { useConnection } from '../../../stores/connections.ts';
import { usePlanForm } from '../../../stores/plan/plan-form.ts';
import { PlanDialog } from '../../../components/overlays/PlanDialog.tsx';
import { useTokenNameCheck } from './useTokenNameCheck.ts';
import { rotationOwnerText, rotationText } from './text.ts';
import type { TokenDialogProps } from './token-dialog-props.ts';

/** Replaces a key: the new one is created now, and the old one is deleted once the admin has replaced it everywhere. */
export function RotateTokenDialog({ place, placeText, one, name, token, onClose }: TokenDialogProps) {
  const [newName, setNewName] = useState(() => nextName(name));
  const connection = useConnection(place.connectionId);
  const problem = useTokenNameCheck(place, newName);
  return (
    <PlanDialog
      title={`Rotate ${name}`}
      description={placeText}
      form={usePlanForm()}
      changes={() => [{ type: 'token.rotate', ...place, tokenId: token.id, name, newName: newName.trim() }]}
      reason={newName.trim() === '' ? `Enter a name for the new ${one}.` : problem}
      submit="Rotate"
      onClose={onClose}
    >
      <p>{rotationText(one, name)}</p>
      {connection === null || token.ownerName.state === 'none' ? null : (
        <p>
          {rotationOwnerText(
            one,
            connection.identity.email,
            token.ownerId === connection.identity.userId || token.ownerName.state !== 'known'
              ? null
              : token.ownerName.value,
          )}
        </p>
      )}
      <Field
        label={`Name of the new ${one}`}
        dropped={normalizeName(newName).dropped}
        error={newName === '' ? null : problem}
      >
        {(aria) => (
          <TextInput
            {...aria}
            maxLength={longestTyped}
            value={newName}
            onChange={(event) => setNewName(event.target.value)}
          />
        )}
      </Field>
    </PlanDialog>
  );
}
