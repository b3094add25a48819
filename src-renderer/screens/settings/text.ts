import { listText } from '../../../src-preload/shared/format/lists.ts';
import { formatBytes, plural } from '../../../src-preload/shared/format/numbers.ts';
import { isolated } from '../../../src-preload/shared/shown-text.ts';

export const certificatesText = {
  none: 'None. Steward only accepts certificates that this computer already trusts.',
  revoked: (host: string) => `Stopped trusting the certificate for ${host}.`,
  revokeTitle: (host: string) => `Stop trusting the certificate for ${host}?`,
  revoke:
    'Connections to it fail until it has a certificate this computer trusts, or you trust one again. Offline copies are kept.',
};

export const proxiesText = {
  title: (proxy: string) => `Sign in to the proxy ${proxy}`,
  none: 'No proxy has asked for a password.',
  states: {
    needed: 'The proxy asks for a user name and password.',
    entered: 'Steward signs in to it until you quit.',
    remembered: 'Steward signs in to it. The password is in the vault.',
    refused: 'The proxy refused the user name or password.',
  },
  again: 'Check both and enter them again.',
  description: (realm: string) =>
    `${realm === '' ? '' : `The proxy calls itself “${isolated(realm)}”. `}Steward sends the password only to this proxy.`,
  remember: 'Remember the password in the vault',
  missing: 'Enter the user name.',
};

/** Where what Steward keeps is. */
export const storageModeText = {
  disk: 'Offline copies, history and receipts are encrypted in this folder:',
  'read-only': 'This folder is read-only. You can see what’s stored, but nothing new is saved.',
  memory: 'Nothing is saved. Sign-ins and data are gone when you quit.',
};

export const secretsText =
  'Secrets stay in the vault and in the memory of Steward’s main process. They’re never written to the database or a log, and the clipboard is cleared after a minute.';

export const settingText = {
  managed: 'Managed by your organization',
  resetLabel: (titles: readonly string[]) =>
    `Reset ${listText(titles.map((title) => `“${title}”`))} to default`,
  number: (min: number, max: number) => `Enter a whole number from ${min} to ${max}.`,
};

export const policyNoteText = {
  title: (organization: string | null) =>
    `Managed by ${organization === null ? 'your organization' : isolated(organization)}`,
  unusable: 'The organization’s policy can’t be used, so Steward connects to no server.',
  settings: (settings: number) =>
    settings === 0 ? 'It decides no settings.' : `It decides ${plural(settings, 'setting')}.`,
  servers: (servers: readonly string[] | null) =>
    servers === null
      ? 'You can connect to any server.'
      : servers.length === 0
        ? 'You can’t connect to any server.'
        : `You can connect only to ${servers.map(isolated).join(', ')}.`,
};

export const diagnosticsText = {
  about:
    'The report holds what’s above, without secrets and e-mail addresses. Host names are left out unless you add them.',
  hosts: 'Include host names in the copy',
  copied: 'Copied the report',
  log: (lines: number) => `Log (${plural(lines, 'line')})`,
  states: { ok: 'Working: ', warn: 'Needs attention: ', bad: 'Not working: ' },
};

export const commandLineText = {
  found: (file: string) => `Found at ${isolated(file)}`,
  notFound:
    'Not on the PATH that Steward was started with. The packages for Linux install it; from the repository, use “npm run steward --”.',
  listening: 'Ready for your commands while Steward is open',
  off: 'Commands that need this app are refused',
  notListening: 'Commands can’t reach this app. Restart Steward.',
  copied: 'Copied the command',
  packaged: 'Packages for Linux install it. Elsewhere, add the line of your shell:',
  examples: [
    { what: 'Find a person on all connections', command: 'steward who ana@example.com' },
    {
      what: 'List the owners of a workspace',
      command: 'steward members list "My workspace" --query role:owner',
    },
    {
      what: 'Review a change without making it',
      command: 'steward workspace leave "My workspace" --dry-run',
    },
    { what: 'See every command', command: 'steward --help' },
  ],
  completions: [
    { what: 'bash, in ~/.bashrc', command: 'eval "$(steward completion bash)"' },
    { what: 'zsh, in ~/.zshrc after compinit', command: 'eval "$(steward completion zsh)"' },
    {
      what: 'fish, once',
      command: 'steward completion fish > ~/.config/fish/completions/steward.fish',
    },
  ],
};

export const searchText = {
  none: (query: string) => `No settings match “${query}”.`,
};

export const confirmationsText =
  'Deleting a workspace and other changes that can’t be undone always ask for a name.';

export const lockRulesText = {
  memory:
    'In memory only, there’s nothing to unlock Steward with. Change how sign-ins are stored to lock it.',
  about: {
    passphrase: 'Locking closes everything. Your passphrase opens it again.',
    keyring: (name: string) =>
      `Locking closes everything. ${name} opens it again without a password while you’re signed in to this computer.`,
  },
};

export const localInstanceText = {
  running: (url: string) => `Running at ${url}`,
  starting: 'Starting…',
  stopped: 'Not running',
  stop: 'Stop',
  start: 'Start',
  startSample: 'Start with sample data',
};

export const updatesText = {
  elsewhere: {
    deb: 'Steward was installed from a .deb package. Update it with your package manager.',
    rpm: 'Steward was installed from a .rpm package. Update it with your package manager.',
    repository: 'Steward runs from its repository. Update it with git.',
    other: 'Steward can’t update this installation. Install newer versions the way you installed this one.',
  },
  noFeed: 'This build has no update server. Install newer versions by hand.',
  neverChecked: 'Not checked yet.',
  current: 'No newer version is offered. Last checked:',
  checking: 'Checking for updates…',
  available: (version: string, bytes: number) => `Version ${version} is available (${formatBytes(bytes)}).`,
  downloading: (version: string) => `Downloading version ${version}…`,
  downloaded: (done: number, bytes: number) => `${formatBytes(done)} of ${formatBytes(bytes)}`,
  ready: (version: string) =>
    `Version ${version} is downloaded and checked. It’s installed when Steward quits.`,
  whatsNew: (version: string) => `What’s new in version ${version}`,
};
