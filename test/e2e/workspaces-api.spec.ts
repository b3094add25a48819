import type { Locator } from '@playwright/test';
import { samplePassword } from '../../src-main/local-instance/sample/password.ts';
import { sampleWorkspacesApi } from '../../src-main/local-instance/sample/workspaces-api.ts';
import { samplePeople } from '../../src-main/local-instance/sample/seed.ts';
import { expect, shareApp, test } from '../support/app.ts';
import { callAt } from '../support/other-systems.ts';
import { connectTo } from '../support/sign-in.ts';
import {
  actionsOf,
  choose,
  dialog,
  expectRefused,
  find,
  grid,
  message,
  openTab,
  openWorkspace,
  pickFromMenu,
  row,
  shareInstance,
  workspaceItem,
  type SharedInstance,
} from './steward.ts';

const { northwind } = sampleWorkspacesApi;

const connectAna = (instance: SharedInstance) => (page: Parameters<typeof connectTo>[0]) =>
  connectTo(page, {
    system: 'Workspaces API',
    address: instance.now.addresses['workspaces-api'],
    method: 'With a password',
    fields: { 'User name': 'ana', Password: samplePassword },
    label: 'Platform',
  });

/** What the server keeps of a workspace of that name, asked as Ana. */
async function onTheServer(instance: SharedInstance, name: string): Promise<Record<string, unknown>> {
  const signIns = await instance.now.signInsOf(samplePeople.ana);
  const token = signIns.find(({ provider }) => provider === 'workspaces-api')?.values['token'] ?? '';
  const ask = (path: string) =>
    callAt(instance.now.addresses['workspaces-api'], 'GET', path, { authorization: `Bearer ${token}` });
  const listed = await ask('/api/v1/workspaces/?per_page=100');
  const found = workspacesIn(listed.json).find((workspace) => workspace['name'] === name);
  if (found === undefined) throw new Error(`The server has no workspace called ${name}: ${listed.text}`);
  return found;
}

/** The rows of a list, wherever its answer keeps them. */
function workspacesIn(json: unknown): Record<string, unknown>[] {
  if (Array.isArray(json)) return json as Record<string, unknown>[];
  if (typeof json !== 'object' || json === null) return [];
  return Object.values(json).flatMap(workspacesIn);
}

