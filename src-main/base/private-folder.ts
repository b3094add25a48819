import { chmodSync, mkdirSync, statSync } from 'node:fs';

const othersRights = 0o077;
/** Set on folders that everybody shares, such as /tmp. */
const sticky = 0o1000;

/** Makes a folder that only its owner can open, whatever the umask. One that's there already becomes so too, if it's the user's own. */
export function makePrivateFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  // Windows has no such rights: the profile's folder is the user's own there.
  if (process.platform === 'win32') return;
  const { mode, uid } = statSync(folder);
  if ((mode & othersRights) === 0 || (mode & sticky) !== 0 || uid !== process.getuid?.()) return;
  try {
    chmodSync(folder, mode & 0o700);
  } catch {
    // A file system that is read-only, or keeps no rights.
  }
}
