import { expect, test } from '../support/app.ts';
import { picture } from '../support/picture.ts';
import { finishResult, memberOnServer, readAgain, type ServerMember } from './member-changes.ts';
import {
  dialog,
  expectRefused,
  find,
  grid,
  openTab,
  openWorkspace,
  pickFromMenu,
  refresh,
  row,
  shareNorthwind,
} from './steward.ts';

const { instance, app } = shareNorthwind();

const search = () => app.page.getByRole('combobox', { name: 'Search members' });
const rows = () => app.page.getByRole('grid').locator('[data-index]');
const menu = (email: string) => row(app.page, email).getByRole('button', { name: /^Actions for/ });
const roleOf = (email: string) => row(app.page, email).getByRole('combobox', { name: /^Role of/ });

async function chooseRole(email: string, role: string): Promise<void> {
  await roleOf(email).click();
  await app.page.getByRole('option', { name: role }).click();
}

test.describe('The roster', () => {
  test.beforeEach(async () => {
    await openWorkspace(app.page, 'Northwind Production', 'Members');
    await search().fill('');
  });

  test('the roster shows e-mail, name, role and status, and filters as you type', async () => {
    await expect(row(app.page, 'ana@northwind.example')).toContainText('You');
    await expect(app.page.getByRole('tab', { name: 'Members' })).toHaveAccessibleDescription('47 members');
    await search().fill('nguyen');
    await expect(rows()).toHaveCount(2);
    // Two people whose addresses differ only in case: one signed up, one never did.
    await expect(row(app.page, /april\.nguyen@/)).toContainText('Active');
    await expect(row(app.page, /April\.Nguyen@/)).toContainText('Pending');
    await expect(row(app.page, /April\.Nguyen@/)).toContainText('Not yet');

    await search().fill('role:owner');
    await expect(rows()).toHaveCount(2);
    await search().fill('status:pending contractor');
    await expect(rows()).toHaveCount(1);
    await expect(app.page.getByRole('status').filter({ hasText: '1 of 47' })).toBeVisible();
    await search().fill('zzz');
    await expect(app.page.getByText('No members match')).toBeVisible();
    await app.page.getByRole('button', { name: 'Clear search' }).last().click();
    await expect(search()).toHaveValue('');

    await app.page.getByRole('button', { name: 'Approver', exact: true }).click();
    await expect(search()).toHaveValue(/role:approver/);
    await expect(row(app.page, 'april.nguyen@northwind.example')).toBeVisible();
    await expect(row(app.page, 'ana@northwind.example')).toBeHidden();
  });

  test('the roster sorts by any column in both directions', async () => {
    const table = grid(app.page, 'Members of Northwind Production');
    const header = table.getByRole('columnheader', { name: 'Role' });
    await header.getByRole('button').click();
    await expect(header).toHaveAttribute('aria-sort', 'ascending');
    const first = (await roleOrder())[0];
    await header.getByRole('button').click();
    await expect(header).toHaveAttribute('aria-sort', 'descending');
    await expect.poll(async () => (await roleOrder())[0]).not.toBe(first);
    await table.getByRole('columnheader', { name: 'Status' }).getByRole('button').click();
    await expect(header).toHaveAttribute('aria-sort', 'none');
  });

  test('what is searched, sorted, selected and opened in one workspace isn’t carried to the next', async () => {
    const { page } = app;
    const table = grid(page, 'Members of Northwind Production');
    await table.getByRole('columnheader', { name: 'Status' }).getByRole('button').click();
    await search().fill('nguyen');
    await expect(rows()).toHaveCount(2);
    await row(page, /april\.nguyen@/)
      .getByRole('checkbox')
      .click();
    await expect(table.getByRole('row', { selected: true })).toHaveCount(1);
    await row(page, /april\.nguyen@/)
      .getByRole('button', { name: /^Actions for/ })
      .click();
    await expect(page.getByRole('menu')).toBeVisible();
    await page.keyboard.press('Escape');
    await openWorkspace(page, 'Northwind Staging', 'Members');
    const next = grid(page, 'Members of Northwind Staging');
    await expect(rows().first()).toContainText('@');
    await expect(search()).toHaveValue('');
    await expect(next.getByRole('columnheader', { name: 'Status' })).toHaveAttribute('aria-sort', 'none');
    await expect(next.getByRole('row', { selected: true })).toHaveCount(0);
    await expect(page.getByRole('menu')).toBeHidden();
    await expect(page.getByRole('button', { name: 'Remove…' })).toBeHidden();
  });

  async function roleOrder(): Promise<string[]> {
    return rows().getByRole('combobox').allTextContents();
  }
});