test.describe('With every route built', () => {
  // All of these together ask for more than the server allows in a minute.
  const instance = shareInstance({ workspacesApiPerMinute: 10_000 });
  const app = shareApp({ prepare: connectAna(instance) });
  const dialogNow = () => app.page.getByRole('dialog');

  test('a workspace shows its organization’s members and says so', async () => {
    const { page } = app;
    await openWorkspace(page, 'Checkout', 'Members');
    await expect(page.getByText(`This list belongs to the organization ${northwind}`)).toBeVisible();
    await expect(page.getByText('Membership belongs to the organization.')).toBeVisible();
    await expect(grid(page, `People in ${northwind}`)).toBeVisible();
    await expect(await find(page, 'members', samplePeople.approver)).toContainText('Developer');
    await page.getByRole('button', { name: 'Open organization' }).click();
    await expect(page.getByRole('heading', { level: 2, name: northwind })).toBeVisible();
  });

  test('an invitation is sent with its role and cancelled', async () => {
    const { page } = app;
    await openWorkspace(page, northwind, 'Invitations');
    await page.getByRole('button', { name: 'Invite', exact: true }).click();
    const form = dialog(page, `Invite people to ${northwind}`);
    await form.getByLabel('E-mail addresses').fill('late.joiner@northwind.example');
    await choose(page, form.getByRole('combobox', { name: 'Role' }), /^Developer/);
    await form.getByRole('button', { name: 'Invite', exact: true }).click();
    const invitation = row(page, 'late.joiner@northwind.example');
    await expect(invitation).toContainText('Developer');
    await expect(invitation).toContainText('Pending');

    await pickFromMenu(page, actionsOf(invitation), 'Cancel invitation…');
    await dialogNow().getByRole('button', { name: 'Cancel invitation' }).click();
    await expect(invitation).toBeHidden();
  });

  test('known settings are controls, and unknown ones are kept', async () => {
    const { page } = app;
    await openWorkspace(page, 'Checkout', 'Settings');
    const settings = page.getByRole('region', { name: 'Settings on the server' });
    await expect(settings.getByText('Other settings, kept as is')).toBeVisible();
    await expect(settings.getByText('integrations', { exact: true })).toBeVisible();
    await settings.getByRole('switch', { name: 'Public access' }).click();
    await expect(settings.getByRole('list', { name: 'Changes to save' })).toContainText(
      'allow_public_access',
    );
    await settings.getByRole('button', { name: 'Save settings' }).click();
    await expect(dialogNow()).toContainText('people outside the organization may see');
    await dialogNow().getByRole('button', { name: 'Save' }).click();
    await expect(dialogNow()).toBeHidden();
    await expect(settings.getByRole('switch', { name: 'Public access' })).toBeChecked();
    await expect(settings.getByRole('button', { name: 'Save settings' })).toHaveAttribute(
      'aria-disabled',
      'true',
    );
    expect((await onTheServer(instance, 'Checkout'))['settings']).toMatchObject({
      allow_public_access: true,
      features: { beta: true },
      integrations: ['slack'],
    });
  });

  test('a workspace is cloned with its settings', async () => {
    const { page } = app;
    await openWorkspace(page, 'Checkout', 'Settings');
    await page.getByRole('button', { name: 'Clone…' }).click();
    const form = dialog(page, 'Clone Checkout');
    await expect(form.getByLabel('Name of the copy')).toHaveValue('Checkout copy');
    await expect(form.getByRole('switch', { name: 'Copy settings' })).toBeChecked();
    await form.getByRole('button', { name: 'Clone workspace' }).click();
    await expect(page.getByRole('heading', { level: 2, name: 'Checkout copy' })).toBeVisible();
    await expect(workspaceItem(page, 'Checkout copy')).toBeVisible();
    expect((await onTheServer(instance, 'Checkout copy'))['settings']).toMatchObject({
      integrations: ['slack'],
    });
  });

  test('workspaces are created from a pasted list, without bad rows, and refused ones are reported', async () => {
    const { page } = app;
    await openWorkspace(page, northwind);
    await pickFromMenu(
      page,
      page.getByRole('button', { name: 'More to create' }),
      'Many workspaces from a list…',
    );
    const form = dialog(page, 'Create multiple workspaces');
    await form.getByLabel('List', { exact: true }).fill(`Atlas\n${'x'.repeat(101)}\nSearch\nBorealis`);
    await expect(form.getByRole('row').filter({ hasText: 'xxx' })).toContainText(
      'Use at most 100 characters.',
    );
    await expect(form.getByRole('status')).toHaveText('3 of 4 rows can be created. 1 row will be skipped.');
    await form.getByRole('button', { name: 'Review 3 workspaces' }).click();
    const review = dialog(page, /^Create 3 workspaces/);
    await expect(review).toContainText('There’s already a workspace called “Search”.');
    await review.getByRole('button', { name: 'Create 3 workspaces' }).click();
    await expect(review).toContainText('2 created, 1 failed.');
    const failed = review.getByRole('listitem').filter({ hasText: 'Create workspace “Search”' });
    await expect(failed.getByRole('img', { name: 'Failed' })).toBeVisible();
    await review.getByRole('button', { name: 'Close' }).last().click();
    await expect(workspaceItem(page, 'Atlas')).toBeVisible();
    await expect(workspaceItem(page, 'Borealis')).toBeVisible();
    await expect(workspaceItem(page, 'Search')).toHaveCount(1);
  });

  test('a list with columns and no known header asks which of them holds the names', async () => {
    const { page } = app;
    await openWorkspace(page, northwind);
    await pickFromMenu(
      page,
      page.getByRole('button', { name: 'More to create' }),
      'Many workspaces from a list…',
    );
    const form = dialog(page, 'Create multiple workspaces');
    const list = form.getByLabel('List', { exact: true });
    await list.fill('Region;Purpose\neu;Delta\nus;Echo');
    const question = form.getByRole('combobox', { name: 'Names are in' });
    await expect(question).toHaveAccessibleDescription(/none is called “name”/);
    await expect(form.getByRole('row')).toHaveCount(0);
    await expectRefused(form.getByRole('button', { name: 'Review', exact: true }), /which column/);

    await choose(page, question, 'The column “Purpose”');
    await expect(form.getByRole('row').filter({ hasText: 'Delta' })).toContainText('{"Region":"eu"}');
    await expect(form.getByRole('button', { name: 'Review 2 workspaces' })).toBeVisible();
    await choose(page, question, 'Every line is a name');
    await expect(form.getByRole('button', { name: 'Review 3 workspaces' })).toBeVisible();

    // Another header is another question.
    await list.fill('Owner;Phase\nana;Foxtrot');
    await expect(question).toContainText('Choose a column');
    await form.getByRole('button', { name: 'Cancel' }).click();
  });

  test('a token of the organization is generated with scopes and an expiry', async () => {
    const { page } = app;
    await openWorkspace(page, northwind, 'Tokens');
    await expect(row(page, 'Dashboard')).toContainText('read');
    await page.getByRole('button', { name: 'Generate token' }).click();
    await dialogNow().getByLabel('Name', { exact: true }).fill('release notes');
    await dialogNow().getByRole('checkbox', { name: 'Write' }).click();
    await dialogNow().getByRole('button', { name: '90 days' }).click();
    await dialogNow().getByRole('button', { name: 'Generate token' }).click();
    const reveal = dialog(page, 'Copy the token now');
    await reveal.getByRole('button', { name: 'Show token once' }).click();
    await expect(reveal.getByLabel('Token', { exact: true })).toHaveText(/^pat_/);
    await reveal.getByRole('button', { name: 'I’ve stored it' }).click();
    await expect(row(page, 'release notes')).toContainText(/read.*write/);
    await pickFromMenu(page, actionsOf(row(page, 'release notes')), 'Delete…');
    await dialogNow().getByRole('button', { name: 'Delete' }).click();
    await expect(row(page, 'release notes')).toBeHidden();
  });

  test('a change that the server refuses comes back to its form with everything typed', async () => {
    const { page } = app;
    // In the server's own words: a refusal that isn't proves nothing, and would be read back.
    const body = { error: { code: 'PERMISSION_DENIED', message: 'Not permitted' } };
    instance.now.faults([
      { method: 'POST', path: '/workspaces-api/api/v1/**', fault: { kind: 'status', status: 403, body } },
    ]);
    /** Sends a form that is filled in, and leaves it again after it came back. */
    const refused = async (form: Locator, send: string) => {
      await form.getByRole('button', { name: send, exact: true }).click();
      await expect(form.getByRole('alert')).toBeVisible();
    };
    const leave = async () => {
      await dialogNow().getByRole('button', { name: 'Cancel' }).click();
      await expect(dialogNow()).toBeHidden();
    };

    await openWorkspace(page, northwind, 'Tokens');
    await page.getByRole('button', { name: 'Generate token' }).click();
    const token = dialog(page, `Generate a token for ${northwind}`);
    await token.getByLabel('Name', { exact: true }).fill('nightly');
    await token.getByRole('checkbox', { name: 'Write' }).click();
    await refused(token, 'Generate token');
    await expect(token.getByLabel('Name', { exact: true })).toHaveValue('nightly');
    await expect(token.getByRole('checkbox', { name: 'Write' })).toBeChecked();
    await leave();

    const create = page.getByRole('button', { name: 'More to create' });
    await pickFromMenu(page, create, 'New organization…');
    const organization = dialog(page, 'New organization');
    await organization.getByLabel('Name').fill('Northwind Labs');
    await refused(organization, 'Create organization');
    await expect(organization.getByLabel('Name')).toHaveValue('Northwind Labs');
    await leave();

    await openWorkspace(page, 'Mobile', 'Settings');
    await page.getByRole('button', { name: 'Clone…' }).click();
    const clone = dialog(page, 'Clone Mobile');
    await clone.getByLabel('Name of the copy').fill('Mobile rehearsal');
    await refused(clone, 'Clone workspace');
    await expect(clone.getByLabel('Name of the copy')).toHaveValue('Mobile rehearsal');
    await leave();

    // Of several each has its own reason: those are read first.
    await openWorkspace(page, northwind, 'Invitations');
    await page.getByRole('button', { name: 'Invite', exact: true }).click();
    const invite = dialog(page, `Invite people to ${northwind}`);
    await invite.getByLabel('E-mail addresses').fill('one@example.com two@example.com');
    await invite.getByRole('button', { name: 'Invite 2 people' }).click();
    await dialogNow().getByRole('button', { name: 'Invite 2 people' }).click();
    await expect(dialogNow()).toContainText('2 failed.');
    await dialogNow().getByRole('button', { name: 'Back to form' }).click();
    await expect(invite.getByRole('alert')).toBeVisible();
    await expect(invite.getByLabel('E-mail addresses')).toHaveValue('one@example.com two@example.com');
    await leave();

    await pickFromMenu(page, create, 'Many workspaces from a list…');
    const many = dialog(page, 'Create multiple workspaces');
    await many.getByLabel('List', { exact: true }).fill('Cumulus\nNimbus');
    await many.getByRole('button', { name: 'Review 2 workspaces' }).click();
    await dialogNow().getByRole('button', { name: 'Create 2 workspaces' }).click();
    await dialogNow().getByRole('button', { name: 'Back to form' }).click();
    await expect(many.getByLabel('List', { exact: true })).toHaveValue('Cumulus\nNimbus');
    await leave();
  });
});

