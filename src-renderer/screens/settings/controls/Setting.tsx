import { Lock, Monitor, Moon, Sun, type LucideIcon } from 'lucide-react';
import { useRef } from 'react';
import { settingsTable } from '../../../../src-preload/shared/settings/table.ts';
import type { SettingKey, Settings } from '../../../../src-preload/shared/settings/types.ts';
import { isValueOf } from '../../../../src-preload/shared/settings/values.ts';
import { zoomSteps } from '../../../../src-preload/shared/zoom.ts';
import { Button } from '../../../components/Button.tsx';
import { Field } from '../../../components/fields/Field.tsx';
import { RadioCards } from '../../../components/fields/RadioCards.tsx';
import { Select } from '../../../components/fields/Select.tsx';
import { Switch } from '../../../components/fields/Switch.tsx';
import { changeSettings, resetSettings, useSettings } from '../../../stores/settings.ts';
import { findsSetting, useSettingsQuery } from '../search.ts';
import { settingText } from '../text.ts';
import { durationText } from './duration-text.ts';
import css from './Setting.module.css';
import { TypedSetting } from './TypedSetting.tsx';
import { useHandedFocus } from './useHandedFocus.ts';

const icons: Readonly<Record<string, LucideIcon>> = { light: Sun, dark: Moon, system: Monitor };
const never = 'never';

/** One setting of the table with its control, its way back to the default, and who else decides it. */
export function Setting({ name }: { name: SettingKey }) {
  const state = useSettings((store) => store.state);
  const query = useSettingsQuery();
  if (state === null || !findsSetting(query, name)) return null;
  const managed = state.managed.includes(name);
  return (
    <div className={css.setting} data-setting={name}>
      <Control name={name} value={state.values[name]} refusal={managed ? settingText.managed : null} />
      {managed ? (
        <p className={css.managed}>
          <Lock aria-hidden />
          {settingText.managed}
        </p>
      ) : (
        <ResetButton names={[name]} />
      )}
    </div>
  );
}

interface ResetButtonProps {
  names: readonly SettingKey[];
  /** Called instead, where the way back asks for something. */
  onReset?: () => void;
}

/** Shown only where one of them isn't the default. */
export function ResetButton({ names, onReset }: ResetButtonProps) {
  const state = useSettings((store) => store.state);
  const changed = names.filter(
    (name) =>
      state !== null && !state.managed.includes(name) && state.values[name] !== settingsTable[name].default,
  );
  if (changed.length === 0) return null;
  return <Reset names={changed} onReset={onReset ?? (() => void resetSettings(changed))} />;
}

function Reset({ names, onReset }: Required<ResetButtonProps>) {
  const element = useRef<HTMLDivElement>(null);
  useHandedFocus(element);
  return (
    <div className={css.reset} ref={element}>
      <Button
        size="s"
        variant="quiet"
        aria-label={settingText.resetLabel(names.map((name) => settingsTable[name].title))}
        onClick={onReset}
      >
        Reset to default
      </Button>
    </div>
  );
}

interface ControlProps<K extends SettingKey> {
  name: K;
  value: Settings[K];
  /** Why it can't be changed, or null. */
  refusal: string | null;
}

function Control<K extends SettingKey>({ name, value, refusal }: ControlProps<K>) {
  const { title, description, control } = settingsTable[name];
  const take = (next: unknown) => {
    if (refusal === null && isValueOf(name, next)) void changeSettings({ [name]: next });
  };
  switch (control.type) {
    case 'choice': {
      if (control.look === 'cards')
        return (
          <RadioCards
            label={title}
            row
            value={String(value)}
            onChange={take}
            disabled={refusal !== null}
            options={control.options.map((option) => {
              const icon = name === 'theme' ? icons[option.value] : undefined;
              return { ...option, ...(icon === undefined ? {} : { icon }) };
            })}
          />
        );
      return (
        <Field label={title} hint={description}>
          {(aria) => (
            <Select
              {...aria}
              label={title}
              value={String(value)}
              onChange={take}
              options={control.options.map((option) => ({ ...option, disabledReason: refusal }))}
            />
          )}
        </Field>
      );
    }
    case 'duration': {
      const offered = [...new Set([...control.offered, ...(typeof value === 'number' ? [value] : [])])];
      const options = [
        ...(control.never === null ? [] : [{ value: never, label: control.never }]),
        ...offered
          .sort((a, b) => a - b)
          .map((minutes) => ({ value: String(minutes), label: durationText(minutes) })),
      ].map((option) => ({ ...option, disabledReason: refusal }));
      return (
        <Field label={title} hint={description}>
          {(aria) => (
            <Select
              {...aria}
              label={title}
              value={value === null ? never : String(value)}
              onChange={(next) => take(next === never ? null : Number(next))}
              options={options}
            />
          )}
        </Field>
      );
    }
    case 'zoom': {
      const factors = [...new Set([...zoomSteps, ...(typeof value === 'number' ? [value] : [])])];
      return (
        <Field label={title} hint={description}>
          {(aria) => (
            <Select
              {...aria}
              label={title}
              value={String(value)}
              onChange={(next) => take(Number(next))}
              options={factors
                .sort((a, b) => a - b)
                .map((factor) => ({
                  value: String(factor),
                  label: `${Math.round(factor * 100)} %`,
                  disabledReason: refusal,
                }))}
            />
          )}
        </Field>
      );
    }
    case 'switch':
      return (
        <Switch
          label={title}
          hint={description}
          checked={value === true}
          onChange={take}
          disabledReason={refusal}
        />
      );
    case 'number':
    case 'text':
      return <TypedSetting name={name} value={value} control={control} refusal={refusal} />;
  }
}
