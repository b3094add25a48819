import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '../support/app.ts';
import { dialog, openTab, openWorkspace, refresh, row, shareNorthwind } from './steward.ts';

const { instance, app } = shareNorthwind({ membersOf: "Ana's laptop" });

async function invite(email: string): Promise<void> {
  const { page } = app;
  await openTab(page, 'Members');
  await page.getByRole('button', { name: 'Invite', exact: true }).click();
  const form = dialog(page, "Invite people to Ana's laptop");
  await form.getByLabel('E-mail addresses').fill(email);
  await form.getByRole('button', { name: 'Invite', exact: true }).click();
  await expect(row(page, email)).toBeVisible();
}

test('a change made in Steward leaves a receipt that can be exported and undone', async () => {
  const { page, electron, userData } = app;
  await invite('receipt@example.com');
  await openTab(page, 'History');
  const entry = row(page, "receipt@example.com was invited to “Ana's laptop”.");
  await expect(entry).toContainText('Made in Steward');
  await expect(entry).toContainText('Done');
  await expect(entry).toContainText('just now');

  await entry.getByRole('button', { name: 'Receipt' }).click();
  const receipt = dialog(page, 'Invite receipt@example.com');
  await expect(receipt).toContainText('Done and verified.');
  const file = join(userData, 'receipt.json');
  await electron.evaluate(({ dialog: native }, filePath) => {
    native.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, file);
  await receipt.getByRole('button', { name: 'Export receipt' }).click();
  await expect.poll(() => readFile(file, 'utf8').catch(() => '')).toContain('receipt@example.com');
  expect(await readFile(file, 'utf8')).not.toContain(instance.token);

  await receipt.getByRole('button', { name: 'Undo' }).click();
  const undo = dialog(page, 'Remove receipt@example.com');
  await undo.getByRole('button', { name: 'Remove' }).click();
  await expect(row(page, 'receipt@example.com was removed from')).toBeVisible();
  await openTab(page, 'Members');
  await expect(row(page, 'receipt@example.com')).toBeHidden();
});

test('What others changed is seen at the next refresh, and not taken for one’s own', async () => {
  const { page } = app;
  const id = instance.now.workspaceId("Ana's laptop");
  await instance.now.call('POST', `/workspace/${id}/members`, { body: { email: 'observed@example.com' } });
  await refresh(page);
  await openTab(page, 'Members');
  await expect(row(page, 'observed@example.com')).toBeVisible();
  await openTab(page, 'History');
  const seen = row(page, 'observed@example.com joined');
  await expect(seen).toContainText('Observed');
  await expect(seen.getByRole('button', { name: 'Receipt' })).toBeHidden();

  await invite('mine@example.com');
  await refresh(page);
  await openTab(page, 'History');
  await page.getByRole('radio', { name: 'Observed' }).click();
  await expect(seen).toBeVisible();
  await expect(row(page, 'mine@example.com')).toBeHidden();
  await page.getByRole('radio', { name: 'Made in Steward' }).click();
  await expect(row(page, 'mine@example.com')).toBeVisible();
  await expect(seen).toBeHidden();
});

test('the history of a connection covers all of its workspaces', async () => {
  const { page } = app;
  await openWorkspace(page, "Ana's laptop");
  await invite('everywhere@example.com');
  await page
    .getByRole('navigation', { name: 'Connections' })
    .getByRole('button', { name: 'History' })
    .click();
  await expect(page.getByRole('heading', { name: 'History of Northwind' }).first()).toBeVisible();
  await expect(row(page, 'everywhere@example.com was invited')).toContainText("Ana's laptop");
});

test('The history of all connections is exported as it is searched, and keeps its searches as views', async () => {
  const { page, electron, userData } = app;
  await openWorkspace(page, "Ana's laptop");
  await invite('in-a-view@example.com');
  await page.getByRole('button', { name: 'All connections' }).click();
  await page.getByRole('tab', { name: 'History' }).click();
  const search = page.getByRole('combobox', { name: 'Search the history' });
  await search.fill('who:in-a-view by:steward');
  await expect(page.getByRole('status').filter({ hasText: /^1 change$/ })).toBeVisible();

  const file = join(userData, 'history.csv');
  await electron.evaluate(({ dialog: native }, filePath) => {
    native.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, file);
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  await page.getByRole('menuitem', { name: /^CSV, 1 row…/ }).click();
  await expect.poll(() => readFile(file, 'utf8').catch(() => '')).toContain('in-a-view@example.com');
  const text = await readFile(file, 'utf8');
  expect(text).toContain('What,History of all connections');
  expect(text).not.toContain('receipt@example.com');

  const views = page.getByRole('dialog', { name: 'Views', exact: true });
  await page.getByRole('button', { name: 'Views', exact: true }).click();
  await views.getByRole('textbox', { name: 'View name' }).fill('Mine');
  await views.getByRole('button', { name: 'Save view' }).click();
  await page.keyboard.press('Escape');
  await search.fill('');
  await page.getByRole('tab', { name: 'People' }).click();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('mine');
  const option = page.getByRole('option', { name: /^Mine/ });
  await expect(option).toContainText('the history of all connections');
  await option.click();
  await expect(search).toHaveValue('who:in-a-view by:steward');
  await expect(page.getByRole('status').filter({ hasText: /^1 change$/ })).toBeVisible();
  await search.fill('');
});
