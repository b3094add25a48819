import { expect, shareApp, test } from '../support/app.ts';
import { connectBoxes, connectNorthwind } from '../support/sign-in.ts';
import { grid, openWorkspace, refresh, row, shareInstance } from './steward.ts';

/* A count leads to exactly what it counts. */

const instance = shareInstance();
const app = shareApp({
  prepare: async (page) => {
    await connectBoxes(page, instance);
    await connectNorthwind(page, instance);
  },
});
const statusBar = () => app.page.getByRole('contentinfo', { name: 'Status' });
const fresh = () => statusBar().getByRole('button', { name: /^\d+ of \d+ lists fresh$/ });
const found = () => grid(app.page, 'Workspaces in all connections').locator('[data-index]');
const northwind = () => app.page.getByRole('button', { name: /^Northwind, / });

/** The first and the second number of a text. */
const numbersOf = (text: string | null) => (text ?? '').match(/\d+/g)?.map(Number) ?? [];

test('While all lists are fresh, their count leads to all of them', async () => {
  await expect
    .poll(async () => {
      const [some, all] = numbersOf(await fresh().textContent());
      return some === all;
    })
    .toBe(true);
  const [all] = numbersOf(await fresh().textContent());
  await fresh().press('Enter');
  await expect(found()).toHaveCount(all ?? 0);
  await expect(app.page.getByRole('heading', { level: 1, name: 'All connections' })).toBeFocused();
});

test('The count of stale lists leads to these, and so does that of the fresh ones', async () => {
  const { page } = app;
  await northwind().click();
  await openWorkspace(page, 'Northwind Staging', 'Members');
  const id = instance.now.workspaceId('Northwind Staging');
  instance.now.faults([
    { path: `/si/auth/workspace/${id}/members`, fault: { kind: 'status', status: 403, body: {} } },
  ]);
  await refresh(page);
  const stale = statusBar().getByRole('button', { name: /^1 stale/ });
  await stale.click();
  await expect(found()).toHaveCount(1);
  await expect(row(page, 'Northwind Staging')).toBeVisible();
  await page.getByRole('combobox', { name: 'Search all workspaces' }).fill('');
  await expect.poll(() => found().count()).toBeGreaterThan(1);
  await fresh().click();
  await expect(found()).toHaveCount(1);
  instance.now.clearFaults();
  await northwind().click();
  await openWorkspace(page, 'Northwind Staging', 'Members');
  await refresh(page);
  await expect(stale).toBeHidden();
});

test('The count of those who haven’t joined leads to them alone', async () => {
  const { page } = app;
  await northwind().click();
  await openWorkspace(page, 'Northwind Production', 'Overview');
  const attention = page.getByRole('region', { name: 'Needs attention' });
  const [pending] = numbersOf(await attention.getByRole('listitem').first().textContent());
  await attention.getByRole('button', { name: 'View members' }).click();
  await expect(page.getByRole('combobox', { name: 'Search members' })).toHaveValue('status:pending');
  await expect(grid(page, /^Members of/)).toHaveAttribute('aria-rowcount', String((pending ?? 0) + 1));
});

test('Several connections in trouble are listed with their reasons, and each leads there', async () => {
  const { page } = app;
  await instance.stop();
  await refresh(page);
  await page.getByRole('button', { name: /^Boxes, / }).click();
  await refresh(page);
  await statusBar().getByRole('button', { name: '2 connections can’t be reached' }).click();
  const items = page.getByRole('menuitem');
  await expect(items).toHaveText(['Boxes can’t be reached', 'Northwind can’t be reached']);
  await items.last().click();
  await expect(northwind()).toHaveAttribute('aria-current', /page|true/);
  await instance.start();
});
