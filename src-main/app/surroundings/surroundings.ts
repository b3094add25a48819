import { net, powerMonitor } from 'electron';
import { hiddenSwitch } from '../desktop/autostart.ts';
import type { Host } from '../host.ts';
import { isMeteredLinux, watchMetered } from './metered.ts';
import { watchNetwork } from './network.ts';
import { isOnBatteryLinux, watchPower } from './power.ts';

interface SurroundingsParts {
  host: Host;
  /** Whether a setting depends on the network being metered. */
  wantsMetered(): boolean;
  /** The computer goes to sleep, or its screen is locked. */
  asleep(): void;
}

/** Whether the computer runs on its battery. Chromium knows it on macOS and Windows alone. */
export const isOnBattery = () =>
  process.platform === 'linux' ? isOnBatteryLinux() : powerMonitor.isOnBatteryPower();

/** Far beyond any idle time: only the lock counts. */
const longestIdleSeconds = 1_000_000;
/** Chromium gives up on a screen saver that isn't there at its first question, as it may not be yet while the user signs in. */
const unaskedSeconds = process.argv.includes(hiddenSwitch) ? 60 : 0;

/** Whether the screen is locked. Electron says on macOS and Windows alone when it becomes so, but knows it on Linux where it's asked. */
export const isScreenLocked = () =>
  process.platform === 'linux' &&
  process.uptime() >= unaskedSeconds &&
  powerMonitor.getSystemIdleState(longestIdleSeconds) === 'locked';

/** Follows the computer's network, power and sleep, once it is told to start. */
export function createSurroundings({ host, wantsMetered, asleep }: SurroundingsParts) {
  const changed = () => {
    const core = host.core();
    if (core.ok) core.value.settingsChanged();
  };
  const metered = watchMetered({
    ask: () => (process.platform === 'linux' ? isMeteredLinux() : Promise.resolve(false)),
    isWanted: wantsMetered,
    onChange: changed,
    every,
  });
  let stopWatching: (() => void)[] = [];
  return {
    isMetered: () => metered.isMetered(),
    /** Asks again whether the network is metered: a setting is another. */
    lookAtNetwork: () => void metered.look(),
    start() {
      void metered.look();
      const networkChanged = () => {
        host.networkChanged();
        void metered.look();
      };
      stopWatching = [watchNetwork(() => net.isOnline(), networkChanged), watchPower(isOnBattery, changed)];
      powerMonitor.on('resume', host.resumed);
      powerMonitor.on('suspend', asleep);
      powerMonitor.on('lock-screen', asleep);
    },
    stop() {
      metered.stop();
      for (const stop of stopWatching) stop();
    },
  };
}

/** Calls back every so many milliseconds, until the returned function is called. */
export function every(ms: number, look: () => void): () => void {
  const timer = setInterval(look, ms);
  return () => clearInterval(timer);
}
