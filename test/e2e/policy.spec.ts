import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from '../support/app.ts';
import { checkAddress, connectNorthwind } from '../support/sign-in.ts';
import { dialog, leaveDialog, openWorkspace, row, shareInstance } from './steward.ts';

const instance = shareInstance();
const passphrase = 'four unrelated words';

/** A policy beside the user's data, where the builds of tests look for it. */
function writePolicy(userData: string, content: unknown): Readonly<Record<string, string>> {
  const folder = join(userData, 'policy');
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  const file = join(folder, 'policy.json');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content), { mode: 0o644 });
  chmodSync(file, 0o644);
  return { STEWARD_POLICY: file };
}

const openSettings = (page: Page) => page.getByRole('button', { name: 'Settings', exact: true }).click();

test('Under a policy other servers are refused with the reason, connections to them are blocked, and its settings are locked', async ({
  launch,
  userData,
}) => {
  const before = await launch({ vault: { passphrase } });
  await connectNorthwind(before.page, instance);
  await openWorkspace(before.page, 'Northwind Staging', 'Members');
  await expect(row(before.page, 'ana@northwind.example')).toBeVisible();
  await before.quit();

  const env = writePolicy(userData, {
    version: 1,
    organization: 'Contoso',
    allowedServers: ['api.contoso.example'],
    settings: { theme: 'dark', refreshAllMinutes: 60 },
  });
  const { page } = await launch({ vault: { passphrase }, env });
  const { host } = new URL(instance.url);
  const reason = `Contoso doesn’t allow connections to ${host}.`;
  await openWorkspace(page, 'Northwind Staging', 'Members');
  const banner = page.getByRole('main').getByRole('status').filter({ hasText: reason });
  await expect(banner).toBeVisible();
  // Trying is of no use before the policy is another.
  await expect(banner.getByRole('button')).toHaveCount(0);
  // What was read before stays readable.
  await expect(row(page, 'ana@northwind.example')).toBeVisible();
  const listed = await page.evaluate(() => window.steward.connections.list({}));
  expect(listed).toMatchObject({ ok: true, value: [{ cannotWrite: reason }] });

  await checkAddress(page, `http://127.0.0.1:${instance.now.port}/si/other`);
  await expect(dialog(page, 'Add a connection').getByRole('alert')).toContainText(reason);
  await leaveDialog(page);

  await openSettings(page);
  await expect(page.getByText('Managed by Contoso')).toBeVisible();
  await expect(page.getByText('You can connect only to api.contoso.example.')).toBeVisible();
  await expect(page.locator('html')).toHaveClass(/dark/);
  const appearance = page.getByRole('region', { name: 'Appearance' });
  await expect(appearance).toContainText('Managed by your organization');
  const light = appearance.getByRole('radio', { name: 'Light' });
  await expect(light).toBeDisabled();
  // As a click that doesn't look whether it is.
  await light.click({ force: true });
  await expect(appearance.getByRole('radio', { name: 'Dark' })).toBeChecked();
  const asked = await page.evaluate(() => window.steward.settings.set({ values: { theme: 'light' } }));
  expect(asked).toMatchObject({ ok: false, error: { kind: 'not-allowed' } });
  await expect(page.locator('html')).toHaveClass(/dark/);
});

test('A policy that isn’t valid allows no server, and says at the top what is wrong', async ({
  launch,
  userData,
}) => {
  const env = writePolicy(userData, '{"version": 1, "allowedServer": []}');
  const { page } = await launch({ env });
  await expect(page.getByText(/can’t be used, so Steward connects to no server/).first()).toBeVisible();
  await expect(page.getByText(/allowedServer/).first()).toBeVisible();
  await checkAddress(page, `http://127.0.0.1:${instance.now.port}/si/auth`);
  await expect(dialog(page, 'Add a connection').getByRole('alert')).toContainText('can’t be used');
});

test('A policy that forbids both takes Steward out of what starts at sign-in, and opens a window where its icon isn’t shown', async ({
  launch,
  userData,
}) => {
  const env = writePolicy(userData, { version: 1, settings: { launchAtLogin: false, trayIcon: false } });
  const configuration = join(userData, 'configuration');
  const entry = join(configuration, 'autostart/steward.desktop');
  mkdirSync(join(configuration, 'autostart'), { recursive: true });
  writeFileSync(entry, '[Desktop Entry]');
  writeFileSync(join(userData, 'desktop.json'), '{"launchAtLogin":true,"trayIcon":true}');
  const { page } = await launch({ opens: ['--hidden'], env: { ...env, XDG_CONFIG_HOME: configuration } });
  await openSettings(page);
  await expect(page.getByRole('switch', { name: 'Show an icon in the notification area' })).toBeDisabled();
  await expect.poll(() => existsSync(entry)).toBe(false);
});

test('A policy’s theme and zoom hold in every window, whatever was chosen before', async ({
  launch,
  userData,
}) => {
  const chosen = { version: 1, preferences: { theme: 'light', density: 'normal', zoom: 1 } };
  writeFileSync(join(userData, 'window.json'), JSON.stringify(chosen));
  const env = writePolicy(userData, { version: 1, settings: { theme: 'dark', zoom: 1.5 } });
  const { page, electron } = await launch({ env });
  const [second] = await Promise.all([
    electron.waitForEvent('window'),
    electron.evaluate(({ app }) => void app.emit('second-instance', {}, ['steward', '--new-window'], '/')),
  ]);
  await second.getByRole('main').waitFor();
  for (const each of [page, second]) {
    await expect(each.locator('html')).toHaveClass(/dark/);
    await expect.poll(() => each.evaluate(() => window.devicePixelRatio)).toBe(1.5);
  }
});
