import { accessSync, constants, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';

/** Enough for a roster of a few hundred thousand. */
const roomy = 512 * 2 ** 20;

/** Bytes that fit into a folder; null: it isn't there, or nothing can be written. */
type RoomIn = (folder: string) => number | null;

/**
 * Where the copy of a command lies that keeps nothing. Linux has a folder in memory; a container may have little of it, and may have no disk
 * to write to either. Elsewhere what is written is encrypted with a key that only memory holds.
 */
export function workingFolder(
  platform: NodeJS.Platform = process.platform,
  roomIn: RoomIn = freeBytes,
  [inMemory, onDisk]: readonly [inMemory: string, onDisk: string] = ['/dev/shm', tmpdir()],
): string {
  const memory = platform === 'linux' ? roomIn(inMemory) : null;
  if (memory === null) return onDisk;
  const isRoomier = (disk: number | null) => disk !== null && disk > memory;
  return memory < roomy && isRoomier(roomIn(onDisk)) ? onDisk : inMemory;
}

function freeBytes(folder: string): number | null {
  try {
    accessSync(folder, constants.W_OK);
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return null;
  }
}
