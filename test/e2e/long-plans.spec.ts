import { bigWorkspaceName } from '../../src-main/local-instance/sample/many-members.ts';
import { expect, shareApp, test } from '../support/app.ts';
import { connect } from '../support/sign-in.ts';
import { dialog, openTab, openWorkspace, row, shareInstance } from './steward.ts';

/* Hundreds of changes in one plan: how far it is, Pause and Resume, and what ends a pause. */

const size = 400;
const big = bigWorkspaceName(size);
const passphrase = 'four unrelated words';

const instance = shareInstance({ members: size });
const app = shareApp({
  vault: { passphrase },
  prepare: async (page) => {
    await connect(page, { address: instance.url, token: instance.token, label: 'Northwind' });
    await openWorkspace(page, big, 'Members');
    await expect(row(page, /@/).first()).toBeVisible();
  },
});
test.describe.configure({ timeout: 120_000 });

/** A whole plan takes its time on a busy computer. */
const patiently = { timeout: 60_000 };

type Role = 'Collaborator' | 'Approver';
const roleIds: Readonly<Record<Role, string>> = { Collaborator: 'EDITOR', Approver: 'APPROVER' };
const countOnServer = (role: Role) =>
  instance.now.directory.memberships
    .of(instance.now.workspaceId(big))
    .filter((member) => member.role === roleIds[role]).length;

/** Changes take this long on the server (ms): the first ones, and those after them, in which a plan is paused. */
const slowDown = ({ first, firstMs }: { first: number; firstMs: number }) => {
  const change = { method: 'POST', path: '/si/auth/workspace/*/membership' };
  instance.now.faults([
    { ...change, times: first, fault: { kind: 'delay', ms: firstMs } },
    { ...change, skip: first, fault: { kind: 'delay', ms: 1000 } },
  ]);
};

const progress = (page = app.page) =>
  dialog(page, /^Change \d+ roles/).filter({ has: page.getByRole('progressbar') });
const foot = (page = app.page) => progress(page).getByRole('status').last();

/** The receipt is on screen, because the members’ instance has to be told; it is closed again. */
async function expectReceipt(changes: number): Promise<void> {
  const receipt = dialog(app.page, /^Change \d+ roles/).filter({ hasText: `${changes} roles changed.` });
  await expect(receipt.getByRole('button', { name: 'Export receipt' })).toBeVisible(patiently);
  await receipt.getByRole('button', { name: 'Close' }).last().click();
  await expect(receipt).toBeHidden();
}

/** Finishes what a stopped plan left, as the list of members offers it. */
async function finishFromNote(left: number, all: number): Promise<void> {
  const { page } = app;
  await expect(page.getByText(`${left} of ${all} changes aren’t done yet.`)).toBeVisible(patiently);
  await page.getByRole('button', { name: 'Finish', exact: true }).click();
  await dialog(page, `Change ${left} roles in “${big}”`)
    .getByRole('button', { name: `Change ${left} roles` })
    .click();
  await expectReceipt(left);
}

const openNewWindow = () =>
  app.electron.evaluate(({ Menu }) => {
    const file = Menu.getApplicationMenu()?.items.find(({ label }) => label === 'File');
    file?.submenu?.items.find(({ label }) => label === 'New window')?.click();
  });

/** Gives all members with one role the other one, and waits until some of them have it. Answers how many changes it is. */
async function begin(from: Role, to: Role, page = app.page): Promise<number> {
  await openTab(page, 'Members');
  const all = countOnServer(from);
  await page.getByRole('combobox', { name: 'Search members' }).fill(`role:${from.toLowerCase()}`);
  await expect(page.getByRole('status').filter({ hasText: `of ${size}` })).toHaveText(
    new RegExp(`^${all} of`),
  );
  await page.getByRole('checkbox', { name: 'Select all' }).click();
  const selection = page.getByRole('region', { name: 'Selection' });
  const selectMatching = selection.getByRole('button', { name: /^Select all \d+ matching members$/ });
  if (await selectMatching.isVisible()) await selectMatching.click();
  await selection.getByRole('button', { name: 'Change role…' }).click();
  await page.getByRole('radio', { name: new RegExp(`^${to}`) }).click();
  await dialog(page, /^Change role for/)
    .getByRole('button', { name: 'Change role' })
    .click();
  const review = dialog(page, `Change ${all} roles in “${big}”`);
  await review.getByRole('button', { name: `Change ${all} roles` }).click();
  await expect(progress(page)).toBeVisible();
  await expect.poll(() => countOnServer(from), patiently).toBeLessThan(all - 5);
  return all;
}

