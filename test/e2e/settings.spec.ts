import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '../support/app.ts';
import { startPasswordProxy } from '../support/proxy-cases.ts';
import { checkAddress, connectNorthwind } from '../support/sign-in.ts';
import { choose, dialog, shareInstance } from './steward.ts';
import type { Page } from '@playwright/test';

const instance = shareInstance();
const passphrase = 'four unrelated words';

const openSettings = async (page: Page) => {
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  await expect(page.getByRole('heading', { level: 2, name: 'Settings' })).toBeVisible();
};
const section = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

test('A setting takes effect at once, is kept over a restart, and is reset by a button that only a changed one has', async ({
  launch,
}) => {
  const first = await launch({ vault: { passphrase } });
  await openSettings(first.page);
  const html = first.page.locator('html');
  await expect(first.page.getByRole('button', { name: /^Reset “/ })).toHaveCount(0);
  await section(first.page, 'Appearance').getByRole('radio', { name: 'Compact' }).click();
  await expect(html).toHaveAttribute('data-density', 'compact');
  const every = section(first.page, 'Refreshing').getByRole('combobox', { name: /^Refresh everything else/ });
  await choose(first.page, every, '2 hours');
  await section(first.page, 'Confirmations')
    .getByLabel(/^Ask for the workspace’s name/)
    .fill('2');
  await first.page.keyboard.press('Enter');
  await expect(first.page.getByRole('button', { name: /^Reset “/ })).toHaveCount(3);
  await first.quit();

  const { page } = await launch({ vault: { passphrase } });
  await openSettings(page);
  await expect(page.locator('html')).toHaveAttribute('data-density', 'compact');
  await expect(section(page, 'Refreshing').getByRole('combobox', { name: /^Refresh everything/ })).toHaveText(
    '2 hours',
  );
  await expect(section(page, 'Confirmations').getByLabel(/^Ask for the/)).toHaveValue('2');
  await page.getByRole('button', { name: 'Reset “Table density” to default' }).press('Enter');
  await expect(page.locator('html')).toHaveAttribute('data-density', 'normal');
  // The button goes away: what it reset has the focus.
  await expect(section(page, 'Appearance').getByRole('radio', { name: 'Normal' })).toBeFocused();
  await page.getByRole('button', { name: /^Reset “Refresh everything/ }).press('Enter');
  await expect(
    section(page, 'Refreshing').getByRole('combobox', { name: /^Refresh everything/ }),
  ).toBeFocused();
  await page.getByRole('button', { name: /^Reset “Ask for/ }).press('Enter');
  await expect(section(page, 'Confirmations').getByLabel(/^Ask for the/)).toBeFocused();
  const retention = page.getByRole('form', { name: 'Retention' });
  await retention.getByLabel('Keep history (days)').fill('30');
  await page.keyboard.press('Enter');
  await retention.getByRole('button', { name: /^Reset “/ }).press('Enter');
  await expect(retention.getByLabel('Keep history (days)')).toBeFocused();
  await expect(page.getByRole('button', { name: /^Reset “/ })).toHaveCount(0);
  await expect(section(page, 'Confirmations').getByLabel(/^Ask for the/)).toHaveValue('6');
});

test('A number that can’t be is said to be wrong, and isn’t kept', async ({ launch }) => {
  const { page } = await launch();
  await openSettings(page);
  const field = section(page, 'Confirmations').getByLabel(/^Ask for the/);
  await field.fill('none');
  await page.keyboard.press('Enter');
  await expect(section(page, 'Confirmations').getByRole('alert')).toContainText('from 1 to 1000');
  const kept = await page.evaluate(() => window.steward.settings.read({}));
  expect(kept).toMatchObject({ ok: true, value: { values: { typeNameFromRemovals: 6 } } });
});

test('A setting that can’t be saved goes back to what it was, and the reason comes into view', async ({
  launch,
  userData,
}) => {
  const { page } = await launch();
  await openSettings(page);
  const badge = section(page, 'Notifications and desktop').getByRole('switch', { name: /^Count expiring/ });
  // No file can take the place of a folder with something in it.
  await mkdir(join(userData, 'desktop.json', 'in-the-way'), { recursive: true });
  await badge.click();
  const reason = page.getByRole('alert').filter({ hasText: 'The setting couldn’t be saved' });
  await expect(reason).toBeInViewport();
  await expect(badge).not.toBeChecked();
});

