import type { Locator, Page } from '@playwright/test';
import { sampleSignIn } from '../../src-main/local-instance/dialects/system/identity.ts';
import { samplePeople } from '../../src-main/local-instance/sample/seed.ts';
import { sampleSystemWorkspaces } from '../../src-main/local-instance/sample/system.ts';
import { expect, shareApp, test } from '../support/app.ts';
import { callAt } from '../support/other-systems.ts';
import { connectTo } from '../support/sign-in.ts';
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
  type SharedInstance,
} from './steward.ts';

const { operations, treasury } = sampleSystemWorkspaces;
const { outsider, collaborator } = samplePeople;

const connectAs = (
  page: Page,
  instance: SharedInstance,
  email: string,
  label: string,
  advanced?: (form: Locator) => Promise<void>,
) =>
  connectTo(page, {
    system: 'SYSTEM',
    address: instance.now.addresses.system,
    method: 'With a password',
    fields: {
      'E-mail': email,
      Password: sampleSignIn.password,
      'Portal access code': sampleSignIn.portalCode,
    },
    code: sampleSignIn.mfaCode,
    label,
    ...(advanced === undefined ? {} : { advanced }),
  });

/** What the person of an open invitation does in the portal. */
async function accept(instance: SharedInstance, email: string, workspace: string): Promise<void> {
  const { directory } = instance.now;
  const signIns = await instance.now.signInsOf(email);
  const token = signIns.find(({ provider }) => provider === 'system')?.values['token'] ?? '';
  const ana = directory.people.byEmail(samplePeople.ana)?.id ?? '';
  const id = directory.workspaces.createdBy(ana, 'system').find(({ name }) => name === workspace)?.id ?? '';
  const open = directory.systemInvitations
    .of(id)
    .find((invitation) => invitation.email === email && invitation.state === 'PENDING');
  const answer = await callAt(
    instance.now.addresses.system,
    'POST',
    `/web/v1/users/self/invitations/${open?.id ?? ''}/accept`,
    { authorization: `Bearer ${token}`, 'x-portal-access-code': sampleSignIn.portalCode },
  );
  expect(answer.status, answer.text).toBe(200);
}

