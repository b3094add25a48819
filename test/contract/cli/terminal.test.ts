import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { commandLine } from '../../../scripts/lib/bundle.mjs';
import { commands } from '../../../src-main/cli/definitions/commands.ts';
import { buildCommandLine, newProfile, passphrase, type Profile } from '../../support/command-line.ts';
import { startTestInstance, type TestInstance } from '../../support/instance.ts';
import { controlC, hasPseudoTerminal, quoted, runOnTerminal } from '../../support/pseudo-terminal.ts';

// A test runs several commands, each a process of its own.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let server: TestInstance;
let profile: Profile;
/** The shell's way to the passphrase, for those that aren't asked for it. */
let passphraseFile: string;

beforeAll(async () => {
  await buildCommandLine();
  server = await startTestInstance();
  profile = await newProfile(server);
  passphraseFile = join(profile.folder, 'passphrase');
  await writeFile(passphraseFile, passphrase, { mode: 0o600 });
  await profile.run(['members', 'list', 'Northwind Production', '--connection', 'system-initiative']);
});
afterEach(() => server.clearFaults());
afterAll(async () => {
  await profile.remove();
  await server.close();
});

const place = 'Northwind Production';
const onSystemInitiative = ['--connection', 'system-initiative'];

type Options = NonNullable<Parameters<typeof runOnTerminal>[1]>;
const run = (words: readonly string[], options: Options = {}) =>
  runOnTerminal([...words, '--profile', profile.folder, '--passphrase-fd', '3'], {
    ...options,
    after: `3< '${passphraseFile}' ${options.after ?? ''}`,
  });
const remove = (email: string) => ['members', 'remove', place, email, ...onSystemInitiative];
const members = async () =>
  (await profile.run(['members', 'list', place, ...onSystemInitiative, '--refresh'])).stdout;

