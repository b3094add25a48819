import { expect, test } from '../support/app.ts';
import { catchBrowser } from '../support/sign-in.ts';
import {
  dialog,
  expectRefused,
  leaveDialog,
  message,
  openTab,
  openWorkspace,
  pickFromMenu,
  refresh,
  shareNorthwind,
  workspaceItem,
  workspaceList,
} from './steward.ts';

const { instance, app } = shareNorthwind({ vault: { passphrase: 'four unrelated words' } });

const group = (name: string) => workspaceList(app.page).getByRole('region', { name });
const names = (name: string) => group(name).locator('[data-workspace]');
const more = (name: string) =>
  workspaceList(app.page).getByRole('button', { name: `More actions for ${name}` });
const created = () => app.page.getByRole('main').getByRole('heading', { level: 2 });

async function create(name: string): Promise<void> {
  const { page } = app;
  await page.getByRole('button', { name: 'New workspace' }).click();
  const form = dialog(page, 'New workspace');
  await form.getByLabel('Name', { exact: true }).fill(name);
  await form.getByRole('button', { name: 'Create workspace' }).click();
  await expect(created()).toHaveText(name);
}

test.describe('The list of workspaces', () => {
  test('the list of workspaces is searched as you type', async () => {
    const { page } = app;
    const search = workspaceList(page).getByRole('searchbox', { name: 'Find a workspace' });
    await search.fill('north prod');
    await expect(workspaceList(page).locator('[data-workspace]')).toHaveText([/Northwind Production/]);
    await search.fill('payments.northwind.example');
    await expect(workspaceList(page).locator('[data-workspace]')).toHaveText([/Payments Platform/]);
    await search.fill('nothing like it');
    await expect(workspaceList(page).getByText('No workspace matches “nothing like it”.')).toBeVisible();
    await search.press('Escape');
    await expect(workspaceItem(page, 'Warehouse Edge')).toBeVisible();
  });

  test('each workspace shows its kind, your role and its number of members', async () => {
    const { page } = app;
    await expect(workspaceItem(page, "Ana's laptop")).toHaveAccessibleDescription(
      'Local dev instance, 1 member',
    );
    await expect(workspaceItem(page, 'Payments Platform')).toHaveAccessibleDescription(
      /^Remote URL, \d+ members$/,
    );
    await openWorkspace(page, 'Payments Platform', 'Overview');
    await expect(page.getByText('Your role: Approver', { exact: true })).toBeVisible();
    await expect(page.getByRole('region', { name: 'Workspace', exact: true })).toContainText(
      'Tomasz Zieliński',
    );
  });

  test('favourites, hidden workspaces, notes and the order stay on this device after a restart', async () => {
    await pickFromMenu(app.page, more('Warehouse Edge'), 'Add to favourites');
    await expect(names('Favourites')).toHaveText([/Warehouse Edge/]);
    await pickFromMenu(app.page, more('Partner Sandbox'), 'Hide from the list');
    await expect(workspaceItem(app.page, 'Partner Sandbox')).toBeHidden();
    await pickFromMenu(app.page, more("Ana's laptop"), 'Add a note…');
    await dialog(app.page, /Ana's laptop/)
      .getByLabel('Note')
      .fill('breaks on Mondays');
    await app.page.getByRole('button', { name: 'Save note' }).click();
    await expect(app.page.getByRole('dialog')).toBeHidden();

    const before = await names('All workspaces').allTextContents();
    const last = before.at(-1) ?? '';
    await names('All workspaces').last().focus();
    await app.page.keyboard.press('Alt+ArrowUp');
    const after = [...before.slice(0, -2), last, before.at(-2) ?? ''];
    await expect(names('All workspaces')).toHaveText(after);

    await app.restart();
    await expect(names('All workspaces')).toHaveText(after);
    await expect(names('Favourites')).toHaveText([/Warehouse Edge/]);
    await expect(workspaceItem(app.page, 'Partner Sandbox')).toBeHidden();
    await workspaceList(app.page).getByRole('button', { name: 'Hidden 1' }).click();
    await expect(workspaceItem(app.page, 'Partner Sandbox')).toBeVisible();
    await workspaceList(app.page).getByRole('searchbox').fill('mondays');
    await expect(workspaceList(app.page).locator('[data-workspace]')).toHaveText([/Ana's laptop/]);
    await workspaceList(app.page).getByRole('searchbox').fill('');

    const answer = await instance.now.call('GET', '/workspaces');
    expect(answer.text).not.toContain('Mondays');
    expect(
      (answer.json as { displayName: string; isFavourite: boolean }[]).find(
        ({ displayName }) => displayName === 'Warehouse Edge',
      ),
    ).toMatchObject({ isFavourite: false });
  });
});

test.describe('A new workspace', () => {
  test('each of the three workspace types can be created, with its rules checked as you type', async () => {
    const { page } = app;
    await page.getByRole('button', { name: 'New workspace' }).click();
    const form = dialog(page, 'New workspace');
    const submit = form.getByRole('button', { name: 'Create workspace' });
    const url = form.getByLabel('Instance URL');
    await expect(form).toContainText('On Northwind');
    await expect(form.getByRole('radio', { name: 'Managed by System Initiative' })).toBeChecked();
    await expect(url).toHaveValue('https://app.systeminit.com');
    await expectRefused(submit, 'Enter a name for the workspace.');

    await form.getByLabel('Name', { exact: true }).fill('Rates & fees');
    await expect(form.getByRole('alert')).toContainText('Remove “&”.');
    await form.getByLabel('Name', { exact: true }).fill('Rates');

    await form.getByRole('radio', { name: 'Local Dev Instance' }).click();
    await expect(url).toHaveValue('http://localhost:8080');
    await form.getByRole('radio', { name: 'Remote URL' }).click();
    await expectRefused(submit, 'Enter the instance URL.');
    const refusals: [string, string][] = [
      ['https://app.systeminit.com/', 'Choose “Managed by System Initiative”.'],
      ['http://localhost:8080', 'Choose “Local Dev Instance”.'],
      ['si.example.com', 'Start the URL with https://'],
      ['https://si.example.com?x=1', 'Remove everything from ? or # onwards.'],
      ['https://SI.example.com', 'Use lowercase letters in the host.'],
    ];
    for (const [typed, words] of refusals) {
      await url.fill(typed);
      await expect(form.getByRole('alert')).toContainText(words);
    }
    await url.fill('https://si.rates.example:8443/eu');
    await submit.click();

    await expect(created()).toHaveText('Rates');
    await expect(page.getByText('Your role: Owner', { exact: true })).toBeVisible();
    await expect(workspaceItem(page, 'Rates')).toHaveAccessibleDescription(/^Remote URL/);

    for (const [type, about] of [
      ['Managed by System Initiative', /^Managed/],
      ['Local Dev Instance', /^Local dev instance/],
    ] as const) {
      const name = `New ${type}`.slice(0, 12);
      await page.getByRole('button', { name: 'New workspace' }).click();
      await form.getByRole('radio', { name: type }).click();
      await form.getByLabel('Name', { exact: true }).fill(name);
      await submit.click();
      await expect(created()).toHaveText(name);
      await expect(workspaceItem(page, name)).toHaveAccessibleDescription(about);
    }
  });

  test('creating a default workspace is reviewed, because the default is shared', async () => {
    const { page } = app;
    await page.getByRole('button', { name: 'New workspace' }).click();
    const form = dialog(page, 'New workspace');
    await form.getByLabel('Name', { exact: true }).fill('Shared one');
    await form.getByRole('switch', { name: 'Default workspace' }).click();
    await form.getByRole('button', { name: 'Create workspace' }).click();
    const review = dialog(page, 'Create workspace “Shared one”');
    await expect(review).toContainText('It changes for all members of the workspace');
    await review.getByRole('button', { name: 'Cancel' }).click();
    await expect(form.getByLabel('Name', { exact: true })).toHaveValue('Shared one');
    await leaveDialog(page);
  });
});

test.describe('The settings of a workspace', () => {
  test('a changed name and description are read back and can be undone', async () => {
    const { page } = app;
    await create('Sketches');
    await openTab(page, 'Settings');
    const form = page.getByRole('region', { name: 'Name and description' });
    await expectRefused(form.getByRole('button', { name: 'Save' }), 'No changes to save.');
    await form.getByLabel('Name').fill('Drawings');
    await form.getByRole('button', { name: 'Save' }).click();
    await expect(created()).toHaveText('Drawings');
    await expect(message(page, '“Sketches” is now called “Drawings”.')).toBeVisible();
    expect(
      (await instance.now.call('GET', `/workspaces/${instance.now.workspaceId('Drawings')}`)).status,
    ).toBe(200);

    await page
      .getByRole('listitem')
      .filter({ hasText: '“Sketches” is now called “Drawings”.' })
      .getByRole('button', { name: 'Undo' })
      .click();
    await expect(created()).toHaveText('Sketches');
  });

  test('changing the default warns that it’s shared, and only owners switch approvals', async () => {
    const { page } = app;
    await create('Harbour');
    await openTab(page, 'Settings');
    await page.getByRole('button', { name: 'Set as default…' }).click();
    const review = dialog(page, 'Make “Harbour” the default workspace');
    await expect(review).toContainText('This mark is shared');
    await review.getByRole('button', { name: 'Make default' }).click();
    await expect(page.getByText('This is the default workspace for all members.')).toBeVisible();

    const approvals = page.getByRole('switch', { name: 'Approvals' });
    await approvals.click();
    await page.getByRole('dialog').getByRole('button', { name: 'Turn approvals on' }).click();
    await expect(approvals).toBeChecked();

    await openWorkspace(page, 'Payments Platform', 'Settings');
    await expectRefused(
      page.getByRole('switch', { name: 'Approvals' }),
      /Only Owners can do this\. Your role here is Approver\./,
    );
    await expectRefused(
      page.getByRole('region', { name: 'Name and description' }).getByRole('button', { name: 'Save' }),
      'Only Owners can do this. Your role here is Approver.',
    );
  });

  test('the settings open the workspace’s page and the instance’s refresh page', async () => {
    const { page, electron } = app;
    const nextUrl = await catchBrowser(electron);
    await openWorkspace(page, 'Warehouse Edge', 'Settings');
    await page.getByRole('button', { name: 'Open in browser' }).click();
    expect(await nextUrl()).toContain('https://si.edge.northwind.example/warehouse');
    await page.getByRole('button', { name: 'Open refresh page' }).click();
    expect(await nextUrl()).toMatch(/\/refresh-auth\?workspaceId=[0-9A-Z]{26}$/);
  });

  test('leaving says what is lost and needs a confirmation, and owners are refused up front', async () => {
    const { page } = app;
    await openWorkspace(page, 'Northwind Staging', 'Settings');
    await expectRefused(page.getByRole('button', { name: 'Leave…' }), /An owner can’t leave\./);
    await openWorkspace(page, 'Warehouse Edge', 'Settings');
    await page.getByRole('button', { name: 'Leave…' }).click();
    const review = dialog(page, 'Leave “Warehouse Edge”');
    await expect(review).toContainText('Warehouse Edge on Northwind');
    await expect(review).toContainText('Tokens you created in this workspace stay valid.');
    await expect(review.getByRole('button', { name: 'Cancel' })).toBeFocused();
    const leave = review.getByRole('button', { name: 'Leave workspace' });
    await expectRefused(leave, 'Confirm the 1 warning above first.');
    await review.getByRole('checkbox').click();
    await leave.click();
    await expect(workspaceItem(page, 'Warehouse Edge')).toBeHidden();
    await expect(message(page, 'You left “Warehouse Edge”.')).toBeVisible();
  });

  test('deleting needs the typed name and says what goes and what stays', async () => {
    const { page } = app;
    await create('Doomed one');
    await openTab(page, 'Settings');
    await page.getByRole('button', { name: 'Delete…' }).click();
    const review = dialog(page, 'Delete “Doomed one”');
    await expect(review).toContainText('Every token of the workspace is revoked immediately.');
    await expect(review).toContainText('Resources it created keep running');
    await expect(review).toContainText('Only support@systeminit.com can restore it.');
    const doIt = review.getByRole('button', { name: 'Delete workspace' });
    await expectRefused(doIt, 'Type Doomed one to confirm.');
    await review.getByLabel('Type Doomed one to confirm').fill('doomed one');
    await expectRefused(doIt, 'Type Doomed one to confirm.');
    await review.getByLabel('Type Doomed one to confirm').fill('Doomed one');
    await doIt.click();
    // Behind an open dialog the list counts as hidden with all that is in it.
    await expect(message(page, '“Doomed one” was deleted.')).toBeVisible();
    await expect(workspaceItem(page, 'Doomed one')).toBeHidden();
    const row = await instance.now.call('GET', `/workspaces/${instance.now.workspaceId('Doomed one')}`);
    expect(row.json).toMatchObject({ deletedAt: expect.any(String) });
  });

  test('a name with two spaces can be copied and is typed as it reads to delete the workspace', async () => {
    const { page } = app;
    await create('Spaced');
    const path = `/workspaces/${instance.now.workspaceId('Spaced')}`;
    const body = {
      displayName: 'Spaced  out',
      instanceUrl: 'https://spaced.example.com',
      description: '',
    };
    expect((await instance.now.call('PATCH', path, { body })).status).toBe(200);
    await refresh(page);
    await openWorkspace(page, 'Spaced out', 'Settings');
    await page.getByRole('button', { name: 'Delete…' }).click();
    const review = dialog(page, /Delete “Spaced\s+out”/);
    await review.getByRole('button', { name: 'Copy the name' }).click();
    await expect(message(page, 'Name copied.')).toBeVisible();
    await review.getByLabel('Type Spaced out to confirm').fill('Spaced out');
    await review.getByRole('button', { name: 'Delete workspace' }).click();
    await expect(message(page, /was deleted/)).toBeVisible();
    const row = await instance.now.call('GET', path);
    expect(row.json).toMatchObject({ deletedAt: expect.any(String) });
  });

  test('a workspace that was deleted elsewhere leaves the list with a message', async () => {
    const { page } = app;
    await create('Fleeting');
    await instance.now.call('DELETE', `/workspaces/${instance.now.workspaceId('Fleeting')}`);
    await refresh(page);
    await expect(workspaceItem(page, 'Fleeting')).toBeHidden();
    await expect(message(page, 'That workspace is no longer listed.')).toBeVisible();
  });
});
