import type { Page } from '@playwright/test';
import { samplePeople } from '../../src-main/local-instance/sample/seed.ts';
import { expect, shareApp, test } from '../support/app.ts';
import { connectBoxes, connectNorthwind } from '../support/sign-in.ts';
import { grid, openWorkspace, row, shareInstance } from './steward.ts';

const instance = shareInstance();
const app = shareApp({
  prepare: async (page) => {
    await connectNorthwind(page, instance);
    await connectBoxes(page, instance);
  },
});
const { secondOwner } = samplePeople;
const search = (page: Page, what: string) => page.getByRole('combobox', { name: `Search ${what}` });
const completions = (page: Page) => page.getByRole('listbox', { name: 'Completions' });
const openAllConnections = (page: Page) => page.getByRole('button', { name: 'All connections' }).click();

test('a person is found in two systems, once in each, and opens in their workspace', async () => {
  const { page } = app;
  await openAllConnections(page);
  await expect(page.getByRole('heading', { level: 1, name: 'All connections' })).toBeVisible();
  await search(page, 'all people').fill(secondOwner);
  const people = grid(page, 'People in all connections');
  await expect(people.locator('[data-index]')).toHaveCount(2);
  await expect(row(page, 'Northwind Production')).toContainText('tomasz');
  await expect(row(page, 'Boxes')).toBeVisible();
  await expect(page.getByText(/^Lists: \d+ of \d+ fresh/)).toBeVisible();

  await row(page, 'Northwind Production').getByRole('button').first().click();
  await expect(search(page, 'members')).toHaveValue(secondOwner);
  await expect(grid(page, /^Members of/).locator('[data-index]')).toHaveCount(1);
});

