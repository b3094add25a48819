import type { FormField } from '../../../src-preload/contract/connections.ts';

/** A switch is "on" or "". */
export const switchValue = (on: boolean) => (on ? 'on' : '');

/** What stands in a form before anybody typed. */
export const presets = (fields: readonly FormField[]): Record<string, string> =>
  Object.fromEntries(fields.map(({ id, preset }) => [id, preset]));

/** What may not be left empty, by field. */
export function missingIn(
  fields: readonly FormField[],
  values: Readonly<Record<string, string>>,
): Record<string, string> {
  return Object.fromEntries(
    fields.flatMap(({ id, label, optional, kind }) =>
      optional || kind === 'switch' || (values[id] ?? '').trim() !== ''
        ? []
        : [[id, kind === 'secret' ? `Paste the ${lower(label)} first.` : 'Fill this in first.']],
    ),
  );
}

/** "Portal access code" within a sentence; "API key" stays as it is. */
export const lower = (label: string) =>
  /^[A-Z][^A-Z]/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;

/** Of a connection's settings those that are other than published: the rest is the provider's to know. */
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
