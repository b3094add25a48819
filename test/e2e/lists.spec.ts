import type { Locator } from '@playwright/test';
import { bigWorkspaceName } from '../../src-main/local-instance/sample/many-members.ts';
import { expect, test } from '../support/app.ts';
import { axeFindings } from '../support/axe.ts';
import {
  dialog,
  expectRefused,
  grid,
  message,
  openTab,
  openWorkspace,
  row,
  shareNorthwind,
} from './steward.ts';

const size = 12_345;
const big = bigWorkspaceName(size);
const all = size.toLocaleString('en-GB');

const { app } = shareNorthwind({ sample: { members: size }, vault: { passphrase: 'four unrelated words' } });

const search = (what = 'members') => app.page.getByRole('combobox', { name: `Search ${what}` });
const rows = () => app.page.getByRole('grid').locator('[data-index]');
const selection = () => app.page.getByRole('region', { name: 'Selection' });
const headers = () => app.page.getByRole('columnheader');
const header = (name: string) => headers().filter({ hasText: name });
const panel = (name: 'Columns' | 'Views') => app.page.getByRole('dialog', { name, exact: true });
const box = (of: Locator) => of.getByRole('checkbox');

async function openPanel(name: 'Columns' | 'Views'): Promise<Locator> {
  await app.page.getByRole('button', { name, exact: true }).click();
  return panel(name);
}

const widthOf = async (name: string) => (await header(name).boundingBox())?.width ?? 0;

test.describe('A long list', () => {
  test.beforeEach(async () => {
    await openWorkspace(app.page, big, 'Members');
    await search().fill('');
    await expect(rows().first()).toContainText(/\S/);
  });

  test('all matching members are selected at once, except those unpicked', async () => {
    const { page } = app;
    await page.getByRole('checkbox', { name: 'Select all' }).click();
    await expect(selection()).toContainText(/\d+ selected/);
    await selection()
      .getByRole('button', { name: `Select all ${all} members` })
      .click();
    await expect(selection()).toContainText(`All ${all} members`);

    // Rows that were never loaded are in it too.
    await rows().first().focus();
    await page.keyboard.press('End');
    await expect(rows().last()).toHaveAttribute('aria-selected', 'true');
    await box(rows().last()).click();
    await page.keyboard.press('Home');
    await box(rows().nth(1)).click();
    await expect(selection()).toContainText(`All ${all} members, except 2`);
    await expect(page.getByRole('checkbox', { name: 'Select all' })).toHaveAttribute('aria-checked', 'mixed');
    await box(rows().nth(1)).click();
    await expect(selection()).toContainText(`All ${all} members, except 1`);
    await expectRefused(
      selection().getByRole('button', { name: 'Remove…' }),
      'A plan can have up to 5,000 changes, and 12,344 people are selected. Narrow the search and make the change in parts.',
    );

    // A rule is of its own search: with another one nobody is selected.
    await search().fill('role:approver');
    await expect(selection()).toBeHidden();
  });

  test('all matching members are changed in one plan that lists each of them', async () => {
    const { page } = app;
    await search().fill('role:approver status:pending');
    const counted = page.getByRole('status').filter({ hasText: `of ${all}` });
    await expect(counted).toHaveText(/^\d+ of/);
    const matching = Number(/^\d+/u.exec((await counted.textContent()) ?? '')?.[0]);
    await box(rows().first()).click();
    await selection()
      .getByRole('button', { name: /^Select all/ })
      .click();
    await box(rows().nth(1)).click();
    await expect(selection()).toContainText(`All ${matching} matching members, except 1`);
    await selection().getByRole('button', { name: 'Change role…' }).click();
    const form = dialog(page, `Change role for ${matching - 1} people`);
    await expect(form).toContainText(/and \d+ others?\./);
    await form.getByRole('radio', { name: 'Collaborator' }).click();
    await form.getByRole('button', { name: 'Change role' }).click();
    const review = page.getByRole('dialog').filter({ hasText: `${matching - 1} changes in ${big}` });
    await expect(review).toContainText('Approver → Collaborator');
    await review.getByRole('button', { name: 'Cancel' }).click();
    await form.getByRole('button', { name: 'Cancel' }).click();
    await expect(selection()).toContainText('except 1');
    await selection().getByRole('button', { name: 'Clear' }).click();
    await search().fill('');
  });

  test('a search that isn’t understood selects no members', async () => {
    await search().fill('');
    await box(rows().first()).click();
    await expect(selection().getByRole('button', { name: /^Select all/ })).toBeVisible();
    await search().fill('rol:approver');
    await expect(selection()).toContainText('1 selected');
    await expect(selection().getByRole('button', { name: /^Select all/ })).toBeHidden();
    await selection().getByRole('button', { name: 'Clear' }).click();
    await search().fill('');
  });
});

