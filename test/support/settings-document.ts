import { settingKeys, settingsTable } from '../../src-preload/shared/settings/table.ts';
import { settingsSections } from '../../src-preload/shared/settings/sections.ts';
import type { SettingControl } from '../../src-preload/shared/settings/types.ts';

const code = (value: unknown) => `\`${JSON.stringify(value)}\``;

function valuesOf(control: SettingControl): string {
  switch (control.type) {
    case 'choice':
      return control.options.map(({ value }) => code(value)).join(', ');
    case 'duration':
      return `minutes, ${control.min} to ${control.max}${control.never === null ? '' : '; `null`: never'}`;
    case 'number':
      return `${control.unit}, ${control.min} to ${control.max}`;
    case 'zoom':
      return 'a factor, 0.5 to 2';
    case 'switch':
      return '`true`, `false`';
    case 'text':
      return `a text, such as ${code(control.example)}`;
  }
}

/** Each setting as a row of the documents: its key, where it is on the page, its values, its default. */
export const settingRows: readonly string[][] = settingKeys.map((key) => {
  const { section, title, control, default: initial } = settingsTable[key];
  return [`\`${key}\``, `${settingsSections[section].title}: ${title}`, valuesOf(control), code(initial)];
});
