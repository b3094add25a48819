import { arch, release, type } from 'node:os';
import type { AppStatus } from '../../src-preload/contract/app.ts';

/** Of Steward and of what it stands on. */
export function versions({ version, build }: Pick<AppStatus, 'version' | 'build'>): Record<string, string> {
  const { electron = '', chrome = '', node } = process.versions;
  return {
    Steward: build === null ? version : `${version} (${build.commit.slice(0, 12)})`,
    Electron: electron,
    Chromium: chrome,
    'Node.js': node,
    System: `${type()} ${release()} ${arch()}`,
  };
}
