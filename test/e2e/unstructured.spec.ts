import { samplePeople } from '../../src-main/local-instance/sample/seed.ts';
import { sampleUnstructured } from '../../src-main/local-instance/sample/unstructured.ts';
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
  workspaceList,
} from './steward.ts';

const instance = shareInstance();
const { ana, secondOwner, approver } = samplePeople;

/** The session token that somebody would paste. */
async function sessionOf(email: string): Promise<string> {
  const signIns = await instance.now.signInsOf(email);
  return signIns.find(({ provider }) => provider === 'unstructured')?.values['token'] ?? '';
}

/** A key of the instance with its value, as the data API takes it. */
function keyNamed(name: string) {
  const { directory } = instance.now;
  const ids = directory.people
    .signedUp(1000)
    .flatMap(({ id }) => directory.workspaces.createdBy(id, 'unstructured'))
    .map(({ id }) => id);
  return ids.flatMap((id) => directory.apiKeys.ofWorkspace(id)).find((key) => key.name === name);
}

test.describe('Over the management API', () => {
  const app = shareApp({
    prepare: async (page) => {
      await connectTo(page, {
        system: 'Unstructured',
        address: instance.now.addresses.unstructured,
        fields: { 'Session token': await sessionOf(ana) },
        label: 'Documents',
      });
    },
  });
  const dialogNow = () => app.page.getByRole('dialog');

  test('organizations list their workspaces and their people with roles', async () => {
    const { page } = app;
    const organizations = workspaceList(page).getByRole('region', { name: 'Organizations' });
    for (const name of [
      sampleUnstructured.northwind,
      'Contracts',
      sampleUnstructured.fabrikam,
      'Blueprints',
    ]) {
      await expect(organizations.getByRole('button', { name, exact: true })).toBeVisible();
    }
    await openWorkspace(page, sampleUnstructured.northwind, 'People');
    await expect(grid(page, `People in ${sampleUnstructured.northwind}`)).toBeVisible();
    await expect(await find(page, 'members', ana)).toContainText('Super Administrator');
    await expect(await find(page, 'members', secondOwner)).toContainText('Billing Administrator');
  });

  test('members show both their roles, and the Roles tab shows both matrices', async () => {
    const { page } = app;
    await openWorkspace(page, 'Contracts', 'Members');
    await expect(page.getByRole('columnheader', { name: 'Workspace role' })).toBeVisible();
    await expect(page.getByRole('columnheader', { name: 'Organization role' })).toBeVisible();
    const person = row(page, approver);
    await expect(person).toContainText('Workspace Administrator');
    await expect(person).toContainText('Account Member');
    await expect(page.getByText(/Super Administrator.* also ha(s|ve) access/)).toBeVisible();
    await openTab(page, 'Roles');
    await expect(page.getByRole('group', { name: 'Roles of the workspace' })).toBeVisible();
    await expect(page.getByRole('group', { name: 'Roles of the organization' })).toBeVisible();
  });

  test('the Roles tab explains what a member may do and compares two roles', async () => {
    const { page } = app;
    await openWorkspace(page, 'Contracts', 'Members');
    await pickFromMenu(page, actionsOf(row(page, approver)), 'View permissions');
    const may = page.getByRole('list', { name: /^Permissions of / });
    await expect(page.getByRole('list', { name: 'Reasons' })).toContainText(
      'Workspace Administrator in Contracts',
    );
    const create = may.getByRole('listitem').filter({ hasText: 'Create API keys' });
    await expect(create.getByRole('img', { name: 'Yes:' })).toBeVisible();
    await expect(create).toContainText('Workspace Administrator in Contracts');
    const addToOrganization = may.getByRole('listitem').filter({ hasText: 'Create workspaces' });
    await expect(addToOrganization.getByRole('img', { name: 'No:' })).toBeVisible();
    await expect(addToOrganization).toContainText(`Not as Account Member in ${sampleUnstructured.northwind}`);

    const difference = page.getByRole('region', { name: 'Compare roles' });
    await choose(page, difference.getByRole('combobox', { name: 'First role' }), /^Developer/);
    await choose(page, difference.getByRole('combobox', { name: 'Second role' }), /^Operator/);
    await expect(difference.getByRole('region', { name: 'Only Developer can' })).toContainText(
      'Create API keys',
    );
    await expect(difference.getByRole('region', { name: 'Only Operator can' })).toContainText(
      'No additional permissions.',
    );
  });

  test('an organization member is added to a workspace and gets another role', async () => {
    const { page } = app;
    await openWorkspace(page, 'Invoices', 'Members');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    const form = dialog(page, 'Add people to Invoices');
    await form.getByRole('combobox', { name: 'Organization members' }).fill('tomasz');
    await page.getByRole('option', { name: new RegExp(secondOwner) }).click();
    await choose(page, form.getByRole('combobox', { name: 'Role' }), /^Operator/);
    await form.getByRole('button', { name: 'Add', exact: true }).click();
    const person = row(page, secondOwner);
    await expect(person).toContainText('Operator');
    await expect(person).toContainText('Billing Administrator');

    await choose(page, person.getByRole('combobox', { name: /^Role of/ }), /^Developer/);
    await dialogNow().getByRole('button', { name: 'Make Developer' }).click();
    await expect(dialogNow()).toBeHidden();
    await expect(person).toContainText('Developer');
  });

  test('an API key is generated, copied again, disabled and enabled, rotated and deleted', async () => {
    const { page, electron } = app;
    await openWorkspace(page, 'Invoices', 'API keys');
    await page.getByRole('button', { name: 'Generate API key' }).click();
    const form = dialog(page, 'Generate an API key for Invoices');
    await form.getByLabel('Name', { exact: true }).fill('billing-import');
    await form.getByRole('button', { name: 'Generate API key' }).click();
    const reveal = dialog(page, 'Copy the API key now');
    await expect(reveal).toContainText('can show it again later');
    await reveal.getByRole('button', { name: 'I’ve stored it' }).click();

    const key = row(page, 'billing-import');
    await pickFromMenu(page, actionsOf(key), 'Copy value');
    await expect(message(page, 'Copied. The clipboard is cleared after 60 seconds.')).toBeVisible();
    const copied = await electron.evaluate(({ clipboard }) => clipboard.readText());
    expect(copied).toBe(keyNamed('billing-import')?.secret);

    await pickFromMenu(page, actionsOf(key), 'Disable…');
    await dialogNow().getByRole('button', { name: 'Switch off' }).click();
    await expect(key).toBeHidden();
    await page.getByRole('radio', { name: /^Inactive/ }).click();
    await expect(key).toContainText('Disabled');
    await pickFromMenu(page, actionsOf(key), 'Enable…');
    await dialogNow().getByRole('button', { name: 'Switch on' }).click();
    await page.getByRole('radio', { name: /^Active/ }).click();
    await expect(key).toContainText('Active');

    await pickFromMenu(page, actionsOf(key), 'Rotate…');
    await dialog(page, 'Rotate billing-import').getByRole('button', { name: 'Rotate' }).click();
    const review = dialog(page, 'Rotate API key “billing-import”');
    await expect(review).toContainText('Replace the old key wherever it’s used');
    await review.getByRole('button', { name: 'Rotate' }).click();
    await reveal.getByRole('button', { name: 'I’ve stored it' }).click();
    await expect(review).toContainText('Replace the old key wherever it’s used');
    await review.getByRole('button', { name: 'Close' }).last().click();
    await expect(row(page, 'billing-import-2')).toBeVisible();
    await expect(page.getByText('Rotate API key “billing-import”: not finished')).toBeVisible();
    expect(keyNamed('billing-import')).toBeDefined();
    await page.getByRole('button', { name: /^Finish: delete API key/ }).click();
    await dialogNow().getByRole('button', { name: 'Delete' }).click();
    await expect(
      grid(page, /^Active API keys/)
        .getByRole('row')
        .filter({ hasText: 'billing' }),
    ).toHaveCount(1);
    expect(keyNamed('billing-import')).toBeUndefined();

    await pickFromMenu(page, actionsOf(row(page, 'billing-import-2')), 'Delete…');
    await expect(dialogNow()).toContainText('a deleted key can’t be recovered');
    await dialogNow().getByRole('button', { name: 'Delete' }).click();
    await expect(page.getByText('No active API keys')).toBeVisible();
  });

  test('only Super Administrators create a workspace, and it can’t be deleted from here', async () => {
    const { page } = app;
    await openWorkspace(page, 'Contracts');
    await page.getByRole('button', { name: 'New workspace' }).click();
    const form = dialog(page, 'New workspace');
    await form.getByLabel('Name', { exact: true }).fill('Tenders');
    await choose(page, form.getByRole('combobox', { name: 'Organization' }), sampleUnstructured.fabrikam);
    await form.getByRole('button', { name: 'Create workspace' }).click();
    const refused = dialog(page, 'Create workspace “Tenders”');
    await expect(refused).toContainText(
      'Only Super Administrators can do this. Your role here is Account Member.',
    );
    await refused.getByRole('button', { name: 'Cancel' }).click();

    await choose(page, form.getByRole('combobox', { name: 'Organization' }), sampleUnstructured.northwind);
    await form.getByRole('button', { name: 'Create workspace' }).click();
    await expect(page.getByRole('heading', { level: 2, name: 'Tenders' })).toBeVisible();
    await expect(workspaceItem(page, 'Tenders')).toBeVisible();

    await openTab(page, 'Settings');
    await expectRefused(
      page.getByRole('button', { name: 'Delete…' }),
      /^Only Unstructured’s representatives can delete a workspace\..* sales@unstructured\.io\.$/,
    );
    await expect(page.getByText('Source: docs.unstructured.io/ui/account/workspaces').first()).toBeVisible();
  });
});

