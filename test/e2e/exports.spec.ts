import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from '../support/app.ts';
import { picture } from '../support/picture.ts';
import { grid, message, openTab, openWorkspace, row, shareNorthwind } from './steward.ts';

const { instance, app } = shareNorthwind({ membersOf: 'Northwind Production' });

/** Answers the next question for a file with one in the test's own folder. */
async function chooses(name: string): Promise<string> {
  const file = join(app.userData, name);
  await app.electron.evaluate(({ dialog: native }, filePath) => {
    native.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, file);
  return file;
}

async function exportAs(item: RegExp): Promise<void> {
  const { page } = app;
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  await page.getByRole('menuitem', { name: item }).click();
}

/** Cells of a CSV without quoted line breaks. */
const linesOf = (csv: string) => csv.replace(/^\uFEFF/, '').split('\r\n');

test('Members are exported as CSV with what they are, from where and as of when', async () => {
  const { page } = app;
  const id = instance.now.workspaceId('Northwind Production');
  await instance.now.call('POST', `/workspace/${id}/members`, { body: { email: '+2+5@example.com' } });
  await page.getByRole('button', { name: 'Refresh', exact: true }).first().click();
  await page.getByRole('combobox', { name: 'Search members' }).fill('2+5');
  await expect(row(page, '+2+5@example.com')).toBeVisible();
  const shown = await grid(page, /^Members of/).getAttribute('aria-rowcount');

  const file = await chooses('members.csv');
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  await picture(app.page, 'export-menu');
  await page.keyboard.press('Escape');
  await exportAs(/^CSV, (?!data)/);
  await expect(message(page, /^Exported \d+ rows? to members\.csv/)).toBeVisible();
  await picture(app.page, 'exported');

  const text = await readFile(file, 'utf8');
  expect(text.startsWith('\uFEFF')).toBe(true);
  const lines = linesOf(text);
  expect(lines[0]).toMatch(/^What,Members of Northwind Production,/);
  expect(text).toContain(`Address,${instance.url}`);
  expect(text).toContain('Connection,Northwind (');
  expect(text).toContain('Search,2+5,');
  expect(text).toMatch(/Members as of,"?\d{4}-\d\d-\d\dT[\d:.]+Z, less than 15 minutes old/);
  expect(text).toContain('Complete,yes,');
  const header = lines.findIndex((line) => line.startsWith('Name,E-mail,Role'));
  const rows = lines.slice(header + 1).filter((line) => line !== '');
  expect(rows.length).toBe(Number(shown) - 1);
  // What a spreadsheet would run is escaped; what isn't known is said, never empty.
  expect(text).toContain("'+2+5@example.com");
  expect(rows.every((line) => !line.split(',').includes(''))).toBe(true);
  expect(text).toMatch(/not reported|none/);
  expect(text).not.toContain(instance.token);
  const left = await readdir(app.userData);
  expect(left.filter((name) => name.endsWith('.tmp'))).toEqual([]);
  await page.getByRole('combobox', { name: 'Search members' }).fill('');
});

test('The file is shown in its folder when asked', async () => {
  const { page, electron } = app;
  const file = await chooses('again.csv');
  await electron.evaluate(({ shell }) => {
    const kept: { stewardShown?: string } & typeof globalThis = globalThis;
    shell.showItemInFolder = (path: string) => {
      kept.stewardShown = path;
    };
  });
  await exportAs(/^CSV, (?!data)/);
  await expect(message(page, /to again\.csv/)).toBeVisible();
  await page.getByRole('button', { name: 'Show in folder' }).last().click();
  const shown = () =>
    electron.evaluate(() => {
      const kept: { stewardShown?: string } & typeof globalThis = globalThis;
      return kept.stewardShown ?? '';
    });
  await expect.poll(shown).toBe(file);
});

test('A question for a file opens in the folder of the last one', async () => {
  const { electron } = app;
  await chooses('here.csv');
  await exportAs(/^CSV, (?!data)/);
  await expect(message(app.page, /to here\.csv/)).toBeVisible();
  await electron.evaluate(({ dialog: native }) => {
    const kept: { stewardOffered?: string } & typeof globalThis = globalThis;
    native.showSaveDialog = (...given: unknown[]) => {
      kept.stewardOffered = (given.at(-1) as { defaultPath: string }).defaultPath;
      return Promise.resolve({ canceled: true, filePath: '' });
    };
  });
  await exportAs(/^CSV, (?!data)/);
  const offered = () =>
    electron.evaluate(() => {
      const kept: { stewardOffered?: string } & typeof globalThis = globalThis;
      return kept.stewardOffered ?? '';
    });
  await expect.poll(async () => dirname(await offered())).toBe(app.userData);
});

test('Tokens are exported as JSON in which nothing of a secret is', async () => {
  const { page } = app;
  await openTab(page, 'Tokens');
  await expect(row(page, 'CI deploy')).toBeVisible();
  const file = await chooses('tokens.json');
  await exportAs(/^JSON, (?!data)/);
  await expect(message(page, /to tokens\.json/)).toBeVisible();
  const read: unknown = JSON.parse(await readFile(file, 'utf8'));
  expect(read).toMatchObject({
    what: 'Active tokens of Northwind Production',
    from: { Connection: expect.stringContaining('Northwind'), Workspace: 'Northwind Production' },
    asOf: [
      { list: 'Tokens', at: expect.stringMatching(/^\d{4}-/), words: expect.stringContaining('less than') },
    ],
    complete: true,
    count: { atLeast: false },
    rows: expect.arrayContaining([
      expect.objectContaining({ name: { state: 'known', value: 'CI deploy' }, status: 'active' }),
    ]),
  });
  const text = await readFile(file, 'utf8');
  expect(text).not.toContain(instance.token);
  expect(text).not.toMatch(/"hint"|eyJ/);
});

test('A list is printed to a PDF', async () => {
  const { page } = app;
  await openWorkspace(page, 'Northwind Production', 'Members');
  const file = await chooses('members.pdf');
  await exportAs(/^Print to PDF/);
  await expect(message(page, /to members\.pdf/)).toBeVisible();
  const pdf = await readFile(file);
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  expect(pdf.length).toBeGreaterThan(5000);
});

test('A folder that can’t be written to is said, and nothing is left', async () => {
  const { page } = app;
  await chooses('missing/members.csv');
  await exportAs(/^CSV, (?!data)/);
  await expect(message(page, /^The export couldn’t be saved there\./)).toBeVisible();
});

test('the activity and the lists of a past day can be exported too', async () => {
  const { page } = app;
  await openTab(page, 'History');
  const history = await chooses('history.csv');
  await exportAs(/^CSV, (?!data)/);
  await expect(message(page, /to history\.csv/)).toBeVisible();
  expect(await readFile(history, 'utf8')).toContain('2+5@example.com');
  await page.getByRole('radio', { name: 'As of a date' }).click();
  await page.getByRole('radio', { name: 'Tokens' }).click();
  await expect(row(page, 'CI deploy')).toBeVisible();
  await picture(app.page, 'as-of-tokens');
  const past = await chooses('past.json');
  await exportAs(/^JSON, (?!data)/);
  await expect(message(page, /to past\.json/)).toBeVisible();
  const read: unknown = JSON.parse(await readFile(past, 'utf8'));
  expect(read).toMatchObject({ what: expect.stringMatching(/^Tokens of Northwind Production as of \d{4}/) });
  await page.getByRole('radio', { name: 'Roles' }).click();
  await expect(page.getByText('These are the current roles.')).toBeVisible();
  await picture(app.page, 'as-of-roles');
});

test('People over all connections are exported, each with the age of what is said of them', async () => {
  const { page } = app;
  await page.getByRole('button', { name: 'All connections' }).click();
  await page.getByRole('combobox', { name: 'Search all people' }).fill('ana');
  await expect(row(page, 'ana@northwind.example')).toBeVisible();
  const file = await chooses('people.csv');
  await exportAs(/^CSV, (?!data)/);
  await expect(message(page, /to people\.csv/)).toBeVisible();
  const text = await readFile(file, 'utf8');
  expect(text).toContain('What,People of all connections');
  expect(text).toMatch(/Members of Northwind \(the oldest list\) as of/);
  expect(text).toMatch(/ana@northwind\.example,Northwind,.*\d{4}-\d\d-\d\dT/);
});
