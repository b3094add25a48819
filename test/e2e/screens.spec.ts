import type { ElectronApplication, Locator, Page } from '@playwright/test';
import type { Store } from '../../src-main/store/types.ts';
import { knownValue } from '../../src-preload/shared/known.ts';
import { day } from '../../src-preload/shared/units.ts';
import { expect, newUserData, launchApp, test, type RunningApp } from '../support/app.ts';
import { axeFindings } from '../support/axe.ts';
import { picture } from '../support/picture.ts';
import { fillFolder } from '../support/filled-folder.ts';
import { valueOf } from '../support/results.ts';
import { connectionRecord, memberRow, meta, tokenRow, workspaceRow } from '../support/rows.ts';
import { openTab, openWorkspace, workspaceItem, workspaceList, type Tab } from './steward.ts';

/* Every screen with more connections than fit, names of every kind, and little room. */

const passphrase = 'four unrelated words';
const now = Date.now();
const long = 'A workspace whose name was meant to say everything about it and therefore never ends '.repeat(
  2,
);
/** One word that is longer than any room for it. */
const unbroken = `${'withoutanyblank'.repeat(8)}end`;
const arabic = 'مساحة العمل للمدفوعات';
const alike = 'The sandbox of a customer whose name is as long as many others (Singapore)';
const providers = ['system-initiative', 'modbox', 'workspaces-api', 'unstructured', 'system'] as const;
const colours = ['indigo', 'blue', 'green', 'amber', 'red', 'slate'] as const;

const person = (id: string, name: string, role = 'EDITOR') =>
  memberRow(id, { name: knownValue(name), email: `${id}@example.com`, role });
const people = [
  person('ana', 'Ana Oliveira', 'OWNER'),
  person('dana', 'دانة الليث', 'APPROVER'),
  person('noa', 'נועה ברק'),
  person('word', unbroken),
  ...Array.from({ length: 20 }, (_, index) => person(`p${index}`, `Person number ${index}`)),
];

async function fill({ ledger, roster }: Store): Promise<void> {
  for (let index = 0; index < 45; index += 1) {
    const id = `c${String(index).padStart(2, '0')}`;
    const record = connectionRecord(id, {
      label: index === 40 ? alike : `Local instance ${index + 1}`,
      provider: providers[index === 0 ? 0 : index % 5] ?? 'modbox',
      badge: (['production', 'staging', 'development'] as const)[index % 3] ?? 'production',
      colour: colours[index % 6] ?? 'blue',
      position: index,
      signedOut: 'You signed out.',
    });
    valueOf(await ledger.saveConnection(record));
    const names = index === 0 ? ['Northwind', arabic, long, 'Nobody here', unbroken] : [`Workspace of ${id}`];
    const rows = names.map((name, at) => workspaceRow(`${id}-w${at}`, { name }));
    valueOf(await roster.swapWorkspaces(id, rows, meta(now - 60 * day)));
  }
  const at = (workspaceId: string) => ({ connectionId: 'c00', workspaceId });
  for (const id of ['c00-w0', 'c00-w1', 'c00-w2', 'c00-w4']) {
    valueOf(await roster.swapMembers(at(id), people.slice(0, 12), meta(now - 50 * day)));
    valueOf(await roster.swapMembers(at(id), people, meta(now - day)));
    const tokens = [1, 6, 20, 45, 80].map((days, index) =>
      tokenRow(`t${index}`, {
        ...(index === 0 ? { name: knownValue(unbroken) } : {}),
        ownerId: 'ana',
        expiresAt: knownValue(now + days * day),
      }),
    );
    valueOf(await roster.swapTokens(at(id), tokens, meta(now - day)));
  }
  valueOf(await roster.swapMembers(at('c00-w3'), [], meta(now - day)));
  const group = { id: 'g1', name: 'Customers', folded: false, connectionIds: ['c02', 'c03', 'c05'] };
  valueOf(await ledger.setPreference('rail', { wide: false, groups: [group], icons: { c04: '🚀' } }));
}

let app: RunningApp;
test.beforeAll(async () => {
  test.setTimeout(120_000);
  const userData = await newUserData();
  await fillFolder(userData, passphrase, fill);
  app = await launchApp({ userData, vault: { passphrase } });
});
test.afterAll(() => app.quit());

const resize = (electron: ElectronApplication, width: number, height: number, zoom: number) =>
  electron.evaluate(
    ({ BrowserWindow }, [wide, high, factor]) => {
      const [window] = BrowserWindow.getAllWindows();
      window?.setContentSize(wide, high);
      window?.webContents.setZoomFactor(factor);
    },
    [width, height, zoom] as const,
  );

