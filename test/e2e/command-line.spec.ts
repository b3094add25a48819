import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect, shareApp, test } from '../support/app.ts';
import { buildCommandLine, passphrase, runCommandLine, type RunOptions } from '../support/command-line.ts';
import { connectNorthwind } from '../support/sign-in.ts';
import {
  actionsOf,
  dialog,
  find,
  leaveDialog,
  openMembers,
  openTab,
  openWorkspace,
  pickFromMenu,
  row,
  shareInstance,
} from './steward.ts';

/* The built command as a process beside the real app, on one data folder. */

const instance = shareInstance();
const place = 'Northwind Production';
const root = join(import.meta.dirname, '../..');

interface ReceiptShape {
  title: string;
  status: string;
  unfinished: number;
}

test.describe('The command line and the app on one folder', () => {
  test.describe.configure({ timeout: 120_000 });
  const app = shareApp({
    vault: { passphrase },
    prepare: async (page) => {
      await buildCommandLine();
      await connectNorthwind(page, instance);
    },
  });
  /** While the app is open: it has the vault open, and no passphrase is asked for. */
  const run = (words: readonly string[], options: RunOptions = {}) =>
    runCommandLine([...words, '--profile', app.userData], options);
  /** While it is closed. */
  const runAlone = (words: readonly string[], options: Omit<RunOptions, 'fds'> = {}) =>
    run([...words, '--passphrase-fd', '3'], { ...options, fds: [passphrase] });
  const invite = (...names: string[]) => [
    'members',
    'invite',
    place,
    ...names.map((name) => `${name}@northwind.example`),
    '--yes',
  ];
  const receiptsOf = async (ended: Promise<{ json(): unknown }>) =>
    ((await ended).json() as { receipts: ReceiptShape[] }).receipts;

  test.afterEach(() => instance.now.clearFaults());

  test('commands are refused at once where the setting says so, and let in again', async () => {
    const { page } = app;
    await page.getByRole('button', { name: 'Settings', exact: true }).click();
    const section = page.getByRole('region', { name: 'Command line', exact: true });
    await expect(section).toContainText('Ready for your commands while Steward is open');
    await section.getByRole('switch', { name: 'Let commands use this app' }).click();
    await expect(section).toContainText('Commands that need this app are refused');
    const refused = await run(['connections', 'list']);
    expect(refused.code).not.toBe(0);
    expect(refused.stderr).toContain('Commands through the open app are switched off.');
    await section.getByRole('button', { name: /^Reset “Let commands/ }).click();
    await expect(section).toContainText('Ready for your commands while Steward is open');
    expect((await run(['connections', 'list'])).code).toBe(0);
  });

  test('a change by command goes through the open app, and its window shows it without a restart', async () => {
    await openMembers(app.page, place);
    const ended = await run(invite('from.the.terminal'));
    expect([ended.code, ended.stderr]).toEqual([0, expect.stringContaining('Done')]);
    await expect(await find(app.page, 'members', 'from.the.terminal@northwind.example')).toBeVisible();
  });

  test('two commands at once are both done by the open app, one after the other', async () => {
    const both = await Promise.all([run(invite('one.at.once')), run(invite('two.at.once'))]);
    expect(both.map(({ code, stderr }) => [code, stderr])).toEqual([
      [0, expect.stringContaining('Done')],
      [0, expect.stringContaining('Done')],
    ]);
    await openWorkspace(app.page, place, 'Members');
    await expect(await find(app.page, 'members', 'one.at.once@northwind.example')).toBeVisible();
    await expect(await find(app.page, 'members', 'two.at.once@northwind.example')).toBeVisible();
  });

  test('a command that is killed leaves the open app to finish what it was applying', async () => {
    instance.now.faults([
      { path: '/si/auth/workspace/*/members', method: 'POST', fault: { kind: 'delay', ms: 60_000 } },
    ]);
    const killed = await run(invite('left.to.the.app', 'also.left'), {
      onStderr: (text, kill) => text.includes('Applying') && kill('SIGKILL'),
    });
    expect(killed.code).toBeNull();
    instance.now.clearFaults();
    await openWorkspace(app.page, place, 'Members');
    await expect
      .poll(async () => (await receiptsOf(run(['receipts', 'list', '--json'])))[0]?.status, {
        timeout: 60_000,
      })
      .toBe('finished');
    await expect(await find(app.page, 'members', 'also.left@northwind.example')).toBeVisible();
  });

  test('with the app closed, a command opens the folder itself, and the app shows the change at its next start', async () => {
    await app.quit();
    const ended = await runAlone(invite('while.it.was.closed'));
    expect([ended.code, ended.stderr]).toEqual([0, expect.stringContaining('Done')]);
    await app.start();
    await openWorkspace(app.page, place, 'Members');
    await expect(await find(app.page, 'members', 'while.it.was.closed@northwind.example')).toBeVisible();
  });

  test('after a command was killed while it applied, `steward receipts` and the app agree', async () => {
    await app.quit();
    instance.now.faults([
      { path: '/si/auth/workspace/*/members', method: 'POST', fault: { kind: 'delay', ms: 60_000 } },
    ]);
    const killed = await runAlone(invite('killed.first', 'killed.second'), {
      onStderr: (text, kill) => text.includes('Applying') && kill('SIGKILL'),
    });
    expect(killed.code).toBeNull();
    instance.now.clearFaults();
    const [receipt] = await receiptsOf(runAlone(['receipts', 'list', '--json', '--offline']));
    expect([receipt?.status, receipt?.unfinished]).toEqual(['interrupted', 2]);
    await app.start();
    await openWorkspace(app.page, place, 'History');
    const unfinished = app.page.getByRole('list', { name: 'Unfinished plans' }).getByRole('listitem');
    await expect(unfinished.filter({ hasText: receipt?.title ?? '' })).toContainText('2 changes not done');
    const [seen] = await receiptsOf(run(['receipts', 'list', '--json']));
    expect([seen?.title, seen?.unfinished]).toEqual([receipt?.title, 2]);
  });

  test('what “Copy as command” copies runs as it is: of a dialog, a plan and a receipt', async () => {
    const { page } = app;
    const copied = async (name: string | RegExp): Promise<string> => {
      await app.electron.evaluate(({ clipboard }) => clipboard.clear());
      await dialog(page, name).getByRole('button', { name: 'Copy as command' }).click();
      const text = () => app.electron.evaluate(({ clipboard }) => clipboard.readText());
      await expect.poll(text).not.toBe('');
      return text();
    };
    await openWorkspace(page, place, 'Members');
    await page.getByRole('button', { name: 'Invite', exact: true }).click();
    await page.getByRole('dialog').getByLabel('E-mail addresses').fill('pasted@northwind.example');
    const invitation = await copied(/^Invite people to/);
    expect(invitation).toContain(`'${place}' pasted@northwind.example`);
    await leaveDialog(page);
    const ended = await paste(invitation);
    expect([ended.code, ended.stderr]).toEqual([0, expect.stringContaining('Done')]);
    const invited = await find(page, 'members', 'pasted@northwind.example');
    await expect(invited).toBeVisible();

    await pickFromMenu(page, actionsOf(invited), 'Remove…');
    const removal = await copied(/^Remove/);
    await dialog(page, /^Remove/)
      .getByRole('button', { name: 'Cancel' })
      .click();
    expect((await paste(removal)).code).toBe(4);
    expect((await paste(`${removal} --yes`)).code).toBe(0);
    await expect(row(page, 'No members match')).toBeVisible();

    await openTab(page, 'History');
    const removed = row(page, 'pasted@northwind.example was removed').first();
    await removed.getByRole('button', { name: 'Receipt', exact: true }).click();
    expect(await copied(/^Remove/)).toBe(removal);
  });
});

/** Runs what was copied, as a person does in the repository. */
const paste = (text: string): Promise<{ code: number | null; stderr: string }> =>
  new Promise((resolve) => {
    const child = spawn('sh', ['-c', text], { cwd: root, stdio: ['ignore', 'ignore', 'pipe'] });
    let stderr = '';
    child.stderr.on('data', (data) => (stderr += String(data)));
    child.on('close', (code) => resolve({ code, stderr }));
  });
