import type {
  Badge,
  Connection,
  ConnectionKind,
  CredentialKind,
} from '../../src-preload/contract/connections.ts';
import type { VaultStatus } from '../../src-preload/contract/vault.ts';

export const badgeText: Record<Badge, { short: string; long: string; explained: string }> = {
  production: {
    short: 'PROD',
    long: 'production',
    explained: 'People depend on it: every change is reviewed before it is sent.',
  },
  staging: { short: 'STG', long: 'staging', explained: 'A rehearsal of production.' },
  development: { short: 'DEV', long: 'development', explained: 'For trying things out.' },
};

export const kindText: Record<ConnectionKind, string> = {
  managed: 'Managed',
  'local-dev': 'Local dev instance',
  'remote-url': 'Remote URL',
};

export const credentialText: Record<CredentialKind, { label: string; explained: string }> = {
  session: {
    label: 'Session token',
    explained: 'It signs you in as on the web page, with everything that you may do.',
  },
  web: {
    label: 'Web token',
    explained: 'It signs you in as on the web page, with everything that you may do.',
  },
  automation: {
    label: 'Automation token',
    explained:
      'It was made for scripts. The server does not give it the lists of tokens; sign in with the browser to see them.',
  },
  unknown: {
    label: 'Token of an unknown kind',
    explained: 'What it may do shows when it is used; every refusal of the server is explained.',
  },
};

/** "unlocked" says that the secrets can be read now; "only" that nothing is kept. */
export function vaultText(vault: VaultStatus): { short: string; long: string } {
  switch (vault.state) {
    case 'undecided':
      return { short: 'Vault not chosen', long: 'It was not chosen yet where sign-ins are kept.' };
    case 'locked':
      return { short: 'Vault locked', long: 'A passphrase is needed.' };
    case 'unavailable':
      return { short: 'Keyring unavailable', long: `${vault.sentence} ${vault.nextStep}` };
    case 'open':
      switch (vault.backend) {
        case 'keyring':
          return {
            short: 'Keyring unlocked',
            long: `Sign-ins and the key of the offline copies are kept in ${vault.name}.`,
          };
        case 'passphrase':
          return {
            short: 'Passphrase unlocked',
            long: 'Sign-ins and the key of the offline copies are encrypted with your passphrase.',
          };
        case 'memory':
          return {
            short: 'Memory only',
            long: 'Neither sign-ins nor offline copies outlive this run of the app.',
          };
      }
  }
}

/** The dot of a tile and the words that say the same. `quiet` shows no dot. */
export function healthOf(connection: Connection): { tone: 'quiet' | 'warn' | 'bad' | 'busy'; words: string } {
  const { signIn, health, syncing } = connection;
  if (signIn.state === 'signed-out') return { tone: 'warn', words: 'Signed out.' };
  if (signIn.state === 'unavailable') return { tone: 'warn', words: 'The sign-in can’t be read now.' };
  if (health.state === 'failing') return { tone: 'bad', words: health.error.sentence };
  if (syncing) return { tone: 'busy', words: 'Refreshing.' };
  return { tone: 'quiet', words: health.state === 'ok' ? 'Reachable.' : '' };
}

/** The host of an address, or the address when it has none. */
export function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host : address;
}
