import { button, dialog, openTab, openWorkspace, row, settled } from './steps.mjs';
import {
  add,
  check,
  close,
  roles,
  sampleCode,
  samplePassword,
  samplePortal,
  startAdding,
  startPage,
  whatWorks,
} from './systems.mjs';

/** SYSTEM: a portal code, a code after the password, invitations without a role, custom roles, the hand-over. */
export async function system(stage) {
  const { page, snap, instance } = stage;
  await startAdding(stage, 'SYSTEM', instance.addressOf('system'));
  await page.getByRole('button', { name: /^Advanced/ }).click();
  await page.getByLabel('My workspaces').scrollIntoViewIfNeeded();
  await snap('system-paths', 'SYSTEM: every path is a template, because portals differ', { small: true });
  await page.getByRole('button', { name: /^Advanced/ }).click();
  await check(stage);
  await page.getByRole('radio', { name: /^With a token/ }).click();
  await snap('system-token', 'a token of a session, with all that its client had', { themes: ['light'] });
  await page.getByRole('radio', { name: /^With a password/ }).click();
  await page.getByLabel('E-mail', { exact: true }).fill('ana@northwind.example');
  await page.getByLabel('Password', { exact: true }).fill(samplePassword);
  await page.getByLabel('Portal access code', { exact: true }).fill(samplePortal);
  await snap('system-sign-in', 'e-mail, password and the portal’s own code', { small: true });
  await button(stage, 'Sign in').click();
  await page.getByLabel('Code', { exact: true }).waitFor();
  await snap('system-code', 'the code that was sent');
  await page.getByLabel('Code', { exact: true }).fill('000000');
  await button(stage, 'Continue').click();
  await page
    .getByText(/code/i)
    .and(page.getByRole('alert'))
    .or(page.getByRole('dialog').getByRole('alert'))
    .first()
    .waitFor();
  await snap('system-code-wrong', 'a wrong code can be typed again', { themes: ['light'] });
  await page.getByLabel('Code', { exact: true }).fill(sampleCode);
  await button(stage, 'Continue').click();
  await add(stage, { label: 'Operations', badge: 'Production', colour: 'Red' });
  await startPage(stage);
  await snap('system-start', 'the selector, and the preference to enter the default at once', {
    small: true,
  });

  await openWorkspace(stage, 'Northwind Operations');
  await openTab(stage, 'Overview');
  await settled(stage);
  await snap('system-overview', 'one’s own workspace');
  await openTab(stage, 'Members');
  await row(stage, '@').first().waitFor();
  await settled(stage);
  await snap('system-members', 'its members', { small: true });
  await openTab(stage, 'Invitations');
  await row(stage, 'nora.lindqvist@fabrikam.example').waitFor();
  await settled(stage);
  await snap('system-invitations', 'open invitations', { small: true });
  await page.getByRole('radio', { name: /^Ended/ }).click();
  await row(stage, 'oncall@fabrikam.example').waitFor();
  await snap('system-invitations-ended', 'and what came of the others', { themes: ['light'] });
  await page.getByRole('radio', { name: /^Open/ }).click();
  await button(stage, 'Invite').click();
  const invite = dialog(stage, /^Invite people to/);
  await invite
    .getByLabel('E-mail addresses')
    .fill('viktor.horvat@northwind.example, nora.lindqvist@fabrikam.example');
  await invite
    .getByRole('listitem')
    .filter({ hasText: 'nora' })
    .getByText(/already|invit/i)
    .first()
    .waitFor();
  await snap('system-invite', 'message, days, the role once they joined; a duplicate is explained', {
    small: true,
  });
  await invite.getByLabel('E-mail addresses').fill('viktor.horvat@northwind.example');
  await invite.getByRole('combobox', { name: 'Role' }).click();
  await page.getByRole('option', { name: /^Auditor/ }).click();
  await invite.getByLabel('Message').fill('Welcome to the operations team');
  await invite.getByRole('button', { name: 'Invite', exact: true }).click();
  const review = dialog(stage, /^Invite viktor/);
  await review.waitFor();
  await snap('system-invite-review', 'the invitation carries no role: the second step waits for the join', {
    themes: ['light'],
  });
  await review.getByRole('button', { name: 'Invite', exact: true }).click();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await row(stage, 'viktor.horvat@northwind.example').waitFor();
  await instance.acceptAtSystem('viktor.horvat@northwind.example');
  await openTab(stage, 'Members');
  await button(stage, 'Refresh').click();
  await page
    .getByText(/ joined$/)
    .first()
    .waitFor();
  await settled(stage);
  await snap('system-joined', 'they joined, and the app offers the role that was meant', { small: true });
  await button(stage, 'Set role').first().click();
  await page.getByRole('dialog').waitFor();
  await snap('system-role-review', 'giving it', { themes: ['light'] });
  await close(stage);

  await roles(
    stage,
    'Northwind Operations',
    'system-roles',
    'roles with their permissions, custom ones too',
    {
      person: 'eddie',
    },
  );
  await button(stage, 'New role…').click();
  await dialog(stage, /^New role/)
    .getByLabel('Name')
    .fill('auditor');
  await page
    .getByText(/already exists/)
    .first()
    .waitFor();
  await snap('system-role-taken', 'a name that is taken: use that role, or another name', {
    themes: ['light'],
  });
  await close(stage);
  await button(stage, 'Permissions…').first().click();
  await dialog(stage, /^Permissions of/).waitFor();
  await page.getByRole('dialog').getByRole('checkbox').nth(1).click();
  await snap('system-permissions', 'the permissions of a custom role, replaced as a whole', { small: true });
  await close(stage);

  await openTab(stage, 'Tokens');
  await snap('system-no-tokens', 'SYSTEM has no tokens', { themes: ['light'] });
  await openTab(stage, 'Settings');
  await settled(stage);
  await snap('system-settings', 'time zone, default, hand-over, leaving; deleting isn’t offered');
  await button(stage, 'Transfer…').click();
  await dialog(stage, /^Transfer ownership of/)
    .getByRole('option')
    .first()
    .click();
  await snap('system-transfer', 'handing over the ownership', { themes: ['light'] });
  await close(stage);
  await button(stage, 'Leave…').hover();
  await page.getByRole('tooltip').waitFor();
  await snap('system-leave', 'an owner can’t leave, and is told why', { themes: ['light'], mouse: true });

  await button(stage, 'New workspace').click();
  const create = dialog(stage, 'New workspace');
  await create.getByLabel('Name', { exact: true }).fill('Second one');
  await snap('system-create', 'creating one for oneself', { themes: ['light'] });
  await create.getByRole('button', { name: 'Create workspace' }).click();
  await dialog(stage, /^Create workspace “/)
    .getByRole('button', { name: 'Create workspace' })
    .click();
  await create.getByRole('alert').waitFor();
  await snap('system-create-refused', 'only one per person: the form is back, with the reason', {
    small: true,
  });
  await close(stage);
  await button(stage, 'More to create').click();
  await page.getByRole('menuitem', { name: 'Respond to an invitation…' }).waitFor();
  await snap('system-more', 'answering an invitation that one got', { themes: ['light'] });
  await page.getByRole('menuitem', { name: 'Respond to an invitation…' }).click();
  await page.getByRole('dialog').waitFor();
  await snap('system-answer', 'with its id, because SYSTEM lists none of one’s own', { themes: ['light'] });
  await close(stage);

  await openWorkspace(stage, 'Lumen Archive');
  await settled(stage);
  await snap('system-suspended', 'a suspended workspace can’t be entered', { themes: ['light'] });
  await openWorkspace(stage, 'Warehouse Logistics');
  await openTab(stage, 'Roles');
  await settled(stage);
  await snap('system-member', 'a plain member there', { themes: ['light'] });
  await whatWorks(stage, 'system-works', 'what works with SYSTEM', {
    settings: async () =>
      snap('system-connection', 'its settings: the start, paths and the sign-in', { small: true }),
  });

  await openWorkspace(stage, 'Northwind Operations');
  await openTab(stage, 'Members');
  await instance.stop();
  await button(stage, 'Refresh').click();
  await page
    .getByText(/You can still browse saved data/)
    .first()
    .waitFor();
  await settled(stage);
  await snap('system-offline', 'no connection: the last roster, and its age', { themes: ['light'] });
  await instance.start();
  await button(stage, 'Refresh').click();
  await page
    .getByText(/You can still browse saved data/)
    .first()
    .waitFor({ state: 'hidden' });
}