/** Pauses and waits until nothing is on its way. Answers how many are done by then, which the window says too. */
async function pause(all: number, from: Role, page = app.page): Promise<number> {
  await progress(page).getByRole('button', { name: 'Pause' }).click();
  await expect(foot(page)).toHaveText('Paused', patiently);
  const done = all - countOnServer(from);
  expect(done).toBeLessThan(all);
  await expect(progress(page)).toContainText(`${done} of ${all} changes done. Every`);
  return done;
}

test('a long plan pauses, sends nothing more until it is resumed, and its receipt says what was done', async () => {
  // Slow enough for its speed to be told after the first hundred.
  slowDown({ first: 101, firstMs: 140 });
  const before = countOnServer('Approver');
  const all = await begin('Collaborator', 'Approver');
  await expect(foot()).toHaveText(/changes a minute · .* left$/, patiently);
  const done = await pause(all, 'Collaborator');
  expect(countOnServer('Approver')).toBe(before + done);
  instance.now.clearFaults();
  // Another list is fetched meanwhile: the connection itself is free.
  expect(await app.page.evaluate(() => window.steward.connections.list({}))).toMatchObject({ ok: true });
  expect(countOnServer('Approver')).toBe(before + done);
  await expect(progress().getByRole('button', { name: 'Resume' })).toBeVisible();

  await progress().getByRole('button', { name: 'Resume' }).click();
  await expectReceipt(all);
  expect(countOnServer('Approver')).toBe(before + all);
  expect(countOnServer('Collaborator')).toBe(0);
});

test('a plan whose server goes away during a pause stays paused, says why, and goes on once it is back', async () => {
  slowDown({ first: 30, firstMs: 0 });
  const all = await begin('Approver', 'Collaborator');
  await pause(all, 'Approver');
  const left = countOnServer('Approver');
  await instance.stop();
  await progress().getByRole('button', { name: 'Resume' }).click();
  await expect(progress().getByRole('alert')).toContainText('127.0.0.1', patiently);
  await expect(foot()).toHaveText('Paused');
  await instance.start();
  expect(countOnServer('Approver')).toBe(left);

  await progress().getByRole('button', { name: 'Resume' }).click();
  await expectReceipt(all);
  expect(countOnServer('Approver')).toBe(0);
});

test('a plan that is paused in a window that is closed stops, and is finished from another window', async () => {
  const [second] = await Promise.all([app.electron.waitForEvent('window'), openNewWindow()]);
  await openWorkspace(second, big, 'Members');
  slowDown({ first: 30, firstMs: 0 });
  const all = await begin('Collaborator', 'Approver', second);
  const done = await pause(all, 'Collaborator', second);
  await second.close();
  instance.now.clearFaults();
  await finishFromNote(all - done, all);
  expect(countOnServer('Collaborator')).toBe(0);
});

test('locking ends a pause, and what is left is finished after unlocking', async () => {
  const { page } = app;
  slowDown({ first: 30, firstMs: 0 });
  const all = await begin('Approver', 'Collaborator');
  const done = await pause(all, 'Approver');
  const left = countOnServer('Approver');
  await page.keyboard.press('Control+Shift+L');
  await expect(page.getByRole('heading', { name: 'Enter your passphrase' })).toBeVisible(patiently);
  expect(countOnServer('Approver')).toBe(left);
  instance.now.clearFaults();
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await page.keyboard.press('Enter');
  await openWorkspace(page, big, 'Members');
  await finishFromNote(all - done, all);
  expect(countOnServer('Approver')).toBe(0);
});
