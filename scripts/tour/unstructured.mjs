import { button, dialog, openTab, openWorkspace, row, settled } from './steps.mjs';
import { add, check, close, roles, startAdding, startPage, whatWorks } from './systems.mjs';

const people = (stage) => stage.page.getByRole('tab', { name: /^(Members|People)/ });

/** Unstructured over a management API: organizations above workspaces, two tables of roles, keys that can be seen again. */
export async function unstructured(stage) {
  const { page, snap, instance } = stage;
  await startAdding(stage, 'Unstructured', instance.addressOf('unstructured'));
  await check(stage);
  await page.getByLabel('Session token', { exact: true }).fill(instance.signInAt('unstructured').token);
  await snap('unstructured-sign-in', 'Unstructured: a server with a management API is recognised', {
    themes: ['light'],
  });
  await button(stage, 'Sign in').click();
  await add(stage, { label: 'Documents', badge: 'Production', colour: 'Amber' });
  await startPage(stage);
  await snap('unstructured-start', 'organizations, also the personal one, with their workspaces', {
    small: true,
  });
  await openWorkspace(stage, 'Northwind Documents');
  await openTab(stage, 'Overview');
  await settled(stage);
  await snap('unstructured-organization', 'an organization at a glance');
  await people(stage).click();
  await row(stage, '@').first().waitFor();
  await settled(stage);
  await snap('unstructured-people', 'the people of an organization', { small: true });
  await openWorkspace(stage, 'Contracts');
  await people(stage).click();
  await row(stage, '@').first().waitFor();
  await settled(stage);
  await snap('unstructured-members', 'the members of a workspace');
  await button(stage, 'Add').click();
  const adding = dialog(stage, /^Add people to/);
  await adding.getByRole('option').first().click();
  await adding.getByRole('option').nth(2).click();
  await snap('unstructured-pick', 'members of a workspace are picked from its organization', { small: true });
  await close(stage);

  await openWorkspace(stage, 'Default workspace');
  await page.getByRole('tab', { name: /^(Keys|API keys)/ }).click();
  await row(stage, 'Ingest service').first().waitFor();
  await settled(stage);
  await snap('unstructured-keys', 'keys of a workspace', { small: true });
  await button(stage, 'Actions for Ingest service').click();
  await page.getByRole('menuitem', { name: 'Rotate…' }).waitFor();
  await snap('unstructured-key-menu', 'what can be done with a key', { themes: ['light'] });
  await page.getByRole('menuitem', { name: 'Rotate…' }).click();
  await dialog(stage, 'Rotate Ingest service').waitFor();
  await snap('unstructured-rotate', 'rotating: a new key, the swap, the end of the old one', {
    themes: ['light'],
  });
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^(Review|Rotate)/ })
    .click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^(Rotate|Create)/ })
    .last()
    .waitFor();
  await snap('unstructured-rotate-review', 'one plan with a pause for the person', { small: true });
  await close(stage);
  await roles(stage, 'Contracts', 'unstructured-roles', 'both tables of roles: organization and workspace', {
    person: 'eddie',
  });
  await openTab(stage, 'Settings');
  await settled(stage);
  await page.getByRole('heading', { name: /Leave, transfer/ }).scrollIntoViewIfNeeded();
  await snap('unstructured-settings', 'deleting isn’t offered: whom to ask');
  await whatWorks(stage, 'unstructured-works', 'what works over the management API');
}

const inventory = `organization,workspace,email,name,organization role,workspace role,key
Northwind,,ana@northwind.example,Ana Oliveira,Super Administrator,,
Northwind,Contracts,ana@northwind.example,,,Workspace Administrator,
Northwind,Contracts,eddie.mensah@northwind.example,Eddie Mensah,Account Member,Developer,
Northwind,Contracts,april.nguyen@northwind.example,April Nguyễn,Account Member,Operator,
Northwind,Contracts,,,,,contract-parser
Northwind,Invoices,eddie.mensah@northwind.example,,,Chief,
Northwind,Support mail,april.nguyen@northwind.example,,,Viewer,
,Scratch,,,,,`;

/** Unstructured as its real service is: nothing to ask, so steps to follow and an inventory. */
export async function unstructuredConsole(stage) {
  const { page, snap, odd } = stage;
  await startAdding(stage, 'Unstructured', odd.dataApi);
  await check(stage);
  await page.getByLabel('Your name').fill('Ana Oliveira');
  await page.getByLabel('Your e-mail address').fill('ana@northwind.example');
  await snap('console-sign-in', 'the real service has no management API: who you are there is enough', {
    small: true,
  });
  await button(stage, 'Continue without signing in').click();
  await add(stage, { label: 'Unstructured', badge: 'Production', colour: 'Slate' });
  await page.getByText('Nothing recorded yet').first().waitFor();
  await snap('console-empty', 'an inventory that is still empty');
  await button(stage, 'Record inventory').first().click();
  const record = dialog(stage, /^Record inventory/);
  await record.waitFor();
  await snap('console-record', 'recording what exists, from a list', { themes: ['light'] });
  await record.getByLabel('List', { exact: true }).fill(inventory);
  await record.getByRole('table').waitFor();
  await snap('console-import', 'what each row would do, and which can’t be kept', { small: true });
  await page.getByRole('tab', { name: 'One by one' }).click();
  await snap('console-row', 'or one by one', { themes: ['light'] });
  await page.getByRole('tab', { name: 'From a list' }).click();
  await record.getByRole('button', { name: /^Record \d/ }).click();
  await record.waitFor({ state: 'hidden' });
  await startPage(stage);
  await snap('console-start', 'what was recorded, marked as added manually');
  await openWorkspace(stage, 'Contracts');
  await openTab(stage, 'Overview');
  await snap('console-overview', 'one workspace of the inventory');
  await people(stage).click();
  await row(stage, 'eddie.mensah@northwind.example').waitFor();
  await snap('console-members', 'its members, and since when that is known', { small: true });
  await page
    .getByRole('combobox', { name: /^Role of/ })
    .last()
    .click();
  await page.getByRole('option', { name: /^Viewer/ }).click();
  await dialog(stage, /^Make/).waitFor();
  await snap('console-steps', 'a change: the clicks to do, then “Mark as done”', { small: true });
  for (const step of await page
    .getByRole('dialog')
    .getByRole('list', { name: /^Steps/ })
    .getByRole('checkbox')
    .all()) {
    await step.click();
  }
  await snap('console-steps-ticked', 'steps ticked off', { themes: ['light'] });
  await button(stage, 'Mark as done').click();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await page.getByRole('tab', { name: /^(Keys|API keys)/ }).click();
  await row(stage, 'contract-parser').waitFor();
  await snap('console-keys', 'keys of the inventory');
  await button(stage, 'Actions for contract-parser').click();
  await page.getByRole('menuitem', { name: /^Test/ }).click();
  await dialog(stage, /^Test /).waitFor();
  await page.getByRole('dialog').locator('input').first().fill('not-a-key-at-all');
  await button(stage, 'Save and test').click();
  await page
    .getByRole('dialog')
    .getByText(/doesn’t work|works/)
    .first()
    .waitFor();
  await snap('console-try', 'trying a key against the data API');
  await close(stage);
  await openTab(stage, 'History');
  await snap('console-history', 'the history of an inventory: who said what, when', { themes: ['light'] });
  await whatWorks(stage, 'console-works', 'what works without an API');
}
