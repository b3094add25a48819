import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { samplePeople } from '../../src-main/local-instance/sample/seed.ts';
import { expect, shareApp, test } from '../support/app.ts';
import { connectNorthwind, connectTo } from '../support/sign-in.ts';
import { dialog, leaveDialog, message, openMembers, openTab, row, shareInstance, tabTo } from './steward.ts';

/* Whole jobs without a mouse; each says where the focus is on the way. */

const instance = shareInstance();
const app = shareApp({
  prepare: async (page) => {
    const signIns = await instance.now.signInsOf(samplePeople.ana);
    const session = signIns.find(({ provider }) => provider === 'unstructured')?.values['token'] ?? '';
    await connectTo(page, {
      system: 'Unstructured',
      address: instance.now.addresses.unstructured,
      fields: { 'Session token': session },
      label: 'Documents',
    });
    await connectNorthwind(page, instance);
  },
});

test.beforeEach(async () => {
  await app.page.getByRole('button', { name: /^Northwind, / }).click();
  await openMembers(app.page, 'Northwind Staging');
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
  await tabTo(page, reveal.getByRole('button', { name: 'Done' }), 2);
  await page.keyboard.press('Enter');
  await expect(reveal).toBeHidden();
  await expect(row(page, 'by-keyboard')).toBeVisible();
});

/** As fast as keys can come: nothing is waited for in between. */
async function typeAtOnce(page: Page, ...steps: readonly string[]): Promise<void> {
  for (const step of steps)
    await (['Enter', 'Escape'].includes(step) || step.startsWith('Control+')
      ? page.keyboard.press(step)
      : page.keyboard.type(step));
}

test('What is typed right after Enter in the palette is for the dialog that it opens', async () => {
  const { page } = app;
  await typeAtOnce(page, 'Control+k', 'generate', 'Enter', 'typed-at-once');
  await expect(dialog(page, /^Generate a token/).getByLabel('Name')).toHaveValue('typed-at-once');
  await leaveDialog(page);
});

test('Keys right after Enter in the palette act on nothing of the place before, and change no choice', async () => {
  const { page } = app;
  await row(page, 'ana@northwind.example').focus();
  await typeAtOnce(page, 'Control+k', 'april.nguyen', 'Enter', 'cc');
  await expect(row(page, /april\.nguyen/i).first()).toBeFocused();
  await expect(page.getByRole('dialog')).toBeHidden();
});

test('/ right after a place was chosen leads to the search of its list, with what is typed after it', async () => {
  const { page } = app;
  await typeAtOnce(page, 'Control+k', '>search all', 'Enter', '/april');
  await expect(page.getByRole('combobox', { name: 'Search all people' })).toHaveValue('april');
  await expect(page.getByRole('combobox', { name: 'Search all people' })).toBeFocused();
  await expect(row(page, 'april').first()).toBeVisible();
  await page.getByRole('combobox', { name: 'Search all people' }).clear();
  await typeAtOnce(page, 'Control+2', '/april');
  const members = page.getByRole('combobox', { name: 'Search members' });
  await expect(members).toHaveValue('april');
  await members.clear();
});

test('/ right after Escape has closed the palette or a dialog leads to the search', async () => {
  const { page } = app;
  const search = page.getByRole('combobox', { name: 'Search members' });
  await row(page, 'ana@northwind.example').focus();
  await typeAtOnce(page, 'Control+k', 'april', 'Escape', '/ana');
  await expect(search).toHaveValue('ana');
  await expect(search).toBeFocused();
  await search.clear();
  await row(page, 'ana@northwind.example').focus();
  await page.getByRole('button', { name: 'Invite', exact: true }).press('Enter');
  await expect(dialog(page, /^Invite people/).getByLabel('E-mail addresses')).toBeFocused();
  await typeAtOnce(page, 'Escape', '/ana');
  await expect(search).toHaveValue('ana');
  await search.clear();
});

