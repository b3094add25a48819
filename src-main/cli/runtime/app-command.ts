import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { passwordStoreOf } from '../../vault/safe-storage-keyring.ts';
import { noDisplaySwitch, windowlessSwitch } from '../../base/windowless-switches.ts';

/** How Steward itself is started on this computer. */
export interface AppProgram {
  program: string;
  args: readonly string[];
}

export interface Start {
  program: string;
  args: string[];
  env: NodeJS.ProcessEnv;
}

/**
 * The app that this command line belongs to; null: there's none. In the packages the command line runs on the app's own program, and no
 * variable chooses another; in the repository `npm run steward` names it.
 */
export function appProgram(
  environment: NodeJS.ProcessEnv = process.env,
  isPackaged = process.versions['electron'] !== undefined,
): AppProgram | null {
  if (isPackaged) return { program: process.execPath, args: [] };
  try {
    const given: unknown = JSON.parse(environment['STEWARD_APP'] ?? 'null');
    if (!Array.isArray(given) || !given.every((word) => typeof word === 'string')) return null;
    const [program, ...args] = given;
    return program === undefined ? null : { program, args };
  } catch {
    return null;
  }
}

/** The command line and environment that start it without a window, on this profile and with the keyring that the vault names. */
export function windowlessStart(
  { program, args }: AppProgram,
  { folder, keyring, useDisplay }: { folder: string; keyring: string; useDisplay: boolean },
  environment: NodeJS.ProcessEnv = process.env,
): Start {
  const isLinux = process.platform === 'linux';
  const store = isLinux ? passwordStoreOf(keyring) : null;
  // Chromium’s sandbox can’t run as root, who has to start the app with this switch too.
  const isRoot = isLinux && process.getuid?.() === 0;
  const env = { ...environment, ...(isLinux ? sessionBus(environment) : {}) };
  delete env['ELECTRON_RUN_AS_NODE'];
  delete env['STEWARD_TOKEN'];
  return {
    program,
    args: [
      ...args,
      ...(isRoot && !args.includes('--no-sandbox') ? ['--no-sandbox'] : []),
      windowlessSwitch,
      `--user-data-dir=${folder}`,
      ...(store === null ? [] : [`--password-store=${store}`]),
      ...(isLinux && !useDisplay ? [noDisplaySwitch] : []),
    ],
    env,
  };
}

/** Whether a window could be shown, as far as the environment says. */
export const hasDisplay = (environment: NodeJS.ProcessEnv = process.env): boolean =>
  process.platform !== 'linux' ||
  [environment['DISPLAY'], environment['WAYLAND_DISPLAY']].some((name) => name !== undefined && name !== '');

/** A job of cron and many an ssh session don't name the session bus of their user, on which the keyring is, though it runs. */
function sessionBus(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  if (environment['DBUS_SESSION_BUS_ADDRESS']) return {};
  const user = process.getuid?.();
  const folder = environment['XDG_RUNTIME_DIR'] || `/run/user/${user}`;
  const bus = join(folder, 'bus');
  if (!existsSync(bus) || statSync(bus).uid !== user) return {};
  return { XDG_RUNTIME_DIR: folder, DBUS_SESSION_BUS_ADDRESS: `unix:path=${bus}` };
}