test('the keyboard completes keys and values', async () => {
  const { page } = app;
  await openAllConnections(page);
  const field = search(page, 'all people');
  await field.fill('');
  await field.pressSequentially('con');
  await expect(completions(page).getByRole('option')).toHaveText([/^conn:/]);
  await page.keyboard.press('Tab');
  await expect(field).toHaveValue('conn:');
  await expect(completions(page).getByRole('option', { name: 'Boxes' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(completions(page)).toBeHidden();
  await expect(field).toHaveValue('conn:');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(field).toHaveValue('conn:Boxes ');
  await expect(row(page, 'Boxes').first()).toBeVisible();
  await expect(row(page, 'Northwind Production')).toHaveCount(0);
});

test('a query that isn’t understood is pointed out, with a suggestion', async () => {
  const { page } = app;
  await page.getByRole('button', { name: /^Northwind, / }).click();
  await openWorkspace(page, 'Northwind Production', 'Members');
  const field = search(page, 'members');
  await field.fill('rol:owner');
  await expect(page.getByRole('status').filter({ hasText: 'At rol:owner' })).toContainText(
    'The member list has no filter',
  );
  await page.getByRole('button', { name: 'Use role:owner' }).click();
  await expect(field).toHaveValue('role:owner');
  await expect(page.getByRole('button', { name: 'Owner', exact: true })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await field.fill('');
});

test('a search reports something as missing only from lists that were fetched', async () => {
  const { page } = app;
  await openAllConnections(page);
  await search(page, 'all people').fill('nobody-has-this-name');
  await expect(page.getByText(/^Not found in \d+ fresh/)).toBeVisible();
  await search(page, 'all people').fill('');
  await page.getByRole('tab', { name: 'Tokens' }).click();
  await expect(grid(page, 'Tokens in all connections').locator('[data-index]').first()).toContainText(/\S/);
  await page.getByRole('tab', { name: 'Workspaces' }).click();
  await expect(row(page, 'Northwind Production')).toContainText('Northwind');
});

test('the palette finds people and tokens', async () => {
  const { page } = app;
  await page.keyboard.press('ControlOrMeta+k');
  const palette = page.getByRole('dialog', { name: 'Search everything' });
  await palette.getByRole('combobox').fill(`@${secondOwner}`);
  await expect(palette.getByRole('option', { name: /Boxes/ })).toBeVisible();
  await palette
    .getByRole('option', { name: /Northwind/ })
    .first()
    .click();
  await expect(search(page, 'members')).toHaveValue(secondOwner);
});

test('role: suggests the roles of every system, whatever your own role is', async () => {
  const { page } = app;
  await openAllConnections(page);
  await page.getByRole('tab', { name: 'People' }).click();
  const field = search(page, 'all people');
  await field.fill('role:');
  const roles = completions(page).getByRole('option');
  // One’s own are Owner and admin; these are known from the systems’ tables alone.
  await expect(roles.filter({ hasText: 'Collaborator' })).toBeVisible();
  await expect(roles.filter({ hasText: /^viewer/i })).toBeVisible();
  await roles.filter({ hasText: 'Collaborator' }).click();
  await expect(row(page, 'Northwind').first()).toContainText('Collaborator');
  await expect(page.getByText('No role matches')).toHaveCount(0);
  await field.fill('');
});

test('each list keeps its own columns and views', async () => {
  const { page } = app;
  await openAllConnections(page);
  await page.getByRole('tab', { name: 'People' }).click();
  const panel = (name: string) => page.getByRole('dialog', { name, exact: true });
  const open = (name: string) => page.getByRole('button', { name, exact: true }).click();
  await open('Columns');
  await panel('Columns').getByRole('checkbox', { name: 'Active tokens' }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('columnheader', { name: 'Active tokens' })).toHaveCount(0);
  await search(page, 'all people').fill('token:active');
  await open('Views');
  await panel('Views').getByRole('textbox', { name: 'View name' }).fill('With keys');
  await panel('Views').getByRole('checkbox', { name: 'Include columns' }).click();
  await panel('Views').getByRole('button', { name: 'Save view' }).click();

  await page.getByRole('tab', { name: 'Tokens' }).click();
  await open('Columns');
  await expect(panel('Columns').getByRole('checkbox', { name: 'Status' })).toBeChecked();
  await page.keyboard.press('Escape');
  await page.getByRole('tab', { name: 'People' }).click();
  await open('Columns');
  await panel('Columns').getByRole('button', { name: 'Reset' }).click();
  await page.keyboard.press('Escape');
  await search(page, 'all people').fill('');
  await expect(page.getByRole('columnheader', { name: 'Active tokens' })).toBeVisible();

  await open('Views');
  await panel('Views')
    .getByRole('button', { name: /^With keys ≥? ?\d+$/ })
    .click();
  await expect(search(page, 'all people')).toHaveValue('token:active');
  await expect(page.getByRole('columnheader', { name: 'Active tokens' })).toHaveCount(0);
  await open('Views');
  await panel('Views').getByRole('button', { name: 'Delete With keys' }).click();
  await page.keyboard.press('Escape');
  await open('Columns');
  await panel('Columns').getByRole('button', { name: 'Reset' }).click();
  await page.keyboard.press('Escape');
  await search(page, 'all people').fill('');
});

test('who goes by an e-mail has the whole column for it', async () => {
  const { page, electron } = app;
  const resize = (width: number, height: number) =>
    electron.evaluate(
      ({ BrowserWindow }, [wide, high]) => BrowserWindow.getAllWindows()[0]?.setContentSize(wide, high),
      [width, height] as const,
    );
  await resize(900, 600);
  await openAllConnections(page);
  await page.getByRole('tab', { name: 'People', exact: true }).click();
  await search(page, 'all people').fill('darius.tanaka');
  const people = grid(page, 'People in all connections');
  const person = people.getByRole('button', { name: /^darius\.tanaka/ }).first();
  await expect(person).toBeVisible();
  // Whole, or cut no earlier than where the cell ends.
  await expect
    .poll(() =>
      person.evaluate((name) => {
        const end = name;
        const cell = name.closest('[role=gridcell]') ?? name;
        const cut = [name, ...name.querySelectorAll('*')].some(
          (part) => part.getAttribute('aria-hidden') === 'true' && part.scrollWidth > part.clientWidth,
        );
        return cut ? cell.getBoundingClientRect().right - end.getBoundingClientRect().right : 0;
      }),
    )
    .toBeLessThan(32);
  await search(page, 'all people').clear();
  await resize(1280, 800);
});
