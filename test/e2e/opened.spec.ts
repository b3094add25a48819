import { createServer } from 'node:http';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { expect, test } from '../support/app.ts';
import { connectNorthwind } from '../support/sign-in.ts';
import { dialog, message, openMembers, openWorkspace, row, shareNorthwind } from './steward.ts';

const { instance, app } = shareNorthwind();
const heading = (name: string) => app.page.getByRole('heading', { level: 2, name, exact: true });

/** As a second start of Steward with these words, which hands them over. */
const startAgain = (electron: ElectronApplication, words: readonly string[]) =>
  electron.evaluate(
    ({ app: main }, argv) => void main.emit('second-instance', {}, argv, '/'),
    ['/opt/steward/steward', ...words],
  );

/** The connection, and a workspace of it by its name. */
const placeOf = (name: string) =>
  app.page.evaluate(async (wanted) => {
    const connections = await window.steward.connections.list({});
    const connection = connections.ok ? connections.value[0] : undefined;
    const connectionId = connection?.id ?? '';
    const list = await window.steward.workspaces.list({ connectionId });
    const found = list.ok ? list.value.workspaces.find((one) => one.name === wanted) : undefined;
    return { connectionId, workspaceId: found?.id ?? '', server: connection?.address ?? '' };
  }, name);

test.beforeEach(async () => {
  await openMembers(app.page, 'Northwind Staging');
});

test('A link leads to a workspace by its id, with or without its server, and to a person', async () => {
  const { page, electron } = app;
  const { workspaceId, server } = await placeOf('Payments Platform');
  await startAgain(electron, [`steward://workspace/${workspaceId}`]);
  await expect(heading('Payments Platform')).toBeVisible();
  await openWorkspace(page, 'Northwind Staging', 'Members');
  await startAgain(electron, [
    `steward://workspace/${workspaceId}/tokens?server=${encodeURIComponent(server)}`,
  ]);
  await expect(heading('Payments Platform')).toBeVisible();
  await expect(page.getByRole('tab', { name: 'Tokens' })).toHaveAttribute('aria-selected', 'true');

  await startAgain(electron, ['steward://person/ana@northwind.example']);
  await expect(page.getByRole('tab', { name: 'People' })).toHaveAttribute('aria-selected', 'true');
  await expect(row(page, 'ana@northwind.example')).toBeVisible();
  await page.keyboard.press('Alt+ArrowLeft');
});

