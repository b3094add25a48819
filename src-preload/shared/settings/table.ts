import type { SettingDefinition, SettingKey, Settings } from './types.ts';

/** A server of a proxy, with or without its scheme. */
const proxyServerPattern = /^$|^(?:(?:https?|socks[45]?):\/\/)?(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/iu;
const hostListPattern = /^[\w.*:[\]<>/-]*(?:[,; ]+[\w.*:[\]<>/-]+)*$/u;
const httpUrlPattern = /^$|^https?:\/\/[^\s/]+(?:\/\S*)?$/iu;
const longestDays = 3650;

/** Every setting: the page, its search, the policy file and the documents are made from this table. */
export const settingsTable: { readonly [K in SettingKey]: SettingDefinition<Settings[K]> } = {
  theme: {
    section: 'appearance',
    title: 'Theme',
    description: 'Light, dark, or as the system is.',
    also: 'colour color dark mode',
    default: 'system',
    keptIn: 'device',
    control: {
      type: 'choice',
      look: 'cards',
      options: [
        { value: 'light', label: 'Light' },
        { value: 'dark', label: 'Dark' },
        { value: 'system', label: 'System' },
      ],
    },
  },
  density: {
    section: 'appearance',
    title: 'Table density',
    description: 'The height of the rows of every list.',
    also: 'compact rows',
    default: 'normal',
    keptIn: 'device',
    control: {
      type: 'choice',
      look: 'cards',
      options: [
        { value: 'normal', label: 'Normal', description: '36-pixel rows' },
        { value: 'compact', label: 'Compact', description: '28-pixel rows' },
      ],
    },
  },
  zoom: {
    section: 'appearance',
    title: 'Zoom',
    description: 'How large everything in the window is drawn.',
    also: 'size scale larger smaller',
    default: 1,
    keptIn: 'device',
    control: { type: 'zoom' },
  },
  refreshInViewMinutes: {
    section: 'refreshing',
    title: 'Refresh what’s on screen every',
    description: 'The workspace you’re looking at.',
    also: 'interval poll sync',
    default: 5,
    keptIn: 'ledger',
    control: { type: 'duration', min: 1, max: 1440, offered: [1, 2, 5, 10, 15, 30], never: 'Never' },
  },
  refreshAllMinutes: {
    section: 'refreshing',
    title: 'Refresh everything else every',
    description: 'All workspaces of all connections, for offline copies and findings.',
    also: 'interval poll sync background',
    default: 30,
    keptIn: 'ledger',
    control: { type: 'duration', min: 5, max: 1440, offered: [15, 30, 60, 120, 240], never: 'Never' },
  },
  refreshOnBattery: {
    section: 'refreshing',
    title: 'On battery',
    description: 'Refreshing by hand always works.',
    also: 'power laptop energy',
    default: 'same',
    keptIn: 'ledger',
    control: {
      type: 'choice',
      look: 'list',
      options: [
        { value: 'same', label: 'Refresh as usual' },
        { value: 'in-view', label: 'Refresh only what’s on screen' },
        { value: 'paused', label: 'Don’t refresh automatically' },
      ],
    },
  },
  lockAfterMinutes: {
    section: 'lock',
    title: 'Lock after',
    description:
      'Counted since a key or the pointer was last used in Steward. A running change is finished first.',
    also: 'idle automatically',
    default: null,
    keptIn: 'device',
    control: { type: 'duration', min: 1, max: 1440, offered: [1, 5, 10, 15, 30, 60], never: 'Never' },
  },
  lockOnSleep: {
    section: 'lock',
    title: 'Lock when this computer sleeps or its screen is locked',
    description: 'A running change stops after the step on its way.',
    also: 'suspend screen saver',
    default: false,
    keptIn: 'device',
    control: { type: 'switch' },
  },
  typeNameFromRemovals: {
    section: 'confirmations',
    title: 'Ask for the workspace’s name from',
    description: 'A plan that removes at least this many things asks you to type the name and the count.',
    also: 'typed name remove delete bulk',
    default: 6,
    keptIn: 'ledger',
    control: { type: 'number', min: 1, max: 1000, unit: 'removals' },
  },
  historyDays: {
    section: 'data',
    title: 'Keep history (days)',
    description: 'Observed changes and past lists. 0 keeps them forever.',
    also: 'retention',
    default: 90,
    keptIn: 'ledger',
    control: { type: 'number', min: 0, max: longestDays, unit: 'days' },
  },
  hideAfterDays: {
    section: 'data',
    title: 'Hide copies after (days)',
    description: 'Offline copies, counted from the last contact with the server. 0 never hides them.',
    also: 'retention stale',
    default: 30,
    keptIn: 'ledger',
    control: { type: 'number', min: 0, max: longestDays, unit: 'days' },
  },
  eraseAfterDays: {
    section: 'data',
    title: 'Erase copies after (days)',
    description: 'Offline copies, counted from the last contact with the server. 0 keeps them forever.',
    also: 'retention delete',
    default: 60,
    keptIn: 'ledger',
    control: { type: 'number', min: 0, max: longestDays, unit: 'days' },
  },
  proxyMode: {
    section: 'proxy',
    title: 'Proxy',
    description: 'Servers on this computer are always reached directly.',
    also: 'network firewall',
    default: 'system',
    keptIn: 'ledger',
    control: {
      type: 'choice',
      look: 'cards',
      options: [
        { value: 'system', label: 'System', description: 'Your system’s proxy settings' },
        { value: 'none', label: 'None', description: 'Connect directly' },
        { value: 'manual', label: 'Manual', description: 'One proxy for all servers' },
        { value: 'pac', label: 'PAC', description: 'A configuration file' },
      ],
    },
  },
  proxyServer: {
    section: 'proxy',
    title: 'Proxy server',
    description: 'Host and port. Start with https:// or socks5:// for another kind than HTTP.',
    also: 'manual',
    default: '',
    keptIn: 'ledger',
    control: {
      type: 'text',
      longest: 300,
      example: 'proxy.example.com:8080',
      pattern: proxyServerPattern,
      problem: 'Enter a host and port, such as proxy.example.com:8080.',
    },
  },
  proxyBypass: {
    section: 'proxy',
    title: 'Connect directly to',
    description: 'Hosts separated by commas. *.example.com stands for all hosts of a domain.',
    also: 'bypass exceptions manual',
    default: '',
    keptIn: 'ledger',
    control: {
      type: 'text',
      longest: 2000,
      example: 'intranet.example.com, *.lab.example.com',
      pattern: hostListPattern,
      problem: 'Enter hosts separated by commas.',
    },
  },
  proxyPacUrl: {
    section: 'proxy',
    title: 'PAC file',
    description: 'The address of the file that names the proxy of each server.',
    also: 'automatic configuration script',
    default: '',
    keptIn: 'ledger',
    control: {
      type: 'text',
      longest: 2000,
      example: 'https://intranet.example.com/proxy.pac',
      pattern: httpUrlPattern,
      problem: 'Enter an address that starts with https:// or http://.',
    },
  },
  logLevel: {
    section: 'advanced',
    title: 'Log',
    description: 'What Steward writes to its log, without secrets.',
    also: 'level debug verbose',
    default: 'info',
    keptIn: 'device',
    control: {
      type: 'choice',
      look: 'list',
      options: [
        { value: 'error', label: 'Errors' },
        { value: 'warn', label: 'Errors and warnings' },
        { value: 'info', label: 'Normal' },
        { value: 'debug', label: 'Everything, for a report' },
      ],
    },
  },
};

// The table's own keys are exactly those of `Settings`.
export const settingKeys = Object.keys(settingsTable) as readonly SettingKey[];

/** Every setting as it is where nothing was chosen. */
export const defaultSettings: Readonly<Settings> = {
  ...(Object.fromEntries(settingKeys.map((key) => [key, settingsTable[key].default])) as unknown as Settings),
};
