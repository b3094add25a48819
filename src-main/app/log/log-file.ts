import { closeSync, fstatSync, openSync, renameSync, writeSync } from 'node:fs';

const largest = 2 * 1024 * 1024;

/**
 * A text file that makes way for a new one before it grows over 2 MiB, with the one before kept as `previous`. Writing never throws: a full
 * disk must not bring the app down.
 */
export function openLogFile(path: string, previous: string): { write(line: string): void } {
  const open = () => {
    const handle = openSync(path, 'a', 0o600);
    return { handle, size: fstatSync(handle).size };
  };
  let current: { handle: number; size: number } | null = open();

  const rotate = (handle: number) => {
    // A closed handle's number may be another file's next.
    current = null;
    closeSync(handle);
    renameSync(path, previous);
    return open();
  };

  return {
    write(line) {
      const bytes = Buffer.from(line);
      try {
        current ??= open();
        if (current.size > 0 && current.size + bytes.length > largest) current = rotate(current.handle);
        current.size += writeSync(current.handle, bytes);
      } catch {
        // The line is lost; the next may fit again.
      }
    },
  };
}
