import type { Locator } from '@playwright/test';
import { expect, test } from '../support/app.ts';
import {
  dialog,
  leaveDialog,
  message,
  openMembers,
  openTab,
  openWorkspace,
  row,
  shareNorthwind,
} from './steward.ts';

/* Each verb of the palette, on the row at the cursor where one is. */

const { instance, app } = shareNorthwind();
const member = 'april.nguyen@northwind.example';
const palette = () => dialog(app.page, 'Search everything');
const atCursor = () => palette().getByRole('group', { name: 'This row' });

test.beforeEach(async () => {
  await openWorkspace(app.page, 'Northwind Staging', 'Members');
  await expect(row(app.page, member)).toBeVisible();
});

/** Opens the palette, types, and takes this. */
async function say(words: string, entry: string | RegExp, of: Locator = palette()): Promise<void> {
  const { page } = app;
  await page.keyboard.press('Control+k');
  await page.keyboard.type(words);
  await expect(palette().getByRole('listbox')).toHaveAttribute('aria-busy', 'false');
  await of.getByRole('option', { name: entry }).first().click();
  await expect(palette()).toBeHidden();
}

test('Change role and Remove act on the row with the focus, which gets it back', async () => {
  const { page } = app;
  await row(page, member).focus();
  await say('change role', /^Change role…/, atCursor());
  await expect(dialog(page, /^Change role/)).toContainText('april');
  await leaveDialog(page);
  await expect(row(page, member)).toBeFocused();
  await say('remove', /^Remove…/, atCursor());
  await expect(page.getByRole('dialog')).toContainText('april');
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await expect(row(page, member)).toBeFocused();
});

test('Without a focused row, the row under the pointer is meant', async () => {
  const { page } = app;
  await page.getByRole('button', { name: 'Invite', exact: true }).focus();
  await row(page, member).hover();
  await page.keyboard.press('Control+k');
  await expect(atCursor().getByRole('option', { name: /^Copy e-mail/ })).toContainText('april');
  await page.keyboard.press('Escape');
});

test('IDs of what is at the cursor or open are copied, and links to it', async () => {
  const { page, electron } = app;
  const copied = () => electron.evaluate(({ clipboard }) => clipboard.readText());
  await row(page, member).focus();
  await say('copy id', /^Copy ID/, atCursor());
  await expect.poll(copied).toMatch(/^[0-9A-Z]{26}$/);
  await say('copy link', /^Copy link/, atCursor());
  await expect.poll(copied).toBe('steward://person/april.nguyen%40northwind.example');
  await expect(row(page, member)).toBeFocused();
  await say('workspace id', /^Copy workspace ID/);
  await expect.poll(copied).toBe(instance.now.workspaceId('Northwind Staging'));
  await say('copy connection address', /^Copy connection address/);
  await expect.poll(copied).toBe(instance.url);
  await openTab(page, 'Tokens');
  await row(page, 'CI deploy (staging)').focus();
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menuitem', { name: 'Copy ID' }).click();
  await expect.poll(copied).toMatch(/^[0-9A-Z]{26}$/);
});

test('Remove acts on the selected rows first, and says to select one where none is', async () => {
  const { page } = app;
  await page.getByRole('button', { name: 'Invite', exact: true }).hover();
  await page.getByRole('button', { name: 'Invite', exact: true }).focus();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('remove');
  await expect(palette().getByRole('option', { name: /^Remove…/ })).toContainText(
    'Select a member in the list first.',
  );
  await page.keyboard.press('Escape');
  await row(page, member).focus();
  await page.keyboard.press('x');
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await expect(page.getByRole('region', { name: 'Selection' })).toContainText('2 selected');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('remove');
  const first = palette().getByRole('group', { name: 'Selected rows' }).getByRole('option');
  await expect(first.first()).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: /^Remove 2 / })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Clear', exact: true }).click();
});

test('Revoke acts on the token at the cursor', async () => {
  const { page } = app;
  await openTab(page, 'Tokens');
  await row(page, 'CI deploy (staging)').focus();
  await say('revoke', /^Revoke…/, atCursor());
  const review = dialog(page, 'Revoke token “CI deploy (staging)”');
  await review.getByRole('button', { name: 'Cancel' }).click();
  await expect(row(page, 'CI deploy (staging)')).toBeFocused();
});

