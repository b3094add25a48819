import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Page } from '@playwright/test';
import { readRuntime } from '../../scripts/runtime.mjs';
import { launchApp, launchCommand } from '../support/app.ts';
import { keyringAvailable, startKeyring, type Keyring } from '../support/keyring.ts';
import { startTestInstance, type TestInstance } from '../support/instance.ts';
import { addBigWorkspace, bigWorkspaceName } from '../../src-main/local-instance/sample/many-members.ts';
import { inspectPage, type InspectedPage } from './devtools.ts';
import { pssOf } from './processes.ts';

/* The app in the real Electron, as a user meets it; an empty window and a plain list on the same runtime to compare with. */

const emptyApp = join(import.meta.dirname, 'empty');
const floorApp = join(import.meta.dirname, 'floor');

export interface Stage {
  instance: TestInstance;
  keyring: Keyring;
  userData: string;
  /** Names of the big workspaces, smallest first. */
  workspaces: string[];
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
  const app = await launchApp({ userData, passwordStore: 'gnome-libsecret', env: keyring.env });
  await connect(app.page, instance);
  for (const [index, name] of workspaces.entries()) await visit(app.page, name, sizes[index] ?? 0);
  await app.quit();
  return {
    instance,
    keyring,
    userData,
    workspaces,
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

/** Opens this workspace, and waits until its roster is in the store, whole, and is the place that the next start shows. */
async function visit(page: Page, name: string, members: number): Promise<void> {
  await page.getByRole('complementary').getByRole('button', { name, exact: true }).click({ timeout: 60_000 });
  const header = 1;
  await page.locator(`[role=grid][aria-rowcount="${members + header}"]`).waitFor({ timeout: 240_000 });
  await page.waitForFunction(
    async (wanted) => {
      const kept = await window.steward.app.place({});
      if (!kept.ok || kept.value.connectionId === null) return false;
      const { connectionId, workspaceId } = kept.value;
      const list = await window.steward.workspaces.list({ connectionId });
      return (
        list.ok && list.value.workspaces.some(({ id, name: its }) => id === workspaceId && its === wanted)
      );
    },
    name,
    { timeout: 60_000, polling: 500 },
  );
}

export interface Start {
  /** From the start of the process to the first contentful paint. */
  paintedMs: number;
  /** From the start of the process until the page can be used. */
  usableMs: number;
  /** Of all its processes, `rest` after that. */
  pssMiB: number;
}

/** A program on the runtime, as it is started. */
interface Command {
  executablePath: string;
  args: readonly string[];
  env: NodeJS.ProcessEnv;
}

const appCommand = (stage: Stage): Command =>
  launchCommand({ userData: stage.userData, passwordStore: 'gnome-libsecret', env: stage.keyring.env });

/** One of the pages to compare with, on the same runtime. */
function baselineCommand(folder: string, userData: string, more: Readonly<Record<string, string>>): Command {
  const runtime = readRuntime();
  const { ELECTRON_RUN_AS_NODE: _left, ...env } = process.env;
  const args = [...runtime.args, folder, `--user-data-dir=${userData}`];
  return { executablePath: runtime.path, args, env: { ...env, ...more } };
}

const lastScreen = (stage: Stage) => join(stage.userData, 'last-screen.sealed');

/** Makes the next start one without the last screen. */
export const forgetLastScreen = (stage: Stage): Promise<void> => rm(lastScreen(stage), { force: true });

/**
 * One start of the app on a filled folder, at the members of the last workspace. `rest` in ms, as for the empty one. Ends once the app has
 * kept its screen for the next start.
 */
export const startApp = (stage: Stage, rest: number): Promise<Start> =>
  start(appCommand(stage), 'steward:ready', rest, async (page) => {
    const shown = await page.evaluate(
      () => document.querySelector('main h2')?.textContent ?? 'nothing',
      null,
    );
    if (shown !== stage.workspaces.at(-1)) throw new Error(`The app started at ${shown}.`);
    return existsSync(lastScreen(stage));
  });

export async function startEmpty(rest: number): Promise<Start> {
  const userData = await mkdtemp(join(tmpdir(), 'steward-bench-empty-'));
  const command = baselineCommand(emptyApp, userData, {});
  try {
    await start(command, 'steward:painted', 0);
    // The second launch, as the app's is one.
    return await start(command, 'steward:painted', rest);
  } finally {
    await rm(userData, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** How long (ms) a start is left alone before anybody looks at it: looking slows it down. */
const unwatched = 2500;

/** How long (ms) is waited for an app to be done after its start. */
const longestWaitMs = 60_000;

async function start(
  command: Command,
  mark: string,
  rest: number,
  isDone: (page: InspectedPage) => Promise<boolean> = async () => true,
): Promise<Start> {
  const startedAt = Date.now();
  return opened(command, mark, async ({ page, pid }) => {
    // Chromium notes a paint once it was presented, which on a busy machine is after the marks of the page's own code.
    const painted = 'first-contentful-paint';
    await untilNoted(page, painted);
    const [paintedAt = NaN, usableAt = NaN] = await page.evaluate(
      (names) =>
        names.map(
          (name) => performance.timeOrigin + (performance.getEntriesByName(name)[0]?.startTime ?? NaN),
        ),
      [painted, mark],
    );
    await page.evaluate((ms) => new Promise((resolve) => setTimeout(resolve, ms)), rest);
    const pssMiB = pssOf(pid);
    for (const since = Date.now(); !(await isDone(page));) {
      if (Date.now() - since > longestWaitMs) throw new Error('The app kept no screen for its next start.');
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    return { paintedMs: paintedAt - startedAt, usableMs: usableAt - startedAt, pssMiB };
  });
}

export interface OpenWindow {
  page: InspectedPage;
  pid: number;
}

/** The app on a filled folder, with its first rows on screen. */
export const withApp = <T>(stage: Stage, work: (window: OpenWindow) => Promise<T>): Promise<T> =>
  opened(appCommand(stage), 'steward:rows', work);

/** The floor: a plain virtual list of the same sizes. */
export async function withFloor<T>(
  sizes: readonly number[],
  work: (window: OpenWindow) => Promise<T>,
): Promise<T> {
  const userData = await mkdtemp(join(tmpdir(), 'steward-bench-floor-'));
  try {
    const command = baselineCommand(floorApp, userData, { FLOOR_SIZES: sizes.join(',') });
    return await opened(command, 'steward:painted', work);
  } finally {
    await rm(userData, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Starts a program, works with its window once `mark` was painted, and ends it. */
async function opened<T>(
  { executablePath, args, env }: Command,
  mark: string,
  work: (window: OpenWindow) => Promise<T>,
): Promise<T> {
  const child = spawn(executablePath, ['--remote-debugging-port=0', ...args], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const end = () => child.kill('SIGTERM');
  // The benchmark may be interrupted meanwhile.
  process.once('exit', end);
  try {
    const endpoint = await endpointOf(child);
    await new Promise((resolve) => setTimeout(resolve, unwatched));
    const page = await inspectPage(endpoint);
    await untilNoted(page, mark);
    try {
      return await work({ page, pid: child.pid ?? 0 });
    } finally {
      page.close();
    }
  } finally {
    process.off('exit', end);
    end();
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  }
}

/** Waits until the page's timeline has this entry. */
const untilNoted = (page: InspectedPage, name: string): Promise<void> =>
  page.evaluate(async (wanted) => {
    const until = performance.now() + 60_000;
    while (performance.getEntriesByName(wanted).length === 0) {
      if (performance.now() > until) throw new Error(`The window never painted ${wanted}.`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }, name);

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
