import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

const mostBytes = 64 * 1024;

/** The newest lines of a log, the last one last; none where there is no log. */
export function logTail(file: string, lines: number): string[] {
  let handle: number;
  try {
    handle = openSync(file, 'r');
  } catch {
    return [];
  }
  try {
    const { size } = fstatSync(handle);
    const from = Math.max(0, size - mostBytes);
    const bytes = Buffer.alloc(size - from);
    const read = readSync(handle, bytes, 0, bytes.length, from);
    const all = bytes.subarray(0, read).toString('utf8').split('\n');
    // The first is cut where the reading began within it.
    const whole = from === 0 ? all : all.slice(1);
    return whole.filter((line) => line !== '').slice(-lines);
  } finally {
    closeSync(handle);
  }
}
