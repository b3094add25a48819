import { spawnSync } from 'node:child_process';
import { chmod, chown, cp, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { commandLine } from '../../../scripts/lib/bundle.mjs';
import { plainError } from '../../../src-main/base/errors.ts';
import { answerCall } from '../../../src-main/cli/runtime/answer.ts';
import type { CommandCalls } from '../../../src-main/cli/runtime/calls.ts';
import { startCommandServer } from '../../../src-main/cli/runtime/socket-server.ts';
import { fail } from '../../../src-preload/shared/result.ts';
import { errorOutput } from '../../../src-main/cli/output-schemas.ts';
import { openProfileCore, passphrase, runCommandLine, runOnServer } from '../../support/command-line.ts';
import { quoted } from '../../support/pseudo-terminal.ts';
import { shareProfile } from '../../support/shared-profile.ts';

const shared = shareProfile((profile) => profile.run(['connections', 'refresh']));

const one = ['--connection', 'system-initiative'];

/** Whose rights count: a test that runs as root, who may read everything, gives the folder to another user. */
async function unprivileged(folder: string): Promise<number | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const nobody = 65_534;
  for (const name of ['', ...(await readdir(folder))]) await chown(join(folder, name), nobody, nobody);
  return nobody;
}

describe('exit codes', () => {
  it('ends with 0 for help, for every command', async () => {
    const ended = await runCommandLine(['members', 'invite', '--help']);
    expect(ended.stdout).toContain('--role');
    expect(ended.code).toBe(0);
  });

  it('prints the same help after `help` as with --help, for commands of two words too', async () => {
    const [after, option] = await Promise.all([
      runCommandLine(['help', 'members', 'invite']),
      runCommandLine(['members', 'invite', '--help']),
    ]);
    expect([after.code, after.stdout]).toEqual([0, option.stdout]);
  });

  it('ends with 2 for an unknown command, an unknown option, and a name that isn’t there', async () => {
    const codes = await Promise.all([
      runCommandLine(['workspaces']),
      runCommandLine(['who', 'a@b.example', '--fast']),
      shared.profile.run(['workspace', 'show', 'No such place', '--offline']),
    ]);
    expect(codes.map(({ code }) => code)).toEqual([2, 2, 2]);
  });

  it('ends with 2 for what is wrong before anything is opened: a descriptor, a system, an option of one', async () => {
    const opens = ['connections', 'list'];
    const wrong = [
      [...opens, '--profile', shared.profile.folder, '--passphrase-fd', '77'],
      [...opens, '--profile', shared.profile.folder, '--passphrase-fd', 'secret'],
      [...opens, '--url', shared.server.origin, '--system', 'nothing-such'],
      [...opens, '--url', shared.server.origin, '--option', 'no-value'],
    ];
    for (const words of wrong) {
      const ended = await runCommandLine(words);
      expect([words, ended.code, ended.stderr]).toEqual([words, 2, expect.not.stringMatching(/^\s+at /m)]);
    }
  });

  it.each([
    [['who', 'a@b.example', '--offline', '--refresh'], '--offline can’t be used with --refresh'],
    [['export', 'people', 'Checkout'], 'doesn’t take a workspace'],
    [['export', 'history', '--query', 'x'], 'doesn’t take --query'],
    [['export', 'members', 'Checkout', '--inactive'], 'doesn’t take --inactive'],
    [['search', 'x', '--limit', '0'], '--limit takes a whole number from 1'],
  ])('ends with 2 instead of leaving out what was given: %j', async (words, said) => {
    const ended = await runCommandLine(words);
    expect([ended.code, ended.stderr]).toEqual([2, expect.stringContaining(said)]);
  });

  it.each([
    [Buffer.from([0x4e, 0xff, 0xfe]), 'isn’t text in UTF-8'],
    [Buffer.from('\n'), 'has no names'],
  ])('ends with 2 for a list of names that isn’t one: %j', async (bytes, said) => {
    const file = join(shared.profile.folder, 'names.csv');
    await writeFile(file, bytes);
    const ended = await shared.profile.run([
      'workspace',
      'provision',
      file,
      '--connection',
      'unstructured',
      '--organization',
      'Northwind Documents',
      '--dry-run',
    ]);
    expect([ended.code, ended.stderr]).toEqual([2, expect.stringContaining(said)]);
  });

  it('ends with 2 for what is longer than anything that is answered', async () => {
    const ended = await shared.profile.run(['search', 'a'.repeat(5_000)]);
    expect([ended.code, ended.stderr]).toEqual([2, expect.stringContaining('Steward can’t take this.')]);
  });

  it('says a wrong command line as JSON too, where that was asked for', async () => {
    const ended = await runCommandLine(['members', 'list', '--json', '--qurey', 'x']);
    expect(errorOutput.parse(ended.json()).error).toMatchObject({
      exit: 'usage',
      sentence: "unknown option '--qurey'",
      nextStep: '(Did you mean --query?)',
    });
    expect(ended.code).toBe(2);
  });

  it.runIf(process.platform === 'linux')(
    'ends with 1 where standard output can’t be written, and says so',
    async () => {
      const words = [process.execPath, commandLine, 'completion', 'bash'].map(quoted).join(' ');
      const full = spawnSync('sh', ['-c', `${words} > /dev/full`], { encoding: 'utf8' });
      expect([full.status, full.stderr]).toEqual([
        1,
        expect.stringContaining('Standard output can’t be written'),
      ]);
    },
  );

  it('ends with 3 where some changes were made and another was refused by the server', async () => {
    shared.server.faults([
      {
        path: '/si/auth/workspace/*/members',
        method: 'POST',
        fault: { kind: 'status', status: 403, body: { kind: 'Forbidden', message: 'No' } },
        skip: 1,
      },
    ]);
    const emails = ['partly.one@northwind.example', 'partly.two@northwind.example'];
    const ended = await shared.profile.run([
      'members',
      'invite',
      'Northwind Production',
      ...emails,
      '--yes',
      ...one,
    ]);
    shared.server.clearFaults();
    expect(ended.stderr).toContain(`Done: Invite ${emails[0]}`);
    expect(ended.stderr).toContain(`Failed: Invite ${emails[1]}`);
    expect(ended.code).toBe(3);
  });

  it('ends with 1 where the server fails', async () => {
    shared.server.faults([{ path: '/si/auth/**', fault: { kind: 'status', status: 500 } }]);
    const ended = await shared.profile.run(['members', 'list', 'Northwind Production', ...one, '--refresh']);
    shared.server.clearFaults();
    expect(ended.code).toBe(1);
  });

  it('ends with 6 where nothing listens, and for changes with --url of such a server', async () => {
    const ended = await runCommandLine(
      ['workspace', 'list', '--url', 'http://127.0.0.1:9', '--system', 'modbox'],
      { env: { STEWARD_TOKEN: 'not-a-token' } },
    );
    expect(ended.code).toBe(6);
  });

  it('ends with 7 for an ambiguous name, and lists the candidates with their IDs', async () => {
    const ended = await shared.profile.run(['workspace', 'show', 'default WORKSPACE', '--offline', '--json']);
    const { error } = errorOutput.parse(ended.json());
    expect(error['candidates']).toHaveLength(2);
    expect(ended.code).toBe(7);
  });

  it('ends with 8 for a wrong passphrase, and for none without a terminal to ask on', async () => {
    const wrong = await runCommandLine(
      ['connections', 'list', '--profile', shared.profile.folder, '--passphrase-fd', '3'],
      { fds: ['not the passphrase'] },
    );
    const none = await runCommandLine(['connections', 'list', '--profile', shared.profile.folder]);
    expect([wrong.code, none.code]).toEqual([8, 8]);
    expect(none.stderr).toContain('--passphrase-fd');
  });

  it('ends with 8 while another Steward has the folder', async () => {
    const core = await openProfileCore(shared.profile.folder);
    const ended = await shared.profile.run(['connections', 'list']);
    await core.close();
    expect(ended.code).toBe(8);
  });

  it.skipIf(process.platform === 'win32')(
    'ends with 8 for data that isn’t readable, instead of answering without it',
    async () => {
      const folder = await mkdtemp(join(tmpdir(), 'steward-unreadable-'));
      await cp(shared.profile.folder, folder, { recursive: true });
      await chmod(join(folder, 'ledger.db'), 0o000);
      const words = ['who', 'ana@northwind.example', '--profile', folder, '--passphrase-fd', '3'];
      const ended = await runCommandLine(words, { fds: [passphrase], user: await unprivileged(folder) });
      await rm(folder, { recursive: true });
      expect([ended.code, ended.stdout, ended.stderr]).toEqual([
        8,
        '',
        expect.stringContaining('can’t be read'),
      ]);
    },
  );

  it('ends with 8 for a vault that only the app’s keyring opens, and says what to do', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'steward-keyring-'));
    const wrapped = { backend: 'keyring', name: 'GNOME Keyring', key: 'AAAA' };
    await writeFile(join(folder, 'vault.json'), JSON.stringify({ version: 1, wrapped, slots: {} }));
    const ended = await runCommandLine(['connections', 'list', '--profile', folder]);
    await rm(folder, { recursive: true });
    expect(ended.stderr).toContain('Open Steward');
    expect(ended.code).toBe(8);
  });

  it('ends with 9 without a token, and with one that isn’t valid', async () => {
    const url = shared.server.addresses['modbox'];
    const none = await runCommandLine(['workspace', 'list', '--url', url]);
    const wrong = await runCommandLine(['workspace', 'list', '--url', url], {
      env: { STEWARD_TOKEN: 'eyJhbGciOiJIUzI1NiJ9.e30.AAAA' },
    });
    expect(none.code).toBe(9);
    expect([2, 9]).toContain(wrong.code);
  });
});

