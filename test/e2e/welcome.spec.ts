import { expect, test } from '../support/app.ts';
import { dialog, grid, workspaceItem } from './steward.ts';

test.describe('The first start', () => {
  test('offers three ways to have something to look at', async ({ launch }) => {
    const { page } = await launch();
    await expect(page.getByRole('heading', { name: 'Welcome to Steward' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Start with sample data' })).toBeVisible();

    await page.getByRole('button', { name: 'Connect to System Initiative' }).click();
    await expect(
      dialog(page, 'Add a connection').getByRole('radio', { name: 'System Initiative, managed' }),
    ).toBeChecked();
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: 'Connect to a URL' }).click();
    await expect(
      dialog(page, 'Add a connection').getByRole('radio', { name: 'Another address' }),
    ).toBeChecked();
    await expect(dialog(page, 'Add a connection').getByLabel('Address', { exact: true })).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('button', { name: 'Connect to a URL' })).toBeFocused();
  });

  test('starts a local instance with sample data in one click, and finds it again after a restart', async ({
    launch,
  }) => {
    const vault = { passphrase: 'four unrelated words' };
    const first = await launch({ vault });
    await first.page.getByRole('button', { name: 'Start with sample data' }).click();
    await expect(first.page.getByRole('heading', { level: 1, name: 'Local instance' })).toBeVisible();
    for (const name of ['Northwind Production', "Ana's laptop", 'Payments Platform']) {
      await expect(workspaceItem(first.page, name)).toBeVisible();
    }
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
    await expect(second.page.getByText('You are signed out')).toBeHidden();
  });

  test('starts an empty instance, where the first workspace can be created', async ({ launch }) => {
    const { page } = await launch();
    await page.getByRole('button', { name: 'Start empty' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Local instance' })).toBeVisible();
    await expect(page.getByText('No workspaces here yet')).toBeVisible();
    await page.getByRole('button', { name: 'New workspace' }).click();
    await dialog(page, 'New workspace').getByLabel('Name', { exact: true }).fill('First one');
    await dialog(page, 'New workspace').getByRole('button', { name: 'Create workspace' }).click();
    await expect(page.getByRole('heading', { level: 2, name: 'First one' })).toBeVisible();
  });
});
