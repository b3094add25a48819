import { readFileSync } from 'node:fs';
import { CommandEnd } from '../command-end.ts';

/** A secret from a file descriptor, without the line break at its end. */
export function secretFromFd(option: string, given: string): string {
  const fd = Number(given);
  if (!/^\d{1,6}$/.test(given) || !Number.isSafeInteger(fd))
    throw new CommandEnd('usage', {
      sentence: `--${option} takes the number of a file descriptor.`,
      nextStep: 'Secrets are never given as arguments: other users could read them.',
    });
  try {
    return readFileSync(fd, 'utf8').replace(/\r?\n$/, '');
  } catch {
    throw new CommandEnd('usage', {
      sentence: `File descriptor ${fd} of --${option} can’t be read.`,
      nextStep: `Open it for the command, such as: --${option} 3 3< file`,
    });
  }
}
