import type { Page } from '@playwright/test';
import { expect, test } from '../support/app.ts';
import {
  dialog,
  message,
  openMembers,
  openTab,
  row,
  shareNorthwind,
  workspaceItem,
  workspaceList,
} from './steward.ts';

const { app } = shareNorthwind();

test.beforeEach(async () => {
  await openMembers(app.page, 'Northwind Staging');
});

test('Ctrl K finds workspaces, connections and actions by their names', async () => {
  const { page } = app;
  const palette = dialog(page, 'Search everything');
  const input = palette.getByRole('combobox');
  await page.keyboard.press('Control+k');
  await expect(input).toBeFocused();
  await input.fill('payments');
  await expect(palette.getByRole('option').first()).toContainText('Payments Platform');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 2, name: 'Payments Platform' })).toBeVisible();

  await page.keyboard.press('Control+k');
  await input.fill('>tokens');
  await expect(palette.getByRole('option').first()).toContainText('Go to Tokens');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('tab', { name: 'Tokens' })).toHaveAttribute('aria-selected', 'true');

  await page.keyboard.press('Control+k');
  await input.fill('no such thing');
  await expect(palette.getByText('No results')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(palette).toBeHidden();
});

test('Ctrl K finds people, tokens and connections without a sign before them', async () => {
  const { page } = app;
  const palette = dialog(page, 'Search everything');
  const options = palette.getByRole('option');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('april');
  await expect(options.first()).toContainText('april');
  await expect(palette.getByRole('group').first()).toHaveAccessibleName('People');
  await palette.getByRole('combobox').fill('northwind');
  await expect(options.first()).toContainText('development · 127.0.0.1');
  await page.keyboard.press('Escape');
});

test('The palette keeps what is typed from its key on, and its active row in view', async () => {
  const { page } = app;
  const first = page.getByRole('grid').locator('[data-index]').first();
  await first.focus();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('>light');
  const palette = dialog(page, 'Search everything');
  const input = palette.getByRole('combobox');
  await expect(input).toHaveValue('>light');
  await expect(palette.getByRole('option').first()).toContainText('Light theme');
  await input.fill('>');
  await page.keyboard.press('ArrowUp');
  const active = palette.getByRole('option', { selected: true });
  await expect(active).toContainText('Keyboard shortcuts');
  await expect(active).toBeInViewport({ ratio: 1 });
  expect(await input.getAttribute('aria-activedescendant')).toBe(await active.getAttribute('id'));
  await page.keyboard.press('Escape');
  await expect(first).toBeFocused();
});

test('The palette keeps what is typed while it opens, however slow the machine', async () => {
  const { page } = app;
  await page.evaluate(() => {
    const key = (init: KeyboardEventInit) =>
      document.body.dispatchEvent(new KeyboardEvent('keydown', { ...init, bubbles: true, cancelable: true }));
    // The next letters come at once when the field has the focus, before anything is drawn again.
    const goOn = ({ target }: FocusEvent) => {
      if (!(target instanceof HTMLInputElement) || target.closest('[role=dialog]') === null) return;
      document.removeEventListener('focusin', goOn);
      document.execCommand('insertText', false, 'ht');
    };
    document.addEventListener('focusin', goOn);
    key({ key: 'k', ctrlKey: true });
    for (const letter of '>lig') key({ key: letter });
  });
  await expect(dialog(page, 'Search everything').getByRole('combobox')).toHaveValue('>light');
  await page.keyboard.press('Escape');
});

test('The palette offers what can be done with the row that has the focus', async () => {
  const { page } = app;
  await row(page, 'ana@northwind.example').focus();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('copy');
  const palette = dialog(page, 'Search everything');
  await expect(palette.getByRole('group', { name: 'This row' })).toContainText('ana');
  await page.keyboard.press('Enter');
  await expect(message(page, 'Copied ana@northwind.example')).toBeVisible();
  await expect(row(page, 'ana@northwind.example')).toBeFocused();
});

test('After going somewhere by the palette the focus is on the heading there', async () => {
  const { page } = app;
  await page.keyboard.press('Control+k');
  await page.keyboard.type('warehouse edge');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 2, name: 'Warehouse Edge' })).toBeFocused();
});

