import type { Page } from '@playwright/test';
import { samplePeople } from '../../src-main/local-instance/sample/seed.ts';
import { expect, test } from '../support/app.ts';
import { axeFindings } from '../support/axe.ts';
import { connectNorthwind } from '../support/sign-in.ts';
import { dialog, message, openWorkspace, row, shareInstance, tabTo } from './steward.ts';

const instance = shareInstance();
const graces = 'grace knows this one';

/** Grace confirms every removal. */
const setUpGrace = (page: Page) =>
  page.evaluate(async (passphrase) => {
    const { secondPersons } = window.steward;
    await secondPersons.add({ name: 'Grace Hopper', passphrase });
    await secondPersons.changeSettings({ values: { secondPerson: true, secondPersonFromRemovals: 1 } });
  }, graces);

test('A second person is set up by keyboard, and has to approve of being asked less often', async ({
  launch,
}) => {
  const { page } = await launch();
  await page.keyboard.press('ControlOrMeta+k');
  await expect(dialog(page, 'Search everything').getByRole('combobox')).toBeFocused();
  await page.keyboard.type('>settings confirmations');
  await expect(page.getByRole('option', { selected: true })).toContainText('Confirmations');
  await page.keyboard.press('Enter');
  const confirmations = page.getByRole('region', { name: 'Confirmations' });
  await expect(confirmations.getByRole('heading', { name: 'Confirmations' })).toBeFocused();
  const control = confirmations.getByRole('switch', { name: 'Ask for a second person' });
  await expect(control).not.toHaveAttribute('aria-disabled', 'true');
  await tabTo(page, control, 3);
  await page.keyboard.press('Space');

  const setUp = dialog(page, 'Set up a second person');
  await expect(setUp.getByLabel('Name')).toBeFocused();
  await page.keyboard.type('Grace Hopper');
  await tabTo(page, setUp.getByLabel('Passphrase', { exact: true }), 2);
  await page.keyboard.type(graces);
  await tabTo(page, setUp.getByLabel('Confirm passphrase'), 2);
  await page.keyboard.type(graces);
  await page.keyboard.press('Enter');
  await expect(setUp).toBeHidden();
  await expect(control).toBeChecked();
  await expect(control).toBeFocused();
  await expect(confirmations.getByRole('list', { name: 'Second persons' })).toContainText('Grace Hopper');
  const from = confirmations.getByLabel('Number of removals that need a second person', { exact: true });
  await tabTo(page, from, 2);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('1');
  await page.keyboard.press('Enter');
  await expect
    .poll(() => page.evaluate(() => window.steward.settings.read({})))
    .toMatchObject({ value: { values: { secondPerson: true, secondPersonFromRemovals: 1 } } });

  // Asking less often is refused until Grace approves of it.
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('9');
  await page.keyboard.press('Enter');
  const raise = dialog(page, 'Ask from 9 removals?');
  await expect(raise.getByLabel('Second person: passphrase of Grace Hopper')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(raise).toBeHidden();
  await expect(from).toHaveValue('1');
  // So is the way back to the default.
  await confirmations
    .getByRole('button', { name: 'Reset “Number of removals that need a second person”' })
    .click();
  await expect(dialog(page, 'Ask from 6 removals?')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(from).toHaveValue('1');
});

test('Turning it off takes a second person’s passphrase, and axe finds nothing on the way', async ({
  launch,
}) => {
  const { page } = await launch();
  await setUpGrace(page);
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  const confirmations = page.getByRole('region', { name: 'Confirmations' });
  await expect(confirmations.getByRole('list', { name: 'Second persons' })).toContainText('Grace Hopper');
  expect(await axeFindings(page, { within: 'section[aria-label="Confirmations"]' })).toEqual([]);
  const control = confirmations.getByRole('switch', { name: 'Ask for a second person' });
  await control.click();
  const off = dialog(page, 'Turn off “Ask for a second person”?');
  await off.getByLabel('Second person: passphrase of Grace Hopper').fill(graces);
  expect(await axeFindings(page, { within: '[role=dialog]' })).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(message(page, 'Steward no longer asks for a second person.')).toBeVisible();
  await expect(control).not.toBeChecked();
});

test('A removal needs the second person’s passphrase, and its receipt says who confirmed it', async ({
  launch,
}) => {
  const { page } = await launch();
  await connectNorthwind(page, instance);
  await setUpGrace(page);
  await openWorkspace(page, 'Northwind Production', 'Members');
  await page.keyboard.press('/');
  await expect(page.getByRole('combobox', { name: 'Search members' })).toBeFocused();
  await page.keyboard.type(samplePeople.collaborator);
  await expect(page.getByRole('grid').locator('[data-index]')).toHaveCount(1);
  await page.keyboard.press('ArrowDown');
  await expect(row(page, samplePeople.collaborator)).toBeFocused();
  await page.keyboard.press('Delete');
  const review = page.getByRole('dialog');
  await expect(review).toContainText('A second person has to confirm thisIt removes 1 thing.');
  await expect(review.getByRole('button', { name: 'Cancel' })).toBeFocused();
  const passphrase = review.getByLabel('Second person: passphrase of Grace Hopper');
  await tabTo(page, passphrase, 3, 'Shift+Tab');
  expect(await axeFindings(page, { within: '[role=dialog]' })).toEqual([]);
  await page.keyboard.type('a guess');
  await page.keyboard.press('Enter');
  const alert = review.getByRole('alert');
  await expect(alert).toHaveText('That isn’t the passphrase of Grace Hopper.Nothing was sent. Try again.');
  await expect(passphrase).toBeFocused();
  await expect(passphrase).toHaveValue('');
  await page.keyboard.type(graces);
  await page.keyboard.press('Enter');
  await expect(review).toContainText('Confirmed by Grace Hopper as the second person.');
  await page.keyboard.press('Enter');
  await expect(review).toBeHidden();
  await expect(page.getByRole('grid').locator('[data-index]')).toHaveCount(0);
});
