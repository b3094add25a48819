import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { commandLine } from '../../../scripts/lib/bundle.mjs';
import type { BuiltInSystem } from '../../../src-main/connections/built-in.ts';
import {
  buildCommandLine,
  openProfileCore,
  passphrase,
  runCommandLine,
  type Ended,
} from '../../support/command-line.ts';
import { valueOf } from '../../support/results.ts';

// A test runs several commands, each a process of its own.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

/* A profile that the app has connected to the server that it runs itself; the app is closed, and so is the server. */

let folder: string;
beforeAll(async () => {
  await buildCommandLine();
  folder = await mkdtemp(join(tmpdir(), 'steward-built-in-'));
  const data = join(folder, 'local-instance');
  mkdirSync(data, { mode: 0o700 });
  const server = spawn(process.execPath, [join(dirname(commandLine), 'instance.cjs'), '--data', data], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(server.stdout, 'data')) as [Buffer];
  const { systems } = JSON.parse(String(line)) as { systems: BuiltInSystem[] };
  const core = await openProfileCore(folder, true);
  valueOf(
    await core.connectBuiltIn(
      systems.filter(({ provider }) => provider === 'system-initiative'),
      true,
    ),
  );
  await core.close();
  server.kill('SIGTERM');
  await once(server, 'exit');
});
afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

const run = (...words: string[]) =>
  runCommandLine([...words, '--profile', folder, '--passphrase-fd', '3'], { fds: [passphrase] });

it('starts the server for the time of a command that asks it', async () => {
  const invite = ['members', 'invite', 'Northwind Production', 'built.in@northwind.example', '--yes'];
  const invited = await run(...invite);
  expect(invited.stderr).toContain('Starting the built-in server');
  expect([invited.code, invited.stderr]).toEqual([0, expect.stringContaining('Done')]);
  const listed = await run('members', 'list', 'Northwind Production', '--refresh');
  expect(listed.stdout).toContain('built.in@northwind.example');
});

it('doesn’t start it for what is on this device', async () => {
  const listed = await run('members', 'list', 'Northwind Production');
  expect(listed.stderr).not.toContain('Starting');
  expect([listed.code, listed.stderr]).toEqual([0, expect.stringContaining('as of')]);
});

it('reads back what a killed command had sent, with the server started for it', async () => {
  const names = Array.from({ length: 150 }, (_, at) => `killed.${at}@northwind.example`);
  const invite = ['members', 'invite', 'Northwind Production', ...names, '--yes'];
  const killed = await runCommandLine([...invite, '--profile', folder, '--passphrase-fd', '3'], {
    fds: [passphrase],
    onStderr: (text, kill) => text.includes('Applying') && kill('SIGKILL'),
  });
  expect(killed.code).toBeNull();
  const listed = (await run('receipts', 'list', '--json', '--offline')).json() as {
    receipts: { id: string }[];
  };
  const show = ['receipts', 'show', listed.receipts[0]?.id ?? '', '--json'];
  const before = await outcomesIn(run(...show, '--offline'));
  const after = await outcomesIn(run(...show));
  expect([before.has('sent'), after.has('sent')]).toEqual([true, false]);
});

/** What became of a receipt's changes. */
async function outcomesIn(shown: Promise<Ended>): Promise<ReadonlySet<string>> {
  const { items } = (await shown).json() as { items: { outcome: string }[] };
  return new Set(items.map(({ outcome }) => outcome));
}