test.describe('Columns', () => {
  test.beforeEach(() => openWorkspace(app.page, 'Northwind Production', 'Members'));

  test('columns are hidden, moved and resized, and stay so after a restart', async () => {
    const { page } = app;
    const columns = await openPanel('Columns');
    await expect(columns.getByText('always first')).toBeVisible();
    await columns.getByRole('checkbox', { name: 'Signed up' }).click();
    await columns.getByRole('button', { name: 'Move Status up' }).click();
    await page.keyboard.press('Escape');
    await expect(panel('Columns')).toBeHidden();
    await expect(headers()).toHaveText(['Select all', 'Person', 'Status', 'Role', 'Actions']);

    const before = await widthOf('Role');
    await header('Role').getByRole('button').focus();
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Shift+ArrowRight');
    await expect.poll(() => widthOf('Role')).toBe(before + 32);

    await app.restart();
    await openWorkspace(app.page, 'Northwind Staging', 'Members');
    await expect(headers()).toHaveText(['Select all', 'Person', 'Status', 'Role', 'Actions']);
    await expect.poll(() => widthOf('Role')).toBe(before + 32);

    await (await openPanel('Columns')).getByRole('button', { name: 'Reset' }).click();
    await app.page.keyboard.press('Escape');
    await expect(headers()).toHaveText(['Select all', 'Person', 'Role', 'Status', 'Signed up', 'Actions']);
    await expect.poll(() => widthOf('Role')).toBe(before);
  });

  test('a column is resized by its edge, and a double click restores its width', async () => {
    const { page } = app;
    const before = await widthOf('Status');
    const at = await header('Status').boundingBox();
    if (at === null) throw new Error('The header is not on screen.');
    const edge = { x: at.x + at.width - 6, y: at.y + at.height / 2 };
    await page.mouse.move(edge.x, edge.y);
    await page.mouse.down();
    await page.mouse.move(edge.x + 40, edge.y, { steps: 4 });
    await page.mouse.up();
    await expect.poll(() => widthOf('Status')).toBe(before + 40);
    const wide = await header('Status').boundingBox();
    if (wide === null) throw new Error('The header is not on screen.');
    await page.mouse.dblclick(wide.x + wide.width - 6, edge.y);
    await expect.poll(() => widthOf('Status')).toBe(before);
  });
});

