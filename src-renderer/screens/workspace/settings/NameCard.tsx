import type { ChangeRequest } from '../../../../src-preload/contract/change-request.ts';
import type { SystemFacts } from '../../../../src-preload/contract/system.ts';
import type { WorkspaceDetail } from '../../../../src-preload/contract/workspaces.ts';
import { Card } from '../../../components/Card.tsx';
import { Combo } from '../../../components/fields/Combo.tsx';
import { normalizeName } from '../../../../src-preload/shared/normalize.ts';
import { Field } from '../../../components/fields/Field.tsx';
import { TextArea } from '../../../components/fields/TextArea.tsx';
import { TextInput } from '../../../components/fields/TextInput.tsx';
import { notReported, valueOr } from '../../../../src-preload/shared/known.ts';
import { placeKey } from '../../../lib/places.ts';
import { createDrafts } from '../../../stores/drafts.ts';
import { refOf } from '../../../stores/workspace.ts';
import { useFieldCheck } from '../create/useFieldCheck.ts';
import { useTimezones } from '../create/useTimezones.ts';
import { SettingsForm } from './SettingsForm.tsx';
import { reasonOf } from '../../../lib/permissions.ts';
import styles from './settings.module.css';
import { enterNameText, noChangesText } from './text.ts';

interface Draft {
  name: string;
  description: string;
  timezone: string;
}

const asRead = ({ workspace }: WorkspaceDetail): Draft => ({
  name: workspace.name,
  description: valueOr(workspace.description, ''),
  // The system reports it among the other facts of a place.
  timezone: valueOr(workspace.facts.find(({ label }) => /time ?zone/i.test(label))?.value ?? notReported, ''),
});

/** What the touched fields were when they were first touched. */
function pick(started: Partial<Draft>, touched: Partial<Draft>): Partial<Draft> {
  return {
    ...(touched.name !== undefined && started.name !== undefined ? { name: started.name } : {}),
    ...(touched.description !== undefined && started.description !== undefined
      ? { description: started.description }
      : {}),
    ...(touched.timezone !== undefined && started.timezone !== undefined
      ? { timezone: started.timezone }
      : {}),
  };
}

interface Edited {
  /** The fields that were touched: the others stay as the server has them. */
  draft: Partial<Draft>;
  /** What each was then. */
  started: Partial<Draft>;
}
const untouched: Edited = { draft: {}, started: {} };
const useEdited = createDrafts(untouched);

/** The name of a place, with its description or time zone where the system has them. */
export function NameCard({ detail, facts }: { detail: WorkspaceDetail; facts: SystemFacts }) {
  const { workspace } = detail;
  const { connectionId, instance } = workspace;
  const isOrganization = workspace.scope === 'organization';
  const has = (field: 'description' | 'timezone') => !isOrganization && facts.updateFields.includes(field);
  const before = asRead(detail);
  const [{ draft, started }, setEdited] = useEdited(placeKey(refOf(detail)));
  const { name, description, timezone } = { ...before, ...draft };
  const change = (part: Partial<Draft>) => {
    setEdited({ draft: { ...draft, ...part }, started: { ...before, ...started } });
  };
  const from = { ...before, ...pick(started, draft) };
  const timezones = useTimezones(connectionId, has('timezone'));
  const url = valueOr(instance.url, '');
  const found = useFieldCheck({ connectionId, kind: instance.kind, name, description, url });
  const unchanged =
    name === before.name && description === before.description && timezone === before.timezone;
  // What the server has already isn't a mistake of who looks at it; a change sends all fields.
  const problems = unchanged ? { name: null, description: null } : found;
  const permission = detail.permissions[isOrganization ? 'organization.update' : 'workspace.update'];
  const reason =
    reasonOf(permission) ??
    (name.trim() === '' ? enterNameText : null) ??
    problems.name ??
    problems.description ??
    (unchanged ? noChangesText : null);
  const ref = refOf(detail);
  const request: ChangeRequest = isOrganization
    ? { type: 'organization.update', ...ref, name }
    : {
        type: 'workspace.update',
        ...ref,
        name,
        description,
        ...(has('timezone') ? { timezone } : {}),
        from: {
          name: from.name,
          description: from.description,
          ...(has('timezone') ? { timezone: from.timezone } : {}),
        },
      };
  const title = has('description') ? 'Name and description' : has('timezone') ? 'Name and time zone' : 'Name';
  return (
    <Card title={title}>
      <SettingsForm
        changes={() => [request]}
        reason={reason}
        submit="Save"
        changed={!unchanged}
        onReset={() => setEdited(untouched)}
      >
        <Field
          label="Name"
          dropped={name === before.name ? [] : normalizeName(name).dropped}
          error={problems.name}
        >
          {(aria) => (
            <TextInput {...aria} value={name} onChange={(event) => change({ name: event.target.value })} />
          )}
        </Field>
        {has('description') && (
          <Field label="Description" error={problems.description}>
            {(aria) => (
              <TextArea
                {...aria}
                rows={2}
                value={description}
                onChange={(event) => change({ description: event.target.value })}
              />
            )}
          </Field>
        )}
        {has('timezone') && (
          <Field label="Time zone">
            {(aria) => (
              <Combo
                {...aria}
                label="Time zones"
                value={timezone}
                placeholder="Europe/Lisbon"
                onChange={(next) => change({ timezone: next })}
                options={timezones}
              />
            )}
          </Field>
        )}
        {!permission.allowed && permission.source !== undefined && (
          <p className={styles.hint}>
            {permission.reason} Source: {permission.source}
          </p>
        )}
      </SettingsForm>
    </Card>
  );
}
