import { execFile, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface Keyring {
  /** Environment in which a program finds this keyring. */
  env: Readonly<Record<string, string>>;
  /** What the keyring lists of an application's items, as `secret-tool` prints it. */
  items(application: string): string;
  /** Locks it, as a desktop does that nobody is signed in to. */
  lock(): Promise<void>;
  stop(): Promise<void>;
}

const has = (program: string) => spawnSync('which', [program]).status === 0;

/** Whether a keyring of its own can be started here. */
export const keyringAvailable = (): boolean =>
  process.platform === 'linux' && ['dbus-daemon', 'gnome-keyring-daemon', 'secret-tool'].every(has);

/** A session bus and an unlocked gnome-keyring on it, with a home of their own: nobody's real keyring is touched. */
export async function startKeyring(): Promise<Keyring> {
  const home = await mkdtemp(join(tmpdir(), 'steward-keyring-'));
  const bus = spawn('dbus-daemon', ['--session', '--nofork', '--nopidfile', '--print-address=1'], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, HOME: home },
  });
  const address = await firstLine(bus);
  const env = {
    HOME: home,
    XDG_DATA_HOME: join(home, 'data'),
    XDG_RUNTIME_DIR: home,
    DBUS_SESSION_BUS_ADDRESS: address,
  };
  const daemon = spawn('gnome-keyring-daemon', ['--foreground', '--unlock', '--components=secrets'], {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: { ...process.env, ...env },
  });
  daemon.stdin.end('keyring-password');
  const stop = async () => {
    await end(daemon);
    await end(bus);
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    await untilOwned(env);
  } catch (cause) {
    await stop();
    throw cause;
  }
  return {
    env,
    items(application) {
      const found = spawnSync('secret-tool', ['search', '--all', 'application', application], {
        env: { ...process.env, ...env },
        encoding: 'utf8',
        timeout: 10_000,
      });
      return `${found.stdout}${found.stderr}`;
    },
    async lock() {
      await run('dbus-send', [...lockCall], { env: { ...process.env, ...env } });
    },
    stop,
  };
}

const lockCall = [
  '--session',
  '--print-reply',
  '--dest=org.freedesktop.secrets',
  '/org/freedesktop/secrets',
  'org.freedesktop.Secret.Service.Lock',
  'array:objpath:/org/freedesktop/secrets/aliases/default',
];

async function firstLine(child: ChildProcess): Promise<string> {
  let text = '';
  if (child.stdout === null) throw new Error('The program has no output to read.');
  for await (const chunk of child.stdout) {
    text += String(chunk);
    if (text.includes('\n')) return text.split('\n')[0] ?? '';
  }
  throw new Error('The program ended before it said anything.');
}

/** Waits until the keyring has its name on the bus: asking for it any earlier would start another one. */
async function untilOwned(env: Readonly<Record<string, string>>): Promise<void> {
  const ask = [
    '--session',
    '--print-reply',
    '--dest=org.freedesktop.DBus',
    '/org/freedesktop/DBus',
    'org.freedesktop.DBus.NameHasOwner',
    'string:org.freedesktop.secrets',
  ];
  const until = Date.now() + 15_000;
  while (Date.now() < until) {
    const answer = await run('dbus-send', ask, { env: { ...process.env, ...env } });
    if (answer.stdout.includes('boolean true')) return;
  }
  throw new Error('gnome-keyring-daemon did not come up.');
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}
