import type { AppError } from '../../src-preload/contract/result.ts';
import type { Settings } from '../../src-preload/shared/settings/types.ts';
import { errorFrom } from '../base/errors.ts';
import { matchesHost, type HostPattern } from './host-pattern.ts';
import { policyText } from './text.ts';

/** What the organization decides for every Steward on this computer. */
export type Policy =
  | { state: 'none' }
  | {
      state: 'in-force';
      file: string;
      /** As it calls itself; null: it doesn't say. */
      organization: string | null;
      /** The only servers that may be connected to; null: any. */
      servers: readonly HostPattern[] | null;
      settings: Partial<Settings>;
    }
  /** There is one, and what it says isn't known: nothing may be connected to. */
  | { state: 'unusable'; file: string; problem: string };

export const noPolicy: Policy = { state: 'none' };

/** What the policy decides of the settings. */
export const managedSettings = (policy: Policy): Partial<Settings> =>
  policy.state === 'in-force' ? policy.settings : {};

/** Why nothing may be sent to this address, or null. */
export function policyRefusal(policy: Policy, address: string): AppError | null {
  switch (policy.state) {
    case 'none':
      return null;
    case 'unusable':
      return errorFrom('blocked', policyText.unusable(policy.file), policy.problem);
    case 'in-force': {
      if (policy.servers === null || matchesHost(policy.servers, address)) return null;
      const host = URL.canParse(address) ? new URL(address).host : address;
      return errorFrom('blocked', policyText.notAllowed(host, policy.organization));
    }
  }
}