/** The page itself never scrolls, in either direction. */
const expectNoPageScroll = async (page: Page, where: string) =>
  expect
    .soft(
      await page.evaluate(() => {
        const { scrollWidth, clientWidth, scrollHeight, clientHeight } = document.documentElement;
        return [scrollWidth <= clientWidth, scrollHeight <= clientHeight];
      }),
      where,
    )
    .toEqual([true, true]);

const tabs: readonly Tab[] = ['Overview', 'Members', 'Invitations', 'Tokens', 'Roles', 'Settings', 'History'];

/** Walks through every screen that the window has. */
async function everyScreen(page: Page, at: (where: string) => Promise<void>): Promise<void> {
  await page.getByRole('button', { name: 'Local instance 1, production' }).click();
  await openWorkspace(page, 'Northwind');
  for (const tab of tabs) {
    await openTab(page, tab);
    await expect(page.getByRole('tabpanel', { name: tab })).toBeVisible();
    await at(tab);
  }
  await page.getByRole('button', { name: 'All connections', exact: true }).click();
  for (const list of ['People', 'Tokens', 'Workspaces', 'History']) {
    const tab = page.getByRole('tab', { name: list, exact: true });
    await tab.click();
    await expect(tab).toHaveAttribute('aria-selected', 'true');
    await at(`all ${list}`);
  }
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  await expect(page.getByRole('heading', { level: 2, name: 'Settings' })).toBeVisible();
  await at('settings');
}

for (const [name, media] of [
  ['light', { colorScheme: 'light', forcedColors: 'none' }],
  ['dark', { colorScheme: 'dark', forcedColors: 'none' }],
  ['forced colours', { colorScheme: 'light', forcedColors: 'active' }],
] as const) {
  test(`In ${name}, axe finds nothing on any screen with 45 connections`, async () => {
    test.setTimeout(180_000);
    const { page, electron } = app;
    await resize(electron, 1280, 800, 1);
    await page.emulateMedia(media);
    await everyScreen(page, async (where) => {
      const found = await axeFindings(page, { coloursOnly: name !== 'light' });
      expect.soft(found, `${name}: ${where}`).toEqual([]);
      await picture(app.page, `${name}-${where}`);
    });
    await page.emulateMedia({ colorScheme: null, forcedColors: null });
  });
}

/** No part of the screen is wider than its room. */
const expectNothingScrollsSideways = async (page: Page, where: string) =>
  expect
    .soft(
      await page
        .getByRole('main')
        .locator('*')
        .evaluateAll((elements) =>
          elements
            .filter(
              (element) =>
                /auto|scroll/.test(getComputedStyle(element).overflowX) &&
                element.scrollWidth > element.clientWidth + 1,
            )
            .map((element) => element.getAttribute('class')),
        ),
      where,
    )
    .toEqual([]);

