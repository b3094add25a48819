import { z } from 'zod';
import { expect, shareApp, test } from '../support/app.ts';
import { picture } from '../support/picture.ts';
import { connectNorthwind } from '../support/sign-in.ts';
import {
  dialog,
  message,
  openMembers,
  openTab,
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

const doubted = (list: string) =>
  app.page.getByRole('status').filter({ hasText: `${list}: waiting for confirmation` });

const workspaces = z.array(z.looseObject({ displayName: z.string() }));
/** What the server reports while it tells the truth. */
const truth = async () => workspaces.parse((await instance.now.call('GET', '/workspaces')).json);

/** From now on the server reports no workspace but these. */
function reportOnly(all: z.infer<typeof workspaces>, names: readonly string[]): void {
  const body = all.filter(({ displayName }) => names.includes(displayName));
  expect(body).toHaveLength(names.length);
  instance.now.faults([
    { method: 'GET', path: '/si/auth/workspaces', fault: { kind: 'status', status: 200, body } },
  ]);
}

test('The server suddenly reports one workspace: it is doubted, also after a restart, until I accept it', async () => {
  test.setTimeout(180_000);
  const { page } = app;
  const all = await truth();
  await test.step('the copy stays, and the banner says what the server reports', async () => {
    reportOnly(all, ['Northwind Production']);
    await refresh(page);
    await expect(doubted('Workspaces of Northwind')).toContainText(
      /The server now reports 1 workspace instead of \d+/,
    );
    await expect(workspaceItem(page, 'Payments Platform')).toBeVisible();
    await expect(page.getByRole('contentinfo', { name: 'Status' })).toContainText(
      /(?<!\d)0 of \d+ lists fresh · \d+ waiting for confirmation/,
    );
    await openTab(page, 'Overview');
    await expect(page.getByText('Waiting for confirmation').first()).toBeVisible();
    await picture(app.page, 'doubted-banner');
  });
  await test.step('all connections show it too', async () => {
    await page.getByRole('button', { name: 'All connections' }).click();
    await expect(doubted('Workspaces of Northwind')).toBeVisible();
  });
  await test.step('after a restart it is doubted still', async () => {
    await app.restart();
    await expect(doubted('Workspaces of Northwind')).toBeVisible();
    await expect(workspaceItem(app.page, 'Payments Platform')).toBeVisible();
  });
  await test.step('what is accepted is what was reviewed', async () => {
    await app.page.getByRole('button', { name: 'Review: Workspaces of Northwind' }).click();
    const review = dialog(app.page, 'Accept the server’s list?');
    await review.getByRole('button', { name: 'Show what would change' }).click();
    await expect(review.getByRole('list', { name: 'No longer in the server’s list' })).toContainText(
      'Payments Platform',
    );
    await expect(review).toContainText(
      /Accepting removes \d+ workspaces from Steward, with members and tokens/,
    );
    await picture(app.page, 'doubted-review');
    reportOnly(all, ['Northwind Production', 'Payments Platform']);
    await review.getByRole('button', { name: 'Accept the server’s list' }).click();
    await expect(review.getByRole('alert')).toContainText(
      'The server’s answer has changed since you reviewed it',
    );
    reportOnly(all, ['Northwind Production']);
    await expect(review).toContainText('2 workspaces, first seen');
    await review.getByRole('button', { name: 'Cancel' }).click();
    await expect(workspaceItem(app.page, 'Northwind Staging')).toBeVisible();
    await refresh(app.page);
    await expect(doubted('Workspaces of Northwind')).toContainText('reports 1 workspace');
    await app.page.getByRole('button', { name: 'Review: Workspaces of Northwind' }).click();
    await review.getByRole('button', { name: 'Accept the server’s list' }).click();
    await expect(message(app.page, 'Workspaces of Northwind: the server’s list is shown.')).toBeVisible();
    await expect(doubted('Workspaces of Northwind')).toBeHidden();
    await expect(workspaceItem(app.page, 'Payments Platform')).toBeHidden();
  });
  await test.step('its history stays, and says that it is gone', async () => {
    const gone = app.page.getByRole('status').filter({ hasText: 'are no longer in your list' });
    await expect(gone).toContainText(`${all.length - 1} workspaces (Northwind)`);
    await picture(app.page, 'gone-notice');
    await gone.getByRole('button', { name: 'Show in history' }).click();
    await expect(gone).toBeHidden();
    await expect(app.page.getByRole('list', { name: 'Workspaces no longer listed' })).toBeVisible();
    await app.page.getByRole('button', { name: 'Show the history of Payments Platform' }).click();
    await expect(
      app.page.getByRole('status').filter({ hasText: /has been missing from your list since/ }),
    ).toBeVisible();
    await app.page.getByRole('radio', { name: 'As of a date' }).click();
    await expect(row(app.page, 'tomasz.zielinski@northwind.example')).toBeVisible();
    await picture(app.page, 'gone-history');
  });
});
