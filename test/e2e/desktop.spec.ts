import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '../support/app.ts';
import { connectNorthwind } from '../support/sign-in.ts';
import { shareInstance } from './steward.ts';

const instance = shareInstance();

test('Nothing notifies until it is asked for, and a click on a notification leads to its place', async ({
  launch,
}) => {
  const { page, electron } = await launch();
  await electron.evaluate(({ Notification }) => {
    const shown: { title: string; body: string; click: () => void }[] = [];
    Reflect.set(globalThis, 'shownNotifications', shown);
    Notification.prototype.show = function show() {
      shown.push({ title: this.title, body: this.body, click: () => void this.emit('click') });
    };
    Notification.isSupported = () => true;
  });
  const shown = () =>
    electron.evaluate(() =>
      (Reflect.get(globalThis, 'shownNotifications') as { title: string; body: string }[]).map(
        ({ title, body }) => ({ title, body }),
      ),
    );
  await connectNorthwind(page, instance);
  const expiring = () =>
    page.evaluate(async () => {
      const found = await window.steward.people.tokens({
        query: 'expires:<7d',
        connectionIds: null,
        offset: 0,
        limit: 200,
        sort: { by: 'expires', order: 'asc' },
      });
      return found.ok ? found.value.matching : -1;
    });
  await expect.poll(expiring, { timeout: 30_000 }).toBeGreaterThan(0);
  expect(await shown()).toEqual([]);

  await page.evaluate(() => window.steward.settings.set({ values: { notifyExpiringTokens: true } }));
  await expect.poll(shown, { timeout: 30_000 }).not.toEqual([]);
  const [first] = await shown();
  expect(first?.title).toMatch(/^(A token expires|\d+ tokens expire) within a week$/);
  expect(first?.body).toBe('Open Steward to see which.');
  await electron.evaluate(() =>
    (Reflect.get(globalThis, 'shownNotifications') as { click: () => void }[])[0]?.click(),
  );
  await expect(page.getByRole('tab', { name: 'Tokens', exact: true })).toHaveAttribute(
    'aria-selected',
    'true',
  );
});

test('With its icon in the notification area, Steward goes on without a window and comes back', async ({
  launch,
}) => {
  const { page, electron } = await launch();
  await page.evaluate(() => window.steward.settings.set({ values: { trayIcon: true } }));
  await page.close();
  const [again] = await Promise.all([
    electron.waitForEvent('window'),
    electron.evaluate(({ app }) => void app.emit('second-instance', {}, ['/opt/steward/steward'], '/')),
  ]);
  await expect(again.getByRole('navigation', { name: 'Connections' })).toBeVisible();
});

test('Starting at sign-in writes the desktop’s entry, and takes it away again', async ({ launch }) => {
  const configuration = await mkdtemp(join(tmpdir(), 'steward-config-'));
  const { page } = await launch({ env: { XDG_CONFIG_HOME: configuration } });
  const entry = () => readFile(join(configuration, 'autostart/steward.desktop'), 'utf8').catch(() => '');
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  const starts = page.getByRole('switch', { name: 'Start Steward when you sign in to this computer' });
  await starts.click();
  await expect(starts).toBeChecked();
  await expect.poll(entry).toContain('--hidden');
  await starts.click();
  await expect.poll(entry).toBe('');
  await rm(configuration, { recursive: true, force: true });
});

test('Where starting at sign-in can’t be set, that is said with what to do', async ({ launch }) => {
  const configuration = await mkdtemp(join(tmpdir(), 'steward-config-'));
  // A file where desktops have a folder.
  await writeFile(join(configuration, 'autostart'), '');
  const { page } = await launch({ env: { XDG_CONFIG_HOME: configuration } });
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  await page.getByRole('switch', { name: 'Start Steward when you sign in to this computer' }).click();
  await expect(page.getByText('Steward couldn’t change what starts when you sign in.')).toBeVisible();
  await expect(page.getByText('Check the permissions of ~/.config/autostart')).toBeVisible();
  await rm(configuration, { recursive: true, force: true });
});

test('A right click in a field offers to cut, copy and paste, and on selected text to copy it', async ({
  launch,
}) => {
  const { page, electron } = await launch();
  await electron.evaluate(({ Menu }) => {
    const offered: string[][] = [];
    Reflect.set(globalThis, 'offeredMenus', offered);
    Menu.prototype.popup = function popup() {
      offered.push(this.items.flatMap(({ role }) => role?.toLowerCase() ?? []));
    };
  });
  const offered = () => electron.evaluate(() => Reflect.get(globalThis, 'offeredMenus') as string[][]);
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  await page.getByRole('searchbox', { name: 'Search settings' }).click({ button: 'right' });
  await expect.poll(offered).toEqual([['undo', 'redo', 'cut', 'copy', 'paste', 'selectall']]);

  const heading = page.getByRole('heading', { level: 2, name: 'Settings', exact: true });
  await heading.evaluate((element) => getSelection()?.selectAllChildren(element));
  await heading.click({ button: 'right', position: { x: 12, y: 10 } });
  await expect.poll(async () => (await offered()).at(-1)).toEqual(['copy']);
});