/** No list scrolls sideways: its actions are in view. */
const expectNoSidewaysList = async (page: Page, where: string) =>
  expect
    .soft(
      await page
        .getByRole('grid')
        .evaluateAll((grids) => grids.map(({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth)),
      where,
    )
    .not.toContain(false);

test('At 200 % zoom and at 900 × 600 nothing scrolls sideways, and the title is whole', async () => {
  test.setTimeout(120_000);
  const { page, electron } = app;
  for (const [name, width, height, zoom] of [
    ['900x600', 900, 600, 1],
    ['200 percent', 1280, 800, 2],
  ] as const) {
    await resize(electron, width, height, zoom);
    await openNarrow(page, 'Northwind');
    for (const tab of tabs) {
      await openTab(page, tab);
      await expectNoPageScroll(page, `${name}: ${tab}`);
      await expectNothingScrollsSideways(page, `${name}: ${tab}`);
      const heading = page.getByRole('heading', { level: 2, name: 'Northwind', exact: true });
      expect.soft(await heading.evaluate((title) => title.scrollWidth <= title.clientWidth), tab).toBe(true);
      await picture(app.page, `${name}-${tab}`);
    }
    await page.getByRole('button', { name: 'All connections', exact: true }).click();
    for (const list of ['People', 'Tokens', 'Workspaces', 'History']) {
      await page.getByRole('tab', { name: list, exact: true }).click();
      await expect(page.getByRole('grid')).toBeVisible();
      await expectNoPageScroll(page, `${name}: all ${list}`);
      await expectNoSidewaysList(page, `${name}: all ${list}`);
    }
  }
  await resize(electron, 1280, 800, 1);
});

test('At 900 × 600 the button that adds to a list stands at the right, beside the parts of the list', async () => {
  const { page, electron } = app;
  await resize(electron, 900, 600, 1);
  await openNarrow(page, 'Northwind');
  await openTab(page, 'Tokens');
  const bar = page.getByRole('tabpanel', { name: 'Tokens' });
  const generate = await bar.getByRole('button', { name: 'Generate token' }).boundingBox();
  const part = await bar.getByRole('radio', { name: /^Active/ }).boundingBox();
  expect(generate?.y).toBeLessThan((part?.y ?? 0) + (part?.height ?? 0));
  expect((generate?.x ?? 0) + (generate?.width ?? 0)).toBeGreaterThan(900 - 24);
  await resize(electron, 1280, 800, 1);
});

test('In forced colours a note has an edge', async () => {
  const { page } = app;
  await page.emulateMedia({ forcedColors: 'active' });
  // The paragraph that has the button for it.
  const note = page.getByRole('button', { name: 'Sign in again' }).locator('../..');
  await expect(note).toHaveCSS('border-top-style', 'solid');
  await page.emulateMedia({ forcedColors: null });
});

/** Where there is no room for it, the list of workspaces is opened over the page. */
async function openNarrow(page: Page, name: string): Promise<void> {
  const list = page.getByRole('complementary', { name: 'Workspaces' });
  const tile = page.getByRole('button', { name: 'Local instance 1, production' });
  await tile.click();
  if (!(await list.isVisible())) await page.getByRole('button', { name: 'Show workspaces' }).click();
  await list.getByRole('button', { name, exact: true }).click();
  await expect(page.getByRole('heading', { level: 2, name, exact: true })).toBeVisible();
}

test('Names from right to left, very long ones and places without members are shown whole or cut', async () => {
  const { page } = app;
  await page.getByRole('button', { name: 'Local instance 1, production' }).click();
  for (const [name, file] of [
    [arabic, 'rtl'],
    [long.trim(), 'long'],
    ['Nobody here', 'nobody'],
    [unbroken, 'unbroken'],
  ] as const) {
    await page
      .getByRole('complementary', { name: 'Workspaces' })
      .getByRole('button', { name, exact: true })
      .click();
    await openTab(page, 'Members');
    await expectNoPageScroll(page, file);
    await picture(app.page, `${file}-members`);
    await openTab(page, 'Overview');
    await expectNoPageScroll(page, file);
    await expectNothingScrollsSideways(page, file);
    await picture(app.page, `${file}-overview`);
  }
});

test('A long word reads in its own direction beside an e-mail', async () => {
  const { page } = app;
  await page.getByRole('button', { name: 'All connections', exact: true }).click();
  await page.getByRole('tab', { name: 'People', exact: true }).click();
  await page.getByRole('combobox', { name: 'Search all people' }).fill(unbroken);
  const halves = page
    .getByRole('grid')
    .getByRole('button', { name: unbroken, exact: true })
    .locator('[aria-hidden]');
  await expect(halves).toHaveCount(2);
  for (const half of await halves.all()) await expect(half).toHaveCSS('direction', 'ltr');
});

test('A name from right to left reads from its own side wherever it is, and turns nothing else', async () => {
  const { page } = app;
  /** Whether the innermost element with just this name has the direction of its script. */
  const expectFromRight = async (within: Locator, name: string) => {
    const shown = within.getByText(name, { exact: true }).first();
    await expect(shown).toBeVisible();
    await expect(shown).toHaveAttribute('dir', 'auto');
    await expect(shown).toHaveCSS('direction', 'rtl');
    const around = await shown.evaluate(
      (element) => getComputedStyle(element.parentElement ?? element).direction,
    );
    expect(around).toBe('ltr');
  };
  await page.getByRole('button', { name: 'Local instance 1, production' }).click();
  const side = page.getByRole('complementary', { name: 'Workspaces' });
  await expectFromRight(side, arabic);
  await side.getByRole('button', { name: arabic, exact: true }).click();
  await openTab(page, 'Members');
  await expect(page.getByRole('heading', { level: 2, name: arabic })).toBeVisible();
  await expect(page.getByRole('heading', { level: 2 }).locator('bdi')).toHaveCSS('direction', 'rtl');
  // A row far down isn't drawn.
  await page.getByRole('combobox', { name: 'Search members' }).fill('دانة');
  await expectFromRight(page.getByRole('grid'), 'دانة الليث');
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Search everything' });
  await palette.getByRole('combobox').fill(arabic);
  await expectFromRight(palette.getByRole('option'), arabic);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'All connections', exact: true }).click();
  await page.getByRole('tab', { name: 'Workspaces', exact: true }).click();
  await page.getByRole('combobox', { name: 'Search all workspaces' }).fill('مساحة');
  await expectFromRight(page.getByRole('grid'), arabic);
});

