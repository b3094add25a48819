import { useState } from 'react';
import type { ConnectionKind } from '../../../../src-preload/contract/connections.ts';
import { Combo } from '../../../components/fields/Combo.tsx';
import { normalizeName, normalizeUrl } from '../../../../src-preload/shared/normalize.ts';
import { Field } from '../../../components/fields/Field.tsx';
import { RadioCards } from '../../../components/fields/RadioCards.tsx';
import { Select } from '../../../components/fields/Select.tsx';
import { SkeletonLines } from '../../../components/Skeleton.tsx';
import { Switch } from '../../../components/fields/Switch.tsx';
import { TextInput } from '../../../components/fields/TextInput.tsx';
import { useConnection } from '../../../stores/connections.ts';
import { usePlanForm } from '../../../stores/plan/plan-form.ts';
import { useWorkspaceList } from '../../../stores/workspaces.ts';
import { PlanDialog } from '../../../components/overlays/PlanDialog.tsx';
import { useFieldCheck } from './useFieldCheck.ts';
import { useCurrentOrganization, useOrganizations } from './useOrganizations.ts';
import { useTimezones } from './useTimezones.ts';
import { goToCreated } from './go-to-created.ts';
import { hostOf } from '../../../lib/connection-text.ts';
import { kindIcons } from '../../../components/placeIcon.ts';
import {
  chooseTimeZoneText,
  defaultHint,
  enterUrlText,
  enterWorkspaceNameText,
  fixedUrlHint,
  loadingTypesText,
  noOrganizationText,
  stepsText,
} from './text.ts';
import { useQuery } from '../../../stores/useQuery.ts';

/** The types of workspaces that can be created; null until they are fetched. */
function useTypes(connectionId: string) {
  const { value: types, error } = useQuery(['workspace-types', connectionId], () =>
    window.steward.workspaces.types({ connectionId }),
  );
  return { types, error };
}

/** A new workspace, with the fields that its system has. */
export default function CreateWorkspaceDialog({
  connectionId,
  onClose,
}: {
  connectionId: string;
  onClose: () => void;
}) {
  const connection = useConnection(connectionId);
  const list = useWorkspaceList(connectionId);
  const { types, error } = useTypes(connectionId);
  const [chosenKind, setKind] = useState<ConnectionKind | null>(null);
  const [name, setName] = useState('');
  const [description, setDescription] = useState('');
  const [typedUrl, setTypedUrl] = useState('');
  const [isDefault, setDefault] = useState(false);
  const [zone, setZone] = useState<string | null>(null);
  const [chosen, setChosen] = useState<string | null>(null);

  const fields = connection?.system.createFields ?? [];
  const has = (field: (typeof fields)[number]) => fields.includes(field);
  const zones = useTimezones(connectionId, has('timezone'));
  const timezone = zone ?? zones[0] ?? '';
  const organizations = useOrganizations(connectionId);
  const here = useCurrentOrganization(connectionId);
  const organizationId = chosen ?? here ?? organizations[0]?.id ?? null;

  const kind = chosenKind ?? types?.[0]?.kind ?? 'managed';
  const type = types?.find((one) => one.kind === kind);
  const fixedUrl = type?.url ?? null;
  const url = has('type') ? (fixedUrl ?? typedUrl.trim()) : '';
  const problems = useFieldCheck({ connectionId, kind, name, description, url });
  const permission = list?.create;
  const reason =
    (permission?.allowed === false ? permission.reason : null) ??
    (types === null ? loadingTypesText : null) ??
    (has('organization') && organizationId === null ? noOrganizationText : null) ??
    (name.trim() === '' ? enterWorkspaceNameText : null) ??
    (has('type') && url === '' ? enterUrlText : null) ??
    (has('timezone') && timezone === '' ? chooseTimeZoneText : null) ??
    problems.name ??
    (has('type') ? problems.url : null) ??
    problems.description;

  return (
    <PlanDialog
      title="New workspace"
      description={
        connection === null
          ? undefined
          : `On ${connection.label} (${hostOf(connection.address)}).${
              connection.system.guided ? ` ${stepsText}` : ''
            }`
      }
      form={usePlanForm()}
      changes={() => [
        {
          type: 'workspace.create',
          connectionId,
          kind,
          name: name.trim(),
          description,
          url,
          isDefault,
          ...(has('organization') && organizationId !== null ? { organizationId } : {}),
          ...(has('timezone') ? { timezone } : {}),
        },
      ]}
      errors={[error]}
      reason={reason}
      submit="Create workspace"
      onClose={(applied) => {
        onClose();
        goToCreated(connectionId, applied);
      }}
    >
      {permission?.allowed === false && <p>{permission.reason}</p>}
      {has('organization') && organizationId !== null && (
        <Field label="Organization">
          {(aria) => (
            <Select
              {...aria}
              label="Organization"
              value={organizationId}
              onChange={setChosen}
              options={organizations.map((one) => ({ value: one.id, label: one.name }))}
            />
          )}
        </Field>
      )}
      {!has('type') ? null : types === null ? (
        error === null && <SkeletonLines lines={4} label="Loading workspace types" />
      ) : (
        <RadioCards
          label="Type"
          value={kind}
          onChange={setKind}
          options={types.map((one) => ({
            value: one.kind,
            label: one.label,
            description: one.hint,
            icon: kindIcons[one.kind],
          }))}
        />
      )}
      <Field label="Name" dropped={normalizeName(name).dropped} error={name === '' ? null : problems.name}>
        {(aria) => (
          <TextInput
            {...aria}
            data-autofocus
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      {!has('type') ? null : fixedUrl === null ? (
        <Field
          label="Instance URL"
          dropped={normalizeUrl(typedUrl).dropped}
          error={typedUrl === '' ? null : problems.url}
        >
          {(aria) => (
            <TextInput
              {...aria}
              mono
              value={typedUrl}
              placeholder="https://si.example.com"
              onChange={(event) => setTypedUrl(event.target.value)}
            />
          )}
        </Field>
      ) : (
        <Field label="Instance URL" hint={fixedUrlHint}>
          {(aria) => <TextInput {...aria} mono readOnly value={fixedUrl} />}
        </Field>
      )}
      {has('description') && (
        <Field label="Description" error={problems.description}>
          {(aria) => (
            <TextInput
              {...aria}
              value={description}
              onChange={(event) => setDescription(event.target.value)}
            />
          )}
        </Field>
      )}
      {has('timezone') && (
        <Field label="Time zone">
          {(aria) => (
            <Combo {...aria} label="Time zones" value={timezone} onChange={setZone} options={zones} />
          )}
        </Field>
      )}
      {has('default') && (
        <Switch
          label="Default workspace"
          hint={defaultHint(connection?.system.sharedMarks === true)}
          checked={isDefault}
          onChange={setDefault}
        />
      )}
    </PlanDialog>
  );
}