test.describe('In the portal', () => {
  const instance = shareInstance();
  const app = shareApp({ prepare: (page) => connectAs(page, instance, samplePeople.ana, 'Portal') });
  const dialogNow = () => app.page.getByRole('dialog');
  /** Sends the form that asks for a reason, then confirms its review. */
  async function confirmCancel(): Promise<void> {
    const form = dialogNow().filter({ has: app.page.getByLabel('Reason') });
    await form.getByRole('button', { name: 'Cancel invitation' }).click();
    await expect(form).toBeHidden();
    await dialogNow().getByRole('button', { name: 'Cancel invitation' }).click();
  }

  test('it starts in the default workspace, or on the start page if you choose so', async () => {
    const { page } = app;
    await expect(page.getByRole('heading', { level: 2, name: operations })).toBeVisible();
    await page.getByRole('button', { name: 'Start page' }).click();
    await page.getByRole('switch', { name: 'Open the default workspace first' }).click();

    await openWorkspace(page, treasury, 'Settings');
    await page.getByRole('button', { name: 'Set as default…' }).click();
    const review = dialog(page, `Make “${treasury}” your default workspace`);
    await expect(review).toContainText('for you');
    await review.getByRole('button', { name: 'Make default' }).click();
    await expect(page.getByText('This is the workspace you start in.')).toBeVisible();
    await openWorkspace(page, sampleSystemWorkspaces.sandbox, 'Settings');
    await expect(page.getByRole('button', { name: 'Set as default…' })).toHaveAttribute(
      'aria-disabled',
      'true',
    );
  });

  test('a second workspace is refused with the reason', async () => {
    const { page } = app;
    await page.getByRole('button', { name: 'New workspace' }).click();
    const form = dialog(page, 'New workspace');
    await form.getByLabel('Name', { exact: true }).fill('Second one');
    await form.getByRole('button', { name: 'Create workspace' }).click();
    await expect(form.getByRole('alert')).toContainText(
      'You already own a workspace, and SYSTEM allows only one per person.',
    );
    await expect(form.getByLabel('Name', { exact: true })).toHaveValue('Second one');
    await form.getByRole('button', { name: 'Cancel' }).click();
    await expect(dialogNow()).toBeHidden();
    await expect(workspaceItem(page, 'Second one')).toBeHidden();
  });

  test('a role is created, a taken name offers the existing role, and permissions are replaced', async () => {
    const { page } = app;
    await openWorkspace(page, operations, 'Roles');
    await page.getByRole('button', { name: 'New role…' }).click();
    const form = dialog(page, `New role in ${operations}`);
    await form.getByLabel('Name', { exact: true }).fill('auditor');
    await expect(form.getByRole('status')).toContainText('A role named “Auditor” already exists');
    await expectRefused(
      form.getByRole('button', { name: 'Create role' }),
      /A role named “Auditor” already exists/,
    );
    await form.getByRole('button', { name: 'Change the name' }).click();
    await form.getByLabel('Name', { exact: true }).fill('Doorkeeper');
    await form.getByRole('button', { name: 'Create role' }).click();
    const role = page
      .getByRole('region', { name: 'Roles', exact: true })
      .getByRole('listitem')
      .filter({ hasText: 'Doorkeeper' });
    await expect(role).toContainText('No permissions');

    await role.getByRole('button', { name: 'Permissions…' }).click();
    const codes = dialog(page, 'Permissions of Doorkeeper');
    await codes.getByRole('checkbox', { name: 'workspace:read' }).click();
    await codes.getByRole('checkbox', { name: 'workspace:invitation:write' }).click();
    await expect(codes.getByRole('status')).toHaveText('2 added, 0 removed');
    await codes.getByRole('button', { name: 'Replace permissions' }).click();
    await dialogNow().getByRole('button', { name: 'Set permissions' }).click();
    await expect(dialogNow()).toBeHidden();
    await expect(role).toContainText('workspace:invitation:write');
  });

  test('an invitation carries a message and an expiry, a second one is refused, and it can be cancelled', async () => {
    const { page } = app;
    await openWorkspace(page, operations, 'Invitations');
    const openForm = async () => {
      await page.getByRole('button', { name: 'Invite', exact: true }).click();
      const form = dialog(page, `Invite people to ${operations}`);
      await form.getByLabel('E-mail addresses').fill('new.apiVariant@northwind.example');
      return form;
    };
    const form = await openForm();
    await form.getByLabel('Message').fill('For the night shift');
    await form.getByLabel('Expires after (days)').fill('31');
    await expectRefused(
      form.getByRole('button', { name: 'Invite', exact: true }),
      /whole number from 1 to 30/,
    );
    await form.getByLabel('Expires after (days)').fill('3');
    await form.getByRole('button', { name: 'Invite', exact: true }).click();
    const invitation = row(page, 'new.apiVariant@northwind.example');
    await expect(invitation).toContainText(/in [23] d/);

    const again = await openForm();
    await expect(again.getByRole('list', { name: 'Addresses' })).toContainText('has already been invited');
    await leaveDialog(page);

    await pickFromMenu(page, actionsOf(invitation), 'Cancel invitation…');
    await dialogNow().getByLabel('Reason').fill('A slip');
    await confirmCancel();
    await expect(invitation).toBeHidden();
    await page.getByRole('radio', { name: /^Ended/ }).click();
    await expect(invitation).toContainText('Cancelled');
    await page.getByRole('radio', { name: /^Open/ }).click();
  });

  test('a role planned for an invited person is offered once they join', async () => {
    const { page } = app;
    const email = 'nora.lindqvist@fabrikam.example';
    expect(email).toBe(outsider);
    await openWorkspace(page, operations, 'Invitations');
    // She has an open one in the sample data, without a role in mind.
    await pickFromMenu(page, actionsOf(row(page, email)), 'Cancel invitation…');
    await confirmCancel();
    await expect(row(page, email)).toBeHidden();
    await page.getByRole('button', { name: 'Invite', exact: true }).click();
    const form = dialog(page, `Invite people to ${operations}`);
    await form.getByLabel('E-mail addresses').fill(email);
    await choose(page, form.getByRole('combobox', { name: 'Role' }), /^Auditor/);
    await form.getByRole('button', { name: 'Invite', exact: true }).click();
    await expect(row(page, email)).toContainText('Pending');

    await accept(instance, email, operations);
    await openTab(page, 'Members');
    await refresh(page);
    await expect(page.getByText(/Nora Lindqvist joined/)).toBeVisible();
    await expect(page.getByText('Planned role: Auditor. Current role: Member.')).toBeVisible();
    await page.getByRole('button', { name: 'Set role' }).click();
    await dialogNow().getByRole('button', { name: 'Make Auditor' }).click();
    await expect(dialogNow()).toBeHidden();
    await expect(await find(page, 'members', email)).toContainText('Auditor');
    await expect(page.getByText(/Nora Lindqvist joined/)).toBeHidden();
  });

  test('the owner can’t leave, and transfers ownership by typing the name', async () => {
    const { page } = app;
    await openWorkspace(page, operations, 'Settings');
    await expectRefused(
      page.getByRole('button', { name: 'Leave…' }),
      'The owner can’t leave. Transfer the ownership to another member first.',
    );
    await page.getByRole('button', { name: 'Transfer…' }).click();
    const form = dialog(page, `Transfer ownership of ${operations}`);
    await form.getByRole('combobox', { name: 'New owner' }).fill(collaborator);
    await form.getByRole('option').first().click();
    await form.getByRole('button', { name: /^Transfer to / }).click();
    const review = dialog(page, new RegExp(`^Transfer “${operations}” to `));
    await expect(review).toContainText('you lose all owner-only permissions');
    for (const yes of await review.getByRole('checkbox').all()) await yes.click();
    await review.getByLabel(`Type ${operations} to confirm`).fill(operations);
    await review.getByRole('button', { name: 'Transfer ownership' }).click();
    await expect(message(page, new RegExp(`^“${operations}” now belongs to `))).toBeVisible();
    await expect(page.getByText('Your role: Owner', { exact: true })).toBeHidden();
    await expectRefused(
      page.getByRole('button', { name: 'Transfer…' }),
      'Only the owner can transfer ownership.',
    );
  });
});

