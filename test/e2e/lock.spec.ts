import { readdir } from 'node:fs/promises';
import { expect, test } from '../support/app.ts';
import { keyringAvailable, startKeyring } from '../support/keyring.ts';
import { connectNorthwind } from '../support/sign-in.ts';
import { dialog, message, openWorkspace, row, shareInstance } from './steward.ts';

const instance = shareInstance();
const passphrase = 'four unrelated words';

test('Locking and unlocking goes without a mouse, and returns to the place that was open', async ({
  launch,
}) => {
  const { page } = await launch({ vault: { passphrase } });
  await connectNorthwind(page, instance);
  await openWorkspace(page, 'Northwind Staging', 'Members');
  await expect(row(page, 'ana@northwind.example')).toBeVisible();
  await page.keyboard.press('Control+Shift+L');
  await expect(page.getByRole('heading', { name: 'Enter your passphrase' })).toBeVisible();
  await expect(page.getByLabel('Passphrase', { exact: true })).toBeFocused();
  await expect(page.getByText('ana@northwind.example')).toHaveCount(0);
  const asked = await page.evaluate(() => window.steward.connections.list({}));
  expect(asked).toMatchObject({ ok: false, error: { kind: 'vault-locked' } });

  await page.keyboard.type('wrong horse battery');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('This isn’t the vault’s passphrase.');
  await page.getByLabel('Passphrase', { exact: true }).focus();
  await page.keyboard.press('Control+A');
  await page.keyboard.type(passphrase);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 2, name: 'Northwind Staging' })).toBeFocused();
  await expect(row(page, 'ana@northwind.example')).toBeVisible();
});

test('The passphrase can be changed, and the earlier one opens nothing afterwards', async ({
  launch,
  userData,
}) => {
  const { page } = await launch({ vault: { passphrase } });
  await page.keyboard.press('Control+k');
  await dialog(page, 'Search everything').getByRole('combobox').fill('how sign-ins are stored');
  await page.keyboard.press('Enter');
  const form = dialog(page, 'Change how sign-ins are stored');
  await expect(form.getByRole('radio', { checked: true })).toBeFocused();
  await form.getByLabel('Current passphrase', { exact: true }).fill('wrong horse battery');
  await form.getByLabel('New passphrase', { exact: true }).fill('five quite unrelated words');
  await form.getByLabel('Confirm new passphrase', { exact: true }).fill('five quite unrelated words');
  await form.getByRole('button', { name: 'Change passphrase' }).click();
  await expect(form.getByRole('alert')).toContainText('This isn’t the vault’s passphrase.');
  await form.getByLabel('Current passphrase', { exact: true }).fill(passphrase);
  await form.getByRole('button', { name: 'Change passphrase' }).click();
  await expect(message(page, 'Steward now opens with the new passphrase.')).toBeVisible();
  expect((await readdir(userData)).filter((name) => name.startsWith('vault.json'))).toEqual(['vault.json']);

  await page.keyboard.press('Control+Shift+L');
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('This isn’t the vault’s passphrase.');
  await page.getByLabel('Passphrase', { exact: true }).fill('five quite unrelated words');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('navigation', { name: 'Connections' })).toBeVisible();
});

test('What’s in memory only is moved to this device under a passphrase, and is there at the next start', async ({
  launch,
  userData,
}) => {
  const { page, quit } = await launch();
  await connectNorthwind(page, instance);
  await openWorkspace(page, 'Northwind Staging', 'Members');
  await expect(row(page, 'ana@northwind.example')).toBeVisible();
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  await page.getByRole('button', { name: 'Change how sign-ins are stored…' }).click();
  const form = dialog(page, 'Change how sign-ins are stored');
  await form.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await form.getByLabel('Confirm passphrase', { exact: true }).fill(passphrase);
  await form.getByRole('button', { name: 'Use this passphrase' }).click();
  await expect(message(page, 'Steward now opens with the new passphrase.')).toBeVisible();
  await expect(page.getByRole('contentinfo', { name: 'Status' })).not.toContainText('Memory only');
  expect((await readdir(userData)).filter((name) => name.includes('moved-in'))).toEqual([]);

  // Nothing was signed out or lost on the way.
  await page.getByRole('button', { name: /^Northwind, / }).click();
  await openWorkspace(page, 'Northwind Staging', 'Members');
  await page.getByRole('button', { name: 'Refresh', exact: true }).click();
  await expect(row(page, 'ana@northwind.example')).toBeVisible();
  await quit();
  const next = await launch({ vault: { passphrase } });
  await expect(next.page.getByRole('button', { name: /^Northwind, / })).toBeVisible();
  await openWorkspace(next.page, 'Northwind Staging', 'Members');
  await expect(row(next.page, 'ana@northwind.example')).toBeVisible();
});

test('In memory only, locking is refused with the reason', async ({ launch }) => {
  const { page } = await launch();
  await page.keyboard.press('Control+Shift+L');
  await expect(message(page, /can’t be locked while it keeps everything in memory only/)).toBeVisible();
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Lock now' })).toHaveAttribute('aria-disabled', 'true');
});

test('Locked with a keyring, Steward says that no password is asked, and opens at one press', async ({
  launch,
}) => {
  test.skip(!keyringAvailable(), 'gnome-keyring, dbus or libsecret-tools are not installed here.');
  const keyring = await startKeyring();
  try {
    const { page, quit } = await launch({ passwordStore: 'gnome-libsecret', env: keyring.env });
    await connectNorthwind(page, instance);
    await page.keyboard.press('Control+Shift+L');
    await expect(page.getByRole('heading', { name: 'Steward is locked' })).toBeVisible();
    await expect(page.getByText('without a password while you’re signed in')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Unlock' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('navigation', { name: 'Connections' })).toBeVisible();
    await quit();
  } finally {
    await keyring.stop();
  }
});

test('Steward locks when the screen of the computer is locked, where that is wanted', async ({ launch }) => {
  const { page, electron } = await launch({ vault: { passphrase } });
  // Electron reports it by an event on macOS and Windows, and where it's asked on Linux.
  const setScreenLocked = (locked: boolean) =>
    electron.evaluate(({ powerMonitor }, isLocked) => {
      if (process.platform === 'linux')
        powerMonitor.getSystemIdleState = () => (isLocked ? 'locked' : 'active');
      else if (isLocked) powerMonitor.emit('lock-screen');
    }, locked);
  await setScreenLocked(true);
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  await setScreenLocked(false);
  await page.getByRole('switch', { name: /Lock when this computer sleeps/ }).click();
  await expect(page.getByRole('switch', { name: /Lock when this computer sleeps/ })).toBeChecked();
  await setScreenLocked(true);
  await expect(page.getByRole('heading', { name: 'Enter your passphrase' })).toBeVisible();
});
