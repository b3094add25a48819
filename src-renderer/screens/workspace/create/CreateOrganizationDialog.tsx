import { useState } from 'react';
import { normalizeName } from '../../../../src-preload/shared/normalize.ts';
import { Field } from '../../../components/fields/Field.tsx';
import { TextInput } from '../../../components/fields/TextInput.tsx';
import { useConnection } from '../../../stores/connections.ts';
import { usePlanForm } from '../../../stores/plan/plan-form.ts';
import { PlanDialog } from '../../../components/overlays/PlanDialog.tsx';
import { goToCreated } from './go-to-created.ts';
import { hostOf } from '../../../lib/connection-text.ts';
import { enterOrganizationNameText } from './text.ts';

/** A new organization, where the system supports it. */
export default function CreateOrganizationDialog({
  connectionId,
  onClose,
}: {
  connectionId: string;
  onClose: () => void;
}) {
  const connection = useConnection(connectionId);
  const [name, setName] = useState('');
  return (
    <PlanDialog
      title="New organization"
      description={
        connection === null ? undefined : `On ${connection.label} (${hostOf(connection.address)}).`
      }
      form={usePlanForm()}
      changes={() => [{ type: 'organization.create', connectionId, name: name.trim() }]}
      reason={name.trim() === '' ? enterOrganizationNameText : null}
      submit="Create organization"
      onClose={(applied) => {
        onClose();
        goToCreated(connectionId, applied);
      }}
    >
      <Field label="Name" dropped={normalizeName(name).dropped}>
        {(aria) => <TextInput {...aria} value={name} onChange={(event) => setName(event.target.value)} />}
      </Field>
    </PlanDialog>
  );
}
