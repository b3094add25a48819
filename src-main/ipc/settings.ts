import type { CallOutput } from '../../src-preload/contract/api.ts';
import type { PolicySummary } from '../../src-preload/contract/settings.ts';
import { ok } from '../../src-preload/shared/result.ts';
import type { Policy } from '../policy/policy.ts';
import type { AppSettings } from '../settings/settings.ts';
import type { Handlers } from './handle.ts';

interface SettingsParts {
  /** Reads and changes them wherever they are kept. */
  settings: AppSettings;
  policy: Policy;
  commandLine(): CallOutput<'settings', 'commandLine'>;
}

export const settingsHandlers = ({ settings, policy, commandLine }: SettingsParts): Handlers<'settings'> => ({
  read: () => ok(settings.state()),
  set: ({ values }) => settings.set(values),
  policy: () => ok(summaryOf(policy)),
  commandLine: () => ok(commandLine()),
});

function summaryOf(policy: Policy): PolicySummary {
  if (policy.state !== 'in-force') return policy;
  const { state, file, organization, servers, settings } = policy;
  return {
    state,
    file,
    organization,
    servers:
      servers?.map(
        ({ host, isBelow, port }) => `${isBelow ? '*.' : ''}${host}${port === null ? '' : `:${port}`}`,
      ) ?? null,
    settings: Object.keys(settings).length,
  };
}
