import { expect, shareApp, test } from '../support/app.ts';
import { picture } from '../support/picture.ts';
import { connectNorthwind } from '../support/sign-in.ts';
import {
  dialog,
  expectRefused,
  openMembers,
  openTab,
  openWorkspace,
  refresh,
  row,
  shareInstance,
  workspaceItem,
} from './steward.ts';

const instance = shareInstance();
const app = shareApp({
  vault: { passphrase: 'four unrelated words' },
  prepare: async (page) => {
    await connectNorthwind(page, instance);
    await expect(workspaceItem(page, 'Payments Platform')).toHaveAccessibleDescription(/\d+ members$/);
    await openMembers(page, 'Northwind Production');
  },
});

const banner = () => app.page.getByRole('status').filter({ hasText: /127\.0\.0\.1:\d+ isn’t responding\./ });

/** Everything that was read before the server went away: lists, people, tokens, each with its age. */
async function expectEverythingThere(): Promise<void> {
  const { page } = app;
  await openWorkspace(page, 'Payments Platform', 'Members');
  await expect(row(page, 'tomasz.zielinski@northwind.example')).toContainText('Owner');
  await expect(page.getByText(/^As of (just now|\d+ min ago)/).first()).toBeVisible();
  await page.getByRole('combobox', { name: 'Search members' }).fill('april');
  await expect(row(page, 'april.nguyen@northwind.example')).toBeVisible();
  await expect(row(page, 'tomasz.zielinski@northwind.example')).toBeHidden();
  await openTab(page, 'Tokens');
  await expect(row(page, 'PCI evidence')).toBeVisible();
  await openWorkspace(page, 'Northwind Production', 'Tokens');
  await expect(row(page, 'CI deploy')).toBeVisible();
}

async function expectWritesRefused(): Promise<void> {
  const { page } = app;
  const why = /^Offline: 127\.0\.0\.1:\d+ isn’t responding\. Changes need the server\.$/;
  await openWorkspace(page, 'Northwind Production', 'Members');
  await expectRefused(page.getByRole('button', { name: 'Invite', exact: true }), why);
  await openTab(page, 'Tokens');
  await expectRefused(page.getByRole('button', { name: 'Generate token' }), why);
  await openTab(page, 'Settings');
  await expectRefused(page.getByRole('button', { name: 'Delete…' }), why);
  await expectRefused(page.getByRole('button', { name: 'New workspace' }), why);
}

test('The server goes away, the app is started again without it, and the server comes back', async () => {
  test.setTimeout(120_000);
  await test.step('everything read is still there, with its age', async () => {
    await instance.stop();
    await refresh(app.page);
    await expect(banner()).toBeVisible();
    await expect(banner()).toContainText('You can still browse saved data.');
    await expectEverythingThere();
  });
  await test.step('writes are disabled and say why', expectWritesRefused);
  await test.step('after a restart of the app too', async () => {
    await app.restart();
    await expect(banner()).toBeVisible();
    await expectEverythingThere();
    await expectWritesRefused();
    await expect(app.page.getByText('You’re signed out')).toBeHidden();
  });
  await test.step('adding another connection is not stopped by it', async () => {
    await app.page.getByRole('button', { name: 'Add a connection', exact: true }).click();
    await expect(dialog(app.page, 'Add a connection')).toBeVisible();
    await app.page.keyboard.press('Escape');
  });
  await test.step('with the server back it refreshes automatically', async () => {
    await instance.start();
    await instance.now.call(
      'POST',
      `/workspace/${instance.now.workspaceId('Northwind Production')}/members`,
      {
        body: { email: 'while-away@example.com' },
      },
    );
    await openWorkspace(app.page, 'Northwind Production', 'Members');
    // The next try is at most its back-off away: seconds after so few failures.
    await expect(banner()).toBeHidden({ timeout: 45_000 });
    await app.page.getByRole('combobox', { name: 'Search members' }).fill('while-away');
    await expect(row(app.page, 'while-away@example.com')).toBeVisible();
    await expect(app.page.getByRole('button', { name: 'Invite', exact: true })).not.toHaveAttribute(
      'aria-disabled',
    );
  });
});

test('A server that comes back is there at once when asked for', async () => {
  const { page } = app;
  await instance.stop();
  await refresh(page);
  await expect(banner()).toBeVisible();
  await instance.start();
  // The app tries by itself as well: when it is first, the button goes away under the pointer.
  await expect(async () => {
    const tryNow = page.getByRole('button', { name: 'Try now' });
    if (await tryNow.isVisible()) await tryNow.click({ timeout: 1000 });
    await expect(banner()).toBeHidden({ timeout: 1000 });
  }).toPass();
  await expect(page.getByRole('contentinfo', { name: 'Status' })).not.toContainText('can’t be reached');
});

