import { expect, shareApp, test } from '../support/app.ts';
import { axeFindings } from '../support/axe.ts';
import { connectNorthwind } from '../support/sign-in.ts';
import {
  actionsOf,
  leaveDialog,
  message,
  openMembers,
  openTab,
  openWorkspace,
  pickFromMenu,
  row,
  shareInstance,
  type Tab,
} from './steward.ts';

const instance = shareInstance();
const app = shareApp({
  vault: { passphrase: 'four unrelated words' },
  prepare: async (page) => {
    expect(await axeFindings(page), 'welcome').toEqual([]);
    await connectNorthwind(page, instance);
    await openMembers(page, 'Northwind Production');
  },
});

const tabs: readonly Tab[] = ['Overview', 'Members', 'Invitations', 'Tokens', 'Roles', 'Settings', 'History'];

async function chooseTheme(name: 'Light' | 'Dark' | 'System'): Promise<void> {
  const { page } = app;
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  const theme = page.getByRole('radiogroup', { name: 'Theme' }).getByRole('radio', { name, exact: true });
  await theme.click();
  await expect(theme).toBeChecked();
}

const canvas = () => app.page.evaluate(() => getComputedStyle(document.body).backgroundColor);

for (const theme of ['Light', 'Dark'] as const) {
  test(`${theme}: axe finds nothing on the main screens`, async () => {
    test.setTimeout(90_000);
    const { page } = app;
    const expectNothingFound = async (where: string) =>
      expect(await axeFindings(page, { coloursOnly: theme === 'Dark' }), where).toEqual([]);
    await chooseTheme(theme);
    await expectNothingFound('settings');
    await openWorkspace(page, 'Northwind Production');
    for (const tab of tabs) {
      await openTab(page, tab);
      await expect(page.getByRole('tabpanel', { name: tab })).toBeVisible();
      await expectNothingFound(tab);
    }
    await openTab(page, 'Members');
    await page.getByRole('button', { name: 'Invite', exact: true }).click();
    await page.getByRole('dialog').getByLabel('E-mail addresses').fill('ANA@northwind.example, x');
    await expect(page.getByRole('dialog').getByText('isn’t an e-mail address')).toBeVisible();
    await expectNothingFound('the invitation');
    await leaveDialog(page);
    await openTab(page, 'Settings');
    await page.getByRole('button', { name: 'Delete…' }).click();
    await expect(page.getByRole('dialog', { name: /^Delete/ })).toBeVisible();
    await expectNothingFound('a review');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Add a connection', exact: true }).click();
    await expect(page.getByRole('dialog').getByLabel('Address', { exact: true })).toBeVisible();
    await expectNothingFound('a new connection');
    await page.keyboard.press('Escape');
  });
}

test('A button says its name while the pointer rests on its icon', async () => {
  const { page } = app;
  await openTab(page, 'Members');
  const icon = page.getByRole('button', { name: 'Export', exact: true }).locator('svg');
  // A list that is just being drawn scrolls to its top, which takes a tooltip away.
  await expect(async () => {
    await page.mouse.move(0, 0);
    await icon.hover();
    await expect(page.getByRole('tooltip')).toHaveText('Export', { timeout: 3000 });
  }).toPass({ timeout: 30_000 });
  await page.mouse.move(0, 0);
});

test('A button under the pointer says its name although the focus moves meanwhile', async () => {
  const { page } = app;
  await openTab(page, 'Members');
  await expect(async () => {
    await page.mouse.move(0, 0);
    await page.getByRole('button', { name: 'Export', exact: true }).hover();
    // As a dialog does that closes.
    await page.getByRole('tab', { name: /^Members/ }).blur();
    await page.getByRole('tab', { name: /^Members/ }).focus();
    await expect(page.getByRole('tooltip')).toHaveText('Export', { timeout: 3000 });
  }).toPass({ timeout: 15_000 });
  await page.mouse.move(0, 0);
});

test('With reduced motion, nothing on the page moves for longer than a moment', async () => {
  const { page } = app;
  const moving = () =>
    page.evaluate(() => {
      const seconds = (text: string) => Math.max(...text.split(', ').map((one) => Number.parseFloat(one)));
      return [...document.querySelectorAll('*')].filter((element) => {
        const { transitionDuration, animationName, animationDuration } = getComputedStyle(element);
        const animated = animationName === 'none' ? 0 : seconds(animationDuration);
        return seconds(transitionDuration) > 0.001 || animated > 0.001;
      }).length;
    });
  await openTab(page, 'Members');
  await page.getByRole('button', { name: 'Invite', exact: true }).click();
  await expect(page.getByRole('dialog').getByLabel('E-mail addresses')).toBeVisible();
  expect(await moving()).toBeGreaterThan(0);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  expect(await moving()).toBe(0);
  await page.emulateMedia({ reducedMotion: null });
  await leaveDialog(page);
});

