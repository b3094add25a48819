import type { Locator } from '@playwright/test';
import { expect, test } from '../support/app.ts';
import { finishResult, memberOnServer, readAgain } from './member-changes.ts';
import {
  dialog,
  expectRefused,
  find,
  leaveDialog,
  message,
  openWorkspace,
  row,
  shareNorthwind,
  workspaceItem,
} from './steward.ts';

const { instance, app } = shareNorthwind();

const search = () => app.page.getByRole('combobox', { name: 'Search members' });

test.describe('Inviting people', () => {
  test.beforeEach(() => openWorkspace(app.page, 'Northwind Staging', 'Members'));

  async function openInvite() {
    await app.page.getByRole('button', { name: 'Invite', exact: true }).click();
    return dialog(app.page, 'Invite people to Northwind Staging');
  }

  test('the invite form shows the problems of each address as you type', async () => {
    const form = await openInvite();
    const submit = form.getByRole('button', { name: /^Invite/ });
    await expectRefused(submit, 'Enter at least one e-mail address.');
    await form
      .getByLabel('E-mail addresses')
      .fill(
        'Ben <ben@example.com>, not-an-address; april.nguyen@northwind.example APRIL.nguyen@northwind.example',
      );
    const addresses = form.getByRole('list', { name: 'Addresses' });
    await expect(addresses.getByRole('listitem').filter({ hasText: 'not-an-address' })).toContainText(
      'isn’t an e-mail address',
    );
    await expect(addresses.getByRole('listitem').filter({ hasText: /^APRIL/ })).toContainText(
      'could become a second, separate user',
    );
    await expectRefused(submit, /can’t be invited\. Remove (it|them) first\./);
    await form.getByRole('button', { name: /^Remove \d+ address/ }).click();
    await expect(form.getByLabel('E-mail addresses')).not.toHaveValue(/not-an-address/);
    await leaveDialog(app.page);
  });

  test('inviting one address needs no review and can be undone from the message', async () => {
    const form = await openInvite();
    await form.getByLabel('E-mail addresses').fill('first@example.com');
    await form.getByRole('button', { name: 'Invite', exact: true }).click();
    const invited = await find(app.page, 'members', 'first@example.com');
    await expect(invited).toContainText('Pending');
    await expect(invited).toContainText('Collaborator');
    expect(await memberOnServer(instance, 'Northwind Staging', 'first@example.com')).toMatchObject({
      role: 'EDITOR',
    });
    await app.page
      .getByRole('listitem')
      .filter({ hasText: 'first@example.com was invited' })
      .getByRole('button', { name: 'Undo' })
      .click();
    await app.page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await finishResult(app.page);
    // The row that is left says that nobody is found.
    await expect(invited).not.toContainText('Pending');
    await search().clear();
  });

  test('inviting with a role is one plan of two steps', async () => {
    const form = await openInvite();
    await form.getByLabel('E-mail addresses').fill('second@example.com');
    await form.getByRole('combobox', { name: 'Role' }).click();
    await app.page.getByRole('option', { name: 'Approver' }).click();
    await expect(form).toContainText('Steward then changes their role to Approver.');
    await form.getByRole('button', { name: 'Invite', exact: true }).click();
    await expect(form).toBeHidden();
    await expect(await find(app.page, 'members', 'second@example.com')).toContainText('Approver');
    expect(await memberOnServer(instance, 'Northwind Staging', 'second@example.com')).toMatchObject({
      role: 'APPROVER',
    });
    await search().clear();
  });

  test('a half-done invitation stays visible and can be finished', async () => {
    const id = instance.now.workspaceId('Northwind Staging');
    instance.now.faults([
      { method: 'POST', path: `/si/auth/workspace/${id}/membership`, fault: { kind: 'status', status: 500 } },
    ]);
    const form = await openInvite();
    await form.getByLabel('E-mail addresses').fill('third@example.com');
    await form.getByRole('combobox', { name: 'Role' }).click();
    await app.page.getByRole('option', { name: 'Approver' }).click();
    await form.getByRole('button', { name: 'Invite', exact: true }).click();

    const result = app.page.getByRole('dialog', { name: 'Invite third@example.com as Approver' });
    await expect(result).toContainText('1 invited, 1 failed.', { timeout: readAgain });
    await result.getByRole('button', { name: 'Close' }).last().click();
    await expect(
      app.page.getByText('third@example.com has been invited, but their role isn’t set yet.'),
    ).toBeVisible();
    await expect(await find(app.page, 'members', 'third@example.com')).toContainText('Collaborator');

    instance.now.clearFaults();
    await app.page.getByRole('button', { name: 'Finish' }).click();
    await app.page.getByRole('dialog').getByRole('button', { name: 'Make Approver' }).click();
    await finishResult(app.page);
    await expect(app.page.getByText('their role isn’t set yet')).toBeHidden();
    await expect(row(app.page, 'third@example.com')).toContainText('Approver');
    await search().clear();
  });

  test('a review counts what it changes, and names apart what needs no change', async () => {
    const form = await openInvite();
    await form
      .getByLabel('E-mail addresses')
      .fill('eighth@example.com ninth@example.com ana@northwind.example');
    await form.getByRole('button', { name: 'Invite 2 people' }).click();
    const review = dialog(app.page, 'Invite 2 people to “Northwind Staging”');
    await expect(review).toHaveAccessibleDescription(
      /^2 changes in Northwind Staging on .+; 1 more needs no change\./,
    );
    await expect(review).not.toContainText('3 changes');
    await review.getByRole('button', { name: 'Cancel' }).click();
    await leaveDialog(app.page);
  });

  test('a double click and a key that is held lead to the review, and not through it', async () => {
    const { page } = app;
    const review = dialog(page, 'Invite 2 people to “Northwind Staging”');
    const form = await openInvite();
    await form.getByLabel('E-mail addresses').fill('sixth@example.com seventh@example.com');
    await form.getByRole('button', { name: 'Invite 2 people' }).dblclick({ delay: 60 });
    const invite = review.getByRole('button', { name: 'Invite 2 people' });
    await expect(invite).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(form.getByLabel('E-mail addresses')).toHaveValue(/sixth/);

    await form.getByLabel('E-mail addresses').focus();
    await page.keyboard.down('Control');
    await page.keyboard.down('Enter');
    await expect(invite).toBeFocused();
    await page.keyboard.down('Enter');
    await page.keyboard.up('Enter');
    await page.keyboard.up('Control');
    await expect(invite).toBeFocused();
    await review.getByRole('button', { name: 'Cancel' }).click();
    await leaveDialog(page);
  });

  test.describe('while the server takes its time to invite somebody', () => {
    const invite = { method: 'POST', path: '/si/auth/workspace/*/members' };
    test.afterEach(() => instance.now.clearFaults());

    /** Sends the form and, as soon as it is out of the way, presses something on the page. */
    async function sendAndPress(email: string, next: Locator) {
      const control = await next.elementHandle();
      const form = await openInvite();
      await form.getByLabel('E-mail addresses').fill(email);
      const submit = form.getByRole('button', { name: 'Invite', exact: true });
      await expect(submit).not.toHaveAttribute('aria-disabled', 'true');
      await submit.evaluate(async (button: HTMLButtonElement, toPress) => {
        button.click();
        const isOpen = () => document.querySelector('[role=dialog]') !== null;
        while (isOpen()) await new Promise(requestAnimationFrame);
        if (toPress instanceof HTMLElement) toPress.click();
      }, control);
    }

    test('a refusal is said in a dialog of its own where the place was left meanwhile', async () => {
      // Its end takes longer than leaving: the list is read again before it counts as failed.
      instance.now.faults([
        { ...invite, fault: { kind: 'status', status: 403, body: { message: 'No more seats.' } } },
      ]);
      await sendAndPress('late@example.com', workspaceItem(app.page, 'Northwind Production'));
      await expect(app.page.getByRole('heading', { level: 2, name: 'Northwind Production' })).toBeVisible();
      const result = app.page.getByRole('dialog', { name: 'Invite late@example.com' });
      await expect(result).toContainText('1 failed', { timeout: readAgain });
      await result.getByRole('button', { name: 'Close' }).last().click();
      await expect(app.page.getByRole('dialog')).toBeHidden();
    });

    test('the form that is opened again is a new one, and stays when the first has ended', async () => {
      instance.now.faults([{ ...invite, fault: { kind: 'delay', ms: 60_000 } }]);
      await sendAndPress('fourth@example.com', app.page.getByRole('button', { name: 'Invite', exact: true }));
      instance.now.clearFaults();
      await expect(message(app.page, 'fourth@example.com was invited')).toBeVisible();
      const form = dialog(app.page, 'Invite people to Northwind Staging');
      await expect(form.getByLabel('E-mail addresses')).toHaveValue('');
      await form.getByLabel('E-mail addresses').fill('fifth@example.com');
      await form.getByRole('button', { name: 'Invite', exact: true }).click();
      await expect(await find(app.page, 'members', 'fifth@example.com')).toContainText('Pending');
      await search().clear();
    });
  });
});