describe('another version of Steward', () => {
  it('ends with 10 where a newer one wrote the data', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'steward-newer-'));
    await writeFile(join(folder, 'vault.json'), JSON.stringify({ version: 99 }));
    const ended = await runCommandLine(['connections', 'list', '--profile', folder, '--json']);
    await rm(folder, { recursive: true });
    expect(errorOutput.parse(ended.json()).error.exit).toBe('otherVersion');
    expect([ended.code, ended.stderr]).toEqual([10, expect.stringContaining('Start the newer Steward')]);
  });

  it('ends with 10 where the open app can’t open it for that reason', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'steward-newer-app-'));
    const newer = plainError('other-version', 'A newer Steward wrote ledger.db.', 'Start it.');
    const app = await startCommandServer({ folder, calls: () => fail(newer) });
    const ended = await runCommandLine(['connections', 'list', '--profile', folder]);
    await app.close();
    await rm(folder, { recursive: true });
    expect([ended.code, ended.stderr]).toEqual([10, 'A newer Steward wrote ledger.db. Start it.\n']);
  });

  it('is what an app is that doesn’t know the call of a command', async () => {
    expect(await answerCall({} as CommandCalls, 'lists.invented', {})).toMatchObject({
      error: { kind: 'other-version' },
    });
  });
});

