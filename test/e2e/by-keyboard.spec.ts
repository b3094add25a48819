import type { Page } from '@playwright/test';
import { expect, shareApp, test } from '../support/app.ts';
import { connect } from '../support/sign-in.ts';
import { dialog, openWorkspace, row, shareInstance } from './steward.ts';

/* Whole jobs without a mouse; each says where the focus is on the way. */

const instance = shareInstance();
const app = shareApp({
  prepare: async (page) => {
    await connect(page, { address: instance.url, token: instance.token, label: 'Northwind' });
  },
});

test.beforeEach(async () => {
  await openWorkspace(app.page, 'Northwind Staging', 'Members');
  await expect(row(app.page, 'ana@northwind.example')).toBeVisible();
});

/** Finds something in the palette and takes the best match. */
async function take(page: Page, text: string, first: string | RegExp): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.keyboard.type(text);
  const palette = dialog(page, 'Search everything');
  await expect(palette.getByRole('combobox')).toBeFocused();
  await expect(palette.getByRole('option', { selected: true })).toContainText(first);
  await page.keyboard.press('Enter');
  await expect(palette).toBeHidden();
}

test('A person is found, and the focus is on their row', async () => {
  const { page } = app;
  await take(page, 'april.nguyen', /april\.nguyen/i);
  await expect(row(page, /april\.nguyen/i).first()).toBeFocused();
});

test('Three people are invited, and the focus comes back', async () => {
  const { page } = app;
  const people = ['one@example.com', 'two@example.com', 'three@example.com'];
  await row(page, 'ana@northwind.example').focus();
  await take(page, 'invite', 'Invite people…');
  await expect(dialog(page, /^Invite people/).getByLabel('E-mail addresses')).toBeFocused();
  await page.keyboard.type(people.join(' '));
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('button', { name: 'Invite 3 people' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(row(page, 'ana@northwind.example')).toBeFocused();
});

test('A token is generated and copied', async () => {
  const { page } = app;
  await take(page, 'generate', 'Generate a token…');
  await expect(dialog(page, /^Generate a token/).getByLabel('Name')).toBeFocused();
  await page.keyboard.type('by-keyboard');
  await page.keyboard.press('Control+Enter');
  const reveal = dialog(page, 'Copy the token now');
  await expect(reveal.getByRole('button', { name: 'Copy', exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(reveal.getByRole('status')).toContainText('cleared after 60 s');
  await reveal.getByRole('button', { name: 'Done' }).press('Enter');
  await expect(reveal).toBeHidden();
  await expect(row(page, 'by-keyboard')).toBeVisible();
});

test('Another workspace is opened, and the focus is on its heading', async () => {
  const { page } = app;
  await take(page, 'payments platform', 'Payments Platform');
  await expect(page.getByRole('heading', { level: 2, name: 'Payments Platform' })).toBeFocused();
});

test('All connections are searched, and ↓ leads to the first person', async () => {
  const { page } = app;
  await take(page, '>search all', 'Search all connections');
  await expect(page.getByRole('heading', { level: 1, name: 'All connections' })).toBeFocused();
  await page.keyboard.press('/');
  await expect(page.getByRole('combobox', { name: 'Search all people' })).toBeFocused();
  await page.keyboard.type('april');
  await expect(row(page, 'april').first()).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await expect(row(page, 'april').first()).toBeFocused();
});
