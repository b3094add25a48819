import { useState } from 'react';
import { settingsTable } from '../../../../src-preload/shared/settings/table.ts';
import type {
  SettingControl,
  SettingKey,
  SettingValue,
} from '../../../../src-preload/shared/settings/types.ts';
import { isValueOf } from '../../../../src-preload/shared/settings/values.ts';
import { Field } from '../../../components/fields/Field.tsx';
import { TextInput } from '../../../components/fields/TextInput.tsx';
import { changeSettings } from '../../../stores/settings.ts';
import { settingText } from '../text.ts';

interface TypedSettingProps {
  name: SettingKey;
  value: SettingValue;
  control: Extract<SettingControl, { type: 'number' | 'text' }>;
  refusal: string | null;
  /** Keeps what was typed instead; until then the field shows what was there before. */
  onKeep?: (next: SettingValue) => void;
}

/** A setting that is typed: it is kept when the field is left or Enter is pressed, as long as it can be. */
export function TypedSetting({ name, value, control, refusal, onKeep }: TypedSettingProps) {
  const { title, description } = settingsTable[name];
  /** What was typed over this value; another value takes its place. */
  const [edit, setEdit] = useState<{ over: SettingValue; text: string } | null>(null);
  const typed = edit !== null && edit.over === value ? edit.text : String(value);
  const trimmed = typed.trim();
  const next = control.type === 'text' ? trimmed : /^\d+$/u.test(trimmed) ? Number(trimmed) : null;
  const problem = isValueOf(name, next)
    ? null
    : control.type === 'text'
      ? control.problem
      : settingText.number(control.min, control.max);
  const keep = () => {
    if (problem !== null || refusal !== null || next === value || !isValueOf(name, next)) return;
    if (onKeep === undefined) {
      void changeSettings({ [name]: next });
      return;
    }
    setEdit(null);
    onKeep(next);
  };
  return (
    <Field label={title} hint={description} error={problem}>
      {(aria) => (
        <TextInput
          {...aria}
          value={typed}
          readOnly={refusal !== null}
          aria-readonly={refusal !== null}
          {...(control.type === 'text'
            ? { mono: true, placeholder: control.example, maxLength: control.longest }
            : { inputMode: 'numeric' as const })}
          onChange={({ target }) => setEdit({ over: value, text: target.value })}
          onBlur={keep}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !event.nativeEvent.isComposing) keep();
          }}
        />
      )}
    </Field>
  );
}
