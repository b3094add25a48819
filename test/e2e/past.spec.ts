import { expect, test } from '../support/app.ts';
import { picture } from '../support/picture.ts';
import {
  actionsOf,
  dialog,
  message,
  openTab,
  pickFromMenu,
  refresh,
  row,
  shareNorthwind,
} from './steward.ts';

const { instance, app } = shareNorthwind({ membersOf: "Ana's laptop" });

test('A workspace is shown as of a date before a member joined, with what has changed since', async () => {
  const { page } = app;
  const joins = 'later@example.com';
  await openTab(page, 'History');
  const field = page.getByLabel('As of', { exact: true });
  await page.getByRole('radio', { name: 'As of a date' }).click();
  const before = await field.inputValue();
  await field.fill('2020-01-01T00:00:00');
  await expect(row(page, 'ana@northwind.example')).toBeHidden();
  await field.fill(before);
  await expect(row(page, 'ana@northwind.example')).toBeVisible();
  // The field has whole seconds: who joins has to join in a later one.
  await expect(async () => {
    await page.getByRole('radio', { name: 'Activity' }).click();
    await page.getByRole('radio', { name: 'As of a date' }).click();
    expect(await field.inputValue()).not.toBe(before);
  }).toPass();

  const id = instance.now.workspaceId("Ana's laptop");
  await instance.now.call('POST', `/workspace/${id}/members`, { body: { email: joins } });
  await refresh(page);
  await openTab(page, 'Members');
  await expect(row(page, joins)).toBeVisible();

  await openTab(page, 'History');
  await page.getByRole('radio', { name: 'As of a date' }).click();
  await expect(row(page, joins)).toBeVisible();
  await page.getByLabel('As of', { exact: true }).fill(before);
  await expect(row(page, 'ana@northwind.example')).toBeVisible();
  await expect(row(page, joins)).toBeHidden();
  await picture(app.page, 'as-of');
  await page.getByRole('button', { name: 'A month ago' }).click();
  await expect(page.getByText('No data for this time')).toBeVisible();

  await page.getByRole('radio', { name: 'Compare' }).click();
  await expect(page.getByText('Nothing is known from before.')).toBeVisible();
  await page.getByLabel('From', { exact: true }).fill(before);
  await expect(page.getByRole('region', { name: 'Joined' })).toContainText(joins);
  await picture(app.page, 'compare');

  await page.getByRole('radio', { name: 'Over time' }).click();
  await expect(page.getByRole('img', { name: /^Members from/ })).toBeVisible();
  // Its figures are read by the arrow keys.
  const counts = page.getByRole('slider', { name: 'Members over time' });
  await counts.press('Home');
  await expect(counts).toHaveAttribute('aria-valuenow', '0');
  await counts.press('End');
  await expect(counts).toHaveAttribute('aria-valuetext', /· \d+ members?/);
  await picture(app.page, 'over-time');
  await page.getByRole('radio', { name: 'Table' }).click();
  await expect(page.getByRole('table')).toContainText('Members');
});

test('the history of a person opens from their menu', async () => {
  const { page } = app;
  await openTab(page, 'Members');
  await pickFromMenu(page, actionsOf(row(page, 'later@example.com')), 'View history…');
  const history = dialog(page, 'History of later@example.com');
  await expect(history.getByRole('list')).toContainText('joined');
  await picture(app.page, 'person');
  await history.getByRole('radio', { name: 'All connections, by e-mail' }).click();
  await expect(history.getByRole('list')).toContainText('joined');
  await history.getByRole('button', { name: 'Close' }).last().click();
});

test('the settings list what is stored, set how long it is kept, and erase it', async () => {
  const { page } = app;
  await page.getByRole('button', { name: 'Settings', exact: true }).first().click();
  const stored = page.getByRole('region', { name: 'Data stored for Northwind' });
  await expect(stored.getByRole('row', { name: /^Members/ })).toBeVisible();
  await expect(stored).toContainText('sign-in (1)');
  await stored.scrollIntoViewIfNeeded();
  await picture(app.page, 'storage');

  const days = page.getByLabel('Keep history (days)');
  await expect(days).toHaveValue('90');
  await days.fill('0');
  await page.getByRole('button', { name: 'Save retention' }).click();
  await expect(message(page, /^Saved/)).toBeVisible();

  // With the server away nothing comes back at once.
  await instance.stop();
  await stored.getByRole('button', { name: 'Erase data stored for Northwind' }).click();
  const asks = dialog(page, 'Erase local data for “Northwind”?');
  await picture(app.page, 'erase');
  await asks.getByRole('button', { name: 'Erase now' }).click();
  await expect(message(page, /^Northwind: The offline copies and the history are erased/)).toBeVisible();
  await expect(stored).toContainText('No offline copy');
  await expect(stored.getByRole('row', { name: /^Members/ })).toBeHidden();
});
