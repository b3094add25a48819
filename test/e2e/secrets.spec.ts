import { readdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test, type RunningApp } from '../support/app.ts';
import { keyringAvailable, startKeyring, type Keyring } from '../support/keyring.ts';
import { scan } from '../support/scan.ts';
import { picture } from '../support/picture.ts';
import { connect, connectNorthwind } from '../support/sign-in.ts';
import { dialog, openMembers, openWorkspace, row, shareInstance, workspaceItem } from './steward.ts';

const instance = shareInstance();

/** Makes a token through the app, looks at its secret, copies it, and gives it back. */
async function makeToken(page: Page, name: string): Promise<string> {
  await openWorkspace(page, 'Northwind Staging', 'Tokens');
  await page.getByRole('button', { name: 'Generate token' }).click();
  const form = dialog(page, 'Generate a token for Northwind Staging');
  await form.getByLabel('Name').fill(name);
  await form.getByRole('button', { name: 'Generate token' }).click();
  const reveal = dialog(page, 'Copy the token now');
  await reveal.getByRole('button', { name: 'Show token once' }).click();
  const secret = (await reveal.getByLabel('Token', { exact: true }).textContent()) ?? '';
  await reveal.getByRole('button', { name: 'Copy' }).click();
  await expect(reveal.getByRole('button', { name: 'Done' })).toBeVisible();
  await reveal.getByRole('button', { name: 'Done' }).click();
  await expect(row(page, name)).toBeVisible();
  return secret;
}

async function work(app: RunningApp, label: string): Promise<Record<string, string>> {
  await connect(app.page, { address: instance.url, token: instance.token, label });
  const made = await makeToken(app.page, label);
  return { 'session token': instance.token, 'new token': made };
}

async function expectNoSecrets(userData: string, secrets: Record<string, string>): Promise<void> {
  const found = await scan(userData, secrets);
  expect(found.files).toBeGreaterThan(0);
  expect(found.hits).toEqual([]);
}

test.describe('With a keyring', () => {
  test.skip(!keyringAvailable(), 'gnome-keyring, dbus or libsecret-tools are not installed here.');
  let keyring: Keyring;
  test.beforeAll(async () => {
    keyring = await startKeyring();
  });
  test.afterAll(() => keyring.stop());

  test('nothing is asked, sign-ins survive a restart, and no file holds a token', async ({
    launch,
    userData,
  }) => {
    const options = { passwordStore: 'gnome-libsecret', env: keyring.env } as const;
    const first = await launch(options);
    await expect(first.page.getByRole('contentinfo', { name: 'Status' })).toContainText('Keyring unlocked');
    const secrets = await work(first, 'Keyring');
    await first.quit();
    expect(keyring.items('steward') + keyring.items('Steward') + keyring.items('electron')).toMatch(
      /Safe Storage|label = /,
    );

    const second = await launch(options);
    await expect(row(second.page, 'Keyring')).toBeVisible();
    await expect(second.page.getByText(/can’t be read now|signed out/)).toBeHidden();
    await second.quit();
    await expectNoSecrets(userData, secrets);

    const without = await launch({ vault: 'unanswered' });
    await expect(
      without.page.getByRole('heading', { name: 'Steward can’t read your sign-ins right now' }),
    ).toBeVisible();
    await expect(without.page.getByText('Nothing was deleted.')).toBeVisible();
    await without.page.getByRole('button', { name: 'Try again' }).click();
    await expect(
      without.page.getByRole('heading', { name: 'Steward can’t read your sign-ins right now' }),
    ).toBeVisible();
    await without.quit();

    const again = await launch(options);
    await expect(workspaceItem(again.page, 'Northwind Staging')).toBeVisible();
    await expect(again.page.getByText(/can’t be read now|signed out/)).toBeHidden();
  });
});