test('/ searches the list in view, wherever the focus is', async () => {
  const { page } = app;
  const search = page.getByRole('combobox', { name: 'Search members' });
  await page.keyboard.press('/');
  await expect(search).toBeFocused();
  await page.keyboard.type('april');
  await expect(page.getByRole('grid').locator('[data-index]')).toHaveCount(1);
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('grid').locator('[data-index="0"]')).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await expect(search).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(search).toHaveValue('');

  await workspaceItem(page, 'Northwind Staging').focus();
  await page.keyboard.press('j');
  await page.keyboard.press('k');
  await expect(workspaceItem(page, 'Northwind Staging')).toBeFocused();
  await page.keyboard.press('/');
  await expect(search).toBeFocused();
});

test('The workspaces are searched by keyboard, and Enter opens the first', async () => {
  const { page } = app;
  const search = workspaceList(page).getByRole('searchbox');
  await search.focus();
  await page.keyboard.type('edge');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 2, name: 'Warehouse Edge' })).toBeVisible();
  await search.press('Escape');
  await expect(search).toHaveValue('');
});

test('A row opens its menu by key and by right click, and takes the keys that the menu shows', async () => {
  const { page } = app;
  const ana = row(page, 'ana@northwind.example');
  await ana.focus();
  await page.keyboard.press('Shift+F10');
  await expect(page.getByRole('menuitem', { name: /^Change role/ })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(ana).toBeFocused();
  await ana.click({ button: 'right' });
  await expect(page.getByRole('menuitem', { name: /^Copy e-mail/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(ana).toBeFocused();
  await page.keyboard.press('c');
  await expect(message(page, 'Copied ana@northwind.example').last()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toContainText('ana@northwind.example');
  await page.keyboard.press('Escape');
  await expect(ana).toBeFocused();
});

test('A click selects a row, and Shift with a click those up to it', async () => {
  const { page } = app;
  const rows = page.getByRole('grid').locator('[data-index]');
  await rows.nth(0).click({ position: { x: 300, y: 10 } });
  await expect(rows.nth(0)).toHaveAttribute('aria-selected', 'true');
  await rows.nth(2).click({ position: { x: 300, y: 10 }, modifiers: ['Shift'] });
  const selection = page.getByRole('region', { name: 'Selection' });
  await expect(selection).toContainText('3 selected');
  await selection.getByRole('button', { name: 'Clear' }).click();
});

test('F6 reaches a message, and Escape leads back', async () => {
  const { page } = app;
  const ana = row(page, 'ana@northwind.example');
  await ana.focus();
  await page.keyboard.press('c');
  await expect(message(page, 'Copied ana@northwind.example')).toBeVisible();
  await page.keyboard.press('F6');
  const messages = page.getByRole('region', { name: 'Messages' });
  await expect(messages.getByRole('button', { name: 'Dismiss this message' }).first()).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(ana).toBeFocused();

  // While a message is there, the parts of the window are still reached.
  await page.keyboard.press('c');
  await page.keyboard.press('F6');
  await expect(messages.getByRole('button').first()).toBeFocused();
  await page.keyboard.press('F6');
  await expect(page.getByRole('contentinfo').locator(':focus')).toHaveCount(1);
});

test('View permissions leads to the answer, which has the focus', async () => {
  const { page } = app;
  await row(page, 'ana@northwind.example').focus();
  await page.keyboard.press('p');
  const title = page.getByRole('heading', { name: 'Check a member’s permissions' });
  await expect(title).toBeFocused();
  await expect(title).toBeInViewport();
  await openTab(page, 'Members');
});

test('? shows all keys, and the same key closes them', async () => {
  const { page } = app;
  await page.keyboard.press('?');
  const keys = dialog(page, 'Keyboard shortcuts');
  await expect(keys).toContainText('Search everything');
  await expect(keys).toContainText('Ctrl 1 – Ctrl 9');
  await page.keyboard.press('?');
  await expect(keys).toBeHidden();
});

test('j, k and x walk and pick rows; → reaches the controls of a row', async () => {
  const { page } = app;
  const rows = page.getByRole('grid').locator('[data-index]');
  await rows.first().focus();
  await page.keyboard.press('j');
  await expect(rows.nth(1)).toBeFocused();
  await page.keyboard.press('x');
  await expect(rows.nth(1)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('j');
  await expect(rows.nth(2)).toBeFocused();
  await page.keyboard.press('Space');
  await expect(page.getByRole('region', { name: 'Selection' })).toContainText('2 selected');
  await page.keyboard.press('k');
  await page.keyboard.press('x');
  await expect(page.getByRole('region', { name: 'Selection' })).toContainText('1 selected');
  await page.keyboard.press('End');
  await expect(page.getByRole('grid').locator(':focus')).toHaveAttribute('aria-rowindex', '19');
  await page.keyboard.press('Home');
  await expect(rows.first()).toBeFocused();
  for (let press = 0; press < 3; press += 1) await page.keyboard.press('ArrowRight');
  await expect(rows.first().getByRole('button', { name: /^Actions for/ })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menu')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('region', { name: 'Selection' }).getByRole('button', { name: 'Clear' }).click();
});

test('The whole way to an invitation goes without a mouse', async () => {
  const { page } = app;
  await page.getByRole('combobox', { name: 'Search members' }).focus();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Views', exact: true })).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('button', { name: 'Columns', exact: true })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Invite', exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(dialog(page, /^Invite people/).getByLabel('E-mail addresses')).toBeFocused();
  await page.keyboard.type('by-keyboard@example.com');
  await page.keyboard.press('Control+Enter');
  await expect(row(page, 'by-keyboard@example.com')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Invite', exact: true })).toBeFocused();
});

test('Four times Tab lead from the search to the rows', async () => {
  const { page } = app;
  await page.getByRole('combobox', { name: 'Search members' }).focus();
  for (let press = 0; press < 4; press += 1) await page.keyboard.press('Tab');
  await expect(page.getByRole('grid').locator('[data-index="0"]')).toBeFocused();
});

/** A role change has a step on the instance, so its result stays until it is closed. */
async function closeResult(page: Page): Promise<void> {
  await expect(page.getByRole('dialog')).toContainText('Done and verified.');
  await expect(page.getByRole('button', { name: 'Close' }).last()).toBeFocused();
  await page.keyboard.press('Enter');
}

test('Ctrl Z undoes the last change', async () => {
  const { page } = app;
  const search = page.getByRole('combobox', { name: 'Search members' });
  await search.fill('april');
  const april = row(page, 'april').first();
  const role = april.getByRole('combobox');
  const before = (await role.textContent()) ?? '';
  await page.keyboard.press('ArrowDown');
  await expect(april).toBeFocused();
  await page.keyboard.press('r');
  const change = dialog(page, /^Change role/);
  await expect(change).toBeVisible();
  await change.getByRole('radio', { name: 'Collaborator' }).press('Space');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('button', { name: 'Make Collaborator' })).toBeFocused();
  await page.keyboard.press('Enter');
  await closeResult(page);
  await expect(role).toHaveText('Collaborator');
  await expect(april).toBeFocused();
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('button', { name: `Make ${before}` })).toBeFocused();
  await page.keyboard.press('Enter');
  await closeResult(page);
  await expect(role).toHaveText(before);
  await expect(april).toBeFocused();
  await search.fill('');
});

test('Escape asks before it discards what was typed', async () => {
  const { page } = app;
  await page.getByRole('button', { name: 'Invite', exact: true }).press('Enter');
  const invite = dialog(page, /^Invite people/);
  const addresses = invite.getByLabel('E-mail addresses');
  await expect(addresses).toBeFocused();
  await page.keyboard.type('one@example.com');
  await page.keyboard.press('Escape');
  await expect(invite.getByRole('button', { name: 'Keep editing' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(addresses).toBeFocused();
  await expect(addresses).toHaveValue('one@example.com');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(invite).toBeHidden();
  await expect(page.getByRole('button', { name: 'Invite', exact: true })).toBeFocused();
});
