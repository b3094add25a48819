import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../support/app.ts';
import { dialog, expectRefused, grid, message, openWorkspace, workspaceItem } from './steward.ts';

test.describe('The first start', () => {
  test('offers three ways to have something to look at', async ({ launch }) => {
    const { page } = await launch();
    await expect(page.getByRole('heading', { name: 'Welcome to Steward' })).toBeVisible();
    const speaks = page.getByRole('group', { name: 'Systems to connect' });
    await expect(speaks.getByRole('checkbox')).toHaveCount(5);
    await expect(speaks.getByRole('checkbox', { name: 'System Initiative' })).toBeChecked();
    await speaks.getByRole('checkbox', { name: 'System Initiative' }).click();
    await expectRefused(
      page.getByRole('button', { name: 'Start with sample data' }),
      'Select at least one system.',
    );

    const add = dialog(page, 'Add a connection');
    await page.getByRole('button', { name: 'Connect to System Initiative' }).click();
    await expect(add.getByRole('radio', { name: 'System Initiative (managed)' })).toBeChecked();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Connect to SYSTEM', exact: true }).click();
    await expect(add.getByRole('radio', { name: 'SYSTEM', exact: true })).toBeChecked();
    await expect(add).toContainText('The address of the portal’s API with its base path');
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: 'Connect to a URL' }).click();
    await expect(add.getByRole('radio', { name: 'Another address' })).toBeChecked();
    await expect(add.getByLabel('Address', { exact: true })).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('button', { name: 'Connect to a URL' })).toBeFocused();
  });

  test('starts a local instance with sample data in one click, and finds it again after a restart', async ({
    launch,
  }) => {
    const vault = { passphrase: 'four unrelated words' };
    const first = await launch({ vault });
    await first.page.getByRole('button', { name: 'All five' }).click();
    await first.page.getByRole('button', { name: 'Start with sample data' }).click();
    const connections = first.page.getByRole('navigation', { name: 'Connections' }).getByRole('listitem');
    await expect(connections).toHaveCount(5, { timeout: 30_000 });
    await expect(first.page.getByRole('heading', { level: 1 })).toHaveText(
      /System Initiative|Local instance/,
    );
    for (const name of ['Northwind Production', "Ana's laptop", 'Payments Platform']) {
      await expect(workspaceItem(first.page, name)).toBeVisible();
    }
    await openWorkspace(first.page, 'Northwind Production', 'Members');
    await expect(grid(first.page, /^Members of /).getByText('ana@northwind.example')).toBeVisible();
    await expect(first.page.getByRole('contentinfo', { name: 'Status' })).toContainText(
      'Local instance running',
    );
    await first.quit();

    const second = await launch({ vault });
    await expect(grid(second.page, /^Members of /).getByText('ana@northwind.example')).toBeVisible();
    await expect(second.page.getByRole('contentinfo', { name: 'Status' })).toContainText(
      'Local instance running',
    );
    await expect(second.page.getByText('You’re signed out')).toBeHidden();
  });

  test('sample data goes in one click, with its connections and all that its server kept', async ({
    launch,
    userData,
  }) => {
    const { page } = await launch({ vault: { passphrase: 'four unrelated words' } });
    await page.getByRole('button', { name: 'Start with sample data' }).click();
    await expect(workspaceItem(page, 'Northwind Production')).toBeVisible({ timeout: 30_000 });
    const data = join(userData, 'local-instance');
    expect(existsSync(data)).toBe(true);
    await page.getByRole('button', { name: 'Remove sample data' }).first().click();
    await expect(page.getByRole('heading', { name: 'Welcome to Steward' })).toBeVisible();
    await expect(page.getByRole('navigation', { name: 'Connections' }).getByRole('listitem')).toHaveCount(0);
    await expect(message(page, 'Sample data removed.')).toBeVisible();
    expect(existsSync(data)).toBe(false);
  });

  test('starts an empty instance, where the first workspace can be created', async ({ launch }) => {
    const { page } = await launch();
    await page.getByRole('button', { name: 'Start empty' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Local instance' })).toBeVisible();
    await expect(page.getByRole('heading', { name: 'No workspaces yet' })).toBeVisible();
    await page.getByRole('button', { name: 'New workspace' }).click();
    await dialog(page, 'New workspace').getByLabel('Name', { exact: true }).fill('First one');
    await dialog(page, 'New workspace').getByRole('button', { name: 'Create workspace' }).click();
    await expect(page.getByRole('heading', { level: 2, name: 'First one' })).toBeVisible();
  });
});
