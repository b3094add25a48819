import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import type { InstalledAs } from '../../src-preload/contract/updates.ts';
import { archiveFolder } from './install-archive.ts';

interface Running {
  isPackaged: boolean;
  platform: NodeJS.Platform;
  /** Path of the running program. */
  program: string;
  /** Whether a file is there; another one in tests. */
  exists?: (path: string) => boolean;
}

/** How this Steward came onto the computer, and with that who updates it. */
export function installedAs({ isPackaged, platform, program, exists = existsSync }: Running): InstalledAs {
  if (!isPackaged) return 'repository';
  if (platform === 'darwin') return 'mac';
  if (platform === 'win32') return 'windows';
  // Both packages put it here; the plain archive can be anywhere else.
  if (program !== `/usr/lib/steward/${basename(program)}`)
    return archiveFolder(program) === null ? 'other' : 'archive';
  return exists('/var/lib/dpkg/info/steward.list') ? 'deb' : 'rpm';
}
