import { accessSync, constants, statSync } from 'node:fs';
import { posix, win32 } from 'node:path';

/**
 * Where `steward` is found on the PATH that this app was started with; null: it isn't. A terminal may have another one, because its shell
 * adds to it.
 */
export function commandOnPath(
  path: string = process.env['PATH'] ?? '',
  platform: NodeJS.Platform = process.platform,
  isProgram: (file: string) => boolean = isRunnable,
): string | null {
  const { join, delimiter, isAbsolute } = platform === 'win32' ? win32 : posix;
  const names = platform === 'win32' ? ['steward.exe', 'steward.cmd'] : ['steward'];
  // A folder that isn't absolute depends on where a command is typed.
  const folders = path.split(delimiter).filter((folder) => isAbsolute(folder));
  const files = folders.flatMap((folder) => names.map((name) => join(folder, name)));
  return files.find(isProgram) ?? null;
}

function isRunnable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
