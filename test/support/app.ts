import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  _electron,
  expect,
  test as base,
  type ElectronApplication,
  type Page,
  type TestInfo,
} from '@playwright/test';
import { readRuntime } from '../../scripts/runtime.mjs';

const root = join(import.meta.dirname, '../..');

/** How the question for the vault is answered when the app asks it; `unanswered` leaves the question on screen. */
export type VaultAnswer = 'memory' | 'unanswered' | { passphrase: string };

export interface LaunchOptions {
  userData: string;
  /** Chromium's choice of a keyring; `basic` is none, whatever this computer has. */
  passwordStore?: 'basic' | 'gnome-libsecret';
  /** Memory only unless said otherwise: nothing survives a restart then. */
  vault?: VaultAnswer;
  args?: readonly string[];
  /** Links and files that the system starts it with. */
  opens?: readonly string[];
  env?: Readonly<Record<string, string>>;
}

export interface RunningApp {
  electron: ElectronApplication;
  page: Page;
  /** Quits as the user would and waits for the process. */
  quit(): Promise<void>;
}

/** What is on the command line before the app's own folder, and the environment. */
export function launchCommand({
  userData,
  passwordStore = 'basic',
  args = [],
  opens = [],
  env = {},
}: LaunchOptions) {
  const runtime = readRuntime();
  const inherited = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && entry[0] !== 'ELECTRON_RUN_AS_NODE',
  );
  return {
    executablePath: runtime.path,
    args: [
      ...runtime.args,
      `--password-store=${passwordStore}`,
      ...args,
      root,
      `--user-data-dir=${userData}`,
      ...opens,
    ],
    env: { ...Object.fromEntries(inherited), ...ownDisplay(), LANG: 'en_GB.UTF-8', TZ: 'UTC', ...env },
  };
}

/** Where the windows of this worker's apps appear: its own display, where there are several (scripts/test.mjs). */
function ownDisplay(): Record<string, string> {
  const all = JSON.parse(process.env['STEWARD_DISPLAYS'] ?? '[]') as Record<string, string>[];
  return all[Number(process.env['TEST_PARALLEL_INDEX'] ?? 0)] ?? {};
}

/** Starts the built app in the real Electron, and answers its question for the vault. */
export async function launchApp(options: LaunchOptions): Promise<RunningApp> {
  const electron = await _electron.launch(launchCommand(options));
  const page = await electron.firstWindow();
  // The configuration's limit is for Playwright's own pages only.
  page.setDefaultTimeout(10_000);
  await answerVault(page, options.vault ?? 'memory');
  return { electron, page, quit: () => electron.close() };
}

async function answerVault(page: Page, answer: VaultAnswer): Promise<void> {
  // A start shares the processor with those of the other workers.
  const started = { timeout: 30_000 };
  await page.getByRole('main').waitFor(started);
  if (answer === 'unanswered') return;
  const question = page.getByRole('heading', { name: 'Where should Steward store your sign-ins?' });
  const locked = page.getByRole('heading', { name: 'Enter your passphrase' });
  const shell = page.getByRole('navigation', { name: 'Connections' });
  await expect(question.or(locked).or(shell)).toBeVisible(started);
  if (await question.isVisible()) {
    if (answer === 'memory') {
      await page.getByRole('radio', { name: 'In memory only' }).click();
      await page.getByRole('button', { name: 'Use memory only' }).click();
    } else {
      await page.getByLabel('Passphrase', { exact: true }).fill(answer.passphrase);
      await page.getByLabel('Confirm passphrase').fill(answer.passphrase);
      await page.getByRole('button', { name: 'Use this passphrase' }).click();
    }
  } else if (answer !== 'memory' && (await locked.isVisible())) {
    await page.getByLabel('Passphrase', { exact: true }).fill(answer.passphrase);
    await page.getByRole('button', { name: 'Unlock' }).click();
  }
  await expect(shell).toBeVisible(started);
}

export const newUserData = () => mkdtemp(join(tmpdir(), 'steward-e2e-'));

async function picture(page: Page, info: TestInfo): Promise<void> {
  if (info.status === info.expectedStatus || page.isClosed()) return;
  await info.attach('window', { body: await page.screenshot(), contentType: 'image/png' });
}

/** Playwright's test with a fresh user-data folder and a launcher whose apps end with the test. */
export const test = base.extend<{
  userData: string;
  launch: (options?: Omit<LaunchOptions, 'userData'>) => Promise<RunningApp>;
}>({
  // eslint-disable-next-line no-empty-pattern
  userData: async ({}, use) => {
    const folder = await newUserData();
    await use(folder);
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  },
  launch: async ({ userData }, use, info) => {
    const running: RunningApp[] = [];
    await use(async (options = {}) => {
      const app = await launchApp({ userData, ...options });
      running.push(app);
      return app;
    });
    for (const app of running) {
      await picture(app.page, info);
      await app.quit().catch(() => undefined);
    }
  },
});

export interface SharedApp {
  readonly page: Page;
  readonly electron: ElectronApplication;
  readonly userData: string;
  /** Quits and starts again on the same folder. */
  restart(): Promise<void>;
  quit(): Promise<void>;
  start(options?: Partial<LaunchOptions>): Promise<void>;
}

/**
 * One app for all tests of a file or a describe block, started before the first of them. After a failed test Playwright
 * restarts the worker, and with it the app.
 */
export function shareApp(
  options: Omit<LaunchOptions, 'userData'> & { prepare?: (page: Page) => Promise<void> } = {},
): SharedApp {
  const { prepare, ...launchOptions } = options;
  let running: RunningApp | null = null;
  let userData = '';
  const current = () => {
    if (running === null) throw new Error('The shared app runs only inside tests.');
    return running;
  };
  const quit = async () => {
    await running?.quit();
    running = null;
  };
  const start = async (more: Partial<LaunchOptions> = {}) => {
    running = await launchApp({ userData, ...launchOptions, ...more });
  };
  test.beforeAll(async () => {
    userData = await newUserData();
    await start();
    await prepare?.(current().page);
  });
  // eslint-disable-next-line no-empty-pattern
  test.afterEach(async ({}, info) => {
    if (running !== null) await picture(running.page, info);
  });
  test.afterAll(async () => {
    await quit().catch(() => undefined);
    await rm(userData, { recursive: true, force: true, maxRetries: 5 });
  });
  return {
    get page() {
      return current().page;
    },
    get electron() {
      return current().electron;
    },
    get userData() {
      return userData;
    },
    async restart() {
      await quit();
      await start();
    },
    quit,
    start,
  };
}

export { expect } from '@playwright/test';
