import { spawn } from 'node:child_process';
import type { CommandRun } from '../command.ts';
import { CommandEnd } from '../command-end.ts';
import { builtFile } from '../runtime/built.ts';
import { commandText } from './text.ts';

const highestPort = 65_535;

/** Runs the built-in server as it is run by the app: in a process of its own, which ends with this one. */
export const instance: CommandRun = async (context) => {
  const port = context.option('port');
  if (port !== undefined && !(/^\d{1,5}$/.test(port) && Number(port) <= highestPort))
    throw new CommandEnd('usage', commandText.badPort(port));
  const passed = ['port', 'data'].flatMap((name) => {
    const value = context.option(name);
    return value === undefined ? [] : [`--${name}`, value];
  });
  const args = context.flag('seed') ? passed : [...passed, '--no-seed'];
  const server = spawn(process.execPath, [builtFile('instance.cjs'), ...args], {
    // By the channel it ends with this command, however that ends.
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => server.kill(signal));
  const code = await new Promise<number | null>((resolve) => server.once('exit', resolve));
  return { exit: code === 0 ? 'done' : 'failed', data: null, text: '' };
};
