import { settingKeys, settingsTable } from './table.ts';
import type { SettingKey, SettingsSectionId } from './types.ts';

/** What each section is called, and more words that find it. */
export const settingsSections: Readonly<Record<SettingsSectionId, { title: string; also: string }>> = {
  appearance: { title: 'Appearance', also: 'look zoom' },
  connections: { title: 'Connections', also: 'servers accounts export import move' },
  refreshing: { title: 'Refreshing', also: 'battery metered' },
  certificates: { title: 'Trusted certificates', also: 'tls ssl https pin fingerprint' },
  proxy: { title: 'Proxy', also: 'password sign in' },
  lock: { title: 'Lock', also: 'passphrase password keyring keychain' },
  confirmations: { title: 'Confirmations', also: 'review plan' },
  desktop: { title: 'Notifications and desktop', also: 'alerts dock taskbar menu bar' },
  data: {
    title: 'Data on this device',
    also: 'retention erase ledger backup restore files storage disk space',
  },
  secrets: { title: 'Secrets', also: 'vault keyring keychain credentials encryption folder' },
  'local-instance': { title: 'Local instance', also: 'sample demo data built-in server' },
  updates: { title: 'Updates', also: 'new version upgrade changelog what’s new' },
  'command-line': { title: 'Command line', also: 'cli terminal shell completion path socket script' },
  advanced: { title: 'Advanced', also: 'diagnostics bug report support logs folder' },
  about: { title: 'About', also: 'version commit build keyboard shortcuts' },
};

/** The settings of a section, in the order of the table. */
export const settingsOf = (section: SettingsSectionId): readonly SettingKey[] =>
  settingKeys.filter((key) => settingsTable[key].section === section);