test('The search leaves what it finds, and the palette and a link open a section', async ({ launch }) => {
  const { page, electron } = await launch();
  await openSettings(page);
  const search = page.getByRole('searchbox', { name: 'Search settings' });
  await search.fill('battery');
  await expect(section(page, 'Refreshing')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Appearance' })).toHaveCount(0);
  await search.fill('dark');
  await expect(section(page, 'Appearance').getByRole('radio', { name: 'Dark' })).toBeVisible();
  await expect(section(page, 'Appearance').getByRole('radio', { name: 'Compact' })).toHaveCount(0);
  await search.fill('no such thing');
  await expect(page.getByText('No settings match “no such thing”.')).toBeVisible();

  await page.keyboard.press('ControlOrMeta+k');
  await dialog(page, 'Search everything').getByRole('combobox').fill('>settings proxy');
  await expect(page.getByRole('option', { name: /^Settings: Proxy/ })).toBeVisible();
  await page.keyboard.press('Enter');
  const proxy = page.getByRole('heading', { level: 3, name: 'Proxy' });
  await expect(proxy).toBeFocused();
  await expect(proxy).toBeInViewport();
  await expect(search).toHaveValue('');
  const contents = page.getByRole('navigation', { name: 'Sections of the settings' });
  const inView = contents.locator('[aria-current]');
  await expect(inView).toHaveText('Proxy');
  await contents.getByRole('button', { name: 'About' }).click();
  await expect(inView).toHaveText('About');
  // The page scrolls inside the window, and never takes the window's bars along.
  const bars = [page.getByRole('navigation', { name: 'Connections' }), page.getByRole('contentinfo')];
  for (const bar of bars) await expect(bar).toBeInViewport({ ratio: 1 });

  await electron.evaluate(({ app }) =>
    app.emit('second-instance', {}, ['steward', 'steward://settings/lock']),
  );
  await expect(page.getByRole('heading', { level: 3, name: 'Lock' })).toBeFocused();
  await expect(inView).toHaveText('Lock');
});

test('A proxy that is entered by hand carries what is sent from then on, and none does once it’s switched off', async ({
  launch,
}) => {
  const proxy = await startPasswordProxy();
  const { page } = await launch();
  const address = `http://127.0.0.1:${instance.now.port}/si/auth`;
  await openSettings(page);
  const settings = section(page, 'Proxy');
  await settings.getByRole('radio', { name: 'Manual' }).click();
  await settings.getByLabel('Connect directly to').fill('<-loopback>');
  await settings.getByLabel('Proxy server').fill('not a proxy');
  await expect(settings.getByRole('alert')).toContainText('Enter a host and port');
  await settings.getByLabel('Proxy server').fill(proxy.address);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Reset “Proxy server” to default' })).toBeVisible();

  await checkAddress(page, address);
  const prompt = dialog(page, `Sign in to the proxy ${proxy.address}`);
  const behind = page.getByRole('dialog', { name: 'Add a connection', includeHidden: true });
  await expect(prompt).toContainText('Office');
  // The check behind the prompt has ended.
  await expect(behind.getByRole('alert', { includeHidden: true })).toHaveCount(1);
  await prompt.getByRole('button', { name: 'Cancel' }).click();
  const add = dialog(page, 'Add a connection');
  await expect(add.getByRole('alert')).toContainText(`The proxy ${proxy.address} asks for a user name`);
  await page.evaluate(() => window.steward.settings.set({ values: { proxyMode: 'none' } }));
  await add.getByRole('button', { name: 'Try again' }).click();
  await expect(dialog(page, 'Sign in')).toContainText(address);
  await proxy.close();
});

test('The diagnostics say how each part is, and the copied report names servers only where that is wanted', async ({
  launch,
}) => {
  const { page, electron } = await launch();
  await connectNorthwind(page, instance);
  await openSettings(page);
  await page.evaluate(() =>
    window.steward.settings.set({ values: { logLevel: 'debug', proxyBypass: 'secret-host' } }),
  );
  const advanced = section(page, 'Advanced');
  await expect(advanced.getByRole('row', { name: /^Writer/ })).toContainText('Working: Answers');
  await expect(advanced.getByRole('row', { name: /^Search/ })).toContainText('Working: Answers');
  await expect(advanced.getByRole('row', { name: /^1 · System Initiative/ })).toContainText('Signed in');
  // Nothing is wrong with a local instance that isn't used, and nothing works.
  await expect(advanced.getByRole('row', { name: 'Local instance Stopped', exact: true })).toBeVisible();
  // What Steward did is in its log, with nothing of whom it was about.
  const logged = () =>
    page.evaluate(async () => {
      const read = await window.steward.diagnostics.read({});
      return read.ok ? read.value.log.join('\n') : '';
    });
  await expect.poll(logged).toMatch(/"level":30.*"msg":"started"[^]*"msg":"signed-in"[^]*"msg":"refreshed"/);
  expect(await logged()).not.toMatch(/northwind/i);
  await advanced.getByRole('button', { name: 'Copy report' }).click();
  const copied = () => electron.evaluate(({ clipboard }) => clipboard.readText());
  await expect.poll(copied).toContain('Writer: Answers');
  const report = await copied();
  expect(report).not.toContain(instance.token);
  expect(report).not.toContain('northwind.example');
  expect(report).not.toContain('secret-host');
  expect(report).toContain('Electron: ');
});

test('Connections go to another computer behind a passphrase, where they are reviewed before they are added', async ({
  launch,
  userData,
}) => {
  const file = join(userData, 'connections.json');
  const { page, electron } = await launch();
  await electron.evaluate(({ dialog: native }, path) => {
    native.showSaveDialog = async () => ({ canceled: false, filePath: path });
    native.showOpenDialog = async () => ({ canceled: false, filePaths: [path] });
  }, file);
  await connectNorthwind(page, instance);
  await openSettings(page);
  const connections = section(page, 'Connections');
  await connections.getByRole('button', { name: 'Export connections…' }).click();
  const exporting = dialog(page, 'Export connections');
  await exporting.getByRole('radio', { name: 'Include sign-ins' }).click();
  await exporting.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await exporting.getByLabel('Confirm passphrase').fill(passphrase);
  await exporting.getByRole('button', { name: 'Export', exact: true }).click();
  await expect(exporting).toBeHidden();
  expect(await readFile(file, 'utf8')).not.toContain(instance.token);

  await connections.getByRole('button', { name: 'Import connections…' }).click();
  const importing = dialog(page, 'Import connections');
  await importing.getByLabel('Passphrase', { exact: true }).fill('another passphrase');
  await importing.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(importing.getByRole('alert')).toContainText('This isn’t the file’s passphrase.');
  await importing.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await importing.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(importing).toContainText('You already have it as “Northwind”.');
  await expect(importing.getByRole('checkbox')).toHaveCount(0);
  await importing.getByRole('button', { name: 'Cancel' }).click();

  const listed = await page.evaluate(() => window.steward.connections.list({}));
  const [connectionId = ''] = listed.ok ? listed.value.map(({ id }) => id) : [];
  await page.evaluate((id) => window.steward.connections.remove({ connectionId: id }), connectionId);
  await expect(connections).toContainText('No connections yet.');
  await connections.getByRole('button', { name: 'Import connections…' }).click();
  await importing.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await importing.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(importing.getByRole('checkbox', { name: 'Northwind' })).toBeChecked();
  await importing.getByRole('button', { name: 'Add connection' }).click();
  await expect(importing).toBeHidden();
  await expect
    .poll(async () => {
      const after = await page.evaluate(() => window.steward.connections.list({}));
      return after.ok ? after.value.map(({ label, signIn }) => [label, signIn.state]) : [];
    })
    .toEqual([['Northwind', 'signed-in']]);
});

test('The local instance is started with sample data, stopped and started again where its state is', async ({
  launch,
}) => {
  const { page } = await launch({ vault: { passphrase } });
  await openSettings(page);
  const local = section(page, 'Local instance');
  await expect(local).toContainText('Not running');
  await local.getByRole('button', { name: 'Start with sample data' }).click();
  await expect(page.getByRole('tab', { name: 'Members', exact: true })).toBeVisible({ timeout: 30_000 });
  await openSettings(page);
  await local.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(local).toContainText('Not running');
  await local.getByRole('button', { name: 'Start', exact: true }).click();
  await expect(local).toContainText('Running at http://127.0.0.1', { timeout: 30_000 });
});

test('A backup of the ledger is listed with the files, where it can be restored', async ({ launch }) => {
  const { page } = await launch({ vault: { passphrase } });
  await openSettings(page);
  await page.getByRole('button', { name: 'Back up the ledger' }).click();
  const backup = page.getByRole('row', { name: /^ledger\.db\.saved-/ });
  await expect(backup).toContainText('A backup that you made');
  await expect(backup.getByRole('button', { name: /^Restore ledger\.db\.saved-/ })).toBeVisible();
});
