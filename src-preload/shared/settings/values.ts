import { isZoom } from '../zoom.ts';
import { settingsTable } from './table.ts';
import type { SettingControl, SettingKey, Settings } from './types.ts';

/** Why this isn't a value that the control can have, or null. */
export function problemOf(control: SettingControl, value: unknown): string | null {
  switch (control.type) {
    case 'choice': {
      const values = control.options.map((option) => option.value);
      return values.some((one) => one === value) ? null : `must be one of: ${values.join(', ')}`;
    }
    case 'zoom':
      return isZoom(value) ? null : 'must be a number from 0.5 to 2';
    case 'switch':
      return typeof value === 'boolean' ? null : 'must be true or false';
    case 'duration':
      if (value === null && control.never !== null) return null;
      return isWhole(value, control)
        ? null
        : `must be a whole number from ${control.min} to ${control.max}${control.never === null ? '' : ', or null'}`;
    case 'number':
      return isWhole(value, control) ? null : `must be a whole number from ${control.min} to ${control.max}`;
    case 'text':
      if (typeof value !== 'string' || value.length > control.longest)
        return `must be a text of at most ${control.longest} characters`;
      return control.accepts(value) ? null : control.problem;
  }
}

const isWhole = (value: unknown, { min, max }: { min: number; max: number }): boolean =>
  typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max;

/** Whether this is a value that the setting can have. */
export const isValueOf = <K extends SettingKey>(key: K, value: unknown): value is Settings[K] =>
  problemOf(settingsTable[key].control, value) === null;
