import { spawn } from 'node:child_process';
import type { CommandRun } from '../command.ts';
import { builtFile } from '../runtime/built.ts';

/** Runs the built-in server as it is run by the app: in a process of its own, which ends with this one. */
export const instance: CommandRun = async (context) => {
  const passed = ['port', 'data'].flatMap((name) => {
    const value = context.option(name);
    return value === undefined ? [] : [`--${name}`, value];
  });
  const args = context.flag('seed') ? passed : [...passed, '--no-seed'];
  const server = spawn(process.execPath, [builtFile('instance.cjs'), ...args], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => server.kill(signal));
  const code = await new Promise<number | null>((resolve) => server.once('exit', resolve));
  return { exit: code === 0 ? 'done' : 'failed', data: null, text: '' };
};
