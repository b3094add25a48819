/** Every setting of the app with its values. `null`: never, or none. */
export interface Settings {
  theme: 'light' | 'dark' | 'system';
  density: 'normal' | 'compact';
  zoom: number;
  refreshInViewMinutes: number | null;
  refreshAllMinutes: number | null;
  refreshOnBattery: 'same' | 'in-view' | 'paused';
  refreshOnMetered: 'same' | 'in-view' | 'paused';
  treatAsMetered: boolean;
  lockAfterMinutes: number | null;
  lockOnSleep: boolean;
  typeNameFromRemovals: number;
  secondPerson: boolean;
  secondPersonFromRemovals: number;
  notifyExpiringTokens: boolean;
  notifyFailedRefreshes: boolean;
  namesInNotifications: boolean;
  badge: boolean;
  trayIcon: boolean;
  launchAtLogin: boolean;
  historyDays: number;
  hideAfterDays: number;
  eraseAfterDays: number;
  proxyMode: 'system' | 'none' | 'manual' | 'pac';
  proxyServer: string;
  proxyBypass: string;
  proxyPacUrl: string;
  checkForUpdates: boolean;
  commandsThroughApp: boolean;
  logLevel: 'error' | 'warn' | 'info' | 'debug';
}
export type SettingKey = keyof Settings;
export type SettingValue = Settings[SettingKey];

/** Settings to change; what isn't there stays as it is. */
export type SettingChanges = { [K in SettingKey]?: Settings[K] | undefined };

export interface SettingOption {
  value: string;
  label: string;
  description?: string;
}

/** What a setting is chosen with, and with that the values it takes. */
export type SettingControl =
  /** `cards`: side by side. `list`: one line that opens. */
  | { type: 'choice'; look: 'cards' | 'list'; options: readonly SettingOption[] }
  /** Any whole number from `min` to `max`, of which the page offers a few; `never`: the label of null, where that can be chosen. */
  | { type: 'duration'; min: number; max: number; offered: readonly number[]; never: string | null }
  | { type: 'number'; min: number; max: number; unit: string }
  /** How large the page is drawn, as a factor. */
  | { type: 'zoom' }
  | { type: 'switch' }
  /** `example`: shown while it is empty. `problem`: what to say of a text that it doesn't accept. */
  | { type: 'text'; longest: number; example: string; accepts: (text: string) => boolean; problem: string };

/** One setting as the page, its search, the policy and the documents know it. */
export interface SettingDefinition<V extends SettingValue = SettingValue> {
  section: SettingsSectionId;
  /** The setting without which this one isn't on the page: it's found with it. */
  partOf?: SettingKey;
  title: string;
  description: string;
  /** More words that find it. */
  also?: string;
  default: V;
  control: SettingControl;
  /**
   * `device`: needed before the databases are open, so in a file of its own. `ledger`: encrypted, with everything else. `vault`: with the
   * second persons, because an older ledger may be restored.
   */
  keptIn: 'device' | 'ledger' | 'vault';
}

/** The sections of the page, in their order. */
export const settingsSectionIds = [
  'appearance',
  'connections',
  'refreshing',
  'certificates',
  'proxy',
  'lock',
  'confirmations',
  'desktop',
  'data',
  'secrets',
  'local-instance',
  'updates',
  'command-line',
  'advanced',
  'about',
] as const;
export type SettingsSectionId = (typeof settingsSectionIds)[number];
