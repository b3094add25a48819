import type { CommandRun } from '../command.ts';
import { completionScript, shells } from '../documents/completion-script.ts';
import { choice } from './options.ts';

export const completion: CommandRun = (context) => {
  const shell = choice('The shell', context.argument('shell'), shells, 'bash');
  return Promise.resolve({ data: null, text: completionScript(shell), isFile: true });
};
