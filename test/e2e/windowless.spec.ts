import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, launchApp, newUserData, test } from '../support/app.ts';
import { buildCommandLine, type Ended } from '../support/command-line.ts';
import { keyringAvailable, startKeyring, type Keyring } from '../support/keyring.ts';
import { connect } from '../support/sign-in.ts';
import { display, openAsUser, runningCopy, runStarting } from '../support/windowless.ts';
import { find, openWorkspace, shareInstance } from './steward.ts';

/* Commands on a profile whose key is in the system's keyring, while no window is open. */

const instance = shareInstance();
const place = 'Northwind Production';

test.describe('The command line with the app closed and the key in the keyring', () => {
  test.skip(!keyringAvailable(), 'gnome-keyring, dbus or libsecret-tools are not installed here.');
  test.describe.configure({ timeout: 120_000 });
  let keyring: Keyring;
  let folder: string;
  let locked: LockedOut | undefined;
  const options = () => ({ passwordStore: 'gnome-libsecret', env: keyring.env }) as const;

  test.beforeAll(async () => {
    keyring = await startKeyring();
    folder = await newUserData();
    await buildCommandLine();
    const app = await launchApp({ userData: folder, ...options() });
    await connect(app.page, { address: instance.url, token: instance.token, label: 'Northwind' });
    await app.quit();
    locked = await lockedOut();
  });
  test.afterAll(async () => {
    await locked?.end();
    await removeProfile(folder, keyring);
  });
  test.afterEach(() => instance.now.clearFaults());

  const run = (words: readonly string[], more: Parameters<typeof runStarting>[3] = {}, env = {}) =>
    runStarting(folder, words, { ...keyring.env, ...env }, more);
  const invite = (...names: string[]) => [
    'members',
    'invite',
    place,
    ...names.map((name) => `${name}@northwind.example`),
    '--yes',
  ];
  /** Keeps what is invited from now on waiting, until the faults are cleared. */
  const holdInvitations = () =>
    instance.now.faults([
      { path: '/si/auth/workspace/*/members', method: 'POST', fault: { kind: 'delay', ms: 60_000 } },
    ]);
  const letGo = () => instance.now.clearFaults();
  const ended = () => expect.poll(() => runningCopy(folder), { timeout: 30_000 }).toBeNull();
  /** Ends the copy that waits for another command. */
  const endCopy = async () => {
    const copy = runningCopy(folder);
    if (copy !== null) process.kill(copy, 'SIGTERM');
    await ended();
  };

  test('a command without a display starts Steward without a window, and it ends soon after', async () => {
    await ended();
    const listed = await run(['members', 'list', place, '--json']);
    expect([listed.code, listed.stderr]).toEqual([0, expect.any(String)]);
    expect(listed.stdout).toContain('ana@northwind.example');
    await ended();
    expect(existsSync(join(folder, 'command-line.json'))).toBe(false);
  });

  test('two commands at once share the copy that one of them started', async () => {
    await ended();
    const both = await Promise.all([run(invite('one.at.once')), run(invite('two.at.once'))]);
    expect(both.map(({ code, stderr }) => [code, stderr])).toEqual([
      [0, expect.stringContaining('Done')],
      [0, expect.stringContaining('Done')],
    ]);
  });

  test('a command right before the copy ends, or right after, is answered all the same', async () => {
    const before = runningCopy(folder);
    if (before !== null) process.kill(before, 'SIGTERM');
    const listed = await run(['connections', 'list', '--json']);
    expect([listed.code, listed.stderr]).toEqual([0, expect.any(String)]);
  });

  test('a command that is killed leaves the copy to finish its change, and then it ends', async () => {
    holdInvitations();
    const killed = await run(invite('left.alone', 'left.too'), {
      onStderr: (text, kill) => text.includes('Applying') && kill('SIGKILL'),
    });
    expect(killed.code).toBeNull();
    letGo();
    await ended();
    const listed = await run(['members', 'list', place, '--refresh', '--json']);
    expect(listed.stdout).toContain('left.alone@northwind.example');
  });

  test('a copy that is killed while it applies ends the command, and the next one reads back what was sent', async () => {
    holdInvitations();
    const interrupted = await run(invite('sent.once', 'not.sent'), {
      onStderr(text) {
        const copy = runningCopy(folder);
        if (text.includes('Applying') && copy !== null) process.kill(copy, 'SIGKILL');
      },
    });
    expect(interrupted.stderr).toContain('Steward quit before it answered');
    expect(interrupted.code).toBe(1);
    letGo();
    // The server has done it, though its answer was lost: reading back ends as soon as that is seen.
    const path = `/workspace/${instance.now.workspaceId(place)}/members`;
    const body = { email: 'sent.once@northwind.example' };
    await instance.now.call('POST', path, { body });
    const listed = await run(['receipts', 'list', '--json']);
    expect([listed.code, listed.stderr]).toEqual([0, expect.any(String)]);
    const { receipts } = listed.json() as { receipts: { id: string }[] };
    const shown = await run(['receipts', 'show', receipts[0]?.id ?? '', '--json']);
    const { items } = shown.json() as { items: { outcome: string }[] };
    expect(items.map(({ outcome }) => outcome)).not.toContain('sent');
  });

  test('the user who opens the app meanwhile gets its window, and it stays open', async () => {
    await endCopy();
    holdInvitations();
    const picture = join(folder, 'shown.png');
    let isOpened = false;
    const done = await run(
      invite('while.it.was.opened', 'and.one.more'),
      {
        onStderr(text) {
          if (!text.includes('Applying') || isOpened) return;
          isOpened = true;
          void openAsUser(folder, keyring.env).finally(letGo);
        },
      },
      { ...display(), STEWARD_SCREENSHOT: picture },
    );
    expect([done.code, done.stderr]).toEqual([0, expect.stringContaining('Done')]);
    await expect.poll(() => existsSync(picture), { timeout: 30_000 }).toBe(true);
    expect(runningCopy(folder)).not.toBeNull();
    await endCopy();
  });

  test('without a display for its copy, the user’s window opens once the command is done', async () => {
    holdInvitations();
    const picture = join(folder, 'shown-later.png');
    let isOpened = false;
    const done = await run(
      invite('before.the.window', 'also.before'),
      {
        onStderr(text) {
          if (!text.includes('Applying') || isOpened) return;
          isOpened = true;
          void openAsUser(folder, keyring.env).finally(letGo);
        },
      },
      { STEWARD_SCREENSHOT: picture },
    );
    expect([done.code, done.stderr]).toEqual([0, expect.stringContaining('Done')]);
    await expect.poll(() => existsSync(picture), { timeout: 30_000 }).toBe(true);
    await endCopy();
  });

  test('the app shows at its next start what commands changed meanwhile', async () => {
    await ended();
    const app = await launchApp({ userData: folder, ...options() });
    await openWorkspace(app.page, place, 'Members');
    await expect(await find(app.page, 'members', 'one.at.once@northwind.example')).toBeVisible();
    await app.quit();
  });

  test('without a session bus it says what to do and ends with 8', async () => {
    await ended();
    const { HOME = '', XDG_RUNTIME_DIR = '' } = keyring.env;
    const without = await runStarting(folder, ['connections', 'list'], {
      HOME,
      XDG_RUNTIME_DIR,
      DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent',
    });
    expect(without.stderr).toContain('Sign in to the desktop or unlock the keyring');
    expect(without.code).toBe(8);
  });

  test('with a keyring that is locked it says what to do and ends with 8', async () => {
    const ended = await locked?.command;
    expect(ended?.stderr).toContain('Sign in to the desktop or unlock the keyring');
    expect(ended?.code).toBe(8);
  });
});

interface LockedOut {
  /** A command on a profile of its own, whose keyring is locked. */
  command: Promise<Ended>;
  end(): Promise<void>;
}

/** It waits a whole minute for its user to unlock the keyring, so it begins with the first test and is looked at in the last. */
async function lockedOut(): Promise<LockedOut> {
  const keyring = await startKeyring();
  const folder = await newUserData();
  const app = await launchApp({ userData: folder, passwordStore: 'gnome-libsecret', env: keyring.env });
  await app.quit();
  await keyring.lock();
  const given = new AbortController();
  const command = runStarting(folder, ['connections', 'list'], keyring.env, { signal: given.signal });
  return {
    command,
    async end() {
      given.abort();
      await command;
      await removeProfile(folder, keyring);
    },
  };
}

async function removeProfile(folder: string, keyring: Keyring): Promise<void> {
  const left = runningCopy(folder);
  if (left !== null) process.kill(left, 'SIGKILL');
  await keyring.stop();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}
