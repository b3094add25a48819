import { net } from 'electron';
import type { StewardEvent } from '../../src-preload/contract/events.ts';
import type { Core } from '../core.ts';
import { createCore } from '../create-core.ts';
import { createElectronTransport } from '../http/electron-session.ts';
import { loggedTransport } from '../http/logged-transport.ts';
import { proxyConfig } from '../http/proxy-config.ts';
import type { ProxySignIns } from '../http/proxy-sign-in.ts';
import type { Policy } from '../policy/policy.ts';
import type { AppSettings } from '../settings/settings.ts';
import type { Store } from '../store/types.ts';
import type { Vault } from '../vault/vault.ts';
import type { ActivityLog } from './log/activity-log.ts';
import { openExternal } from './windows/external.ts';
import type { Log } from './log/log.ts';
import type { Presence } from './presence.ts';
import type { Reveals } from './reveals.ts';
import { isOnBattery } from './surroundings/surroundings.ts';

interface AppCoreParts {
  vault: Vault;
  policy: Policy;
  proxies: ProxySignIns;
  settings(): AppSettings;
  isMetered(): boolean;
  presence: Presence;
  reveals: Reveals;
  activity: ActivityLog;
  log: Log;
  emit(event: StewardEvent): void;
}

/** A window is drawn and can be used by then, or nearly: the refreshes of a start would take the processor from it. */
const refreshesAfterMs = 1000;

/** The core as a window needs it: with Chromium's network, the app's settings, and what this computer says of its power. */
export function createAppCore(
  store: Store,
  { vault, policy, proxies, settings, isMetered, presence, reveals, activity, log, emit }: AppCoreParts,
): Core {
  return createCore({
    store,
    vault,
    transport: (choices) =>
      loggedTransport(
        createElectronTransport({
          ...choices,
          proxies,
          proxy: () => proxyConfig(settings().state().values),
        }),
        (request) => log.debug(request, 'request'),
      ),
    policy,
    onBattery: isOnBattery,
    onMetered: isMetered,
    online: () => net.isOnline(),
    secrets: reveals,
    openExternal,
    emit,
    activity,
    refreshesAfterMs,
    refreshes: () => (presence.isWindowless() ? 'asked' : 'all'),
  });
}