test('A token that is found by its owner says whose it is', async () => {
  const { page } = app;
  await page.keyboard.press('Control+k');
  await page.keyboard.type('#april');
  await expect(dialog(page, 'Search everything').getByRole('option').first()).toContainText(/april\.nguyen/i);
  await page.keyboard.press('Escape');
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

test('A list is exported, and the focus stays at its button', async () => {
  const { page } = app;
  const filePath = join(app.userData, 'members.csv');
  await app.electron.evaluate(({ dialog: native }, path) => {
    native.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: path });
  }, filePath);
  await row(page, 'ana@northwind.example').focus();
  await take(page, 'export', 'Export…');
  await expect(page.getByRole('menuitem', { name: /^CSV, \d+ rows/ })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('menuitem', { name: /^CSV, data only/ })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(message(page, /^Exported \d+ rows to members\.csv/)).toBeVisible();
  expect(await readFile(filePath, 'utf8')).toContain('ana@northwind.example');
  await expect(page.getByRole('button', { name: 'Export', exact: true })).toBeFocused();
});

test('Another connection is opened by its number, and a workspace of it by its name', async () => {
  const { page } = app;
  await page.keyboard.press('Control+1');
  const first = page.getByRole('button', { name: /^Documents, / });
  await expect(first).toHaveAttribute('aria-current', /page|true/);
  await expect(page.getByRole('main').getByRole('heading', { level: 2 }).first()).toBeFocused();
  await take(page, 'invoices', 'Invoices');
  await expect(page.getByRole('heading', { level: 2, name: 'Invoices' })).toBeFocused();
  await page.keyboard.press('Alt+ArrowLeft');
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(page.getByRole('heading', { level: 2, name: 'Northwind Staging' })).toBeFocused();
});

test('A key is rotated: the old one is deleted once the new one is stored', async () => {
  const { page } = app;
  await take(page, 'invoices', 'Invoices');
  await expect(page.getByRole('heading', { level: 2, name: 'Invoices' })).toBeFocused();
  await take(page, 'generate', 'Generate an API key…');
  await expect(dialog(page, /^Generate an API key/).getByLabel('Name', { exact: true })).toBeFocused();
  await page.keyboard.type('nightly');
  await page.keyboard.press('Control+Enter');
  const reveal = dialog(page, 'Copy the API key now');
  const copy = reveal.getByRole('button', { name: 'Copy', exact: true });
  await expect(copy).toBeFocused();
  await page.keyboard.press('Enter');
  const done = reveal.getByRole('button', { name: 'Done' });
  await tabTo(page, done, 2);
  await page.keyboard.press('Enter');
  await expect(reveal).toBeHidden();

  await page.keyboard.press('/');
  await expect(page.getByRole('combobox', { name: 'Search API keys' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(row(page, 'nightly')).toBeFocused();
  await page.keyboard.press('r');
  await expect(dialog(page, 'Rotate nightly').getByLabel('Name of the new API key')).toBeFocused();
  await page.keyboard.press('Control+Enter');
  const review = dialog(page, 'Rotate API key “nightly”');
  await expect(review.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await tabTo(page, review.getByRole('button', { name: 'Rotate' }), 1);
  await page.keyboard.press('Enter');
  await expect(copy).toBeFocused();
  await page.keyboard.press('Enter');
  await tabTo(page, done, 2);
  await page.keyboard.press('Enter');
  await expect(review.getByRole('button', { name: 'Close' }).last()).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(row(page, 'nightly-2')).toBeVisible();
  await expect(page.getByRole('grid').locator('[data-index="0"]')).toBeFocused();
});

test('A member is removed together with their tokens', async () => {
  const { page } = app;
  await take(page, 'northwind production', 'Northwind Production');
  await expect(page.getByRole('heading', { level: 2, name: 'Northwind Production' })).toBeFocused();
  const search = page.getByRole('combobox', { name: 'Search members' });
  await page.keyboard.press('/');
  await expect(search).toBeFocused();
  await page.keyboard.type(samplePeople.collaborator);
  await expect(page.getByRole('grid').locator('[data-index]')).toHaveCount(1);
  await page.keyboard.press('ArrowDown');
  await expect(row(page, samplePeople.collaborator)).toBeFocused();
  await page.keyboard.press('Delete');
  const review = page.getByRole('dialog');
  await expect(review.getByRole('button', { name: 'Cancel' })).toBeFocused();
  const offer = review.getByRole('button', { name: 'Also revoke 1 token' });
  await expect(offer).toBeVisible();
  await tabTo(page, offer, 2, 'Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(review.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await expect(offer).toBeHidden();
  await expect(review).toContainText('Incident bridge');
  await tabTo(page, review.getByRole('button', { name: 'Apply 2 changes' }), 1);
  await page.keyboard.press('Enter');
  // The instance has to be told, so the result stays until it is closed.
  await expect(review).toContainText('1 token revoked, 1 removed.');
  await expect(review.getByRole('button', { name: 'Close' }).last()).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(review).toBeHidden();
  await expect(search).toBeFocused();
  await openTab(page, 'Tokens');
  await expect(row(page, 'CI deploy')).toBeVisible();
  await expect(row(page, 'Incident bridge')).toBeHidden();
});

test('Escape asks before it gives up people who were picked', async () => {
  const { page } = app;
  await take(page, 'invoices', 'Invoices');
  await expect(page.getByRole('heading', { level: 2, name: 'Invoices' })).toBeFocused();
  await take(page, 'invite', 'Invite people…');
  const form = dialog(page, /^Add people to Invoices/);
  const search = form.getByRole('combobox', { name: 'Organization members' });
  await expect(search).toBeFocused();
  await expect(form.getByRole('option').first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(form).toContainText('1 selected');
  await page.keyboard.press('Escape');
  await expect(form.getByRole('button', { name: 'Keep editing' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(form).toContainText('1 selected');
  await page.keyboard.press('Escape');
  await tabTo(page, form.getByRole('button', { name: 'Discard' }), 1);
  await page.keyboard.press('Enter');
  await expect(form).toBeHidden();
});

test('What is cut is shown whole once its row has the focus', async () => {
  const { page } = app;
  const email = `${'a-person-with-a-long-name.'.repeat(4)}ends-here@northwind.example`;
  const id = instance.now.workspaceId('Northwind Staging');
  await instance.now.call('POST', `/workspace/${id}/members`, { body: { email } });
  await page.keyboard.press('Control+r');
  await page.keyboard.press('/');
  await page.keyboard.type('ends-here');
  await expect(row(page, email)).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await expect(row(page, email)).toBeFocused();
  await expect(page.getByRole('tooltip')).toContainText(email);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('tooltip')).toBeHidden();
});
