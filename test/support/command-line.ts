import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { commandLine, ensureCommandLine } from '../../scripts/lib/bundle.mjs';
import { createCore } from '../../src-main/create-core.ts';
import { createNodeTransport } from '../../src-main/http/node-fetch.ts';
import { openVaultStore } from '../../src-main/store/open/open-with-vault.ts';
import { createVault } from '../../src-main/vault/create-vault.ts';
import { ok } from '../../src-preload/shared/result.ts';
import { samplePeople, type TestInstance } from './instance.ts';
import { valueOf } from './results.ts';
import { loadWriter, writerFile } from './writer.ts';

const root = join(import.meta.dirname, '../..');

/** Builds the command line once, whichever test file comes first. */
export async function buildCommandLine(): Promise<void> {
  const lock = join(root, 'out', 'cli.lock');
  mkdirSync(join(root, 'out'), { recursive: true });
  for (;;) {
    try {
      mkdirSync(lock);
      break;
    } catch {
      // What a killed run left: a build takes seconds.
      if (existsSync(lock) && Date.now() - statSync(lock).mtimeMs > 120_000)
        rmSync(lock, { recursive: true });
      await wait(200);
    }
  }
  try {
    await ensureCommandLine(() => undefined);
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
  json(): unknown;
}

export interface RunOptions {
  env?: Readonly<Record<string, string>>;
  /** What the command reads on standard input; left out, there is none. */
  stdin?: string;
  /** What it reads on file descriptors 3, 4, …. */
  fds?: readonly string[];
  /** Ends the command by SIGKILL. */
  signal?: AbortSignal;
  /** Whose rights it has; left out, those of the tests. */
  user?: number | undefined;
  /** Called once it runs, to end it at a point. */
  onStart?: (pid: number, kill: (signal: NodeJS.Signals) => void) => Promise<void>;
  /** Called with each piece of standard error, to end the command at a point. */
  onStderr?: (text: string, kill: (signal: NodeJS.Signals) => void) => void;
}

/** Runs the built command line as a process, without a terminal. */
export function runCommandLine(args: readonly string[], options: RunOptions = {}): Promise<Ended> {
  const { env = {}, stdin, fds = [], signal, user, onStart, onStderr } = options;
  const child = spawn(process.execPath, [commandLine, ...args], {
    stdio: [stdin === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe', ...fds.map(() => 'pipe' as const)],
    env: { PATH: process.env['PATH'] ?? '', HOME: tmpdir(), TZ: 'UTC', LANG: 'en_GB.UTF-8', ...env },
    ...(user === undefined ? {} : { uid: user, gid: user }),
  });
  void onStart?.(child.pid ?? 0, (name) => child.kill(name));
  const write = (at: number, text: string) => {
    const stream = child.stdio[at];
    if (stream && 'end' in stream) {
      // A command that needs none of it has ended before it's read.
      stream.on('error', () => undefined);
      stream.end(text);
    }
  };
  if (stdin !== undefined) write(0, stdin);
  fds.forEach((text, at) => write(at + 3, text));
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (data) => (stdout += String(data)));
  child.stderr?.on('data', (data) => {
    stderr += String(data);
    onStderr?.(stderr, (signal) => child.kill(signal));
  });
  signal?.addEventListener('abort', () => child.kill('SIGKILL'));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({ code, stdout, stderr, json: (): unknown => JSON.parse(stdout) });
    });
  });
}

export const passphrase = 'correct horse battery';

export interface Profile {
  folder: string;
  /** Runs a command on this profile, with its passphrase on a file descriptor. */
  run(args: readonly string[], options?: Omit<RunOptions, 'fds'>): Promise<Ended>;
  remove(): Promise<void>;
}

const noKeyring = { state: 'none', why: 'This test has no keyring.' } as const;
const notUsed = (): never => {
  throw new Error('this test has no keyring');
};

/** The vault of a profile with a passphrase, quick to open. */
export const profileVault = (folder: string) =>
  createVault({
    file: join(folder, 'vault.json'),
    keyring: { state: async () => noKeyring, encrypt: notUsed, decrypt: notUsed },
    scryptCost: 2 ** 14,
  });

/** The core of a profile, as the app has it open. */
export async function openProfileCore(folder: string, isNew = false) {
  const vault = profileVault(folder);
  valueOf(await (isNew ? vault.choosePassphrase(passphrase) : vault.unlock(passphrase)));
  const store = valueOf(
    await openVaultStore({ vault, folder, ...(isNew ? { loadWriter } : { writerFile }) }),
  );
  return createCore({
    store,
    vault,
    transport: ({ pinned }) => createNodeTransport({ pinned }),
    online: () => true,
    secrets: { put: () => 'not-shown' },
    openExternal: async () => ok(null),
    emit: () => undefined,
    refreshes: () => 'asked',
  });
}

/** A profile with a passphrase, connected to every system of a local instance; nothing was fetched. */
export async function newProfile(server: TestInstance, email = samplePeople.ana): Promise<Profile> {
  const folder = await mkdtemp(join(tmpdir(), 'steward-profile-'));
  const core = await openProfileCore(folder, true);
  for (const { provider, address, values } of await server.signInsOf(email)) {
    const attemptId = `attempt-${provider}`;
    valueOf(
      await core.signIn.authenticate({
        attemptId,
        address,
        provider,
        allowInsecure: false,
        method: { type: 'token', values },
      }),
    );
    valueOf(await core.connections.add({ attemptId, label: provider, badge: 'development', colour: 'blue' }));
  }
  await core.close();
  return {
    folder,
    run: (args, options = {}) =>
      runCommandLine([...args, '--profile', folder, '--passphrase-fd', '3'], {
        ...options,
        fds: [passphrase],
      }),
    remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
}

/** Runs a command on a server alone, signed in as this person. */
export async function runOnServer(
  server: TestInstance,
  provider: string,
  args: readonly string[],
  { email = samplePeople.ana, ...options }: Omit<RunOptions, 'fds'> & { email?: string } = {},
): Promise<Ended> {
  const signIn = (await server.signInsOf(email)).find((one) => one.provider === provider);
  if (signIn === undefined) throw new Error(`The local instance doesn’t speak ${provider}`);
  const { token = '', email: entered, portalCode, refreshToken, clientHash } = signIn.values;
  const secrets = [
    ['portal-code-fd', portalCode],
    ['refresh-token-fd', refreshToken],
    ['client-hash-fd', clientHash],
  ].filter((one): one is [string, string] => one[1] !== undefined && one[1] !== '');
  return runCommandLine(
    [
      ...args,
      '--url',
      signIn.address,
      '--system',
      provider,
      ...(entered === undefined || entered === '' ? [] : ['--email', entered]),
      ...secrets.flatMap(([option], at) => [`--${option}`, String(at + 3)]),
    ],
    {
      ...options,
      fds: secrets.map(([, secret]) => secret),
      env: { STEWARD_TOKEN: token, ...options.env },
    },
  );
}