test('The end of a long name of a connection stays in view, and the whole is shown on hover', async () => {
  const { page } = app;
  const rail = page.getByRole('navigation', { name: 'Connections' });
  await rail.getByRole('button', { name: 'Show connection names' }).click();
  const tile = rail.getByRole('button', { name: `${alike}, staging` });
  await tile.click();
  const end = '(Singapore)';
  for (const place of [tile, page.getByRole('heading', { level: 1 })]) {
    const last = place.getByText(end, { exact: true });
    await expect(last).toBeInViewport({ ratio: 1 });
    expect(await last.evaluate((element) => element.scrollWidth <= element.clientWidth + 1)).toBe(true);
  }
  await picture(page, 'long-connection');
  await page.getByRole('heading', { level: 1 }).hover();
  await expect(page.getByRole('heading', { level: 1 })).toHaveAttribute(
    'title',
    new RegExp(alike.slice(0, 40)),
  );
  await tile.hover();
  await expect(page.getByRole('tooltip')).toContainText(alike);
  await rail.getByRole('button', { name: 'Hide connection names' }).click();
});

test('The rail tells 45 connections apart, widens to their names, finds and groups them', async () => {
  const { page } = app;
  const rail = page.getByRole('navigation', { name: 'Connections' });
  const letters = await rail.locator('[data-tile] [data-colour] > span:first-child').allTextContents();
  expect(letters).toHaveLength(45);
  expect(new Set(letters).size).toBe(45);
  expect(letters).toContain('🚀');
  await picture(app.page, 'rail-narrow');
  await rail.getByRole('button', { name: 'Show connection names' }).click();
  await expect(rail.getByText('Local instance 45', { exact: true })).toBeAttached();
  await expect(rail.getByText('Local instance 1', { exact: true })).toBeVisible();
  await picture(app.page, 'rail-wide');
  await rail.getByRole('searchbox', { name: 'Find a connection' }).fill('c32.example');
  await expect(rail.locator('[data-tile]')).toHaveCount(1);
  await rail.getByRole('searchbox', { name: 'Find a connection' }).fill('customers');
  await expect(rail.locator('[data-tile]')).toHaveCount(3);
  await rail.getByRole('searchbox', { name: 'Find a connection' }).fill('');

  await rail.getByRole('button', { name: /^Local instance 2,/ }).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Move to “Customers”' }).click();
  await expect(rail.getByRole('list', { name: 'Customers' }).locator('[data-tile]')).toHaveCount(4);
  await rail.getByRole('button', { name: /^Customers/ }).click();
  await expect(rail.getByRole('list', { name: 'Customers' })).toBeHidden();
  await rail.getByRole('button', { name: /^Customers/ }).click();
  await rail.getByRole('button', { name: 'Hide connection names' }).click();
  await expect(rail.getByText('Local instance 1', { exact: true })).toBeHidden();
});

test('A workspace whose members weren’t fetched shows no sign in the place of their number', async () => {
  const { page } = app;
  await page.getByRole('button', { name: /^Local instance 45/ }).click();
  await expect(workspaceItem(page, 'Workspace of c44')).toBeVisible();
  await expect(workspaceList(page).getByText('–', { exact: true })).toHaveCount(0);
});

test('A connection is dragged under the heading of a group', async () => {
  const { page, electron } = app;
  await resize(electron, 1280, 800, 1);
  const rail = page.getByRole('navigation', { name: 'Connections' });
  const customers = rail.getByRole('list', { name: 'Customers' }).locator('[data-tile]');
  await expect(customers.first()).toBeVisible();
  const before = await customers.count();
  const drag = async (from: Locator, to: Locator) => {
    await to.scrollIntoViewIfNeeded();
    await from.scrollIntoViewIfNeeded();
    await from.hover();
    await page.mouse.down();
    const at = await to.boundingBox();
    if (at === null) throw new Error('Nothing to drop it on is on screen.');
    await page.mouse.move(at.x + at.width / 2, at.y + at.height / 2 + 8, { steps: 8 });
    await page.mouse.move(at.x + at.width / 2, at.y + at.height / 2, { steps: 4 });
    await expect(page.getByRole('tooltip')).toHaveCount(0);
    await page.mouse.up();
  };
  // The last of them is on screen together with the heading below it.
  const others = rail.getByRole('list', { name: 'Connections', exact: true }).locator('[data-tile]');
  const label = (await others.last().getAttribute('aria-label')) ?? '';
  const dragged = rail.getByRole('button', { name: label, exact: true });
  await drag(dragged, rail.getByRole('button', { name: /^Customers/ }));
  await expect(customers).toHaveCount(before + 1);
  await expect(
    rail.getByRole('list', { name: 'Customers' }).getByRole('button', { name: label }),
  ).toBeVisible();
});

test('A tile says on focus what it stands for', async () => {
  const { page } = app;
  // A window that the desktop activates meanwhile closes what a focus has opened.
  await expect(async () => {
    await page.getByRole('button', { name: 'Local instance 1, production' }).focus();
    await page.keyboard.press('ArrowDown');
    await expect(page.getByRole('tooltip')).toContainText('Local instance', { timeout: 2_000 });
  }).toPass({ timeout: 20_000 });
});
