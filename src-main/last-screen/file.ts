import { readFileSync, rmSync, statSync, truncateSync } from 'node:fs';
import type { KeptScreen } from './screen.ts';

/** A larger file isn't one that was written here. */
const largest = 2 * 1024 * 1024;

/** What is in the file, sealed. null: nothing to use. */
export function readSealed(file: string): Buffer | null {
  try {
    return statSync(file).size <= largest ? readFileSync(file) : null;
  } catch {
    return null;
  }
}

/** Answers with whether nothing of it is left; a file that another program holds open is emptied. */
export function eraseSealed(file: string): boolean {
  try {
    rmSync(file, { force: true });
    return true;
  } catch {
    return emptied(file);
  }
}

function emptied(file: string): boolean {
  try {
    truncateSync(file);
    return true;
  } catch {
    return false;
  }
}

/** For sealing. null: too large to be kept. */
export function packed(screen: KeptScreen): Buffer | null {
  const plain = Buffer.from(JSON.stringify(screen));
  return plain.length <= largest / 2 ? plain : null;
}

/** What `packed` made; what another version made is null. It was sealed, so its fields are as they were written. */
export function unpacked(plain: Buffer): KeptScreen | null {
  try {
    const screen = JSON.parse(plain.toString('utf8')) as KeptScreen;
    return screen.version === 1 ? screen : null;
  } catch {
    return null;
  }
}
