import { expect, shareApp, test } from '../support/app.ts';
import { connect } from '../support/sign-in.ts';
import {
  dialog,
  message,
  openWorkspace,
  row,
  shareInstance,
  workspaceItem,
  workspaceList,
} from './steward.ts';

const instance = shareInstance();
const app = shareApp({
  prepare: async (page) => {
    await connect(page, { address: instance.url, token: instance.token, label: 'Northwind' });
  },
});

test.beforeEach(async () => {
  await openWorkspace(app.page, 'Northwind Staging', 'Members');
  await expect(row(app.page, 'ana@northwind.example')).toBeVisible();
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
  await expect(palette.getByRole('option')).toHaveText([/Go to Tokens/]);
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
  await expect(palette.getByRole('option')).toHaveText([/Light theme/]);
  await input.fill('>');
  await page.keyboard.press('ArrowUp');
  const active = palette.getByRole('option', { selected: true });
  await expect(active).toContainText('Keyboard shortcuts');
  await expect(active).toBeInViewport({ ratio: 1 });
  expect(await input.getAttribute('aria-activedescendant')).toBe(await active.getAttribute('id'));
  await page.keyboard.press('Escape');
  await expect(first).toBeFocused();
});

test('The palette offers what can be done with the row that has the focus', async () => {
  const { page } = app;
  await row(page, 'ana@northwind.example').focus();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('copy');
  const palette = dialog(page, 'Search everything');
  await expect(palette.getByRole('group', { name: 'Selected row' })).toContainText('ana');
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

test('/ searches where one is: in what is shown, or in the list of workspaces', async () => {
  const { page } = app;
  await page.keyboard.press('/');
  await expect(page.getByRole('combobox', { name: 'Search members' })).toBeFocused();
  await page.keyboard.type('april');
  await expect(page.getByRole('grid').locator('[data-index]')).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('combobox', { name: 'Search members' })).toHaveValue('');

  await workspaceItem(page, 'Northwind Staging').focus();
  await page.keyboard.press('j');
  await page.keyboard.press('k');
  await expect(workspaceItem(page, 'Northwind Staging')).toBeFocused();
  await page.keyboard.press('/');
  const search = workspaceList(page).getByRole('searchbox');
  await expect(search).toBeFocused();
  await page.keyboard.type('edge');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 2, name: 'Warehouse Edge' })).toBeVisible();
  await search.press('Escape');
  await expect(search).toHaveValue('');
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
  for (const name of ['Views', 'Columns', 'Export', 'Invite']) {
    await page.keyboard.press('Tab');
    await expect(page.getByRole('button', { name, exact: true })).toBeFocused();
  }
  await page.keyboard.press('Enter');
  await expect(dialog(page, /^Invite people/).getByLabel('E-mail addresses')).toBeFocused();
  await page.keyboard.type('by-keyboard@example.com');
  await page.keyboard.press('Control+Enter');
  await expect(row(page, 'by-keyboard@example.com')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Invite', exact: true })).toBeFocused();
});
