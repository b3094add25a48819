import { isolated } from '../../../src-preload/shared/shown-text.ts';
import type { Attempt, FormField, SignInMethod } from '../../../src-preload/contract/connections.ts';
import { listText } from '../../../src-preload/shared/format/lists.ts';
import { formatDateTime, relativeTime } from '../../../src-preload/shared/format/dates.ts';

/** The first step of a new connection: which system, and where. */
export const addressText = {
  description: 'Steward checks the address first. No credentials are sent yet.',
  anyAddress: 'Steward detects the system',
  ownAddress: 'Your own server',
  everySystem: 'A local instance of every system',
  builtIn: 'The built-in local instance',
  localOrBuiltIn: (host: string) => `${host}, or the built-in local instance`,
  hint: 'The API address, starting with https://. Steward detects the system from its responses.',
  missing: 'Enter an address.',
  checking: (host: string) => `Checking ${host}… This takes up to 10 seconds.`,
};

export const localInstanceText = {
  about: (systems: string) =>
    `A real server for ${systems} that only accepts connections from this computer. Steward signs you in automatically.`,
  allSystems: 'all systems',
  sampleHint: 'Adds sample people, workspaces and tokens. Existing data is kept.',
};

/** What the check of an address ended with; the error below it says more. */
export const verdictTitles = {
  dns: 'Server not found',
  refused: 'Can’t connect to this address',
  timeout: 'The server took too long to respond',
  offline: 'You’re offline',
  server: 'The server returned an error',
  proxy: 'A proxy or sign-in page is in the way',
  otherProduct: 'A different product responded',
  looksLike: (product: string) => `This looks like ${product}`,
  clientCertificate: 'A client certificate is needed',
  certificate: 'This certificate isn’t trusted',
  changedCertificate: 'The certificate has changed',
};

export const insecureText = {
  consent:
    'Anyone on the network path could read or change this traffic, including your token. Connect anyway.',
  consentFirst: 'Tick the box above first.',
};

export const certificateText = {
  compared: 'I’ve compared the SHA-256 fingerprint with the server’s administrator.',
  compareFirst: 'Compare the fingerprint and tick the box above first.',
  vouched:
    'Trust only this certificate, or use this computer’s trust to accept every certificate it trusts for this server.',
};

/** The certificate of this computer that a server asks for. */
export const clientCertificateText = {
  needed: 'Choose one of this computer’s certificates. Steward shows it to this server only.',
  notChosen: 'None. Choose one if the server asks for it.',
  loading: 'Looking for certificates',
  choose: (host: string) => `Certificates on this computer that ${host} accepts`,
  noneTitle: (host: string) => `This computer has no certificate for ${host}`,
  none: 'Ask the server’s administrator for one and install it on this computer. Not every server asks for one.',
  chosen: (host: string) => `${host} now sees the certificate that you chose.`,
  stopped: (host: string) => `${host} no longer sees a certificate of this computer.`,
};

/** The second step. */
export const signInText = {
  guidedTitle: 'Steward can’t read or change this system automatically',
  noApi: (product: string) => `${product} has no API for this.`,
  guided:
    'Steward lists the exact steps for each change, and you mark it as done. Each entry shows who recorded it and when.',
  codeMissing: 'Enter the code.',
};

/** What is being waited for. */
export function waitingText(step: SignInMethod | 'code'): string {
  switch (step) {
    case 'browser':
      return 'Sign in with your browser within 5 minutes. Steward then continues automatically.';
    case 'entered':
      return 'Saving your details…';
    default:
      return 'Signing in…';
  }
}

/** The third step. */
export const appearanceText = {
  labelHint: 'Shown throughout Steward. The first letters appear on its tile.',
  labelMissing: 'Enter a label.',
  labelTooLong: (most: number) => `Use ${most} characters or fewer.`,
  duplicateTitle: (label: string) => `This account is already connected as “${isolated(label)}”`,
  duplicate: 'You only need one connection per account and address. Open it, or use a different account.',
  added: (label: string) => `Connected to ${label}.`,
  otherAccountTitle: 'Another account than before',
  otherAccount: (before: readonly { name: string; email: string }[]) =>
    `You’re already connected to this server as ${listText(before.map(({ name, email }) => name || email))}. Add this one only if it’s yours too.`,
};

export function expiryText(expiresAt: Attempt['expiresAt'], now: number): string {
  switch (expiresAt.state) {
    case 'known':
      return `Expires ${relativeTime(expiresAt.value, now)}, ${formatDateTime(expiresAt.value)}.`;
    case 'none':
      return 'Doesn’t expire.';
    case 'not-reported':
      return 'The server doesn’t report when it expires.';
  }
}

export const missingValueText = ({ kind, label }: Pick<FormField, 'kind' | 'label'>) =>
  kind === 'secret' ? `Paste the ${inSentence(label)}.` : 'This field is required.';

/** "Portal access code" within a sentence; "API key" stays as it is. */
export const inSentence = (label: string) =>
  /^[A-Z][^A-Z]/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;

export const settingsText = {
  startDefault: 'If the server marks one as yours; otherwise the start page',
  startPage: 'Choose from all its workspaces',
  signOut: 'Signing out erases the credential from this device. The offline copy stays.',
  signedOut: (label: string) => `Signed out of ${label}. The offline copy stays on this device.`,
  remove: 'Erases the connection and its offline data from this device. Nothing changes on the server.',
};

export const supportedText = (supported: number, all: number, product: string) =>
  `${supported} of ${all} features are supported by ${product}. What you can do also depends on your role in each workspace.`;

export const signInAgainText = {
  saving: 'Saving your sign-in…',
  sameAccount: (name: string) => `Sign in as ${name}. This connection’s offline copy stays on this device.`,
  done: (label: string) => `Signed in to ${label} again.`,
};

export const removalText = {
  title: (label: string) => `Remove ${label} from this device?`,
  intro: 'This is permanently erased from this device:',
  setAside:
    'Files that Steward set aside, including earlier ledgers, are deleted too. They may contain copies of this data.',
  builtIn: 'The local instance keeps its data. Start it again to reconnect.',
  server: 'Nothing changes on the server. People, roles and tokens there stay as they are.',
  counting: 'Steward is still counting what would be erased.',
  done: (label: string) => `Removed ${label} from this device.`,
};
