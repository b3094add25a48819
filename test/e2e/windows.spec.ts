import type { ElectronApplication, Page } from '@playwright/test';
import { expect, shareApp, test } from '../support/app.ts';
import { connectNorthwind } from '../support/sign-in.ts';
import { openMembers, openTab, openWorkspace, shareInstance, workspaceItem } from './steward.ts';

const instance = shareInstance();
const passphrase = 'four unrelated words';
const app = shareApp({
  vault: { passphrase },
  prepare: (page) => connectNorthwind(page, instance),
});
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 2, name, exact: true });

/** Chooses an item of the native menu, by its place in it. */
const choose = (electron: ElectronApplication, menu: string, item: string) =>
  electron.evaluate(
    ({ Menu }, [inMenu, wanted]) => {
      const found = Menu.getApplicationMenu()?.items.find(({ label }) => label === inMenu);
      found?.submenu?.items.find(({ label }) => label === wanted)?.click();
    },
    [menu, item],
  );

const placeOf = (page: Page) => page.evaluate(() => window.steward.app.place({}));

async function openWindow(act: () => Promise<unknown>): Promise<Page> {
  const [page] = await Promise.all([app.electron.waitForEvent('window'), act()]);
  return page;
}

test.beforeEach(async () => {
  await openMembers(app.page, 'Northwind Staging');
});

test('Two windows show two workspaces, and theme and zoom are those of both', async () => {
  const { page, electron } = app;
  await workspaceItem(page, 'Payments Platform').click({ button: 'right' });
  const second = await openWindow(() => page.getByRole('menuitem', { name: 'Open in a new window' }).click());
  await expect(heading(second, 'Payments Platform')).toBeVisible();
  await expect(heading(page, 'Northwind Staging')).toBeVisible();
  await openTab(second, 'Tokens');
  await expect(page.getByRole('tab', { name: 'Members' })).toHaveAttribute('aria-selected', 'true');

  await page.evaluate(() => window.steward.app.setPreferences({ theme: 'dark' }));
  for (const each of [page, second]) await expect(each.locator('html')).toHaveClass(/dark/);
  await choose(electron, 'View', 'Zoom in');
  for (const each of [page, second])
    await expect.poll(() => each.evaluate(() => window.devicePixelRatio)).toBeCloseTo(1.1, 1);
  await choose(electron, 'View', 'Actual size');
  for (const each of [page, second])
    await expect.poll(() => each.evaluate(() => window.devicePixelRatio)).toBe(1);
  await second.close();
  await expect(heading(page, 'Northwind Staging')).toBeVisible();
});

test('Locking clears every window, and unlocking one opens all where they were', async () => {
  const { page, electron } = app;
  const second = await openWindow(() => choose(electron, 'File', 'New window'));
  await expect(heading(second, 'Northwind Staging')).toBeVisible();
  await openWorkspace(second, 'Payments Platform');
  // The place is kept a moment after arriving at it.
  const first = await placeOf(page);
  await expect.poll(() => placeOf(second)).not.toEqual(first);
  await second.keyboard.press('Control+Shift+L');
  for (const each of [page, second]) {
    await expect(each.getByRole('heading', { name: 'Enter your passphrase' })).toBeVisible();
    await expect(each.getByText('ana@northwind.example')).toHaveCount(0);
  }
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await page.keyboard.press('Enter');
  await expect(heading(page, 'Northwind Staging')).toBeVisible();
  await expect(heading(second, 'Payments Platform')).toBeVisible();
  await second.close();
});

test('The next start opens the place of the first window, as large as the pages were drawn', async () => {
  const second = await openWindow(() => choose(app.electron, 'File', 'New window'));
  await openWorkspace(second, 'Payments Platform', 'Tokens');
  await choose(app.electron, 'View', 'Zoom in');
  await expect
    .poll(() => second.evaluate(() => window.steward.app.preferences({})))
    .toMatchObject({ ok: true, value: { zoom: 1.1 } });
  await app.quit();
  await app.start();
  await expect(heading(app.page, 'Northwind Staging')).toBeVisible();
  expect(await app.page.evaluate(() => window.devicePixelRatio)).toBeCloseTo(1.1, 1);
});