test('A link to a server that is new here offers to add it, and contacts nothing before', async () => {
  const { page, electron } = app;
  let requests = 0;
  const server = createServer((_request, response) => {
    requests += 1;
    response.end();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/si/auth`;
  await startAgain(electron, [`steward://workspace/w/members?server=${encodeURIComponent(url)}`]);
  const question = dialog(page, 'Add this server?');
  await expect(question).toContainText(url);
  await question.getByRole('button', { name: 'Add connection…' }).click();
  const add = dialog(page, 'Add a connection');
  await expect(add.getByRole('textbox', { name: 'Address' })).toHaveValue(url);
  expect(requests).toBe(0);
  await add.getByRole('button', { name: 'Cancel' }).click();
  await expect(add).toBeHidden();
  await expect(heading('Northwind Staging')).toBeVisible();
  await new Promise((closed) => server.close(closed));
});

test('What is opened together is shown one after the other', async () => {
  const { page, electron, userData } = app;
  const file = join(userData, 'together.csv');
  await writeFile(file, 'name\nAtlas\n');
  await startAgain(electron, [
    'steward://workspace/one?server=https%3A%2F%2Fnew.example',
    file,
    'steward://workspace/two?server=https%3A%2F%2Fother.example',
  ]);
  const question = dialog(page, 'Add this server?');
  await expect(question).toContainText('https://new.example');
  await page.keyboard.press('Escape');
  await expect(dialog(page, /^Open “/)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(question).toContainText('https://other.example');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('A link that carries a name and password for its server is refused', async () => {
  const { page, electron } = app;
  const server = encodeURIComponent('https://vendor.example@evil.example/');
  await startAgain(electron, [`steward://workspace/w/members?server=${server}`]);
  await expect(message(page, 'This link leads to a connection that isn’t on this device.')).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('A plan that is opened as a file is reviewed, and closing it changes nothing', async () => {
  const { page, electron, userData } = app;
  const { connectionId, workspaceId } = await placeOf('Northwind Staging');
  const file = join(userData, 'invite.steward-plan');
  const change = {
    type: 'member.invite',
    connectionId,
    workspaceId,
    email: 'zoe@partner.example',
    role: null,
  };
  await writeFile(file, JSON.stringify({ changes: [change] }));
  await startAgain(electron, [file]);
  const review = page.getByRole('dialog').filter({ hasText: 'zoe@partner.example' });
  await expect(review.getByRole('button', { name: 'Invite', exact: true })).toBeVisible();

  // Another one waits until this one is closed.
  await startAgain(electron, ['steward://settings']);
  await review.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('heading', { level: 2, name: 'Settings', exact: true })).toBeVisible();
  const receipts = await page.evaluate(() =>
    window.steward.changes.unfinished({ connectionId: null, workspaceId: null }),
  );
  expect(receipts).toEqual({ ok: true, value: [] });
});

test('A link to a plan shows its review, and leaves it as a draft when that is closed', async () => {
  const { page, electron } = app;
  const { connectionId, workspaceId } = await placeOf('Northwind Staging');
  const planId = await page.evaluate(
    async (ref) => {
      const made = await window.steward.changes.plan({
        requests: [{ type: 'member.invite', ...ref, email: 'yan@partner.example', role: null }],
      });
      return made.ok ? made.value.id : '';
    },
    { connectionId, workspaceId },
  );
  for (const _time of ['first', 'again']) {
    await startAgain(electron, [`steward://plan/${planId}`]);
    const review = page.getByRole('dialog').filter({ hasText: 'yan@partner.example' });
    await review.getByRole('button', { name: 'Cancel' }).click();
    await expect(review).toBeHidden();
  }
  await startAgain(electron, ['steward://plan/00000000-0000-4000-8000-000000000000']);
  await expect(page.getByRole('region', { name: 'Messages' })).toContainText(/plan/i);
});

test('A table that is opened asks what it is, and leads to the list of workspaces to create', async () => {
  const { page, electron, userData } = app;
  const file = join(userData, 'new.csv');
  await writeFile(file, 'name,region\nAtlas,eu\n');
  await startAgain(electron, [file]);
  const question = dialog(page, /^Open “/);
  await expect(question).toContainText('Nothing changes before you’ve reviewed it.');
  await expect(question.getByRole('radio', { name: 'Workspaces to create' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(question).toBeHidden();

  await writeFile(file, 'MZ\0\0\0\u0001 not a table\0');
  await startAgain(electron, [file]);
  await expect(message(page, /“.?new\.csv.?” isn’t a text file\./)).toBeVisible();
});

test('A table of people that is opened leads to their invitations, each with its role, and what is wrong with a line is said', async () => {
  const { page, electron, userData } = app;
  const file = join(userData, 'people.csv');
  await writeFile(
    file,
    'Full name,E-mail,Role,Team\nUma Ray,uma@partner.example,Approver,Ops\nVic,vic@partner.example,,\nWu,no-address,,\nXi,xi@partner.example,King,\n',
  );
  await startAgain(electron, [file]);
  const question = dialog(page, /^Open “/);
  await expect(question.getByRole('radio', { name: /People to invite/ })).toBeChecked();
  await question.getByRole('button', { name: 'Continue' }).click();

  const list = dialog(page, 'Invite people from a list');
  await expect(list.getByRole('combobox', { name: 'Workspace' })).toHaveText('Northwind Staging');
  await expect(list.getByRole('status').filter({ hasText: 'can be used' })).toHaveText(
    '2 of 4 rows can be used. 2 rows will be skipped.',
  );
  await expect(list).toContainText('Columns that aren’t used: “Team”.');
  const line = (name: RegExp) => list.getByRole('row', { name });
  await expect(line(/uma@partner\.example/)).toContainText('Approver');
  await expect(line(/vic@partner\.example/)).toContainText('As chosen above');
  await expect(line(/no-address/)).toContainText('isn’t an e-mail address.');
  await expect(line(/xi@partner\.example/)).toContainText('This workspace has no role “King”.');
  await list.getByRole('button', { name: 'Review 2 people' }).click();

  const review = page.getByRole('dialog').filter({ hasText: 'uma@partner.example' });
  await expect(review).toContainText('vic@partner.example');
  await expect(review).toContainText('Approver');
  await expect(review).not.toContainText('xi@partner.example');
  await review.getByRole('button', { name: /^Invite/ }).click();
  await expect(review).toContainText('2 invited.', { timeout: 30_000 });
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.getByRole('combobox', { name: 'Search members' }).fill('uma@partner.example');
  await expect(row(page, 'uma@partner.example')).toBeVisible();
  await page.getByRole('combobox', { name: 'Search members' }).fill('');
});

test('A file that is dropped on the window is opened too, and another kind is refused', async () => {
  const { page } = app;
  const drop = async (name: string, content: string) => {
    const transfer = await page.evaluateHandle(
      ([fileName, text]) => {
        const data = new DataTransfer();
        data.items.add(new File([text ?? ''], fileName ?? ''));
        return data;
      },
      [name, content],
    );
    await page.dispatchEvent('main', 'drop', { dataTransfer: transfer });
  };
  await drop('new.yaml', '- Atlas\n- Borealis\n');
  await expect(dialog(page, /^Open “/).getByRole('radio', { name: /Workspaces to create/ })).toBeChecked();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await drop('people.yaml', '- email: yan@partner.example\n  role: Approver\n- zoe@partner.example\n');
  await expect(dialog(page, /^Open “/).getByRole('radio', { name: /People to invite/ })).toBeChecked();
  await dialog(page, /^Open “/)
    .getByRole('button', { name: 'Continue' })
    .click();
  const list = dialog(page, 'Invite people from a list');
  await expect(list.getByRole('button', { name: 'Review 2 people' })).toBeVisible();
  await list.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await drop('setup.exe', 'MZ');
  await expect(message(page, /Steward doesn’t open files like “.*setup\.exe/)).toBeVisible();
});

test('A link that Steward is started with waits until it is unlocked', async ({ launch }) => {
  const passphrase = 'four unrelated words';
  const first = await launch({ vault: { passphrase } });
  await connectNorthwind(first.page, instance);
  await first.quit();
  const { page } = await launch({ vault: 'unanswered', opens: ['steward://all/workspaces'] });
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('tab', { name: 'Workspaces' })).toHaveAttribute('aria-selected', 'true');
});