test.describe('Where changes need the secure channel', () => {
  const instance = shareInstance({ systemSecureChannel: true });
  const app = shareApp({
    prepare: (page) =>
      connectAs(page, instance, outsider, 'Gateway', async (form) => {
        await form.getByRole('switch', { name: 'Secure channel' }).click();
      }),
  });

  test('a workspace is created and renamed over the secure channel', async () => {
    const { page } = app;
    await page.getByRole('button', { name: 'New workspace' }).click();
    const form = dialog(page, 'New workspace');
    await form.getByLabel('Name', { exact: true }).fill('Nora’s own');
    await form.getByRole('button', { name: 'Create workspace' }).click();
    await expect(page.getByRole('heading', { level: 2, name: 'Nora’s own' })).toBeVisible();
    await expect(page.getByText('Your role: Owner', { exact: true })).toBeVisible();

    await openTab(page, 'Settings');
    const name = page.getByRole('region', { name: 'Name and time zone' });
    await name.getByLabel('Name').fill('Nora’s workshop');
    await name.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('heading', { level: 2, name: 'Nora’s workshop' })).toBeVisible();
    const person = instance.now.directory.people.byEmail(outsider)?.id ?? '';
    expect(instance.now.directory.workspaces.createdBy(person, 'system').map((one) => one.name)).toEqual([
      'Nora’s workshop',
    ]);
  });
});