test.describe('Changing roles', () => {
  test.beforeEach(() => openWorkspace(app.page, 'Northwind Staging', 'Members'));

  test('a role changes in place after a review and is read back', async () => {
    await chooseRole('eddie.mensah@northwind.example', 'Approver');
    const review = dialog(app.page, 'Make eddie Approver');
    await expect(review).toContainText('Collaborator → Approver');
    await expect(review).toContainText('Northwind Staging on Northwind');
    await review.getByRole('button', { name: 'Make Approver' }).click();
    await finishResult(app.page);
    await expect(roleOf('eddie.mensah@northwind.example')).toHaveText('Approver');
    expect(
      await memberOnServer(instance, 'Northwind Staging', 'eddie.mensah@northwind.example'),
    ).toMatchObject({
      role: 'APPROVER',
    });
  });

  test('a change that the server accepts but doesn’t make is shown as failed', async () => {
    const id = instance.now.workspaceId('Northwind Staging');
    instance.now.faults([
      { method: 'POST', path: `/si/auth/workspace/${id}/membership`, fault: { kind: 'lie' } },
    ]);
    await chooseRole('april.nguyen@northwind.example', 'Collaborator');
    await app.page.getByRole('dialog').getByRole('button', { name: 'Make Collaborator' }).click();
    const result = app.page.getByRole('dialog', { name: 'Make april Collaborator' });
    await expect(result.getByRole('img', { name: 'Failed' })).toBeVisible({ timeout: readAgain });
    await expect(result).toContainText('1 failed.');
    await result.getByRole('button', { name: 'Close' }).last().click();
    await expect(roleOf('april.nguyen@northwind.example')).toHaveText('Approver');
  });

  test('the only owner keeps the role, and you can’t remove yourself', async () => {
    const me = row(app.page, 'ana@northwind.example');
    await expect(me).toContainText('Owner');
    await expect(me.getByRole('combobox')).toBeHidden();
    await menu('ana@northwind.example').click();
    await expect(app.page.getByRole('menuitem', { name: /Change role…/ })).toContainText(
      'You can’t change the role of the only owner. Make another member owner first.',
    );
    await expect(app.page.getByRole('menuitem', { name: /Remove…/ })).toContainText('This is you. Use Leave');
    await app.page.keyboard.press('Escape');
  });

  test('granting and giving up ownership each need a confirmation', async () => {
    // In a list of twenty not every row is drawn at once, so each is searched.
    await find(app.page, 'members', 'tomasz.zielinski@northwind.example');
    await chooseRole('tomasz.zielinski@northwind.example', 'Owner');
    const grant = app.page.getByRole('dialog');
    await expect(grant).toContainText('will be able to do everything here, including removing your access');
    const yes = grant.getByRole('button', { name: 'Make Owner' });
    await expectRefused(yes, /Confirm the 1 warning above first/);
    await grant.getByRole('checkbox').click();
    await yes.click();
    await finishResult(app.page);
    await expect(roleOf('tomasz.zielinski@northwind.example')).toHaveText('Owner');

    await find(app.page, 'members', 'ana@northwind.example');
    await chooseRole('ana@northwind.example', 'Collaborator');
    const demote = app.page.getByRole('dialog');
    await expect(demote).toContainText('This is you. As Collaborator you can’t restore your role as Owner.');
    await demote.getByRole('button', { name: 'Cancel' }).click();
    await expect(roleOf('ana@northwind.example')).toHaveText('Owner');

    await find(app.page, 'members', 'tomasz.zielinski@northwind.example');
    await menu('tomasz.zielinski@northwind.example').click();
    await expect(app.page.getByRole('menuitem', { name: /Remove…/ })).toContainText(
      'An owner can’t be removed. Change their role to Approver or Collaborator first.',
    );
    await app.page.keyboard.press('Escape');
    await search().clear();
  });

  test('changing several roles excludes members that can’t be changed and shows the reason to the end', async () => {
    const { page } = app;
    const id = instance.now.workspaceId('Northwind Staging');
    const others = (await instance.now.call('GET', `/workspace/${id}/members`)).json as ServerMember[];
    for (const { userId, email, role } of others)
      if (role === 'OWNER' && !email.startsWith('ana@'))
        await instance.now.call('POST', `/workspace/${id}/membership`, { body: { userId, role: 'EDITOR' } });
    const editors = others.filter(({ email, role }) => role !== 'APPROVER' && !email.startsWith('ana@'));
    await refresh(page);
    await expect(roleOf('tomasz.zielinski@northwind.example')).toHaveText('Collaborator');

    await page.getByRole('checkbox', { name: 'Select all' }).click();
    await page
      .getByRole('region', { name: 'Selection' })
      .getByRole('button', { name: 'Change role…' })
      .click();
    await page.getByRole('radio', { name: /^Approver/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Change role' }).click();
    const review = page.getByRole('dialog', { name: /^Change \d+ roles in “Northwind Staging”$/ });
    await expect(review.getByText(`1 of ${editors.length + 1} changes can’t be made`)).toBeVisible();
    await expectRefused(review.getByRole('button', { name: /^Change \d+ roles$/ }), /can’t be made/);
    await picture(app.page, 'leave-out-offered');
    await review.getByRole('button', { name: 'Exclude 1 blocked change' }).click();

    const excluded = page.getByRole('dialog').getByRole('region', { name: 'Excluded' });
    await expect(excluded).toContainText('Make ana Approver');
    await expect(excluded).toContainText('ana is the only owner. Make another member owner first.');
    await picture(app.page, 'leave-out-review');
    await page
      .getByRole('dialog')
      .getByRole('button', { name: `Change ${editors.length} roles` })
      .click();
    const result = page.getByRole('dialog');
    await expect(result).toContainText(`${editors.length} roles changed. 1 excluded.`);
    await expect(excluded).toContainText('ana is the only owner. Make another member owner first.');
    await picture(app.page, 'leave-out-result');
    await result.getByRole('button', { name: 'Close' }).last().click();
    expect(await memberOnServer(instance, 'Northwind Staging', 'ana@northwind.example')).toMatchObject({
      role: 'OWNER',
    });
    for (const { email } of editors)
      expect(await memberOnServer(instance, 'Northwind Staging', email)).toMatchObject({ role: 'APPROVER' });
  });

  test('an approver can invite and remove members but not change roles', async () => {
    await openWorkspace(app.page, 'Payments Platform', 'Members');
    await expect(app.page.getByRole('button', { name: 'Invite', exact: true })).not.toHaveAttribute(
      'aria-disabled',
    );
    await menu('eddie.mensah@northwind.example').click();
    await expect(app.page.getByRole('menuitem', { name: /Change role…/ })).toContainText(
      'Only Owners can do this. Your role here is Approver.',
    );
    await app.page.keyboard.press('Escape');
    await openWorkspace(app.page, 'Partner Sandbox', 'Members');
    await expectRefused(
      app.page.getByRole('button', { name: 'Invite', exact: true }),
      'Only Owners and Approvers can do this. Your role here is Collaborator.',
    );
  });
});

test.describe('Removing members', () => {
  test('removing one member warns that their tokens keep working and takes effect on the server', async () => {
    const { page } = app;
    await openWorkspace(page, 'Northwind Production', 'Members');
    await search().fill('eddie.mensah');
    await expect(rows()).toHaveCount(1);
    await pickFromMenu(page, menu('eddie.mensah@northwind.example'), 'Remove…');
    const review = dialog(page, 'Remove eddie');
    await expect(review).toContainText('active token keeps working. Revoke it too.');
    await expect(review.getByRole('button', { name: 'Cancel' })).toBeFocused();
    await review.getByRole('button', { name: 'Remove' }).click();
    await finishResult(app.page);
    await expect(row(page, 'eddie.mensah@northwind.example')).toBeHidden();
    expect(
      await memberOnServer(instance, 'Northwind Production', 'eddie.mensah@northwind.example'),
    ).toBeUndefined();
    await search().fill('');
  });

  test('a member who changed in the meantime is reviewed again before anything is sent', async () => {
    const { page } = app;
    await openWorkspace(page, 'Northwind Staging', 'Members');
    await search().fill('dilnoza');
    await expect(rows()).toHaveCount(1);
    const person = rows().first();
    const shown = (await person.textContent()) ?? '';
    const found = (
      (await instance.now.call('GET', `/workspace/${instance.now.workspaceId('Northwind Staging')}/members`))
        .json as ServerMember[]
    ).find((one) => shown.includes(one.email));
    if (found === undefined) throw new Error(`Nobody on the server is shown as ${shown}`);
    await pickFromMenu(page, menu(found.email), 'Remove…');
    const review = dialog(page, 'Remove dilnoza');
    await expect(review).toBeVisible();
    await instance.now.call(
      'POST',
      `/workspace/${instance.now.workspaceId('Northwind Staging')}/membership`,
      { body: { userId: found.userId, role: found.role === 'EDITOR' ? 'APPROVER' : 'EDITOR' } },
    );
    await review.getByRole('button', { name: 'Remove', exact: true }).click();
    await expect(review.getByRole('alert')).toContainText('Changed since your review: dilnoza is');
    await expectRefused(
      review.getByRole('button', { name: 'Remove', exact: true }),
      /Review the plan again first/,
    );
    await review.getByRole('button', { name: 'Review again' }).click();
    await expect(review.getByRole('alert')).toBeHidden();
    await review.getByRole('button', { name: 'Remove', exact: true }).click();
    await finishResult(app.page);
    expect(await memberOnServer(instance, 'Northwind Staging', found.email)).toBeUndefined();
    await search().fill('');
  });

  test('removing more than a quarter of the members needs an extra confirmation', async () => {
    const { page } = app;
    await openWorkspace(page, 'Partner Sandbox');
    const asOwner = await instance.now.signInAs('priya.raman@lumen-consulting.example');
    const id = instance.now.workspaceId('Partner Sandbox');
    const me = (await instance.now.call('GET', '/whoami')).json as { user: { id: string } };
    await instance.now.call('POST', `/workspace/${id}/membership`, {
      token: asOwner,
      body: { userId: me.user.id, role: 'APPROVER' },
    });
    await refresh(page);
    await openTab(page, 'Members');
    await expect(page.getByText('Your role: Approver')).toBeVisible();
    await page.getByRole('button', { name: 'Collaborator', exact: true }).click();
    await expect(row(page, 'priya.raman')).toBeHidden();
    await page.getByRole('checkbox', { name: 'Select all' }).click();
    await page.getByRole('region', { name: 'Selection' }).getByRole('button', { name: 'Remove…' }).click();
    const review = page.getByRole('dialog', { name: /^Remove \d people from “Partner Sandbox”$/ });
    await expect(review).toContainText('This removes 6 of 9 people (67 %) at once.');
    const doIt = review.getByRole('button', { name: 'Remove 6 people' });
    await expectRefused(doIt, 'Confirm the 1 warning above first.');
    await review.getByRole('checkbox').click();
    await expectRefused(doIt, 'Type Partner Sandbox to confirm.');
    await review.getByLabel('Type Partner Sandbox to confirm').fill('Partner Sandbox');
    await expectRefused(doIt, 'Type 6 to confirm the number.');
    await review.getByLabel('and 6').fill('6');
    await doIt.click();
    const result = page.getByRole('dialog');
    await expect(result).toContainText('6 removed.');
    await result.getByRole('button', { name: 'Close' }).last().click();
    await expect(page.getByText('No members match')).toBeVisible();
  });
});
