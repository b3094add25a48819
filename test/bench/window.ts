import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium, type Page } from '@playwright/test';
import { readRuntime } from '../../scripts/runtime.mjs';
import { launchApp, launchCommand, type RunningApp } from '../support/app.ts';
import { keyringAvailable, startKeyring, type Keyring } from '../support/keyring.ts';
import { startTestInstance, type TestInstance } from '../support/instance.ts';
import { addBigWorkspace, bigWorkspaceName } from '../../src-main/local-instance/sample/many-members.ts';

/* The app in the real Electron, as a user meets it, and an empty window on the same runtime to compare with. */

const emptyApp = join(import.meta.dirname, 'empty');

export interface Stage {
  instance: TestInstance;
  keyring: Keyring;
  userData: string;
  /** Names of the big workspaces, smallest first. */
  workspaces: string[];
  /** The app with everything in its store. */
  launch(): Promise<RunningApp>;
  close(): Promise<void>;
}

/** Fills a user-data folder with rosters of these sizes, through the app itself, so that later launches find them cached. */
export async function openStage(sizes: readonly number[]): Promise<Stage> {
  if (!keyringAvailable()) {
    throw new Error(
      'This needs dbus-daemon, gnome-keyring-daemon and secret-tool: starts with a passphrase wait for a person.',
    );
  }
  const keyring = await startKeyring();
  const userData = await mkdtemp(join(tmpdir(), 'steward-bench-app-'));
  const instance = await startTestInstance({ directoryPath: ':memory:', port: 0 });
  const owner = instance.directory.people.byEmail('ana@northwind.example');
  if (!owner) throw new Error('The sample data has no owner for the big workspaces.');
  const workspaces = sizes.map((size) => {
    addBigWorkspace(instance.directory, owner.id, size, 1);
    return bigWorkspaceName(size);
  });
  const launch = () => launchApp({ userData, passwordStore: 'gnome-libsecret', env: keyring.env });
  const app = await launch();
  await connect(app.page, instance);
  for (const [index, name] of workspaces.entries()) await fetched(app.page, name, sizes[index] ?? 0);
  await app.quit();
  return {
    instance,
    keyring,
    userData,
    workspaces,
    launch,
    async close() {
      await instance.close();
      await keyring.stop();
      await rm(userData, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function connect(page: Page, instance: TestInstance): Promise<void> {
  await page.evaluate(
    async ({ address, token }) => {
      const attemptId = 'bench-attempt';
      const signedIn = await window.steward.connections.authenticate({
        attemptId,
        address,
        provider: 'system-initiative',
        allowInsecure: false,
        method: { type: 'token', values: { token } },
      });
      if (!signedIn.ok) throw new Error(signedIn.error.sentence);
      const added = await window.steward.connections.add({
        attemptId,
        label: 'Bench',
        badge: 'development',
        colour: 'slate',
      });
      if (!added.ok) throw new Error(added.error.sentence);
    },
    { address: instance.url, token: instance.token },
  );
}

/** Waits until the roster of this workspace is in the store, whole, and remembers it as the place to start at. */
async function fetched(page: Page, name: string, members: number): Promise<void> {
  await page.waitForFunction(
    async ({ name: wanted, members: size }) => {
      const [connection] = await window.steward.connections.list({}).then((all) => (all.ok ? all.value : []));
      if (connection === undefined) return false;
      const list = await window.steward.workspaces.list({ connectionId: connection.id });
      const found = list.ok ? list.value.workspaces.find((one) => one.name === wanted) : undefined;
      if (found?.members !== size) return false;
      const place = { connectionId: connection.id, workspaceId: found.id, tab: 'members' as const };
      await window.steward.app.setPlace(place);
      return true;
    },
    { name, members },
    { timeout: 240_000, polling: 500 },
  );
}

export interface Start {
  /** From the start of the process to the paint that `mark` stands for. */
  paintedMs: number;
  /** Of all its processes, `rest` after that. */
  pssMiB: number;
}

/** One start of the app on a filled folder, at the members of the last workspace. `rest` in ms, as for the empty one. */
export function startApp(stage: Stage, rest: number): Promise<Start> {
  const command = launchCommand({
    userData: stage.userData,
    passwordStore: 'gnome-libsecret',
    env: stage.keyring.env,
  });
  return start(command.executablePath, command.args, command.env, 'steward:rows', rest);
}

export async function startEmpty(rest: number): Promise<Start> {
  const runtime = readRuntime();
  const userData = await mkdtemp(join(tmpdir(), 'steward-bench-empty-'));
  const { ELECTRON_RUN_AS_NODE: _left, ...env } = process.env;
  const args = [...runtime.args, emptyApp, `--user-data-dir=${userData}`];
  try {
    await start(runtime.path, args, env, 'steward:painted', 0);
    // The second launch, as the app's is one.
    return await start(runtime.path, args, env, 'steward:painted', rest);
  } finally {
    await rm(userData, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function start(
  executable: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  mark: string,
  rest: number,
): Promise<Start> {
  const startedAt = Date.now();
  const child = spawn(executable, ['--remote-debugging-port=0', ...args], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  try {
    const browser = await chromium.connectOverCDP(await endpointOf(child));
    const page = await firstPage(
      browser.contexts()[0]?.pages() ?? [],
      () => browser.contexts()[0]?.pages() ?? [],
    );
    await page.waitForFunction((name) => performance.getEntriesByName(name).length > 0, mark, {
      timeout: 60_000,
    });
    const at = await page.evaluate(
      (name) => performance.timeOrigin + (performance.getEntriesByName(name)[0]?.startTime ?? 0),
      mark,
    );
    await page.evaluate((ms) => new Promise((resolve) => setTimeout(resolve, ms)), rest);
    const pssMiB = pssOf(child.pid ?? 0);
    await browser.close();
    return { paintedMs: at - startedAt, pssMiB };
  } finally {
    child.kill('SIGTERM');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  }
}

async function firstPage(pages: Page[], again: () => Page[]): Promise<Page> {
  let found = pages;
  while (found.length === 0) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    found = again();
  }
  const [page] = found;
  if (!page) throw new Error('The app has no window.');
  return page;
}

async function endpointOf(child: ChildProcess): Promise<string> {
  if (child.stderr === null) throw new Error('The app has no output to read.');
  for await (const line of createInterface({ input: child.stderr })) {
    const found = /DevTools listening on (ws:\S+)/.exec(line)?.[1];
    if (found !== undefined) {
      child.stderr.resume();
      return found;
    }
  }
  throw new Error('The app ended before its window opened.');
}

/** Proportional set size of a process and all its descendants, in MiB: shared pages count once. */
export function pssOf(root: number): number {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = readProc(`/proc/${name}/stat`);
    // The command's name is in parentheses and may hold anything.
    const parent = /^\d+ \(.*\) \S (\d+)/s.exec(stat)?.[1];
    if (parent !== undefined) parents.set(Number(name), Number(parent));
  }
  const isOurs = (pid: number): boolean => pid === root || (pid > 1 && isOurs(parents.get(pid) ?? 0));
  let kib = 0;
  for (const pid of parents.keys()) {
    if (!isOurs(pid)) continue;
    kib += Number(/^Pss:\s+(\d+)/m.exec(readProc(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0);
  }
  return kib / 1024;
}

function readProc(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // It ended meanwhile.
    return '';
  }
}
