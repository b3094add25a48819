import type { Connection } from '../../src-preload/contract/connections.ts';
import type { InstanceStatus } from '../../src-preload/contract/app.ts';
import type { VaultStatus } from '../../src-preload/contract/vault.ts';
import type { Policy } from '../policy/policy.ts';
import type { Core } from '../core.ts';

const backends = { keyring: 'keyring', passphrase: 'passphrase', memory: 'in memory' } as const;
const vaults: Readonly<Record<Exclude<VaultStatus['state'], 'open'>, string>> = {
  undecided: 'Not set up yet',
  locked: 'Locked',
  unavailable: 'Unavailable',
};
const instances: Readonly<Record<InstanceStatus['state'], string>> = {
  stopped: 'Stopped',
  starting: 'Starting',
  running: 'Running',
  failed: 'Failed',
};
const policies: Readonly<Record<Policy['state'], string>> = {
  none: 'None',
  'in-force': 'In force',
  unusable: 'Can’t be used',
};
const stores: Readonly<Record<Core['store']['mode'], string>> = {
  disk: 'On disk',
  'read-only': 'Read-only',
  memory: 'In memory',
};
const badges: Readonly<Record<Connection['badge'], string>> = {
  production: 'Production',
  staging: 'Staging',
  development: 'Development',
};
const signIns: Readonly<Record<Connection['signIn']['state'], string>> = {
  'signed-in': 'Signed in',
  'signed-out': 'Signed out',
  unavailable: 'Sign-in can’t be read',
};

export const diagnosticsText = {
  vault: (status: VaultStatus) =>
    status.state === 'open' ? `Open (${backends[status.backend]})` : vaults[status.state],
  instances,
  policies,
  stores,
  badges,
  signIns,
  none: 'None',
  online: 'Online',
  offline: 'Offline',
  battery: 'Battery',
  mains: 'Mains',
  answers: 'Answers',
  late: 'Doesn’t answer',
  failed: 'Failed',
  neverRefreshed: 'Never refreshed',
  refreshed: (when: string) => `Refreshed ${when}`,
  notContacted: 'Not contacted yet',
  answering: 'Answers',
  failing: (sentence: string, kind: string) => `${sentence} (${kind})`,
  /** Found nowhere, so that the search has nothing to sort. */
  lookedFor: 'steward-diagnostics',
};
