import { cpSync, existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import {
  expect,
  launchApp,
  launchCommand,
  newUserData,
  test,
  type LaunchOptions,
  type RunningApp,
} from '../support/app.ts';
import { keyringAvailable, startKeyring, type Keyring } from '../support/keyring.ts';
import { scan } from '../support/scan.ts';
import { connectNorthwind } from '../support/sign-in.ts';
import { openWorkspace, row, shareInstance } from './steward.ts';

const instance = shareInstance();
const member = 'april.nguyen@northwind.example';

const fileIn = (userData: string) => join(userData, 'last-screen.sealed');
const kept = (userData: string) => expect.poll(() => existsSync(fileIn(userData)), { timeout: 30_000 });

/** Starts at the members of a workspace and leaves their screen for the next start. */
async function leaveScreen(app: RunningApp, userData: string): Promise<void> {
  await connectNorthwind(app.page, instance);
  await openWorkspace(app.page, 'Northwind Staging', 'Members');
  // Lists that are still fetched would change what is kept.
  await expect(app.page.getByRole('contentinfo', { name: 'Status' })).toContainText('6 of 6 lists fresh');
  await kept(userData).toBe(true);
}

/** While an app starts, what is evaluated in it may be lost, so this can be repeated. */
const holdAnswers = (electron: ElectronApplication) =>
  electron.evaluate(({ ipcMain }) => {
    if ('answerPage' in globalThis) return;
    const held = new Promise<void>((resolve) => Reflect.set(globalThis, 'answerPage', resolve));
    type Listener = Parameters<typeof ipcMain.handle>[1];
    const later =
      (listener: Listener): Listener =>
      async (...call) => {
        await held;
        return listener(...call) as unknown;
      };
    const handle = ipcMain.handle.bind(ipcMain);
    ipcMain.handle = (channel, listener) => handle(channel, later(listener));
    // Those that the app has registered by now, as Electron keeps them.
    const registered = Reflect.get(ipcMain, '_invokeHandlers') as Map<string, Listener>;
    for (const [channel, listener] of registered) registered.set(channel, later(listener));
  });

interface HeldApp extends RunningApp {
  /** From here on main answers the page. */
  answer(): Promise<void>;
}

/** Starts the app so that main answers no call of the page: the last screen stays until `answer`. */
async function startHeld(options: LaunchOptions): Promise<HeldApp> {
  const electron = await _electron.launch(launchCommand(options));
  await expect(() => holdAnswers(electron)).toPass({ timeout: 10_000 });
  const page = await electron.firstWindow();
  return {
    electron,
    page,
    answer: () => electron.evaluate(() => (Reflect.get(globalThis, 'answerPage') as () => void)()),
    quit: () => electron.close(),
  };
}

/** Where the app is, once it has kept that. */
async function savedPlace(page: Page): Promise<{ connectionId: string; workspaceId: string }> {
  const found: { connectionId: string; workspaceId: string }[] = [];
  await expect(async () => {
    const place = await page.evaluate(() => window.steward.app.place({}));
    if (!place.ok || place.value.connectionId === null || place.value.workspaceId === null)
      throw new Error('The place isn’t known.');
    found.push({ connectionId: place.value.connectionId, workspaceId: place.value.workspaceId });
  }).toPass({ timeout: 10_000 });
  const [first] = found;
  if (first === undefined) throw new Error('The place isn’t known.');
  return first;
}

const lastScreen = (page: Page) => page.locator('#last-screen');
const hasTakenOver = (page: Page) => expect(lastScreen(page)).toHaveCount(0, { timeout: 30_000 });

/** Where the parts of a screen are, by their texts. */
const placesIn = (page: Page, screen: string) =>
  page.evaluate((selector) => {
    const parts = document.querySelectorAll(`${selector} :is(h1, h2, button, [role=row], [role=gridcell])`);
    return [...parts].map((part) => {
      const { x, y, width, height } = part.getBoundingClientRect();
      return `${part.textContent} ${[x, y, width, height].map(Math.round).join(' ')}`;
    });
  }, screen);

test.describe('With a keyring', () => {
  test.skip(!keyringAvailable(), 'gnome-keyring, dbus or libsecret-tools are not installed here.');
  let keyring: Keyring;
  let left = '';
  const options = () => ({ passwordStore: 'gnome-libsecret', env: keyring.env }) as const;
  /** The folder as an earlier app has left it, with a last screen. */
  const startFrom = (userData: string) => cpSync(left, userData, { recursive: true, verbatimSymlinks: true });

  test.beforeAll(async () => {
    keyring = await startKeyring();
    left = await newUserData();
    const app = await launchApp({ userData: left, ...options() });
    await leaveScreen(app, left);
    await app.quit();
  });
  test.afterAll(async () => {
    await keyring.stop();
    rmSync(left, { recursive: true, force: true, maxRetries: 5 });
  });

  test('the last screen is shown before main answers anything, and the live one takes its place where it stands', async ({
    userData,
  }) => {
    startFrom(userData);
    expect(statSync(fileIn(userData)).mode & 0o777).toBe(0o600);
    expect((await scan(userData, { member, 'session token': instance.token })).hits).toEqual([]);

    const second = await startHeld({ userData, ...options() });
    await expect(lastScreen(second.page).getByText(member)).toBeVisible();
    expect(existsSync(fileIn(userData))).toBe(false);
    // Screen readers don’t find it.
    await expect(second.page.getByRole('row')).toHaveCount(0);
    const before = await placesIn(second.page, '#last-screen');
    await second.answer();
    await hasTakenOver(second.page);
    await expect(row(second.page, member)).toBeVisible();
    await expect(second.page.locator('#root')).not.toHaveAttribute('aria-busy');
    const after = await placesIn(second.page, '#root');
    expect(before.length).toBeGreaterThan(50);
    expect(after).toEqual(expect.arrayContaining(before));
    await second.quit();
  });

  test('what is clicked and typed on the last screen happens on the live one', async ({ userData }) => {
    startFrom(userData);
    const second = await startHeld({ userData, ...options() });
    await expect(lastScreen(second.page).getByText(member)).toBeVisible();
    const box = await lastScreen(second.page).locator('input[aria-label="Search members"]').boundingBox();
    if (box === null) throw new Error('The search has no place on the screen.');
    await second.page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    await second.page.keyboard.type('aprilx');
    await second.page.keyboard.press('Backspace');
    await second.answer();
    await hasTakenOver(second.page);
    await expect(second.page.getByRole('combobox', { name: 'Search members' })).toHaveValue('april');
    await expect(row(second.page, 'beatriz')).toHaveCount(0);
    await second.quit();
  });

  test('what is typed into a search isn’t shown at the next start', async ({ launch, userData }) => {
    startFrom(userData);
    const first = await launch(options());
    await expect(row(first.page, member)).toBeVisible();
    await kept(userData).toBe(true);
    await first.page.getByRole('combobox', { name: 'Search members' }).fill('beatriz');
    await expect(row(first.page, member)).toHaveCount(0);
    await first.quit();

    const second = await startHeld({ userData, ...options() });
    await expect(lastScreen(second.page).getByText(member)).toBeVisible();
    expect(await lastScreen(second.page).innerHTML()).not.toContain('value=');
    await second.answer();
    await hasTakenOver(second.page);
    await second.quit();
  });

  test('signing out or opening another place erases the last screen at once', async ({
    launch,
    userData,
  }) => {
    startFrom(userData);
    const app = await launch(options());
    await expect(row(app.page, member)).toBeVisible();
    await kept(userData).toBe(true);
    await openWorkspace(app.page, 'Northwind Production', 'Overview');
    await kept(userData).toBe(false);
    await openWorkspace(app.page, 'Northwind Staging', 'Members');
    await kept(userData).toBe(true);

    const connectionId = await app.page.evaluate(async () => {
      const all = await window.steward.connections.list({});
      return (all.ok ? all.value[0]?.id : undefined) ?? '';
    });
    await app.page.evaluate((id) => window.steward.connections.signOut({ connectionId: id }), connectionId);
    expect(existsSync(fileIn(userData))).toBe(false);
    await app.quit();
    const next = await launch(options());
    await expect(next.page.getByRole('button', { name: 'Sign in again' }).first()).toBeVisible();
    expect(existsSync(fileIn(userData))).toBe(false);
    await next.quit();
  });

  test('a damaged last screen is left out', async ({ userData }) => {
    startFrom(userData);
    const content = readFileSync(fileIn(userData));
    content[200] = (content[200] ?? 0) ^ 1;
    writeFileSync(fileIn(userData), content);

    const second = await startHeld({ userData, ...options() });
    await expect(second.page.getByRole('status', { name: 'Steward is starting' })).toBeVisible();
    await expect(lastScreen(second.page)).toHaveCount(0);
    await second.answer();
    await expect(row(second.page, member)).toBeVisible();
    await second.quit();
  });
});

for (const vault of ['memory', { passphrase: 'correct horse battery' }] as const) {
  test(`nothing is kept ${vault === 'memory' ? 'in memory-only mode' : 'with a passphrase'}`, async ({
    launch,
    userData,
  }) => {
    const app = await launch({ vault });
    await connectNorthwind(app.page, instance);
    await openWorkspace(app.page, 'Northwind Staging', 'Members');
    await expect(row(app.page, member)).toBeVisible();
    const { connectionId, workspaceId } = await savedPlace(app.page);
    const answer = await app.page.evaluate(
      (ref) =>
        window.steward.lastScreen.keep({
          place: ref,
          density: 'normal',
          dark: false,
          size: { width: window.innerWidth, height: window.innerHeight },
          nodes: [{ depth: 0, text: 'April' }],
        }),
      { connectionId, workspaceId },
    );
    expect(answer).toEqual({ ok: true, value: false });
    expect(existsSync(fileIn(userData))).toBe(false);
  });
}
