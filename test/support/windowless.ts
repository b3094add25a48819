import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { launchCommand } from './app.ts';
import { runCommandLine, type Ended, type RunOptions } from './command-line.ts';

/** The app as `npm run steward` names it to the command line. */
function appWords(): string {
  const { executablePath, args } = launchCommand({ userData: '' });
  return JSON.stringify([
    executablePath,
    ...args.filter((word) => !word.startsWith('--user-data-dir') && !word.startsWith('--password-store')),
  ]);
}

/** Where windows appear in this run. */
export function display(): Record<string, string> {
  const env: Readonly<Record<string, string | undefined>> = launchCommand({ userData: '' }).env;
  const { DISPLAY = '', XAUTHORITY = '' } = env;
  return { DISPLAY, XAUTHORITY };
}

/** Runs a command that may start the app; without a display, as over ssh, unless `env` names one. */
export const runStarting = (
  folder: string,
  words: readonly string[],
  env: Readonly<Record<string, string>>,
  options: Omit<RunOptions, 'env'> = {},
): Promise<Ended> =>
  runCommandLine([...words, '--profile', folder], { ...options, env: { STEWARD_APP: appWords(), ...env } });

/** The process that has this profile open, as Chromium notes it; null: none. */
export function runningCopy(folder: string): number | null {
  try {
    const pid = Number(/-(\d+)$/.exec(readlinkSync(join(folder, 'SingletonLock')))?.[1]);
    return existsSync(`/proc/${pid}`) ? pid : null;
  } catch {
    return null;
  }
}

/** Opens the app as its user does while another copy may run, and waits until this start has ended or its window's copy runs. */
export async function openAsUser(folder: string, env: Readonly<Record<string, string>>): Promise<void> {
  const command = launchCommand({ userData: folder, passwordStore: 'gnome-libsecret', env });
  const child = spawn(command.executablePath, command.args, { env: command.env, stdio: 'ignore' });
  await once(child, 'exit');
}
