import type { Page } from '@playwright/test';
import { expect, shareApp, test } from '../support/app.ts';
import { connectBoxes, connectNorthwind } from '../support/sign-in.ts';
import { openWorkspace, row, shareInstance } from './steward.ts';

/* What is done with several rows at once, in the tokens of a workspace and in the lists of all connections. */

const instance = shareInstance();
const app = shareApp({
  prepare: async (page) => {
    await connectBoxes(page, instance);
    await connectNorthwind(page, instance);
  },
});

const selection = (page: Page) => page.getByRole('region', { name: 'Selection' });
const box = (page: Page, name: string) => page.getByRole('checkbox', { name: `Select ${name}`, exact: true });

async function openAllConnections(page: Page, list: string, query: string): Promise<void> {
  await page.getByRole('button', { name: 'All connections' }).click();
  await page.getByRole('tab', { name: list }).click();
  await page.getByRole('combobox', { name: `Search all ${list.toLowerCase()}` }).fill(query);
}

test('Picked tokens of a workspace are revoked in one plan', async () => {
  const { page } = app;
  await openWorkspace(page, 'Northwind Production', 'Tokens');
  await box(page, 'Terraform import').click();
  await box(page, 'Nightly drift report').click();
  await expect(selection(page)).toContainText('2 selected');
  await selection(page).getByRole('button', { name: 'Revoke…' }).click();
  const review = page.getByRole('dialog');
  await expect(review).toContainText('2 changes in Northwind Production');
  await review.getByRole('button', { name: 'Revoke 2 tokens' }).click();
  await expect(review).toBeHidden();
  await expect(row(page, 'Terraform import')).toBeHidden();
  await expect(row(page, 'Nightly drift report')).toBeHidden();
  await expect(row(page, 'CI deploy')).toBeVisible();
  await expect(selection(page)).toBeHidden();
});

test('Tokens picked in all connections are planned together, and stay picked when the plan is cancelled', async () => {
  const { page } = app;
  await openAllConnections(page, 'Tokens', 'ci deploy');
  // Another search takes back what was picked, so its rows are waited for.
  await expect(page.getByRole('grid').locator('[data-index]')).toHaveCount(2);
  await box(page, 'CI deploy').click();
  await box(page, 'CI deploy (staging)').click();
  await selection(page).getByRole('button', { name: 'Revoke…' }).click();
  const review = page.getByRole('dialog');
  await expect(review).toContainText('2 changes in 2 workspaces on Northwind');
  await review.getByRole('button', { name: 'Cancel' }).click();
  await expect(selection(page)).toContainText('2 selected');
  await selection(page).getByRole('button', { name: 'Clear' }).click();
  await expect(selection(page)).toBeHidden();
});

test('People picked in all connections are removed from all their workspaces in one plan', async () => {
  const { page } = app;
  await openAllConnections(page, 'People', 'eddie.mensah conn:Northwind');
  await expect(page.getByRole('grid').locator('[data-index]')).toHaveCount(1);
  await page.getByRole('grid').getByRole('checkbox').last().click();
  await selection(page).getByRole('button', { name: 'Remove from their workspaces…' }).click();
  const review = page.getByRole('dialog');
  await expect(review).toContainText(/\d+ changes in \d+ workspaces on Northwind/);
  await expect(review).toContainText('active token keeps working. Revoke it too.');
  await review.getByRole('button', { name: 'Cancel' }).click();
  await expect(selection(page)).toContainText('1 selected');
  await selection(page).getByRole('button', { name: 'Clear' }).click();
});

test('Workspaces picked in all connections are refreshed', async () => {
  const { page } = app;
  await openAllConnections(page, 'Workspaces', 'northwind');
  await box(page, 'Northwind Production').click();
  await box(page, 'Northwind Staging').click();
  await selection(page).getByRole('button', { name: 'Refresh' }).click();
  await expect(selection(page)).toBeHidden();
});

test('A row of all connections has a menu, by right click and by key', async () => {
  const { page } = app;
  await openAllConnections(page, 'People', 'eddie.mensah conn:Northwind');
  const eddie = row(page, 'eddie.mensah').first();
  await eddie.click({ button: 'right' });
  await expect(page.getByRole('menuitem', { name: 'View in the member list' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toHaveCount(0);
  await expect(eddie).toBeFocused();
  await page.keyboard.press('h');
  await expect(page.getByRole('dialog')).toContainText('eddie.mensah@northwind.example');
  await page.keyboard.press('Escape');
  await expect(eddie).toBeFocused();
});
