import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';
import type { InstanceOptions } from '../../src-main/local-instance/server.ts';
import { shareApp, test, type LaunchOptions, type SharedApp } from '../support/app.ts';
import { startTestInstance, type TestInstance } from '../support/instance.ts';
import { connectNorthwind } from '../support/sign-in.ts';

/* The words of a person who looks at the window. */

export const workspaceList = (page: Page): Locator => page.getByRole('complementary', { name: 'Workspaces' });
export const workspaceItem = (page: Page, name: string): Locator =>
  workspaceList(page).getByRole('button', { name, exact: true });
export const dialog = (page: Page, name: string | RegExp): Locator => page.getByRole('dialog', { name });
export const grid = (page: Page, name: string | RegExp): Locator => page.getByRole('grid', { name });
export const row = (page: Page, text: string | RegExp): Locator =>
  page.getByRole('grid').getByRole('row').filter({ hasText: text });
/** Said in passing, at the edge of the window. */
export const message = (page: Page, text: string | RegExp): Locator =>
  page.getByRole('region', { name: 'Messages', includeHidden: true }).getByText(text);

/** As they are called: an organization has people, and tokens go by their system's word for them. */
export type Tab =
  | 'Overview'
  | 'Members'
  | 'People'
  | 'Invitations'
  | 'Tokens'
  | 'API keys'
  | 'API tokens'
  | 'Roles'
  | 'Settings'
  | 'History';

export async function openWorkspace(page: Page, name: string, tab?: Tab): Promise<void> {
  await workspaceItem(page, name).click();
  await expect(page.getByRole('heading', { level: 2, name, exact: true })).toBeVisible();
  if (tab !== undefined) await openTab(page, tab);
}

/** Opens the members of a workspace in which Ana is one, and waits for them. */
export async function openMembers(page: Page, name: string): Promise<void> {
  await openWorkspace(page, name, 'Members');
  await expect(row(page, 'ana@northwind.example')).toBeVisible();
}

export async function openTab(page: Page, name: Tab): Promise<void> {
  const tab = page.getByRole('tab', { name, exact: true });
  await tab.click();
  await expect(tab).toHaveAttribute('aria-selected', 'true');
}

export async function refresh(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Refresh', exact: true }).click();
}

export async function pickFromMenu(page: Page, menu: Locator, item: string): Promise<void> {
  await menu.click();
  await page.getByRole('menuitem', { name: item }).click();
}

/** Opens a choice and takes one of its options. */
export async function choose(page: Page, list: Locator, option: string | RegExp): Promise<void> {
  await list.click();
  await page.getByRole('option', { name: option }).click();
}

/** Leaves a row alone on screen, whatever its place in a long list. */
export async function find(page: Page, list: 'members' | 'invitations', text: string): Promise<Locator> {
  await page.getByRole('combobox', { name: `Search ${list}` }).fill(text);
  await expect(row(page, text)).toHaveCount(1);
  return row(page, text);
}

/** What can be done with a row, opened. */
export const actionsOf = (of: Locator): Locator => of.getByRole('button', { name: /^Actions for/ });

/** Presses Tab until this has the focus, which takes at most so many. */
export async function tabTo(page: Page, target: Locator, most: number, key: 'Tab' | 'Shift+Tab' = 'Tab') {
  for (let pressed = 0; pressed < most; pressed += 1) {
    await page.keyboard.press(key);
    if (await target.evaluate((element) => element === document.activeElement)) break;
  }
  await expect(target).toBeFocused();
}

/** A control that stays in view and says why it can't be used now. */
export async function expectRefused(control: Locator, reason: string | RegExp): Promise<void> {
  await expect(control).toHaveAttribute('aria-disabled', 'true');
  await expect(control).toHaveAccessibleDescription(reason);
}

/** Leaves the dialog on top by Escape, with whatever was typed in it. */
export async function leaveDialog(page: Page): Promise<void> {
  const dialogs = page.getByRole('dialog');
  const before = await dialogs.count();
  const discard = page.getByRole('button', { name: 'Discard', exact: true });
  await page.keyboard.press('Escape');
  await expect.poll(async () => (await discard.isVisible()) || (await dialogs.count()) < before).toBe(true);
  if (await discard.isVisible()) await discard.click();
}

export interface SharedInstance {
  readonly now: TestInstance;
  readonly url: string;
  readonly token: string;
  /** As when somebody pulls its plug; `start` brings it back on the same port with the same data. */
  stop(): Promise<void>;
  start(): Promise<void>;
}

/** A real local instance over HTTP for all tests of a file, with sample data and faults on demand. */
export function shareInstance(options: Partial<InstanceOptions> = {}): SharedInstance {
  let instance: TestInstance | null = null;
  let folder = '';
  let port = 0;
  const current = () => {
    if (instance === null) throw new Error('The instance is not running.');
    return instance;
  };
  const start = async () => {
    instance ??= await startTestInstance({ directoryPath: join(folder, 'instance.db'), port, ...options });
    port = instance.port;
  };
  const stop = async () => {
    await instance?.close();
    instance = null;
  };
  test.beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'steward-instance-'));
    await start();
  });
  test.afterEach(() => instance?.clearFaults());
  test.afterAll(async () => {
    await stop();
    await rm(folder, { recursive: true, force: true });
  });
  return {
    get now() {
      return current();
    },
    get url() {
      return `http://127.0.0.1:${port}/si/auth`;
    },
    get token() {
      return current().token;
    },
    stop,
    start,
  };
}

export interface NorthwindOptions extends Omit<LaunchOptions, 'userData'> {
  sample?: Partial<InstanceOptions>;
  /** The workspace whose members are on screen when the first test begins. */
  membersOf?: string;
}

/** A local instance and an app that is connected to it as the owner Ana, for all tests of a file. */
export function shareNorthwind({ sample, membersOf, ...launch }: NorthwindOptions = {}): {
  instance: SharedInstance;
  app: SharedApp;
} {
  const instance = shareInstance(sample);
  const app = shareApp({
    ...launch,
    prepare: async (page) => {
      await connectNorthwind(page, instance);
      if (membersOf !== undefined) await openMembers(page, membersOf);
    },
  });
  return { instance, app };
}
