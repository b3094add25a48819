import { plural } from '../../src-preload/shared/format/numbers.ts';
import { isolated } from '../../src-preload/shared/shown-text.ts';

export const externalText = {
  notAllowed: {
    sentence: 'Steward opens only https:// addresses, and http:// on this computer.',
    nextStep: 'Check the instance’s address.',
  },
  noBrowser: (url: string) => ({
    sentence: 'The browser couldn’t be opened.',
    nextStep: `Open ${url} in your browser.`,
  }),
};

export const revealText = {
  gone: {
    sentence: 'This token can’t be shown again.',
    nextStep: 'If it wasn’t stored, revoke it and generate a new one.',
  },
};

export const deviceSettingsText = {
  notSaved: 'The setting couldn’t be saved. The disk is full or the folder isn’t writable.',
  freeSpace: 'Free some space and choose it again.',
};

export const startAtLoginText = {
  notSet: (wanted: boolean) => ({
    sentence: 'Steward couldn’t change what starts when you sign in.',
    nextStep: `Check the permissions of ~/.config/autostart, then switch the setting ${wanted ? 'off and on' : 'on and off'} again.`,
  }),
};

export const hostText = {
  locked: {
    sentence: 'Steward can’t read its data yet.',
    nextStep: 'Unlock it, or choose how to store secrets.',
  },
};

export const changeVaultText = {
  busy: {
    sentence: 'Changes are still being applied.',
    nextStep: 'Wait until they’re done, then try again.',
  },
};

export const commandsOffText = {
  sentence: 'Commands through the open app are switched off.',
  nextStep: 'Switch them on in Settings, under Command line, or quit Steward and run the command again.',
};

/** What a command is told while the app's databases are closed. */
export const commandText = {
  locked: 'Steward is open and locked.',
  unlockInWindow: 'Unlock it in its window, then run the command again.',
  unlockKeyring:
    'Sign in to the desktop or unlock the keyring, then run the command again. Without a keyring, use --url with a token.',
};

/** What is said after unlocking, of what was lost by locking. */
export const lockText = {
  tokensLost: (tokens: number) => ({
    sentence:
      tokens === 1
        ? 'A new token wasn’t stored before Steward locked.'
        : `${tokens} new tokens weren’t stored before Steward locked.`,
    nextStep: 'Revoke what you didn’t store and generate it again.',
  }),
};

export const instanceText = {
  stopped: {
    sentence: 'The local instance stopped unexpectedly.',
    nextStep: 'Start it again. Its data is kept.',
  },
  notStarted: {
    sentence: 'The local instance couldn’t be started.',
    nextStep: 'Try again. Its data is kept.',
  },
};

/** The files of the app beside the store's, as the list of what is stored describes them. */
export const fileText = {
  window: 'Window position, theme, density, zoom, when to lock and what to log',
  desktop: 'Notifications, icon and start at login',
  lastScreen: 'The last screen for the next start, encrypted',
  updates: 'Version that ran last, for updates',
  ledgerBeforeUpdate: 'Ledger from before the last update, encrypted',
  ledgerOfFailedUpdate: 'Ledger of an update that didn’t start, encrypted',
  log: 'Log, without secrets',
  previousLog: 'Previous log, without secrets',
};

/** Notifications. The system may show them on a locked screen. */
export const alertText = {
  tokensExpire: (tokens: number) =>
    tokens === 1 ? 'A token expires within a week' : `${tokens} tokens expire within a week`,
  tokenExpires: (name: string) => `“${isolated(name)}” expires within a week`,
  in: (workspace: string) => `In ${isolated(workspace)}.`,
  tokens: (names: readonly string[]) => {
    const more = names.length - 3;
    const first = names.slice(0, 3).map((name) => isolated(name));
    return `${first.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
  },
  unnamed: 'Unnamed token',
  which: 'Open Steward to see which.',
  failing: 'Refreshing keeps failing',
  failingOf: (connection: string) => `Refreshing ${isolated(connection)} keeps failing`,
  why: 'You can still browse saved data. Open Steward to see why.',
};

export const expiringBadgeText = (count: number) => `${plural(count, 'token')} will expire within a week`;

export const recentText = {
  withConnection: (workspace: string, connection: string) => `${workspace} (${connection})`,
};

export const trayText = {
  open: 'Open Steward',
  newWindow: 'New window',
  recent: 'Recent workspaces',
  lock: 'Lock now',
  quit: 'Quit Steward',
};
