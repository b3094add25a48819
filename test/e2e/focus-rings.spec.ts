import type { Page } from '@playwright/test';
import { expect, test } from '../support/app.ts';
import { cutFocusRings } from '../support/focus-rings.ts';
import { dialog, openTab, openWorkspace, shareNorthwind, type Tab } from './steward.ts';

/* A focus ring that something cuts says where the focus is only in part. */

const { app } = shareNorthwind({ membersOf: 'Northwind Production' });

const tabs: readonly Tab[] = ['Overview', 'Members', 'Invitations', 'Tokens', 'Roles', 'Settings', 'History'];

const resize = async (width: number, height: number) => {
  await app.electron.evaluate(
    ({ BrowserWindow }, [wide, high]) => BrowserWindow.getAllWindows()[0]?.setContentSize(wide, high),
    [width, height] as const,
  );
  await expect.poll(() => app.page.evaluate(() => innerWidth)).toBe(width);
};

const expectWholeRings = async (page: Page, where: string) =>
  expect.soft(await cutFocusRings(page), where).toEqual([]);

for (const [width, height] of [
  [1280, 800],
  [900, 600],
] as const) {
  test(`At ${width} × ${height}, nothing cuts the focus ring of anything on any screen`, async () => {
    test.setTimeout(180_000);
    const { page } = app;
    await resize(width, height);
    await page.getByRole('button', { name: /^Northwind, / }).click();
    await openWorkspace(page, 'Northwind Production');
    for (const tab of tabs) {
      await openTab(page, tab);
      await expect(page.getByRole('tabpanel', { name: tab })).toBeVisible();
      await expectWholeRings(page, tab);
    }
    await page.getByRole('button', { name: 'Start page' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Northwind' })).toBeVisible();
    await expectWholeRings(page, 'start page');
    await page.getByRole('button', { name: 'History', exact: true }).click();
    await expect(page.getByRole('heading', { name: 'History of Northwind' })).toBeVisible();
    await expectWholeRings(page, 'history');
    await page.getByRole('button', { name: 'All connections', exact: true }).click();
    for (const list of ['People', 'Tokens', 'Workspaces', 'History']) {
      const tab = page.getByRole('tab', { name: list, exact: true });
      await tab.click();
      await expect(tab).toHaveAttribute('aria-selected', 'true');
      await expectWholeRings(page, `all ${list}`);
    }
    await page.getByRole('button', { name: 'Settings', exact: true }).click();
    await expect(page.getByRole('heading', { level: 2, name: 'Settings' })).toBeVisible();
    await expectWholeRings(page, 'settings');
  });
}

test('Nothing cuts the focus ring of anything in the dialogs', async () => {
  test.setTimeout(120_000);
  const { page } = app;
  await resize(900, 600);
  const look = async (name: string | RegExp, open: () => Promise<void>) => {
    await open();
    await expect(dialog(page, name)).toBeVisible();
    await expectWholeRings(page, String(name));
    // The first Escape may close the words about the control that has the focus.
    await expect(async () => {
      await page.keyboard.press('Escape');
      await expect(dialog(page, name)).toBeHidden({ timeout: 2_000 });
    }).toPass({ timeout: 20_000 });
  };
  const byButton = (name: string) => () => page.getByRole('button', { name, exact: true }).click();
  await page.getByRole('button', { name: /^Northwind, / }).click();
  await openWorkspace(page, 'Northwind Production', 'Members');
  await look(/^Invite people/, byButton('Invite'));
  await look('Add a connection', byButton('Add a connection'));
  await look(/^Northwind/, byButton('Connection settings'));
  await openTab(page, 'Tokens');
  await look(/^Generate a token/, byButton('Generate token'));
  await openTab(page, 'Settings');
  await look(/^Delete/, byButton('Delete…'));
});
