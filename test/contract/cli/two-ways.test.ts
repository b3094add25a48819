import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createCommandCalls } from '../../../src-main/cli/runtime/calls.ts';
import { startCommandServer, type CommandServer } from '../../../src-main/cli/runtime/socket-server.ts';
import { socketFile } from '../../../src-main/cli/runtime/socket-protocol.ts';
import type { Core } from '../../../src-main/core.ts';
import { fail, ok } from '../../../src-preload/shared/result.ts';
import { plainError } from '../../../src-main/base/errors.ts';
import { readCsv } from '../../../src-main/files/csv.ts';
import {
  buildCommandLine,
  newProfile,
  openProfileCore,
  runCommandLine,
  type Profile,
} from '../../support/command-line.ts';
import { startTestInstance, type TestInstance } from '../../support/instance.ts';

// A test runs several commands, each a process of its own.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let server: TestInstance;
let profile: Profile;

beforeAll(buildCommandLine);
beforeEach(async () => {
  server = await startTestInstance();
  profile = await newProfile(server);
});
afterEach(async () => {
  await profile.remove();
  await server.close();
});

/** Answers commands as the open app does. */
const serve = (core: Core): Promise<CommandServer> =>
  startCommandServer({
    folder: profile.folder,
    calls: () =>
      ok(
        createCommandCalls({
          core,
          reveals: { reveal: () => fail(plainError('not-found', 'Gone.', '')), forget: () => undefined },
          readList: (text) => Promise.resolve(readCsv(text)),
        }),
      ),
  });

describe('with the app open', () => {
  let core: Core;
  let app: CommandServer;
  beforeEach(async () => {
    core = await openProfileCore(profile.folder);
    app = await serve(core);
  });
  afterEach(async () => {
    await app.close();
    await core.close();
  });
  /** No passphrase: the app has the vault open. */
  const run = (...words: string[]) => runCommandLine([...words, '--profile', profile.folder]);

  it('goes through the app, which asks for no passphrase, and changes what the app shows', async () => {
    const listed = await run('workspace', 'list', '--connection', 'system-initiative');
    expect(listed.stdout).toContain('Northwind Production');
    const invited = await run('members', 'invite', 'Northwind Production', 'new@northwind.example', '--yes');
    expect([invited.code, invited.stderr]).toEqual([0, expect.stringContaining('Done')]);
    const [receipt] = await core.store.ledger.plans(null, null);
    expect(receipt?.status).toBe('finished');
  });

  it('completes names of what was fetched', async () => {
    await run('members', 'list', 'Northwind Production');
    await run('tokens', 'list', 'Northwind Production');
    const complete = async (...words: string[]) => {
      const ended = await runCommandLine(['complete', '--', ...words]);
      return ended.stdout.split('\n').map((line) => line.split('\t')[0]);
    };
    const at = ['--profile', profile.folder];
    const place = '"Northwind Production"';
    expect(await complete('workspace', 'leave', ...at, 'northwind p')).toContain('Northwind Production');
    expect(await complete('workspace', 'list', ...at, '--connection', 'mod')).toContain('modbox');
    expect(await complete('members', 'role', ...at, place, 'april')).toContain(
      'april.nguyen@northwind.example',
    );
    expect(await complete('members', 'invite', ...at, place, '--role', 'App')).toContain('Approver');
    expect(await complete('tokens', 'revoke', ...at, 'Northwind\\ Production', 'CI')).toContain('CI deploy');
  });

  it('takes two commands at once', async () => {
    const invite = (name: string) =>
      run('members', 'invite', 'Northwind Production', `${name}@northwind.example`, '--yes');
    const [one, two] = await Promise.all([invite('one'), invite('two')]);
    expect([one.code, two.code]).toEqual([0, 0]);
    const members = await run('members', 'list', 'Northwind Production', '--refresh');
    expect(members.stdout).toContain('one@northwind.example');
    expect(members.stdout).toContain('two@northwind.example');
  });

  it.skipIf(process.platform === 'win32')('listens where only this user can reach it', async () => {
    const file = await stat(socketFile(profile.folder));
    const folder = await stat(profile.folder);
    expect([file.mode & 0o777, folder.mode & 0o777]).toEqual([0o600, 0o700]);
  });

  it('refuses callers that don’t know the secret of the file', async () => {
    const file = socketFile(profile.folder);
    const place = JSON.parse(await readFile(file, 'utf8')) as { path: string; secret: string };
    await writeFile(file, JSON.stringify({ ...place, secret: 'x'.repeat(43) }));
    const ended = await run('connections', 'list');
    expect(ended.stdout).toBe('');
    expect(ended.code).toBe(8);
  });
});

