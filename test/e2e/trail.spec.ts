import { expect, test } from '../support/app.ts';
import {
  dialog,
  message,
  openMembers,
  openTab,
  openWorkspace,
  row,
  shareNorthwind,
  workspaceItem,
} from './steward.ts';

const { app } = shareNorthwind();

const heading = (name: string) => app.page.getByRole('heading', { level: 2, name, exact: true });
const tab = (name: string) => app.page.getByRole('tab', { name, exact: true });

test.beforeEach(async () => {
  await openMembers(app.page, 'Northwind Staging');
});

test('Alt with the arrows goes back and forward, and the heading of the place has the focus', async () => {
  const { page } = app;
  await openTab(page, 'Tokens');
  await openWorkspace(page, 'Payments Platform');
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  await expect(heading('Settings')).toBeVisible();

  await page.keyboard.press('Alt+ArrowLeft');
  await expect(heading('Payments Platform')).toBeFocused();
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(heading('Northwind Staging')).toBeFocused();
  await expect(tab('Tokens')).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(tab('Members')).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Alt+ArrowRight');
  await expect(tab('Tokens')).toHaveAttribute('aria-selected', 'true');
  await expect(heading('Northwind Staging')).toBeFocused();
});

test('Back returns to what was searched for in a list, which is empty in another workspace', async () => {
  const { page } = app;
  const search = page.getByRole('combobox', { name: 'Search members' });
  await search.fill('april');
  await expect(row(page, 'ana@northwind.example')).toBeHidden();
  await openTab(page, 'Tokens');
  await openWorkspace(page, 'Payments Platform', 'Members');
  await expect(search).toHaveValue('');
  await page.keyboard.press('Alt+ArrowLeft');
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(heading('Northwind Staging')).toBeVisible();
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(search).toHaveValue('april');
  await expect(row(page, 'ana@northwind.example')).toBeHidden();
  await search.fill('');
});

test('What was typed into a form on a page is there again after going elsewhere and back', async () => {
  const { page } = app;
  await openWorkspace(page, 'Northwind Staging', 'Settings');
  const description = page.getByRole('textbox', { name: 'Description' });
  await description.fill('Half a sentence');
  await openTab(page, 'Members');
  await openWorkspace(page, 'Payments Platform', 'Settings');
  await expect(description).not.toHaveValue('Half a sentence');
  await openWorkspace(page, 'Northwind Staging', 'Settings');
  await expect(description).toHaveValue('Half a sentence');
  await page.getByRole('button', { name: 'Discard', exact: true }).click();
  await openTab(page, 'Members');
  await openTab(page, 'Settings');
  await expect(description).not.toHaveValue('Half a sentence');
});

test('The side buttons of a mouse go the same way', async () => {
  const { page } = app;
  await openWorkspace(page, 'Payments Platform');
  const press = (button: number) =>
    page.evaluate((side) => {
      document.body.dispatchEvent(new MouseEvent('mouseup', { button: side, bubbles: true }));
    }, button);
  await press(3);
  await expect(heading('Northwind Staging')).toBeFocused();
  await press(4);
  await expect(heading('Payments Platform')).toBeFocused();
});

test('The link to a place can be copied, and opens it from a second start of Steward', async () => {
  const { page, electron } = app;
  const search = page.getByRole('combobox', { name: 'Search members' });
  await search.fill('april');
  await page.keyboard.press('Control+Shift+C');
  await expect(message(page, 'Link copied. It opens this place in Steward.')).toBeVisible();
  const link = await electron.evaluate(({ clipboard }) => clipboard.readText());
  expect(link).toMatch(
    /^steward:\/\/connection\/[^/]+\/workspace\/[^/]+\/members\?server=http.*&query=april$/,
  );

  await openWorkspace(page, 'Payments Platform', 'Overview');
  const open = (words: readonly string[]) =>
    electron.evaluate(({ app: main }, argv) => void main.emit('second-instance', {}, argv, ''), words);
  await open(['/opt/steward/steward', link]);
  await expect(heading('Northwind Staging')).toBeVisible();
  await expect(search).toHaveValue('april');
  await expect(row(page, 'ana@northwind.example')).toBeHidden();
  await search.fill('');

  await open(['/opt/steward/steward', 'steward://connection/of-another-device/workspace/w/members']);
  await expect(message(page, 'This link leads to a connection that isn’t on this device.')).toBeVisible();
  await open(['/opt/steward/steward', 'steward://somewhere']);
  await expect(message(page, 'This link doesn’t lead to a place in Steward.')).toBeVisible();
  await expect(heading('Northwind Staging')).toBeVisible();
});

test('After a workspace is left, the next one opens on its overview', async () => {
  const { page } = app;
  await openWorkspace(page, 'Warehouse Edge', 'Settings');
  await page.getByRole('button', { name: 'Leave…' }).click();
  const review = dialog(page, 'Leave “Warehouse Edge”');
  await review.getByRole('checkbox').click();
  await review.getByRole('button', { name: 'Leave workspace' }).click();
  await expect(workspaceItem(page, 'Warehouse Edge')).toBeHidden({ timeout: 30_000 });
  await expect(tab('Overview')).toHaveAttribute('aria-selected', 'true');
});
