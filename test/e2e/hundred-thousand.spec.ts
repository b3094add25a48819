import { bigWorkspaceName } from '../../src-main/local-instance/sample/many-members.ts';
import { expect, shareApp, test } from '../support/app.ts';
import { connectNorthwind } from '../support/sign-in.ts';
import { openWorkspace, refresh, row, shareInstance } from './steward.ts';

/* A hundred thousand members in one workspace: every row can be reached and found, also offline after a restart. */

const size = 100_000;
const big = bigWorkspaceName(size);

const instance = shareInstance({ members: size });
const app = shareApp({
  vault: { passphrase: 'four unrelated words' },
  prepare: async (page) => {
    await connectNorthwind(page, instance);
    await openWorkspace(page, big, 'Members');
    // Fetching them takes its time on a busy computer.
    await expect(table()).toHaveAttribute('aria-rowcount', String(size + 1), { timeout: 60_000 });
  },
});
test.describe.configure({ timeout: 120_000 });

const table = () => app.page.getByRole('grid', { name: `Members of ${big}` });
const at = (place: number) => table().locator(`[data-index="${place - 1}"]`);
const search = () => app.page.getByRole('combobox', { name: 'Search members' });

test('100,000 members scroll from both ends and into the middle', async () => {
  const { page } = app;
  await expect(at(1)).toContainText('@');
  await at(1).focus();
  await page.keyboard.press('End');
  await expect(at(size)).toContainText('@');
  await expect(at(size)).toBeFocused();
  await page.keyboard.press('PageUp');
  await expect(at(size)).not.toBeFocused();
  await page.keyboard.press('Home');
  await expect(at(1)).toBeFocused();
  await expect(at(1)).toContainText('@');

  const middle = await table().evaluate((element) => {
    element.scrollTop = element.scrollHeight / 2;
    return Math.floor(element.scrollTop / ((element.scrollHeight - 30) / 100_000));
  });
  await expect(at(middle + 5)).toContainText('@');
  await table().hover();
  for (let turn = 0; turn < 20; turn += 1) await page.mouse.wheel(0, 900);
  await expect(at(middle + 5)).toHaveCount(0);
  await expect(table().locator('[data-index]').nth(12)).toContainText('@');
});

test('one member is found among 100,000, and matches are counted', async () => {
  await search().fill('role:approver');
  await expect(app.page.getByRole('status').filter({ hasText: 'of 100,000' })).toHaveText(/^10,000 of/);
  await expect(at(1)).toContainText('Approver');
  await search().fill('99999@');
  await expect(row(app.page, /\.99999@/)).toBeVisible();
  await expect(table()).toHaveAttribute('aria-rowcount', '2');
  await search().fill('');
});

test('rows that come into view say their own place, selection and controls', async () => {
  const { page } = app;
  await expect(at(1)).toContainText('@');
  await at(1).focus();
  await page.keyboard.press('x');
  await expect(at(1)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('End');
  await expect(at(size)).toContainText('@');
  await expect(at(size)).toBeFocused();
  await expect(at(size)).toHaveAttribute('aria-rowindex', String(size + 1));
  await expect(at(size)).toHaveAttribute('aria-selected', 'false');
  await table().evaluate((element) => {
    element.scrollTop = element.scrollHeight / 3;
  });
  await expect(at(33_340)).toContainText('@');
  // The row with the focus exists wherever the list is.
  await expect(at(size)).toBeFocused();
  const rows = await table()
    .locator('[data-index]')
    .evaluateAll((all) =>
      all.map((row) => ({
        place: Number(row.getAttribute('aria-rowindex')) - Number(row.getAttribute('data-index')),
        selected: row.getAttribute('aria-selected'),
        // A long name stands there in pieces, and says itself whole.
        name: row.querySelector('b')?.getAttribute('data-uncut') ?? row.querySelector('b')?.textContent,
        controls: [...row.querySelectorAll('button')].map((one) => one.getAttribute('aria-label')),
        stops: row.getAttribute('tabindex'),
      })),
    );
  expect(rows.filter(({ place }) => place !== 2)).toEqual([]);
  expect(rows.filter(({ selected }) => selected !== 'false')).toEqual([]);
  expect(rows.filter(({ stops }) => stops === '0')).toHaveLength(1);
  for (const { name, controls } of rows) {
    expect(controls).toContain(`Select ${name}`);
    expect(controls).toContain(`Actions for ${name}`);
  }
  await page.keyboard.press('Home');
  await expect(at(1)).toBeFocused();
  await expect(at(1)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('x');
  await expect(at(1)).toHaveAttribute('aria-selected', 'false');
});

test('100,000 members are available offline after a restart', async () => {
  await instance.stop();
  await refresh(app.page);
  await app.restart();
  await expect(app.page.getByRole('main')).toContainText(big);
  await expect(table()).toHaveAttribute('aria-rowcount', String(size + 1));
  await at(1).focus();
  await app.page.keyboard.press('End');
  await expect(at(size)).toContainText('@');
  await search().fill('99999@');
  await expect(row(app.page, /\.99999@/)).toBeVisible();
});