describe.skipIf(!hasPseudoTerminal)('on a terminal', () => {
  it('asks y/N and takes Enter as No: nothing is sent', async () => {
    const { code, screen } = await run(remove('dilnoza.dubois@northwind.example'), {
      types: [['[y/N]', '\r']],
    });
    expect(screen).toContain('Not confirmed. Nothing was sent.');
    expect(code).toBe(4);
    expect(await members()).toContain('dilnoza.dubois@northwind.example');
  });

  it('does it after a y', async () => {
    const { code, screen } = await run(remove('dilnoza.dubois@northwind.example'), {
      types: [['[y/N]', 'y\r']],
    });
    expect(screen).toContain('Done');
    expect(code).toBe(0);
    expect(await members()).not.toContain('dilnoza.dubois@northwind.example');
  });

  it('ends with 130 at Ctrl+C while it asks, and leaves no draft behind', async () => {
    const { code, screen } = await run(remove('farah.hoang@northwind.example'), {
      types: [['[y/N]', controlC]],
    });
    expect(screen).toContain('Interrupted. Nothing was sent.');
    expect(code).toBe(130);
    expect(await members()).toContain('farah.hoang@northwind.example');
  });

  it('asks for the name to be typed, and takes no other', async () => {
    const leave = ['workspace', 'delete', 'Northwind Staging', ...onSystemInitiative];
    const wrong = await run(leave, { types: [['to confirm:', 'Staging\r']] });
    expect([wrong.code, wrong.screen]).toEqual([4, expect.stringContaining('Nothing was sent')]);
    const right = await run(leave, { types: [['to confirm:', 'Northwind Staging\r']] });
    expect([right.code, right.screen]).toEqual([0, expect.stringContaining('Done')]);
  });

  it('asks on the terminal although the changes come from standard input', async () => {
    const list = await profile.run(['workspace', 'show', place, ...onSystemInitiative, '--json']);
    const { workspace } = list.json() as { workspace: { connectionId: string; id: string } };
    const { connectionId, id: workspaceId } = workspace;
    const file = join(profile.folder, 'leave.json');
    const change = { type: 'workspace.set-default', connectionId, workspaceId };
    await writeFile(file, JSON.stringify({ changes: [change, { ...change, type: 'workspace.delete' }] }));
    const { code, screen } = await run(['apply', '-'], {
      types: [['to confirm:', '\r']],
      after: `< '${file}'`,
    });
    expect(screen).toContain('Nothing was sent');
    expect(code).toBe(4);
  });

  it('asks for the passphrase without showing it', async () => {
    const words = ['connections', 'list', '--profile', profile.folder];
    const right = await runOnTerminal(words, { types: [['Passphrase of the vault:', `${passphrase}\r`]] });
    expect(right.screen).toContain('system-initiative');
    expect(right.screen).not.toContain(passphrase);
    expect(right.code).toBe(0);
    const wrong = await runOnTerminal(words, { types: [['Passphrase of the vault:', 'not it\r']] });
    expect([wrong.code, wrong.screen]).toEqual([8, expect.stringContaining('The passphrase is wrong.')]);
    const none = await runOnTerminal(words, { types: [['Passphrase of the vault:', controlC]] });
    expect(none.code).toBe(130);
    expect(right.screen).toMatch(/Passphrase of the vault: \r\n/);
  });

  it('ends after the change on its way at Ctrl+C, prints the receipt, and exits with 3', async () => {
    server.faults([
      { path: '/si/auth/workspace/*/members', method: 'POST', fault: { kind: 'delay', ms: 2_000 } },
    ]);
    const names = ['stop.one', 'stop.two', 'stop.three'].map((name) => `${name}@northwind.example`);
    const { code, screen } = await run(
      ['members', 'invite', place, ...names, '--yes', ...onSystemInitiative],
      { types: [['Applying:', controlC]] },
    );
    expect(screen).toContain('Stopping after the change on its way');
    expect(screen).toMatch(/Done: Invite stop\.one@northwind\.example/);
    expect(screen).toMatch(/Not sent: Invite stop\.three@northwind\.example/);
    expect(screen).toMatch(/Receipt [0-9a-f-]{36}/);
    expect(code).toBe(3);
    const list = await members();
    expect([list.includes('stop.one'), list.includes('stop.three')]).toEqual([true, false]);
  });

  it('ends in the same way where a service manager ends it', async () => {
    server.faults([
      { path: '/si/auth/workspace/*/members', method: 'POST', fault: { kind: 'delay', ms: 2_000 } },
    ]);
    const emails = ['term.one@northwind.example', 'term.two@northwind.example'];
    let isTold = false;
    const ended = await profile.run(['members', 'invite', place, ...emails, '--yes', ...onSystemInitiative], {
      onStderr: (text, kill) => {
        // A second one would end it at once.
        if (!isTold && text.includes('Applying:')) kill('SIGTERM');
        isTold ||= text.includes('Applying:');
      },
    });
    expect(ended.stderr).toMatch(/Done: Invite term\.one@northwind\.example/);
    expect(ended.stderr).toMatch(/Not sent: Invite term\.two@northwind\.example/);
    expect(ended.code).toBe(3);
  });

  it('cuts tables to the terminal’s width, and uses styles unless NO_COLOR is set', async () => {
    const words = ['members', 'list', place, ...onSystemInitiative, '--offline', '--quiet'];
    const { screen } = await run(words, { columns: 60 });
    const lines = screen.split('\r\n').map(stripVTControlCharacters);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(60);
    expect(screen).toContain('…');
    expect(screen).toContain('\u001b[1m');
    const plain = await run(words, { columns: 60, env: { NO_COLOR: '1' } });
    expect(plain.screen).not.toContain('\u001b[1m');
  });

  it('writes nothing that a dumb terminal doesn’t understand, and shows no passphrase on one', async () => {
    const env = { TERM: 'dumb' };
    const words = ['connections', 'refresh', 'system-initiative', '--profile', profile.folder];
    const { code, screen } = await runOnTerminal(words, {
      env,
      types: [['Passphrase of the vault:', `${passphrase}\r`]],
    });
    expect(screen).toContain('system-initiative: fetched');
    expect(screen).not.toContain('\u001b');
    expect(screen).not.toContain(passphrase);
    expect(code).toBe(0);
  });
});

/** Every list, with what it needs. */
const lists: Readonly<Record<string, readonly string[]>> = {
  'connections list': [],
  'workspace list': [],
  'organization list': [],
  'members list': [place],
  // System Initiative has none.
  'invitations list': ['Checkout'],
  'roles list': [place],
  'tokens list': [place],
  who: ['ana@northwind.example'],
  search: ['north'],
  history: [place],
  'as-of': ['0s', place],
  'receipts list': [],
};

describe('a pipe that is closed early', () => {
  it.skipIf(process.platform === 'win32')('is no error, for any list', async () => {
    expect(Object.keys(lists).sort()).toEqual(
      commands
        .filter((command) => command.list)
        .map(({ name }) => name)
        .sort(),
    );
    await profile.run(['invitations', 'list', 'Checkout']);
    const profileOptions = ['--profile', profile.folder, '--passphrase-fd', '3'];
    const lines = Object.entries(lists).map(([name, words]) => {
      const options = ['--offline', '--quiet', '--ndjson', ...profileOptions];
      const command = [process.execPath, commandLine, ...name.split(' '), ...words, ...options];
      // The reader is gone before the first line is written.
      return `(${command.map(quoted).join(' ')} 3< ${quoted(passphraseFile)}; echo "${name} ended with $?" >&2) | true`;
    });
    const child = spawn('sh', ['-c', lines.join('\n')]);
    let stderr = '';
    child.stderr.on('data', (data) => (stderr += String(data)));
    await new Promise((resolve) => child.on('close', resolve));
    const wrong = stderr
      .trim()
      .split('\n')
      .filter((line) => !line.endsWith(' ended with 0'));
    expect(wrong).toEqual([]);
  });
});
