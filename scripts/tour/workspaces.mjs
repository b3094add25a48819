import { button, dialog, openTab, openWorkspace, settled } from './steps.mjs';

/** The list of workspaces, and everything about one of them. */
export async function workspaces(stage) {
  const { page, snap } = stage;
  await openWorkspace(stage, 'Northwind Production');
  await openTab(stage, 'Overview');
  await settled(stage);
  await snap('overview', 'one workspace at a glance: facts, what needs attention, what you may do', {
    small: true,
  });

  await button(stage, 'More actions for Payments Platform').click();
  await page.getByRole('menuitem', { name: 'Add to favourites' }).waitFor();
  await snap('workspace-menu', 'favourites, hiding and notes are kept on this device', { themes: ['light'] });
  await page.getByRole('menuitem', { name: 'Add to favourites' }).click();
  await page.getByRole('heading', { name: 'Favourites' }).waitFor();
  const find = page.getByRole('searchbox', { name: 'Find a workspace' });
  await find.fill('northwind');
  await snap('find-a-workspace', 'finding a workspace as you type, favourites first', { themes: ['light'] });
  await find.fill('');

  await button(stage, 'New workspace').click();
  await dialog(stage, 'New workspace').waitFor();
  await page.getByRole('radio', { name: /Remote/ }).click();
  await page.getByLabel('Name', { exact: true }).fill('Tour scratch');
  await page.getByLabel('Instance URL').fill('https://localhost:8080');
  await page.getByRole('alert').filter({ hasText: 'That’s this computer' }).waitFor();
  await snap('new-workspace', 'a new workspace: three types, and the rules of each as you type', {
    small: true,
  });
  await page.getByLabel('Instance URL').fill('https://si.tour.example');
  await page.getByLabel('Description', { exact: true }).fill('Made by the tour');
  await button(stage, 'Create workspace').click();
  await dialog(stage, 'Create workspace “Tour scratch”').waitFor();
  await snap('new-workspace-review', 'on a production connection every change is reviewed before it is sent');
  await button(stage, 'Create workspace').click();
  await page.getByRole('heading', { name: 'Tour scratch', level: 2 }).waitFor();
  await openTab(stage, 'Tokens');
  await page.getByText('No active tokens').waitFor();
  await settled(stage);
  await snap(
    'empty',
    'the workspace just made, with its receipt in passing: nothing in it yet, and the next step',
    {
      messages: true,
    },
  );

  await openTab(stage, 'Settings');
  await page.getByLabel('Description', { exact: true }).fill('Made by the tour, and changed');
  await snap('workspace-settings', 'what can be changed, split by who is affected', { small: true });
  await button(stage, 'Save').click();
  await dialog(stage, /^Change the description/)
    .getByRole('button', { name: 'Save' })
    .click();
  await page.getByText('No changes to save.').waitFor({ state: 'attached' });
  await button(stage, 'Set as default…').click();
  await page.getByRole('dialog').waitFor();
  await snap('set-default', 'the default is shared: the review says so', { themes: ['light'] });
  await button(stage, 'Cancel').click();
  await page.getByRole('switch', { name: 'Approvals' }).click();
  await page.getByRole('dialog').waitFor();
  await snap('approvals', 'switching approvals on', { themes: ['light'] });
  await button(stage, 'Cancel').click();

  await button(stage, 'Delete…').click();
  const review = dialog(stage, /Delete/);
  await review.waitFor();
  await snap('delete-workspace', 'deleting: the consequences, and the name to type', { small: true });
  await page.getByLabel(/to confirm/).fill('Tour scratch');
  await review.getByRole('button', { name: 'Delete workspace' }).click();
  await page
    .getByRole('complementary', { name: 'Workspaces' })
    .getByRole('button', { name: 'Tour scratch', exact: true })
    .waitFor({ state: 'detached' });

  await openWorkspace(stage, 'Partner Sandbox');
  await openTab(stage, 'Settings');
  await button(stage, 'Leave…').click();
  await page.getByRole('dialog').waitFor();
  await snap('leave-workspace', 'leaving, and what doesn’t end with it', { themes: ['light'] });
  await button(stage, 'Cancel').click();
}
