import { readFileSync } from 'node:fs';
import { CommandEnd } from '../command-end.ts';
import { commandText } from './text.ts';

/** The text of a file, or of standard input for `-`. */
export function readText(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch {
    throw new CommandEnd('usage', commandText.unreadableFile(file));
  }
}