test.describe('Without a keyring', () => {
  test('in memory only: nothing outlives the run', async ({ launch, userData }) => {
    const first = await launch({ vault: 'unanswered' });
    await expect(first.page.getByText(/can’t be recovered/)).toBeVisible();
    await first.page.getByRole('radio', { name: 'In memory only' }).click();
    await first.page.getByRole('button', { name: 'Use memory only' }).click();
    await expect(first.page.getByRole('contentinfo', { name: 'Status' })).toContainText('Memory only');
    const worked = await work(first, 'Memory');
    const stored = 'stored-by-a-script';
    await first.page.evaluate((text) => {
      localStorage.setItem('stored', text);
      sessionStorage.setItem('stored', text);
    }, stored);
    const secrets = { ...worked, stored };
    await expectNoSecrets(userData, secrets);
    await first.quit();
    await expectNoSecrets(userData, secrets);
    const files = await readdir(userData);
    expect(files.filter((name) => /\.db/.test(name) || name === 'vault.json')).toEqual([]);

    const second = await launch({ vault: 'unanswered' });
    await expect(
      second.page.getByRole('heading', { name: 'Where should Steward store your sign-ins?' }),
    ).toBeVisible();
  });

  test('behind a passphrase: asked for at every start, a wrong one opens nothing', async ({
    launch,
    userData,
  }) => {
    const first = await launch({ vault: 'unanswered' });
    const { page } = first;
    await page.getByLabel('Passphrase', { exact: true }).fill('short');
    await page.getByRole('button', { name: 'Use this passphrase' }).click();
    await expect(page.getByText('Use at least 8 characters.')).toBeVisible();
    await page.getByLabel('Passphrase', { exact: true }).fill('correct horse battery');
    await page.getByLabel('Confirm passphrase').fill('correct horse batterie');
    await page.getByRole('button', { name: 'Use this passphrase' }).click();
    await expect(page.getByText('The passphrases don’t match.')).toBeVisible();
    await page.getByLabel('Confirm passphrase').fill('correct horse battery');
    await page.getByRole('button', { name: 'Use this passphrase' }).click();
    await expect(page.getByRole('heading', { name: 'Welcome to Steward' })).toBeVisible();
    const secrets = await work(first, 'Passphrase');
    await expectNoSecrets(userData, { ...secrets, passphrase: 'correct horse battery' });
    await first.quit();
    await expectNoSecrets(userData, { ...secrets, passphrase: 'correct horse battery' });

    const second = await launch({ vault: 'unanswered' });
    await second.page.getByLabel('Passphrase', { exact: true }).fill('wrong horse battery');
    await second.page.getByRole('button', { name: 'Unlock' }).click();
    await expect(second.page.getByRole('alert')).toContainText('This isn’t the vault’s passphrase.');
    await second.page.getByLabel('Passphrase', { exact: true }).fill('correct horse battery');
    await second.page.getByRole('button', { name: 'Unlock' }).click();
    await expect(row(second.page, 'Passphrase')).toBeVisible();
    await second.quit();
    for (const name of ['ledger.db', 'roster.db']) {
      const content = await readFile(join(userData, name));
      expect(content.subarray(0, 15).toString()).not.toBe('SQLite format 3');
      expect(content.includes('northwind.example')).toBe(false);
    }
  });

  test('a passphrase that is forgotten and remembered brings everything back', async ({
    launch,
    userData,
  }) => {
    const vault = { passphrase: 'four unrelated words' };
    const first = await launch({ vault });
    await connectNorthwind(first.page, instance);
    await first.quit();

    const lost = await launch({ vault: 'unanswered' });
    await picture(lost.page, 'locked');
    await lost.page.getByRole('button', { name: 'Start over…' }).click();
    const startOver = dialog(lost.page, 'Start over?');
    await expect(startOver).toContainText('Nothing is deleted');
    await picture(lost.page, 'start-over');
    await startOver.getByRole('button', { name: 'Start over' }).click();
    await lost.page.getByLabel('Passphrase', { exact: true }).fill('another passphrase');
    await lost.page.getByLabel('Confirm passphrase').fill('another passphrase');
    await lost.page.getByRole('button', { name: 'Use this passphrase' }).click();
    await expect(lost.page.getByRole('heading', { name: 'Welcome to Steward' })).toBeVisible();
    await expect(
      lost.page.getByRole('alert').filter({ hasText: 'can’t be read with this device’s vault key' }),
    ).toContainText('once the vault has its key back, Steward offers to open it again');
    await lost.quit();
    const files = await readdir(userData);
    const [aside = ''] = files.filter((name) => name.startsWith('vault.json.replaced-'));
    await rename(join(userData, aside), join(userData, 'vault.json'));

    const { page, quit } = await launch({ vault });
    const offer = page
      .getByRole('status')
      .filter({ hasText: /^An earlier ledger from .* can be opened again/ });
    await expect(offer).toContainText('It has 1 connection and 0 receipts');
    await picture(page, 'offer');
    await offer.getByRole('button', { name: 'Restore…' }).click();
    const asks = dialog(page, 'Restore this earlier ledger?');
    await expect(asks).toContainText('1 connection: Northwind');
    await expect(asks).toContainText('No connection');
    await picture(page, 'ask');
    await asks.getByRole('button', { name: 'Restore' }).click();
    await expect(workspaceItem(page, 'Northwind Staging')).toBeVisible();
    await expect(page.getByText(/can’t be read now|signed out/)).toBeHidden();
    await openMembers(page, 'Northwind Staging');

    await page.getByRole('button', { name: 'Settings', exact: true }).first().click();
    const before = page.getByRole('row', { name: /^ledger\.db\.replaced-/ });
    await expect(before).toContainText('Set aside when an earlier ledger was opened again');
    await expect(before.getByRole('button', { name: /^Restore ledger\.db\.replaced-/ })).toBeVisible();
    await before.scrollIntoViewIfNeeded();
    await picture(page, 'files');
    await quit();

    const second = await launch({ vault });
    await expect(workspaceItem(second.page, 'Northwind Staging')).toBeVisible();
    await expect(second.page.getByText('can be opened again')).toBeHidden();
  });
});
