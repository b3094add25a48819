import { readFileSync } from 'node:fs';
import { CommandEnd } from '../command-end.ts';
import { commandText } from './text.ts';

/** The text of a file, or of standard input for `-`. Ends the command where it isn't text: names would be changed without a word. */
export function readText(file: string): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file === '-' ? 0 : file);
  } catch {
    throw new CommandEnd('usage', commandText.unreadableFile(fileName(file)));
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new CommandEnd('usage', commandText.notText(fileName(file)));
  }
}

/** How a file is called in a sentence. */
export const fileName = (file: string): string => (file === '-' ? 'Standard input' : file);
