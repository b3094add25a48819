import { sampleModboxWorkspaces } from '../../src-main/local-instance/sample/modbox.ts';
import { samplePeople } from '../../src-main/local-instance/sample/seed.ts';
import { expect, shareApp, test } from '../support/app.ts';
import { callAt } from '../support/other-systems.ts';
import { checkAddressOf, connectBoxes } from '../support/sign-in.ts';
import {
  actionsOf,
  choose,
  dialog,
  expectRefused,
  find,
  leaveDialog,
  message,
  openTab,
  openWorkspace,
  pickFromMenu,
  refresh,
  row,
  shareInstance,
  workspaceItem,
  workspaceList,
} from './steward.ts';

const instance = shareInstance();
const app = shareApp({
  prepare: (page) => connectBoxes(page, instance),
});
const { secondOwner, approver } = samplePeople;
const dialogNow = () => app.page.getByRole('dialog');

test('an address is recognized as Modbox even when another system was chosen', async () => {
  const { page } = app;
  await checkAddressOf(page, 'Workspaces API', instance.now.addresses.modbox);
  const add = dialog(page, 'Add a connection');
  await expect(add.getByRole('heading', { name: 'This looks like Modbox' })).toBeVisible();
  await expect(add).toContainText('responds as Modbox, not as Workspaces API.');
  await add.getByRole('button', { name: 'Use Modbox' }).click();
  await expect(add.getByRole('status')).toContainText('This address is already connected');
  await add.getByRole('button', { name: 'Use a different account' }).click();
  await expect(dialog(page, 'Sign in')).toContainText('Modbox');
  await leaveDialog(page);
  await expect(dialogNow()).toBeHidden();
});

test('a member is added with a role, gets another role, and is removed', async () => {
  const { page } = app;
  const email = 'nora.lindqvist@fabrikam.example';
  await openWorkspace(page, sampleModboxWorkspaces.personal, 'Members');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  const form = dialog(page, `Add people to ${sampleModboxWorkspaces.personal}`);
  await form.getByLabel('E-mail addresses').fill(email);
  await choose(page, form.getByRole('combobox', { name: 'Role' }), /^Viewer/);
  await form.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(row(page, email)).toContainText('Viewer');

  await choose(page, row(page, email).getByRole('combobox', { name: /^Role of/ }), /^Admin/);
  await dialogNow().getByRole('button', { name: 'Make Admin' }).click();
  await expect(row(page, email)).toContainText('Admin');

  await pickFromMenu(page, actionsOf(row(page, email)), 'Remove…');
  await expect(dialogNow()).toContainText('Their API tokens belong to them and stay valid');
  await dialogNow().getByRole('button', { name: 'Remove' }).click();
  await expect(row(page, email)).toBeHidden();
});

test('an owner can’t be removed, and only owners assign that role', async () => {
  const { page } = app;
  await openWorkspace(page, sampleModboxWorkspaces.agents, 'Members');
  await actionsOf(await find(page, 'members', secondOwner)).click();
  await expect(page.getByRole('menuitem', { name: /Remove…/ })).toContainText(
    'Other members can’t remove an owner. Change their role first.',
  );
  await page.keyboard.press('Escape');

  await openWorkspace(page, sampleModboxWorkspaces.evaluation, 'Members');
  await expect(page.getByText('Your role: Admin')).toBeVisible();
  await actionsOf(await find(page, 'members', secondOwner)).click();
  await expect(page.getByRole('menuitem', { name: /Change role…/ })).toContainText(
    'Only an owner can grant, change or remove the Owner role.',
  );
  await page.keyboard.press('Escape');
  await openTab(page, 'Settings');
  await expectRefused(
    page.getByRole('button', { name: 'Delete…' }),
    'Only Owners can do this. Your role here is Admin.',
  );
  await openWorkspace(page, sampleModboxWorkspaces.personal, 'Settings');
  await expectRefused(
    page.getByRole('button', { name: 'Leave…' }),
    'You’re the only owner. Make another member owner before you leave.',
  );
});

