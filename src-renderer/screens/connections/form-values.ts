import type { FormField } from '../../../src-preload/contract/connections.ts';
import { missingValueText } from './text.ts';

/** A switch is "on" or "". */
export const switchValue = (on: boolean) => (on ? 'on' : '');

/** The values that a form starts with. */
export const presets = (fields: readonly FormField[]): Record<string, string> =>
  Object.fromEntries(fields.map(({ id, preset }) => [id, preset]));

/** The required fields that are empty, each with what to do. */
export function missingIn(
  fields: readonly FormField[],
  values: Readonly<Record<string, string>>,
): Record<string, string> {
  return Object.fromEntries(
    fields.flatMap(({ id, label, optional, kind }) =>
      optional || kind === 'switch' || (values[id] ?? '').trim() !== ''
        ? []
        : [[id, missingValueText({ kind, label })]],
    ),
  );
}

/** The settings that differ from their presets; the provider knows the others. */
export const changedOptions = (
  fields: readonly FormField[],
  values: Readonly<Record<string, string>>,
): Record<string, string> =>
  Object.fromEntries(
    fields.flatMap(({ id, preset }) => {
      const value = values[id]?.trim() ?? preset;
      return value === preset ? [] : [[id, value]];
    }),
  );
