import type { SystemFacts } from '../../../../src-preload/contract/system.ts';
import type { WorkspaceDetail } from '../../../../src-preload/contract/workspaces.ts';
import { Field } from '../../../components/fields/Field.tsx';
import { Select } from '../../../components/fields/Select.tsx';
import { Switch } from '../../../components/fields/Switch.tsx';
import { TextInput } from '../../../components/fields/TextInput.tsx';
import type { Settings } from '../../../lib/settings.ts';
import { notSetText, serverValueLabel } from './text.ts';

const notSet = 'not-set';

interface KnownSettingProps {
  setting: SystemFacts['settings'][number];
  settings: Settings;
  roles: WorkspaceDetail['roles'];
  /** Why it can't be changed, or null. */
  refused: string | null;
  onChange: (value: unknown) => void;
}

/** A setting whose meaning is known, with the control that fits it. */
export function KnownSetting({ setting, settings, roles, refused, onChange }: KnownSettingProps) {
  const { key, label, hint, kind } = setting;
  const value = settings[key];
  switch (kind) {
    case 'boolean':
      return (
        <Switch
          label={label}
          hint={value === undefined ? `${hint} ${notSetText}` : hint}
          checked={value === true}
          disabledReason={refused}
          onChange={onChange}
        />
      );
    case 'role': {
      const now = value === undefined || value === null ? notSet : asText(value);
      const known = now === notSet || roles.some(({ id }) => id === now);
      return (
        <Field label={label} hint={hint}>
          {(aria) => (
            <Select
              {...aria}
              label={label}
              value={now}
              onChange={(next) => {
                if (next !== notSet && next !== now) onChange(next);
              }}
              options={[
                ...(now === notSet ? [{ value: notSet, label: 'Not set' }] : []),
                ...(known ? [] : [{ value: now, label: serverValueLabel(now) }]),
                ...roles.map((role) => ({
                  value: role.id,
                  label: role.label,
                  description: role.description,
                  disabledReason: refused,
                })),
              ]}
            />
          )}
        </Field>
      );
    }
    case 'text':
      return (
        <Field label={label} hint={hint}>
          {(aria) => (
            <TextInput
              {...aria}
              readOnly={refused !== null}
              value={value === undefined ? '' : asText(value)}
              onChange={(event) => onChange(event.target.value)}
            />
          )}
        </Field>
      );
  }
}

/** A value may be a number on the wire (a role's id); it is compared and shown as text. */
const asText = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