test('In the lists of all connections the row at the cursor has its verbs too', async () => {
  const { page } = app;
  await page.getByRole('button', { name: 'All connections' }).click();
  await page.getByRole('tab', { name: 'Workspaces' }).click();
  await row(page, 'Payments Platform').focus();
  await say('open', /^Open/, atCursor());
  await expect(page.getByRole('heading', { level: 2, name: 'Payments Platform' })).toBeVisible();
});

test('Invite and Generate open their forms, on whichever tab one is', async () => {
  const { page } = app;
  await openTab(page, 'Roles');
  await say('invite', /^Invite people…/);
  await expect(dialog(page, /^Invite people/)).toBeVisible();
  await leaveDialog(page);
  await say('generate', /^Generate a token…/);
  await expect(dialog(page, /^Generate a token/)).toBeVisible();
  await leaveDialog(page);
});

test('Export opens its menu, and Refresh asks the server again', async () => {
  const { page } = app;
  await say('export', /^Export…/);
  await expect(page.getByRole('menuitem', { name: /^CSV, data only/ })).toBeVisible();
  await page.keyboard.press('Escape');
  const id = instance.now.workspaceId('Northwind Staging');
  await instance.now.call('POST', `/workspace/${id}/members`, { body: { email: 'fresh@example.com' } });
  await say('refresh', /^Refresh this screen/);
  await expect(row(page, 'fresh@example.com')).toBeVisible();
});

test('Undo takes back the last change', async () => {
  const { page } = app;
  // On this computer no instance has to be told, so no result stays open.
  await openMembers(page, "Ana's laptop");
  await say('invite', /^Invite people…/);
  await dialog(page, /^Invite people/)
    .getByLabel('E-mail addresses')
    .fill('undone@example.com');
  await page.keyboard.press('Control+Enter');
  await expect(row(page, 'undone@example.com')).toBeVisible();
  await say('undo', /^Undo last change/);
  const review = page.getByRole('dialog');
  await expect(review).toContainText('undone@example.com');
  await review.getByRole('button', { name: 'Remove' }).click();
  await expect(row(page, 'undone@example.com')).toBeHidden();
  await expect(review).toBeHidden();
});

test('What is pressed is taken, also where results come above it before the button is let go', async () => {
  const { page, electron } = app;
  await electron.evaluate(({ ipcMain }) => {
    // Holds what is found until it is let through.
    type Listener = Parameters<typeof ipcMain.handle>[1];
    const registered = Reflect.get(ipcMain, '_invokeHandlers') as Map<string, Listener>;
    const find = registered.get('steward:people.find');
    const held = new Promise<void>((resolve) => Reflect.set(globalThis, 'letThrough', resolve));
    registered.set('steward:people.find', async (...call) => {
      await held;
      return find?.(...call) as unknown;
    });
  });
  await page.keyboard.press('Control+k');
  await page.keyboard.type('ana');
  const laptop = palette().getByRole('option', { name: /^Ana's laptop/ });
  const before = await laptop.boundingBox();
  await laptop.hover();
  await page.mouse.down();
  await electron.evaluate(() => (Reflect.get(globalThis, 'letThrough') as () => void)());
  await expect(palette().getByRole('group', { name: 'People' })).toBeVisible();
  expect((await laptop.boundingBox())?.y).not.toBe(before?.y);
  await page.mouse.up();
  await expect(palette()).toBeHidden();
  await expect(page.getByRole('heading', { level: 2, name: "Ana's laptop" })).toBeVisible();
});

test('Switch theme and Lock do so, or say why not', async () => {
  const { page } = app;
  const html = page.locator('html');
  const wasDark = (await html.getAttribute('class'))?.includes('dark') ?? false;
  await say('switch theme', /^Switch theme/);
  if (wasDark) await expect(html).not.toHaveClass(/dark/);
  else await expect(html).toHaveClass(/dark/);
  await say('system theme', /^System theme/);
  await say('lock', /^Lock now/);
  await expect(message(page, /can’t be locked while it keeps everything in memory only/)).toBeVisible();
});