test.describe('Console-guided, for the real service', () => {
  const app = shareApp({
    prepare: async (page) => {
      await connectTo(page, {
        system: 'Unstructured',
        address: `${instance.now.origin}/unstructured/data`,
        fields: { 'Your name': 'Ana Oliveira', 'Your e-mail address': ana },
        label: 'Console',
      });
    },
  });
  const dialogNow = () => app.page.getByRole('dialog');
  const list = `organization,workspace,email,name,organization role,workspace role,key
Northwind,Invoices,${ana},Ana Oliveira,Super Administrator,Workspace Administrator,
Northwind,,ben.carter@northwind.example,Ben Carter,Account Member,,
Northwind,Invoices,,,,,nightly-import
Northwind,Invoices,cleo@northwind.example,Cleo,Grand Vizier,,
`;

  async function fillList() {
    const { page } = app;
    await page.getByRole('button', { name: 'Record inventory' }).first().click();
    const record = dialog(page, 'Record inventory for Console');
    await record.getByLabel('List', { exact: true }).fill(list);
    return record;
  }
  /** What the other tests need of the first, whether it ran before them or not. */
  async function openRecorded(tab: 'Members' | 'API keys') {
    const { page } = app;
    if (!(await workspaceItem(page, 'Invoices').isVisible())) {
      await (await fillList()).getByRole('button', { name: 'Record 3 rows' }).click();
    }
    await openWorkspace(page, 'Invoices', tab);
  }

  test('columns under other names are said to be read, and others not to be', async () => {
    const { page } = app;
    await page.getByRole('button', { name: 'Record inventory' }).first().click();
    const record = dialog(page, 'Record inventory for Console');
    const list = record.getByLabel('List', { exact: true });
    await list.fill('Org;Email Address;Role in organization;Phone\nFabrikam;dan@fabrikam.example;member;1');
    const columns = record.getByRole('status').filter({ hasText: 'Check the columns' });
    await expect(columns).toContainText('“Org” is read as organization');
    await expect(columns).toContainText('“Email Address” is read as email');
    await expect(columns).toContainText('Not read: “Phone”.');
    await expect(record.getByRole('button', { name: 'Record 1 row' })).toBeVisible();

    await list.fill('Company;Email;organization\nFabrikam;dan@fabrikam.example;x');
    await expect(record.getByRole('alert')).toContainText('“Company”');
    await record.getByRole('button', { name: 'Cancel' }).click();
  });

  test('existing entries are recorded from a list after a preview of its rows', async () => {
    const { page } = app;
    await expect(page.getByRole('main')).toContainText('Unstructured has no API to read from.');
    const record = await fillList();
    await expect(record.getByRole('status')).toHaveText(/^3 rows to record · 1 row has a problem/);
    const preview = record.getByRole('region', { name: 'Preview' });
    await expect(preview.getByRole('row').filter({ hasText: 'cleo@' })).toContainText('Grand Vizier');
    await record.getByRole('button', { name: 'Record 3 rows' }).click();
    await expect(message(page, 'Recorded 3 rows. Skipped 1 row.')).toBeVisible();

    await openWorkspace(page, 'Invoices', 'Members');
    await expect(page.getByText(/^Added manually/).first()).toBeVisible();
    await expect(row(page, ana)).toContainText('Workspace Administrator');
  });

  test('a change is a list of exact clicks that you mark as done', async () => {
    const { page } = app;
    await openRecorded('Members');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    const form = dialog(page, 'Add people to Invoices');
    await expect(form).toContainText(
      'Nothing is sent. You’ll get step-by-step instructions for Unstructured.',
    );
    await page.getByRole('option', { name: /ben\.carter@/ }).click();
    await choose(page, form.getByRole('combobox', { name: 'Role' }), /^Viewer/);
    await form.getByRole('button', { name: 'Add', exact: true }).click();

    const plan = dialog(page, /^Add Ben Carter to “Invoices”/);
    const steps = plan.getByRole('list', { name: /^Steps: / });
    await expect(steps.getByRole('listitem')).toContainText([
      'a member of the organization Northwind',
      'Sign in to your Unstructured account',
      'select “Northwind”',
      'select “Invoices”',
      'gear',
      'Manage Workspace',
      'Members',
      'Add New Member',
      'ben.carter@northwind.example',
      'Viewer',
      'Continue',
    ]);
    await steps.getByRole('checkbox').first().click();
    await plan.getByRole('button', { name: 'Mark as done' }).click();
    await expect(row(page, 'ben.carter@northwind.example')).toContainText('Viewer');
    await openTab(page, 'History');
    await expect(page.getByRole('tabpanel')).toContainText('you marked it as done');
  });

  test('the value of a key is stored, never shown again, and tested', async () => {
    const { page } = app;
    const works = keyNamed('Ingest service')?.secret ?? '';
    await openRecorded('API keys');
    const key = row(page, 'nightly-import');
    await expect(key).toContainText('No value stored');
    await pickFromMenu(page, actionsOf(key), 'Test API key…');
    const form = dialog(page, 'Test API key “nightly-import”');
    await form.getByLabel('Value of the API key', { exact: true }).fill(works);
    await form.getByRole('button', { name: 'Save and test' }).click();
    await expect(form.getByRole('status')).toContainText('The API key works');
    await expect(form).not.toContainText(works);

    await form.getByRole('button', { name: 'Save another value' }).click();
    await form.getByLabel('Value of the API key', { exact: true }).fill('no-such-key');
    await form.getByRole('button', { name: 'Save and test' }).click();
    await expect(form.getByRole('status')).toContainText('The API key doesn’t work');
    await expect(form.getByRole('status')).toContainText('the value is mistyped');
    await form.getByRole('button', { name: 'Close' }).last().click();
    await expect(dialogNow()).toBeHidden();
    await expect(key).toContainText('Rejected');

    const answer = await callAt(`${instance.now.origin}/unstructured/data`, 'GET', '/api/v1/workflows/', {
      'unstructured-api-key': works,
    });
    expect(answer.status).toBe(200);
  });
});
