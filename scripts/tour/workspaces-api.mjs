import { button, dialog, openTab, openWorkspace, row, settled } from './steps.mjs';
import { add, check, close, roles, samplePassword, startAdding, startPage, whatWorks } from './systems.mjs';

const list = `name,settings
Storefront 2,"{""allow_public_access"": true}"
Returns,
Loyalty,"{""features"": {""beta"": true}}"
Checkout,
Gift cards,{not json}
Returns,`;

/** The Workspaces API: organizations own the people and the tokens; workspaces are cloned, set up and made by the list. */
export async function workspacesApi(stage) {
  const { page, snap, instance } = stage;
  await startAdding(stage, 'Workspaces API', instance.addressOf('workspaces-api'));
  await check(stage);
  await page.getByRole('radio', { name: /^With a token/ }).click();
  await snap(
    'workspaces-api-token',
    'the Workspaces API: an access token with its refresh token, or a pat_',
    {
      themes: ['light'],
    },
  );
  await page.getByRole('radio', { name: /^With a password/ }).click();
  await page.getByLabel('User name').fill('ana@northwind.example');
  await page.getByLabel('Password', { exact: true }).fill(samplePassword);
  await snap('workspaces-api-sign-in', 'or user name and password, which are traded for tokens', {
    themes: ['light'],
  });
  await button(stage, 'Sign in').click();
  await add(stage, { label: 'Platform', badge: 'Production', colour: 'Green' });
  await startPage(stage);
  await snap('workspaces-api-start', 'organizations with their workspaces', { small: true });

  await openWorkspace(stage, 'Northwind Platform');
  await openTab(stage, 'Overview');
  await settled(stage);
  await snap('workspaces-api-organization', 'an organization at a glance');
  await page.getByRole('tab', { name: /^(Members|People)/ }).click();
  await row(stage, '@').first().waitFor();
  await settled(stage);
  await snap('workspaces-api-people', 'the people of an organization', { small: true });
  await openTab(stage, 'Invitations');
  await row(stage, 'newhire@northwind.example').waitFor();
  await settled(stage);
  await snap('workspaces-api-invitations', 'invitations with their role and end');
  await button(stage, 'Actions for newhire@northwind.example').click();
  await page.getByRole('menuitem', { name: 'Cancel invitation…' }).click();
  await page.getByRole('dialog').waitFor();
  await snap('workspaces-api-cancel', 'cancelling one', { themes: ['light'] });
  await close(stage);
  await openTab(stage, 'Tokens');
  await row(stage, 'Backup').waitFor();
  await settled(stage);
  await snap('workspaces-api-tokens', 'the organization’s tokens, with what they may do', { small: true });
  await button(stage, 'Generate token').click();
  await dialog(stage, /^Generate a token/)
    .getByLabel('Name', { exact: true })
    .fill('Nightly export');
  await snap('workspaces-api-token-new', 'a new token: what it may do, and until when');
  await close(stage);
  await roles(stage, 'Northwind Platform', 'workspaces-api-roles', 'the roles of an organization', {
    person: 'eddie',
  });
  await openTab(stage, 'Settings');
  await snap('workspaces-api-organization-settings', 'what can be done to an organization');

  await openWorkspace(stage, 'Checkout');
  await openTab(stage, 'Overview');
  await settled(stage);
  await snap('workspaces-api-overview', 'one workspace', { themes: ['light'] });
  await page.getByRole('tab', { name: /^(Members|People)/ }).click();
  await settled(stage);
  await snap('workspaces-api-members', 'members are the organization’s, and this says so', { small: true });
  await openTab(stage, 'Settings');
  await settled(stage);
  await page.getByRole('heading', { name: 'Settings on the server' }).waitFor();
  const shared = page.getByRole('region', { name: 'Settings on the server' });
  await shared.getByRole('switch').first().click();
  await page.getByText('Edit as JSON').click();
  await shared.evaluate((section) => section.scrollIntoView({ block: 'start' }));
  await snap(
    'workspaces-api-settings',
    'known settings as controls, unknown ones kept; what saving changes',
    {
      small: true,
    },
  );
  await button(stage, 'Discard').last().click();
  await button(stage, 'Clone…').click();
  await dialog(stage, 'Clone Checkout').waitFor();
  await page.getByRole('dialog').getByRole('textbox').first().fill('Checkout rehearsal');
  await snap('workspaces-api-clone', 'a copy, with or without members and settings');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Clone/ })
    .last()
    .click();
  await page
    .getByRole('dialog', { name: /^(Clone|Create)/ })
    .getByRole('button', { name: /^Clone|^Create/ })
    .last()
    .waitFor();
  await snap('workspaces-api-clone-review', 'the plan of a copy', { themes: ['light'] });
  await close(stage);

  await button(stage, 'More to create').click();
  await page.getByRole('menuitem', { name: 'Many workspaces from a list…' }).click();
  const many = dialog(stage, 'Create multiple workspaces');
  await many.waitFor();
  await snap('workspaces-api-provision-empty', 'many workspaces from a list', { themes: ['light'] });
  await many.getByLabel('List', { exact: true }).fill(list);
  await many.getByRole('table').waitFor();
  await snap('workspaces-api-provision', 'each row of the list, read before anything is sent', {
    small: true,
  });
  await many.getByRole('button', { name: /^(Review|Make|Create)/ }).click();
  const review = page.getByRole('dialog').last();
  await review.getByRole('button', { name: 'Cancel' }).waitFor();
  await snap('workspaces-api-provision-review', 'one plan for all of them');
  await review.getByRole('button', { name: /^(Make|Create)/ }).click();
  await page.getByText(/^\d+ created/).waitFor();
  await snap('workspaces-api-provision-result', 'what came of each row', { small: true });
  await page.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).last().click();
  await whatWorks(stage, 'workspaces-api-works', 'what works with the Workspaces API');

  await openWorkspace(stage, 'Robotics');
  await openTab(stage, 'Settings');
  await settled(stage);
  await snap('workspaces-api-developer', 'a Developer there: what the role forbids', { themes: ['light'] });
}