test('Theme, window size and place are remembered', async () => {
  await chooseTheme('Dark');
  const dark = await canvas();
  await chooseTheme('Light');
  await expect.poll(canvas).not.toBe(dark);
  await chooseTheme('Dark');
  await openWorkspace(app.page, 'Payments Platform', 'Tokens');
  await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setSize(1100, 700));
  await expect.poll(() => app.page.evaluate(() => window.innerWidth)).toBeLessThanOrEqual(1100);

  // Where one is, is written a moment after one got there.
  await expect
    .poll(() => app.page.evaluate(() => window.steward.app.place({})))
    .toMatchObject({ value: { tab: 'tokens' } });

  await app.restart();
  await expect(app.page.getByRole('heading', { level: 2, name: 'Payments Platform' })).toBeVisible();
  await expect(app.page.getByRole('tab', { name: 'Tokens' })).toHaveAttribute('aria-selected', 'true');
  expect(await canvas()).toBe(dark);
  const size = await app.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.getSize(),
  );
  expect(size).toEqual([1100, 700]);
  await chooseTheme('System');
});

test('What is said in passing lies over no button', async () => {
  const { page } = app;
  await openWorkspace(page, 'Northwind Production', 'Members');
  await pickFromMenu(page, actionsOf(row(page, 'ana@northwind.example')), 'Copy e-mail');
  const said = message(page, 'Copied ana@northwind.example');
  await expect(said).toBeVisible();
  await openTab(page, 'Settings');
  const last = page.getByRole('button', { name: 'Delete…' });
  await last.scrollIntoViewIfNeeded();
  const [button, words] = await Promise.all([last.boundingBox(), said.boundingBox()]);
  expect(button).not.toBeNull();
  expect((button?.y ?? 0) + (button?.height ?? 0)).toBeLessThanOrEqual(words?.y ?? 0);

  // Under the pointer it would stay; a dialog sends it away all the same.
  await said.hover();
  await last.press('Enter');
  await expect(page.getByRole('dialog', { name: /^Delete/ })).toBeVisible();
  await expect(said).toBeHidden();
  await page.keyboard.press('Escape');
});

test('900 × 600 is usable: nothing is cut off sideways, every tab has its name', async () => {
  const { page, electron } = app;
  await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setSize(900, 600));
  await expect.poll(() => page.evaluate(() => window.innerWidth)).toBeLessThanOrEqual(900);
  await openWorkspace(page, 'Northwind Production');
  for (const tab of tabs) {
    await openTab(page, tab);
    const sideways = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('main, main *')]
        .filter((element) => {
          const { overflowX, position } = getComputedStyle(element);
          const cut = element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 1;
          return (
            cut &&
            overflowX !== 'hidden' &&
            overflowX !== 'clip' &&
            overflowX !== 'visible' &&
            position !== 'absolute'
          );
        })
        .map((element) => `${element.tagName}.${element.className}`),
    );
    expect(sideways, tab).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth), tab).toBeLessThanOrEqual(900);
    for (const name of tabs) {
      const label = page.getByRole('tab', { name, exact: true });
      await expect(label).toBeInViewport({ ratio: 1 });
      expect(await label.evaluate((element) => element.scrollWidth <= element.clientWidth + 1), name).toBe(
        true,
      );
    }
  }
  await openTab(page, 'Members');
  for (const name of ['Invite', 'Refresh']) {
    await expect(page.getByRole('button', { name, exact: true })).toBeInViewport({ ratio: 1 });
  }
  await expect(
    row(page, 'ana@northwind.example').getByRole('button', { name: /^Actions for/ }),
  ).toBeInViewport({
    ratio: 1,
  });
  await page.getByRole('button', { name: 'Invite', exact: true }).click();
  await expect(page.getByRole('dialog').getByRole('button', { name: 'Invite', exact: true })).toBeInViewport({
    ratio: 1,
  });
  await page.keyboard.press('Escape');
  await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setSize(1280, 800));
});