test('A change whose connection breaks on the way is never claimed and never repeated', async () => {
  const { page } = app;
  const id = instance.now.workspaceId('Northwind Production');
  await openWorkspace(page, 'Northwind Production', 'Members');
  // The server does it, and the answer is lost.
  instance.now.faults([{ method: 'POST', path: `/si/auth/workspace/${id}/members`, fault: { kind: 'cut' } }]);
  await page.getByRole('button', { name: 'Invite', exact: true }).click();
  await dialog(page, /^Invite people/)
    .getByLabel('E-mail addresses')
    .fill('lost-answer@example.com');
  await dialog(page, /^Invite people/)
    .getByRole('button', { name: 'Invite', exact: true })
    .click();
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.getByRole('combobox', { name: 'Search members' }).fill('lost-answer');
  await expect(row(page, 'lost-answer@example.com')).toHaveCount(1);
  await page.getByRole('combobox', { name: 'Search members' }).fill('');
});

test('a copy that hasn’t been refreshed for long is hidden, with its next steps', async () => {
  const { page, electron } = app;
  await openWorkspace(page, 'Payments Platform', 'Members');
  await expect(row(page, 'april.nguyen@northwind.example')).toBeVisible();
  await instance.stop();
  await refresh(page);
  await expect(banner()).toBeVisible();
  // So much later, for whatever asks how old a copy is.
  await electron.evaluate(() => {
    const real = Date.now.bind(Date);
    Date.now = () => real() + 40 * 86_400_000;
  });
  await openWorkspace(page, 'Northwind Production', 'Members');
  await openWorkspace(page, 'Payments Platform', 'Members');
  const hidden = page.getByRole('heading', {
    name: /^Hidden because it hasn’t been refreshed since \d/,
  });
  await expect(hidden).toBeVisible();
  await expect(page.getByText(/It will be erased on \d/)).toBeVisible();
  await expect(row(page, 'april.nguyen@northwind.example')).toBeHidden();
  await picture(app.page, 'hidden-members');
  await openTab(page, 'Tokens');
  await expect(hidden).toBeVisible();
  await expect(row(page, 'PCI evidence')).toBeHidden();
  await expectRefused(
    page.getByRole('button', { name: 'Export', exact: true }),
    'This list is hidden because it’s out of date. Refresh it to export.',
  );
  await openTab(page, 'Roles');
  await expect(page.getByText(/^Hidden because it hasn’t been refreshed/)).toBeVisible();
  await picture(app.page, 'hidden-roles');
  await openTab(page, 'History');
  await expect(hidden).toBeVisible();
  await expectRefused(
    page.getByRole('button', { name: 'Export', exact: true }),
    'This list is hidden because it’s out of date. Refresh it to export.',
  );
  await picture(app.page, 'hidden-history');
  for (const view of ['As of a date', 'Compare', 'Over time']) {
    await page.getByRole('radio', { name: view }).click();
    await expect(hidden).toHaveCount(1);
    await expect(hidden).toBeVisible();
    await picture(app.page, `hidden-${view}`);
  }

  // Not found is never claimed of what isn't looked at.
  await page.getByRole('button', { name: 'All connections' }).click();
  await page.getByRole('combobox', { name: 'Search all people' }).fill('april');
  await expect(
    page.getByText(
      /^Not found in 0 fresh lists\. \d+ lists are stale, unconfirmed, hidden or never fetched\.$/,
    ),
  ).toBeVisible();
  await expect(page.getByText(/^Lists: 0 of \d+ fresh .*\d+ hidden/)).toBeVisible();
  await picture(app.page, 'hidden-all-connections');
  await page.getByRole('combobox', { name: 'Search all people' }).fill('');

  await page.getByRole('button', { name: /^Northwind, development/ }).click();
  await openWorkspace(page, 'Payments Platform', 'Members');
  await openTab(page, 'History');
  await page.getByRole('radio', { name: 'Over time' }).click();
  await page.getByRole('button', { name: 'Show anyway' }).click();
  await expect(page.getByRole('img', { name: /^Members from/ })).toBeVisible();
  await expect(hidden).toBeHidden();
  await openTab(page, 'Members');
  await expect(row(page, 'april.nguyen@northwind.example')).toBeVisible();
  await expect(hidden).toBeHidden();
});