describe('with the app closed', () => {
  it('opens the folder for one command at a time, and says so to the other', async () => {
    const both = await Promise.all([
      profile.run(['connections', 'list']),
      profile.run(['connections', 'list']),
    ]);
    const codes = both.map(({ code }) => code);
    expect(codes).toContain(0);
    // The second waits for the first, or is told that the folder is in use.
    expect(codes.every((code) => code === 0 || code === 8)).toBe(true);
  });

  it('completes no names, asks for no secret and starts nothing', async () => {
    await profile.run(['workspace', 'list', '--connection', 'system-initiative']);
    const words = ['complete', '--', 'workspace', 'leave', '--profile', profile.folder, ''];
    const env = { STEWARD_APP: JSON.stringify([process.execPath, '-e', 'process.exit(1)']) };
    const ended = await runCommandLine(words, { env });
    expect([ended.code, ended.stdout, ended.stderr]).toEqual([0, '', '']);
  });

  it('ignores what an app that crashed left behind', async () => {
    await writeFile(
      socketFile(profile.folder),
      JSON.stringify({ path: join(profile.folder, 'gone.sock'), secret: 'x'.repeat(43) }),
    );
    const ended = await profile.run(['connections', 'list']);
    expect(ended.code).toBe(0);
  });
});

describe('a command that is killed while it applies', () => {
  beforeEach(async () => {
    const place = 'Northwind Production';
    await profile.run(['members', 'list', place, '--connection', 'system-initiative']);
    server.faults([
      { path: '/si/auth/workspace/*/members', fault: { kind: 'delay', ms: 20_000 }, method: 'POST' },
    ]);
    const ended = await profile.run(
      ['members', 'invite', place, 'late@northwind.example', 'later@northwind.example', '--yes'],
      { onStderr: (text, kill) => text.includes('Applying') && kill('SIGKILL') },
    );
    expect(ended.code).toBe(null);
    server.clearFaults();
    // The server has done it, though its answer was lost: reading back ends as soon as that is seen.
    const path = `/workspace/${server.workspaceId(place)}/members`;
    await server.call('POST', path, { body: { email: 'late@northwind.example' } });
  });

  it('is settled by the app that is opened next, and a command waits until it is', async () => {
    server.faults([
      { path: '/si/auth/workspace/*/members', fault: { kind: 'delay', ms: 3_000 }, method: 'GET' },
    ]);
    const core = await openProfileCore(profile.folder);
    const app = await serve(core);
    const recovered = core.changes.recover();
    const listed = await runCommandLine(['receipts', 'list', '--json', '--profile', profile.folder]);
    const { receipts } = listed.json() as { receipts: { id: string; unfinished: number }[] };
    expect(receipts[0]?.unfinished).toBe(1);
    const items = core.store.ledger.plan(receipts[0]?.id ?? '')?.items;
    expect(items?.map(({ state }) => state.state)).toEqual(['done', 'pending']);
    await recovered;
    await app.close();
    await core.close();
  });

  it('leaves a receipt of what was sent, which the next command reads back', async () => {
    const receipts = await profile.run(['receipts', 'list', '--json']);
    expect(receipts.stderr).toContain('An earlier run was interrupted');
    const [receipt] = (
      receipts.json() as { receipts: { title: string; status: string; unfinished: number }[] }
    ).receipts;
    expect(receipt?.unfinished).toBeGreaterThan(0);
    const core = await openProfileCore(profile.folder);
    const seen = (await core.store.ledger.plans(null, null))[0];
    await core.close();
    expect([seen?.title, seen?.status, seen?.unfinished]).toEqual([
      receipt?.title,
      receipt?.status,
      receipt?.unfinished,
    ]);
  });
});