test.describe('With the workspaces’ own routes not built', () => {
  const instance = shareInstance({ workspacesApi: 'stub', workspacesApiPerMinute: 10_000 });
  const app = shareApp({ prepare: connectAna(instance) });

  test('cloning is reported as not built, while creating, renaming and deleting still work', async () => {
    const { page } = app;
    await openWorkspace(page, 'Mobile', 'Settings');
    await expectRefused(page.getByRole('button', { name: 'Clone…' }), /doesn’t support cloning yet/);

    await page.getByRole('button', { name: 'New workspace' }).click();
    const form = dialog(page, 'New workspace');
    await form.getByLabel('Name', { exact: true }).fill('Lighthouse');
    await form.getByRole('button', { name: 'Create workspace' }).click();
    await expect(page.getByRole('heading', { level: 2, name: 'Lighthouse' })).toBeVisible();

    await openTab(page, 'Settings');
    const name = page.getByRole('region', { name: 'Name', exact: true });
    await name.getByLabel('Name').fill('Beacon');
    await name.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('heading', { level: 2, name: 'Beacon' })).toBeVisible();

    await page.getByRole('button', { name: 'Delete…' }).click();
    const review = dialog(page, 'Delete “Beacon”');
    await review.getByLabel('Type Beacon to confirm').fill('Beacon');
    await review.getByRole('button', { name: 'Delete workspace' }).click();
    await expect(message(page, '“Beacon” was deleted.')).toBeVisible();
    await expect(workspaceItem(page, 'Beacon')).toBeHidden();
  });
});