describe('where things are written', () => {
  it('leaves nothing on disk where a server is asked alone', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'steward-empty-'));
    const ended = await runOnServer(shared.server, 'modbox', ['workspace', 'list'], {
      env: { HOME: folder, TMPDIR: folder, XDG_CONFIG_HOME: folder },
    });
    expect(ended.code).toBe(0);
    expect(await readdir(folder)).toEqual([]);
    await rm(folder, { recursive: true });
  });

  it.skipIf(process.platform === 'win32')(
    'leaves nothing there where it is interrupted meanwhile',
    async () => {
      shared.server.faults([{ path: '/si/auth/**', fault: { kind: 'delay', ms: 20_000 } }]);
      const left = async () =>
        (await Promise.all(['/dev/shm', tmpdir()].map((folder) => readdir(folder).catch(() => [])))).flat();
      let ofCommand = '';
      const ended = await runOnServer(shared.server, 'system-initiative', ['workspace', 'list'], {
        onStart: async (pid, kill) => {
          ofCommand = `steward-store-${pid}-`;
          while (!(await left()).some((name) => name.startsWith(ofCommand))) await wait(20);
          kill('SIGINT');
        },
      });
      shared.server.clearFaults();
      // By the signal itself: a shell ends the loop that the command is in.
      expect([ended.code, ended.stdout]).toEqual([null, '']);
      expect((await left()).filter((name) => name.startsWith(ofCommand))).toEqual([]);
    },
  );

  it('keeps standard output for results: notes and errors go to standard error', async () => {
    const quiet = await shared.profile.run([
      'members',
      'list',
      'Northwind Production',
      ...one,
      '--quiet',
      '--offline',
    ]);
    expect(quiet.stderr).toBe('');
    const missing = await shared.profile.run(['members', 'list', 'Nowhere', '--quiet', '--offline']);
    expect(missing.stdout).toBe('');
    expect(missing.stderr).toContain('There’s no workspace called');
  });

  it('uses no colours in a pipe, and cuts no column', async () => {
    const ended = await shared.profile.run(['members', 'list', 'Northwind Production', ...one, '--offline']);
    expect(ended.stdout).not.toContain('\u001b');
    expect(ended.stdout).not.toContain('…');
  });

  it('prints names from right to left as they are in a pipe, and never what would control a terminal', async () => {
    const { directory } = shared.server;
    const place = shared.server.workspaceId('Northwind Production');
    for (const nickname of ['שרה כהן', '\u001b[31mred'])
      directory.memberships.add(
        place,
        directory.people.add({ email: `${nickname.length}@names.example`, nickname }).id,
        'EDITOR',
      );
    const list = ['members', 'list', 'Northwind Production', '--query', 'names.example', ...one, '--refresh'];
    const ended = await shared.profile.run(list);
    expect(ended.stdout).toMatch(/^שרה כהן {2}/m);
    expect(ended.stdout).toContain('‹U+001B›[31mred');
  });

  it('never shows a token that it was given', async () => {
    const ended = await runOnServer(shared.server, 'modbox', ['connections', 'list', '--json']);
    const signIn = (await shared.server.signInsOf('ana@northwind.example')).find(
      (entry) => entry.provider === 'modbox',
    );
    expect(ended.stdout + ended.stderr).not.toContain(signIn?.values['token']);
  });
});