test('deleting shows what would be deleted first', async () => {
  const { page } = app;
  await openWorkspace(page, sampleModboxWorkspaces.agents, 'Overview');
  await expect(page.getByRole('region', { name: 'Contents' })).toContainText('7');
  await openTab(page, 'Settings');
  await page.getByRole('button', { name: 'Delete…' }).click();
  const review = dialog(page, `Delete “${sampleModboxWorkspaces.agents}”`);
  await expect(review).toContainText(/This also deletes 7 running sandboxes\./);
  await review.getByRole('button', { name: 'Cancel' }).click();
  await expect(workspaceItem(page, sampleModboxWorkspaces.agents)).toBeVisible();
});

test('tokens belong to the account, are shown once, and are deleted only where their secret is stored', async () => {
  const { page } = app;
  await openWorkspace(page, sampleModboxWorkspaces.agents, 'API tokens');
  await expect(page.getByText('This list belongs to your account')).toBeVisible();
  await expect(
    workspaceList(page).getByRole('region', { name: 'Personal' }).getByRole('button').first(),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Open account' }).click();
  await expect(page.getByRole('heading', { level: 2, name: 'Your API tokens' })).toBeVisible();

  await page.getByRole('button', { name: 'Generate API token' }).first().click();
  await dialogNow().getByLabel('Name', { exact: true }).fill('nightly evaluation');
  await dialogNow().getByRole('button', { name: 'Generate API token' }).click();
  const reveal = dialog(page, 'Copy the API token now');
  await expect(reveal).toContainText('shows it only once');
  await reveal.getByRole('button', { name: 'Show API token once' }).click();
  const secret = (await reveal.getByLabel('API token', { exact: true }).textContent()) ?? '';
  expect(secret).toMatch(/^mbx_/);
  await reveal.getByRole('button', { name: 'I’ve stored it' }).click();
  await expect(row(page, 'nightly evaluation')).toBeVisible();
  expect((await asToken(secret)).status).toBe(200);

  // One made somewhere else can't be ended from here: Modbox deletes a token by its secret alone.
  const signIns = await instance.now.signInsOf(samplePeople.ana);
  const session = signIns.find(({ provider }) => provider === 'modbox')?.values['token'] ?? '';
  const made = await callAt(
    instance.now.addresses.modbox,
    'POST',
    '/api-tokens/',
    { authorization: `Bearer ${session}` },
    // Turned and hidden characters are shown as their codes.
    { description: 'made\u202e else\u200bwhere' },
  );
  expect(made.status).toBeLessThan(300);
  await refresh(page);
  await actionsOf(row(page, 'made‹U+202E› else‹U+200B›where')).click();
  const end = page.getByRole('menuitem', { name: /Delete…/ });
  await expect(end).toHaveAttribute('aria-disabled', 'true');
  await page.keyboard.press('Escape');

  await pickFromMenu(page, actionsOf(row(page, 'nightly evaluation')), 'Delete…');
  await dialogNow().getByRole('button', { name: 'Delete' }).click();
  // Behind the open dialog the list counts as hidden already.
  await expect(message(page, /“nightly evaluation” was deleted/)).toBeVisible();
  await expect(row(page, 'nightly evaluation')).toBeHidden();
  expect((await asToken(secret)).status).toBe(401);
});

const asToken = (secret: string) =>
  callAt(instance.now.addresses.modbox, 'GET', '/workspaces', { authorization: `Bearer ${secret}` });

test('the Roles tab explains what one member may do and why', async () => {
  const { page } = app;
  await openWorkspace(page, sampleModboxWorkspaces.agents, 'Roles');
  const panel = page.getByRole('region', { name: 'Check a member’s permissions' });
  await panel.getByRole('combobox', { name: 'Member' }).fill(approver);
  await panel.getByRole('option').first().click();
  await expect(panel.getByRole('list', { name: 'Reasons' })).toContainText(
    `Admin in ${sampleModboxWorkspaces.agents}`,
  );
  const add = panel.getByRole('listitem').filter({ hasText: 'Add members' });
  await expect(add.getByRole('img', { name: 'Yes:' })).toBeVisible();
  await expect(add).toContainText('not as owner');
});