test.describe('Views', () => {
  test('a view keeps a search with its order under a name, with its count', async () => {
    const { page } = app;
    await openWorkspace(page, 'Northwind Production', 'Members');
    await search().fill('role:approver');
    await header('Status').getByRole('button').click();
    let views = await openPanel('Views');
    await expectRefused(views.getByRole('button', { name: 'Save view' }), 'Enter a name.');
    await views.getByRole('textbox', { name: 'View name' }).fill('Approvers first');
    await page.keyboard.press('Enter');
    await expect(panel('Views')).toBeHidden();

    await search().fill('');
    await header('Person').getByRole('button').click();
    await openWorkspace(page, 'Payments Platform', 'Members');
    views = await openPanel('Views');
    await expect(views.getByRole('button', { name: /^Approvers first \d+$/ })).toBeVisible();
    await views.getByRole('button', { name: /^Approvers first/ }).click();
    await expect(search()).toHaveValue('role:approver');
    await expect(header('Status')).toHaveAttribute('aria-sort', 'ascending');
    await (await openPanel('Views')).getByRole('button', { name: 'Delete Approvers first' }).click();
    await page.keyboard.press('Escape');
  });

  test('views are renamed, overwritten and deleted, and a deletion can be undone from its message', async () => {
    const { page } = app;
    await openWorkspace(page, 'Northwind Production', 'Members');
    await search().fill('status:pending');
    const views = await openPanel('Views');
    await views.getByRole('textbox', { name: 'View name' }).fill('Approvers first');
    await page.keyboard.press('Enter');
    await search().fill('status:pending nguyen');
    await openPanel('Views');
    await views.getByRole('textbox', { name: 'View name' }).fill('approvers FIRST');
    await page.keyboard.press('Enter');
    await expect(views.getByRole('alert')).toContainText('A view named “Approvers first” already exists.');

    await views.getByRole('button', { name: 'Rename Approvers first' }).click();
    await views.getByRole('textbox', { name: 'New name for Approvers first' }).fill('Waiting');
    await page.keyboard.press('Enter');
    await views.getByRole('button', { name: 'Update Waiting to match the list' }).click();
    await expect(message(page, 'Updated the view “Waiting”.')).toBeVisible();
    await views.getByRole('button', { name: 'Delete Waiting' }).click();
    await expect(views.getByText('No views yet.')).toBeVisible();
    await page.keyboard.press('Escape');
    await page
      .getByRole('listitem')
      .filter({ hasText: 'Deleted the view “Waiting”.' })
      .getByRole('button', { name: 'Undo' })
      .click();
    await search().fill('');
    const again = await openPanel('Views');
    await again.getByRole('button', { name: /^Waiting 1$/ }).click();
    await expect(search()).toHaveValue('status:pending nguyen');
    await (await openPanel('Views')).getByRole('button', { name: 'Delete Waiting' }).click();
    await page.keyboard.press('Escape');
    await search().fill('');
  });

  test('a view of one workspace is offered only there, and the palette finds it', async () => {
    const { page } = app;
    await openWorkspace(page, 'Northwind Production');
    await openTab(page, 'Tokens');
    await page.getByRole('radio', { name: /^Inactive/ }).click();
    await search('tokens').fill('status:revoked');
    const views = await openPanel('Views');
    await views.getByRole('textbox', { name: 'View name' }).fill('Leaked ones');
    await views.getByRole('radio', { name: 'This workspace' }).click();
    await views.getByRole('button', { name: 'Save view' }).click();
    await openWorkspace(page, 'Payments Platform', 'Tokens');
    await expect((await openPanel('Views')).getByText('No views yet.')).toBeVisible();
    await page.keyboard.press('Escape');

    await page.keyboard.press('ControlOrMeta+k');
    const palette = dialog(page, 'Search everything');
    await palette.getByRole('combobox').fill('leaked');
    await expect(palette.getByRole('option', { name: /Leaked ones/ })).toContainText(
      'view of tokens · Northwind Production',
    );
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 2, name: 'Northwind Production' })).toBeVisible();
    await expect(search('tokens')).toHaveValue('status:revoked');
    await expect(page.getByRole('radio', { name: /^Inactive/ })).toBeChecked();
    await expect(grid(page, /^Inactive tokens/)).toBeVisible();
    await expect(row(page, 'Leaked in a chat')).toBeVisible();
    await (await openPanel('Views')).getByRole('button', { name: 'Delete Leaked ones' }).click();
    await page.keyboard.press('Escape');
  });
});

test('axe finds nothing in the panels and the selection in either theme', async () => {
  test.setTimeout(90_000);
  const { page } = app;
  await openWorkspace(page, 'Northwind Production', 'Members');
  await search().fill('role:approver');
  const views = await openPanel('Views');
  await views.getByRole('textbox', { name: 'View name' }).fill('For axe');
  await page.keyboard.press('Enter');
  await box(rows().first()).click();
  await selection()
    .getByRole('button', { name: /^Select all/ })
    .click();
  for (const theme of ['light', 'dark', 'system'] as const) {
    await page.evaluate((wanted) => window.steward.app.setPreferences({ theme: wanted }), theme);
    if (theme === 'system') break;
    const expectNothingFound = async (where: string) =>
      expect(await axeFindings(page, { coloursOnly: theme === 'dark' }), `${theme}, ${where}`).toEqual([]);
    await expectNothingFound('a selection by rule');
    await openPanel('Columns');
    await expectNothingFound('columns');
    await page.keyboard.press('Escape');
    await expect(await openPanel('Views')).toContainText('For axe');
    await views.getByRole('button', { name: 'Rename For axe' }).click();
    await expectNothingFound('views');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
  }
  await (await openPanel('Views')).getByRole('button', { name: 'Delete For axe' }).click();
  await page.keyboard.press('Escape');
  await selection().getByRole('button', { name: 'Clear' }).click();
  await search().fill('');
});
