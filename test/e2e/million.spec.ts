import { knownValue } from '../../src-preload/shared/known.ts';
import type { MemberRow } from '../../src-main/base/records.ts';
import type { Store } from '../../src-main/store/types.ts';
import { expect, launchApp, newUserData, test, type RunningApp } from '../support/app.ts';
import { fillFolder } from '../support/filled-folder.ts';
import { valueOf } from '../support/results.ts';
import { connectionRecord, memberRow, meta, workspaceRow } from '../support/rows.ts';
import { dialog, grid, openWorkspace, row } from './steward.ts';

/* A million members in one workspace: more than is promised to be instant, but it opens, scrolls, searches and goes on answering. */

const size = 1_000_000;
const name = 'A million people';
const passphrase = 'four unrelated words';
const connectionId = 'c1';

const numbered = (n: number) => String(n).padStart(7, '0');
/** By name they are in the order of their numbers. */
const person = (_: unknown, n: number): MemberRow =>
  memberRow(`u${numbered(n + 1)}`, {
    name: knownValue(`P${numbered(n + 1)}`),
    email: `${numbered(n + 1)}@x.org`,
    role: n % 10 === 9 ? 'APPROVER' : 'EDITOR',
  });

async function fill({ ledger, roster }: Store): Promise<void> {
  const now = Date.now();
  valueOf(await ledger.saveConnection(connectionRecord(connectionId, { signedOut: 'You signed out.' })));
  const places = [workspaceRow('big', { name }), workspaceRow('small', { name: 'A few people' })];
  valueOf(await roster.swapWorkspaces(connectionId, places, meta(now)));
  const ref = (workspaceId: string) => ({ connectionId, workspaceId });
  valueOf(await roster.swapMembers(ref('big'), Array.from({ length: size }, person), meta(now)));
  valueOf(await roster.swapMembers(ref('small'), [memberRow('Ana'), memberRow('Ben')], meta(now)));
}

let app: RunningApp;
test.beforeAll(async () => {
  // Writing a million rows takes a slow computer a minute.
  test.setTimeout(300_000);
  const userData = await newUserData();
  await fillFolder(userData, passphrase, fill);
  app = await launchApp({ userData, vault: { passphrase } });
  await openWorkspace(app.page, name, 'Members');
});
test.afterAll(() => app.quit());
test.describe.configure({ timeout: 120_000 });

/** A slow computer may take so long (ms) for what looks at every one of them. */
const wholeList = { timeout: 60_000 };

const table = () => grid(app.page, `Members of ${name}`);
const at = (place: number) => table().locator(`[data-index="${place - 1}"]`);
const search = () => app.page.getByRole('combobox', { name: 'Search members' });
const counted = (text: string | RegExp) => app.page.getByRole('status').filter({ hasText: text });

test('1,000,000 members scroll from both ends and into the middle', async () => {
  const { page } = app;
  await expect(table()).toHaveAttribute('aria-rowcount', String(size + 1));
  await expect(at(1)).toContainText(`${numbered(1)}@x.org`);
  await at(1).focus();
  await page.keyboard.press('End');
  await expect(at(size)).toContainText(`${numbered(size)}@x.org`, wholeList);
  await expect(at(size)).toBeFocused();
  await page.keyboard.press('Home');
  await expect(at(1)).toBeFocused();
  await expect(at(1)).toContainText(`${numbered(1)}@x.org`);

  await table().evaluate((element) => {
    element.scrollTop = element.scrollHeight / 2;
  });
  const middle = table().locator('[data-index]').nth(12);
  await expect(middle).toContainText('@x.org', wholeList);
  await expect(middle).toContainText(/P0[45]\d{5}/);
  await table().hover();
  await page.mouse.wheel(0, 900);
  await expect(middle).toContainText('@x.org', wholeList);
});

test('one member is found among 1,000,000, and matches are counted', async () => {
  await search().pressSequentially('0999999');
  await expect(row(app.page, `${numbered(999_999)}@x.org`)).toBeVisible(wholeList);
  await expect(table()).toHaveAttribute('aria-rowcount', '2', wholeList);
  await search().fill('role:approver');
  await expect(counted('of 1,000,000')).toHaveText(/^100,000 of/, wholeList);
  await expect(at(1)).toContainText('Approver');
  await search().fill('p0500000');
  await expect(row(app.page, `${numbered(500_000)}@x.org`)).toBeVisible(wholeList);
  await search().fill('');
  await expect(at(1)).toContainText(`${numbered(1)}@x.org`);
});

test('while 1,000,000 members are searched, other lists and dialogs open', async () => {
  const { page } = app;
  // Nobody matches, so that every one of them is looked at.
  await search().fill('nobody is called this');
  await page.keyboard.press('ControlOrMeta+k');
  await expect(dialog(page, /./)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByText('No members match')).toBeVisible(wholeList);
  await search().fill('7 role:approver');
  await openWorkspace(page, 'A few people', 'Members');
  await expect(row(page, 'ana@example.com')).toBeVisible();
  await openWorkspace(page, name, 'Members');
  await expect(at(1)).toContainText(`${numbered(1)}@x.org`, wholeList);
});
