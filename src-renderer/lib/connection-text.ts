import type { Badge, Connection, CredentialKind } from '../../src-preload/contract/connections.ts';
import type { InstanceKind } from '../../src-preload/contract/workspaces.ts';
import type { VaultStatus } from '../../src-preload/contract/vault.ts';

export const badgeText: Record<Badge, { short: string; long: string; explained: string }> = {
  production: {
    short: 'PROD',
    long: 'production',
    explained: 'In daily use. Every change is reviewed before it’s sent.',
  },
  staging: { short: 'STG', long: 'staging', explained: 'For testing before production.' },
  development: { short: 'DEV', long: 'development', explained: 'For trying things out.' },
};

export const kindText: Record<InstanceKind, string> = {
  managed: 'Managed',
  'local-dev': 'Local dev instance',
  'remote-url': 'Remote URL',
  'not-reported': 'Kind not reported',
};

export const credentialText: Record<CredentialKind, { label: string; explained: string }> = {
  session: {
    label: 'Session token',
    explained: 'Signs you in with the same access as the web page.',
  },
  web: {
    label: 'Web token',
    explained: 'Signs you in with the same access as the web page.',
  },
  automation: {
    label: 'Automation token',
    explained: 'Automation tokens can’t list tokens. Sign in with the browser to see them.',
  },
  unknown: {
    label: 'Unknown token type',
    explained:
      'Its permissions aren’t known until it’s used. If the server rejects a request, you’ll see why.',
  },
};

/** "unlocked" says that the secrets can be read now; "only" that nothing is kept. */
export function vaultText(vault: VaultStatus): { short: string; long: string } {
  switch (vault.state) {
    case 'undecided':
      return { short: 'Vault not set up', long: 'Choose where sign-ins are stored.' };
    case 'locked':
      return { short: 'Vault locked', long: 'Enter your passphrase to unlock it.' };
    case 'unavailable':
      return { short: 'Keyring unavailable', long: `${vault.sentence} ${vault.nextStep}` };
    case 'open':
      switch (vault.backend) {
        case 'keyring':
          return {
            short: 'Keyring unlocked',
            long: `Sign-ins and the encryption key for offline copies are stored in ${vault.name}.`,
          };
        case 'passphrase':
          return {
            short: 'Passphrase unlocked',
            long: 'Sign-ins and the encryption key for offline copies are protected by your passphrase.',
          };
        case 'memory':
          return {
            short: 'Memory only',
            long: 'Sign-ins and offline copies are discarded when you quit Steward.',
          };
      }
  }
}

/** The dot of a tile and the words that say the same. `quiet` shows no dot. */
export function healthOf(connection: Connection): { tone: 'quiet' | 'warn' | 'bad' | 'busy'; words: string } {
  const { signIn, health, syncing } = connection;
  if (signIn.state === 'signed-out') return { tone: 'warn', words: 'Signed out.' };
  if (signIn.state === 'unavailable') return { tone: 'warn', words: 'Couldn’t read the saved sign-in.' };
  if (health.state === 'failing') return { tone: 'bad', words: health.error.sentence };
  if (syncing) return { tone: 'busy', words: 'Refreshing.' };
  return { tone: 'quiet', words: health.state === 'ok' ? 'Reachable.' : '' };
}

/** The host of an address, or the address when it has none. */
export function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host : address;
}
