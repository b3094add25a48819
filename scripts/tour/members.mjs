import { button, dialog, openTab, openWorkspace, row, settled } from './steps.mjs';

/** The roster: finding, inviting, roles, removing. */
export async function members(stage) {
  const { page, snap, instance } = stage;
  await openWorkspace(stage, 'Northwind Production');
  await openTab(stage, 'Members');
  await row(stage, 'april.nguyen@northwind.example').waitFor();
  await settled(stage);
  await snap('members', 'the roster: role, status, how old the list is', { small: true });

  const search = page.getByRole('combobox', { name: 'Search members' });
  await search.fill('status:pending northwind');
  await page.getByText(/^\d+ of \d+$/).waitFor();
  await snap('members-filtered', 'filtered as you type; the chips write the same words', {
    themes: ['light'],
  });
  await search.fill('zzz');
  await page.getByText('No members match').waitFor();
  await snap('members-nobody', 'no members match, and the way back', { themes: ['light'] });
  await button(stage, 'Clear search').last().click();

  await openWorkspace(stage, 'Warehouse Edge');
  await page.getByRole('heading', { name: 'Members haven’t been fetched yet' }).waitFor();
  await settled(stage);
  await snap('members-failed', 'a roster whose first read failed: why, and what to do', { small: true });
  await instance.mend();
  await button(stage, 'Refresh').click();
  await row(stage, 'oncall@fabrikam.example').waitFor();

  await openWorkspace(stage, 'Northwind Production');
  await button(stage, 'Invite').click();
  const invite = dialog(stage, 'Invite people to Northwind Production');
  await invite
    .getByLabel('E-mail addresses')
    .fill('mira.solberg@northwind.example, Eddie.Mensah@northwind.example');
  await invite
    .getByRole('listitem')
    .filter({ hasText: 'Eddie.Mensah' })
    .getByText(/case|already|differs/i)
    .waitFor();
  await snap('invite', 'inviting: what speaks against an address is said while typing', { small: true });
  await invite.getByLabel('E-mail addresses').fill('mira.solberg@northwind.example');
  await invite.getByRole('combobox', { name: 'Role' }).click();
  await page.getByRole('option', { name: /^Approver/ }).click();
  // The invitation goes through, its second step does not.
  await instance.faults([
    { method: 'POST', path: '/si/auth/workspace/*/membership', fault: { kind: 'status', status: 500 } },
  ]);
  await invite.getByRole('button', { name: 'Invite', exact: true }).click();
  await dialog(stage, /^Invite mira/).waitFor();
  await snap('invite-review', 'an invitation with a role is a plan of two steps', { themes: ['light'] });
  await page.getByRole('dialog').getByRole('button', { name: 'Invite', exact: true }).click();
  await page.getByText('1 invited, 1 failed.').waitFor();
  await snap('invite-half-done', 'invited, but the role could not be set: what happened to each step');
  await page.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).last().click();
  await page.getByText(/has been invited, but their role isn’t set yet/).waitFor();
  await settled(stage);
  await snap('members-half-done', 'the half-done invitation stays in view until it is finished', {
    themes: ['light'],
  });
  await instance.mend();
  await button(stage, 'Finish').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Make Approver' }).click();
  await page.getByText('Done and verified.').waitFor();
  await snap('role-done', 'finished and verified; the running instance needs its refresh page opened', {
    themes: ['light'],
  });
  await page.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).last().click();

  await page.getByRole('combobox', { name: 'Role of eddie' }).click();
  await page.getByRole('option', { name: /^Owner/ }).waitFor();
  await snap('role-menu', 'changing a role in place, with what each role may do', { themes: ['light'] });
  await page.getByRole('option', { name: /^Owner/ }).click();
  await dialog(stage, /^Make /).waitFor();
  await snap('role-review', 'giving away ownership asks for a yes');
  await button(stage, 'Cancel').click();

  await row(stage, 'ana@northwind.example').getByRole('button', { name: 'Actions for ana' }).click();
  await page.getByRole('menuitem', { name: 'Remove…' }).waitFor();
  await snap('refusal-explained', 'what can’t be done says why, before it is tried', { themes: ['light'] });
  await page.keyboard.press('Escape');

  await search.fill('status:pending');
  await row(stage, 'contractor.one@lumen-consulting.example').waitFor();
  for (const email of [
    'contractor.one@lumen-consulting.example',
    'oncall@fabrikam.example',
    'intern-2@northwind.example',
  ]) {
    await row(stage, email).getByRole('checkbox').click();
  }
  await page.getByText('3 selected').waitFor();
  await snap('members-selected', 'people picked, and what can be done with them', { small: true });
  await page.getByRole('region', { name: 'Selection' }).getByRole('button', { name: 'Remove…' }).click();
  await dialog(stage, /Remove 3 people/).waitFor();
  await snap('plan-review', 'one plan for several changes: checks, consequences and the way back', {
    small: true,
  });
  await page.getByRole('dialog').getByRole('button', { name: 'Remove 3 people' }).click();
  await page.getByText('3 removed.').waitFor();
  await snap('plan-result', 'what came of each, with the receipt and undo');
  await page.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).last().click();
  await search.fill('');
}
