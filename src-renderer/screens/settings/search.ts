import { createContext, useContext } from 'react';
import { fold } from '../../../src-preload/shared/fold.ts';
import { settingsOf, settingsSections } from '../../../src-preload/shared/settings/sections.ts';
import { settingKeys, settingsTable } from '../../../src-preload/shared/settings/table.ts';
import type { SettingKey, SettingsSectionId } from '../../../src-preload/shared/settings/types.ts';

const matches = (query: string, ...texts: (string | undefined)[]): boolean => {
  const all = fold(texts.join(' '));
  return fold(query)
    .split(/\s+/u)
    .every((word) => all.includes(word));
};

const optionsOf = (key: SettingKey): string => {
  const { control } = settingsTable[key];
  return control.type === 'choice' ? control.options.map(({ label }) => label).join(' ') : '';
};

/** Whether the search finds the section itself: it is shown whole then. */
const findsSection = (query: string, section: SettingsSectionId): boolean =>
  matches(query, settingsSections[section].title, settingsSections[section].also);

/** Whether the search finds a setting, on its own, with its section, or for one that depends on it. */
export function findsSetting(query: string, key: SettingKey): boolean {
  const { section, title, description, also } = settingsTable[key];
  return (
    findsSection(query, section) ||
    matches(query, settingsSections[section].title, title, description, also, optionsOf(key)) ||
    settingKeys.some((part) => settingsTable[part].partOf === key && findsSetting(query, part))
  );
}

/** Whether anything of a section is found. */
export const showsSection = (query: string, section: SettingsSectionId): boolean =>
  findsSection(query, section) || settingsOf(section).some((key) => findsSetting(query, key));

/** What is searched for on the page. */
export const SettingsQuery = createContext('');
export const useSettingsQuery = (): string => useContext(SettingsQuery);
