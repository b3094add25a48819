import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { beforeAll, expect, it, vi } from 'vitest';
import { commandLine } from '../../../scripts/lib/bundle.mjs';
import { buildCommandLine, runCommandLine } from '../../support/command-line.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

beforeAll(buildCommandLine);

const isAnswering = (url: string) =>
  fetch(url).then(
    () => true,
    () => false,
  );

it.each(['SIGKILL', 'SIGHUP', 'SIGINT'] as const)(
  'the built-in server says where it listens, and ends with its command: %s',
  async (signal) => {
    const command = spawn(process.execPath, [commandLine, 'instance', '--no-seed'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const [line] = (await once(command.stdout, 'data')) as [Buffer];
    const { url } = JSON.parse(String(line)) as { url: string };
    const before = await isAnswering(url);
    command.kill(signal);
    await once(command, 'exit');
    await vi.waitFor(async () => expect(await isAnswering(url)).toBe(false), { timeout: 30_000 });
    expect(before).toBe(true);
  },
);

it('a port that isn’t one is a wrong command line', async () => {
  const ended = await runCommandLine(['instance', '--port', 'http']);
  expect([ended.code, ended.stdout, ended.stderr]).toEqual([
    2,
    '',
    '--port takes a whole number from 0 to 65535, not “http”.\n',
  ]);
});
