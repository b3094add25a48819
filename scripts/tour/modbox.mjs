import { button, dialog, openTab, openWorkspace, row, settled } from './steps.mjs';
import { add, check, close, roles, samplePassword, startAdding, startPage, whatWorks } from './systems.mjs';

/** Modbox: its four roles, tokens of the account that can be revoked only while they are held, and running sandboxes. */
export async function modbox(stage) {
  const { page, snap, instance } = stage;
  await startAdding(stage, 'Modbox', instance.addressOf('modbox'));
  await snap('modbox-address', 'Modbox: the address of a server of one’s own', { themes: ['light'] });
  await check(stage);
  await page.getByRole('radio', { name: /^With a password/ }).click();
  await page.getByLabel('Username').fill('ana@northwind.example');
  await page.getByLabel('Password', { exact: true }).fill('not it');
  await button(stage, 'Sign in').click();
  await page.getByRole('dialog').getByRole('alert').first().waitFor();
  await snap('modbox-refused', 'a password that the server refuses, said where it is corrected', {
    themes: ['light'],
  });
  await page.getByRole('radio', { name: /^With a token/ }).click();
  await snap('modbox-token', 'a token instead: an mbx_ one stays signed in');
  await page.getByRole('radio', { name: /^With a password/ }).click();
  await page.getByLabel('Username').fill('ana@northwind.example');
  await page.getByLabel('Password', { exact: true }).fill(samplePassword);
  await snap('modbox-sign-in', 'user name and password, with what becomes of them', { small: true });
  await button(stage, 'Sign in').click();
  await add(stage, { label: 'Sandboxes', badge: 'Production', colour: 'Blue' });
  await startPage(stage);
  await snap('modbox-start', 'its workspaces, and the account whose tokens they are', { small: true });

  await openWorkspace(stage, 'Northwind Agents');
  await openTab(stage, 'Overview');
  await settled(stage);
  await snap('modbox-overview', 'one workspace: what runs in it, and what one may do');
  await openTab(stage, 'Members');
  await row(stage, '@').first().waitFor();
  await settled(stage);
  await snap('modbox-members', 'its members; who is added is in it at once', { small: true });
  await button(stage, 'Add').click();
  await dialog(stage, /^Add people to/).waitFor();
  await page.getByLabel('E-mail addresses').fill('viktor.horvat@northwind.example');
  await snap('modbox-add', 'adding a member, with their role', { themes: ['light'] });
  await close(stage);
  await openTab(stage, 'Invitations');
  await snap('modbox-no-invitations', 'what Modbox doesn’t have says so, with its source');

  await openTab(stage, 'API tokens');
  await settled(stage);
  await snap(
    'modbox-tokens',
    'tokens are the account’s: which ones, and why some can’t be revoked from here',
    {
      small: true,
    },
  );
  await button(stage, 'Generate API token').click();
  const generate = dialog(stage, /^Generate an?/);
  await generate.getByLabel('Name', { exact: true }).fill('nightly-eval');
  await snap('modbox-token-new', 'a new token', { themes: ['light'] });
  await generate.getByRole('button', { name: /^Generate/ }).click();
  await dialog(stage, /^Create/)
    .getByRole('button', { name: /^Create/ })
    .click();
  await dialog(stage, /^Copy the/).waitFor();
  await snap('modbox-token-reveal', 'it is shown once; Steward can hold it, so that it can be deleted later');
  await button(stage, 'Copy').click();
  await button(stage, 'Done').click();
  await row(stage, 'nightly-eval').waitFor();
  await settled(stage);
  await button(stage, 'Actions for nightly-eval').click();
  await page.getByRole('menuitem', { name: /^Delete/ }).waitFor();
  await snap('modbox-token-menu', 'one that is held can be deleted', { themes: ['light'] });
  await page.keyboard.press('Escape');

  await roles(stage, 'Northwind Agents', 'modbox-roles', 'Modbox’s matrix: four roles', { person: 'eddie' });
  await openTab(stage, 'Settings');
  await settled(stage);
  await snap('modbox-settings', 'name and description; leaving and deleting', { themes: ['light'] });
  await button(stage, 'Delete…').click();
  await dialog(stage, /^Delete/).waitFor();
  await snap('modbox-delete', 'deleting: the running sandboxes that end with it, before the name is typed', {
    small: true,
  });
  await close(stage);

  await openWorkspace(stage, "Ana's workspace");
  await openTab(stage, 'Members');
  await row(stage, 'ana@northwind.example').waitFor();
  await openTab(stage, 'Settings');
  await button(stage, 'Leave…').scrollIntoViewIfNeeded();
  await button(stage, 'Leave…').hover();
  await page.getByRole('tooltip').waitFor();
  await snap('modbox-leave', 'the only owner can’t leave, and is told why', {
    themes: ['light'],
    mouse: true,
  });

  await openWorkspace(stage, 'Fabrikam Research');
  await openTab(stage, 'Members');
  await settled(stage);
  await button(stage, 'Add').hover();
  await page.getByRole('tooltip').waitFor();
  await snap('modbox-viewer', 'a viewer there: what the role forbids stays visible and says so', {
    themes: ['light'],
    mouse: true,
  });
  await whatWorks(stage, 'modbox-works', 'what works with Modbox, and what it doesn’t offer');

  await instance.faults([{ path: '/modbox/**', fault: { kind: 'status', status: 502 } }]);
  await button(stage, 'Refresh').click();
  await page
    .getByRole('main')
    .getByText(/internal error/)
    .first()
    .waitFor();
  await settled(stage);
  await snap('modbox-failing', 'the server fails: the last list stays, with the error', {
    themes: ['light'],
  });
  await instance.mend();
  await button(stage, 'Refresh').click();
  await settled(stage);
}
