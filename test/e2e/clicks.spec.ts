import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import { samplePeople } from '../../src-main/local-instance/sample/seed.ts';
import { expect, shareApp, test } from '../support/app.ts';
import { connectNorthwind, connectTo } from '../support/sign-in.ts';
import { dialog, message, row, shareInstance, workspaceItem } from './steward.ts';

/* The same jobs as by keyboard, by mouse: how many clicks each takes, from a workspace's list of members on. */

const passphrase = 'four unrelated words';
const instance = shareInstance();
const app = shareApp({
  vault: { passphrase },
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

let clicks = 0;
const click = async (target: Locator) => {
  await target.click();
  clicks += 1;
};
const button = (name: string | RegExp) => app.page.getByRole('button', { name, exact: true });
const tab = (name: string) => app.page.getByRole('tab', { name, exact: true });

test.beforeEach(async () => {
  await app.page.getByRole('button', { name: /^Northwind, / }).click();
  await workspaceItem(app.page, 'Northwind Staging').click();
  await tab('Members').click();
  await app.page.getByRole('combobox', { name: 'Search members' }).fill('');
  await expect(row(app.page, 'ana@northwind.example')).toBeVisible();
  clicks = 0;
});

test('A person is found with 1 click', async () => {
  const { page } = app;
  await click(page.getByRole('combobox', { name: 'Search members' }));
  await page.keyboard.type('april');
  await expect(page.getByRole('grid').locator('[data-index]')).toHaveCount(1);
  await expect(row(page, 'april.nguyen@northwind.example')).toBeVisible();
  await page.getByRole('combobox', { name: 'Search members' }).clear();
  expect(clicks).toBeLessThanOrEqual(1);
});

test('Three people are invited with 3 clicks', async () => {
  const { page } = app;
  await click(button('Invite'));
  await expect(dialog(page, /^Invite people/).getByLabel('E-mail addresses')).toBeFocused();
  await page.keyboard.type('one@example.com two@example.com three@example.com ');
  await click(dialog(page, /^Invite people/).getByRole('button', { name: 'Invite 3 people' }));
  const review = dialog(page, /^Invite 3 people/);
  await click(review.getByRole('button', { name: 'Invite 3 people' }));
  await expect(review).toBeHidden();
  expect(clicks).toBeLessThanOrEqual(3);
});

test('A token is generated, copied and put away with 5 clicks', async () => {
  const { page } = app;
  await click(tab('Tokens'));
  await click(button('Generate token'));
  const form = dialog(page, /^Generate a token/);
  await expect(form.getByLabel('Name')).toBeFocused();
  await page.keyboard.type('by-mouse');
  await click(form.getByRole('button', { name: 'Generate token', exact: true }));
  const reveal = dialog(page, 'Copy the token now');
  await click(reveal.getByRole('button', { name: 'Copy', exact: true }));
  await expect(reveal.getByRole('status')).toContainText('cleared after 60 s');
  await click(reveal.getByRole('button', { name: 'Done' }));
  await expect(row(page, 'by-mouse')).toBeVisible();
  expect(clicks).toBeLessThanOrEqual(5);
});

test('A role is changed with 3 clicks, and changed back with 3 more', async () => {
  const { page } = app;
  await page.getByRole('combobox', { name: 'Search members' }).fill('april');
  const role = row(page, 'april').first().getByRole('combobox');
  const before = (await role.textContent()) ?? '';
  await click(role);
  await click(page.getByRole('option', { name: 'Collaborator' }));
  const review = page.getByRole('dialog');
  await click(review.getByRole('button', { name: 'Make Collaborator' }));
  await expect(review).toContainText('Done and verified.');
  expect(clicks).toBeLessThanOrEqual(3);
  await click(review.getByRole('button', { name: 'Undo', exact: true }));
  await click(review.getByRole('button', { name: `Make ${before}` }));
  await expect(review).toContainText('Done and verified.');
  await click(review.getByRole('button', { name: 'Close' }).last());
  await expect(role).toHaveText(before);
  expect(clicks).toBeLessThanOrEqual(6);
});

test('A member is removed together with their tokens with 5 clicks', async () => {
  const { page } = app;
  await workspaceItem(page, 'Northwind Production').click();
  await page.getByRole('combobox', { name: 'Search members' }).fill(samplePeople.collaborator);
  const member = row(page, samplePeople.collaborator);
  await click(member.getByRole('button', { name: /^Actions for/ }));
  await click(page.getByRole('menuitem', { name: 'Remove…' }));
  const review = page.getByRole('dialog');
  await click(review.getByRole('button', { name: 'Also revoke 1 token' }));
  await click(review.getByRole('button', { name: 'Apply 2 changes' }));
  await expect(review).toContainText('1 token revoked, 1 removed.');
  await click(review.getByRole('button', { name: 'Close' }).last());
  await expect(review).toBeHidden();
  expect(clicks).toBeLessThanOrEqual(5);
});

/** A new key in the list in view, made without counting. */
async function generateKey(name: string): Promise<Locator> {
  const { page } = app;
  await button('Generate API key').click();
  const form = dialog(page, /^Generate an API key/);
  await form.getByLabel('Name', { exact: true }).fill(name);
  await form.getByRole('button', { name: 'Generate API key', exact: true }).click();
  const reveal = dialog(page, 'Copy the API key now');
  await reveal.getByRole('button', { name: 'Copy', exact: true }).click();
  await expect(reveal.getByRole('status')).toContainText('cleared after 60 s');
  await reveal.getByRole('button', { name: 'Done' }).click();
  await expect(row(page, name)).toBeVisible();
  return row(page, name);
}

test('A key is rotated with 8 clicks', async () => {
  const { page } = app;
  await page.getByRole('button', { name: /^Documents, / }).click();
  await workspaceItem(page, 'Invoices').click();
  await click(tab('API keys'));
  const key = await generateKey('nightly');
  await click(key.getByRole('button', { name: /^Actions for/ }));
  await click(page.getByRole('menuitem', { name: /^Rotate/ }));
  await click(dialog(page, /^Rotate /).getByRole('button', { name: 'Rotate' }));
  await click(dialog(page, /^Rotate API key/).getByRole('button', { name: 'Rotate' }));
  const reveal = dialog(page, 'Copy the API key now');
  await click(reveal.getByRole('button', { name: 'Copy', exact: true }));
  await click(reveal.getByRole('button', { name: 'Done' }));
  await expect(reveal).toBeHidden();
  await click(
    dialog(page, /^Rotate API key/)
      .getByRole('button', { name: 'Close' })
      .last(),
  );
  await expect(row(page, 'nightly-2')).toBeVisible();
  expect(clicks).toBeLessThanOrEqual(8);
});

test('A list is exported with 2 clicks', async () => {
  const filePath = join(app.userData, 'members.csv');
  await app.electron.evaluate(({ dialog: native }, path) => {
    native.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: path });
  }, filePath);
  await click(button('Export'));
  await click(app.page.getByRole('menuitem', { name: /^CSV, \d+ rows/ }));
  await expect(message(app.page, /^Exported \d+ rows to members\.csv/)).toBeVisible();
  expect(clicks).toBeLessThanOrEqual(2);
});

test('Another connection and a workspace of it are opened with 2 clicks', async () => {
  const { page } = app;
  await click(page.getByRole('button', { name: /^Documents, / }));
  await click(workspaceItem(page, 'Invoices'));
  await expect(page.getByRole('heading', { level: 2, name: 'Invoices' })).toBeVisible();
  expect(clicks).toBeLessThanOrEqual(2);
});

test('All connections are searched with 2 clicks', async () => {
  const { page } = app;
  await click(button('All connections'));
  await click(page.getByRole('combobox', { name: 'Search all people' }));
  await page.keyboard.type('april');
  await expect(row(page, 'april').first()).toBeVisible();
  expect(clicks).toBeLessThanOrEqual(2);
});

test('Steward is locked and unlocked with 3 clicks', async () => {
  const { page } = app;
  await click(button('Settings'));
  await click(button('Lock now'));
  await expect(page.getByLabel('Passphrase', { exact: true })).toBeFocused();
  await page.keyboard.type(passphrase);
  await click(button('Unlock'));
  await expect(page.getByRole('navigation', { name: 'Connections' })).toBeVisible();
  expect(clicks).toBeLessThanOrEqual(3);
});
