import { homedir } from 'node:os';
import { join } from 'node:path';

/** The app’s own data folder, as Electron chooses it for the product’s name: an empty variable counts as none. */
export function profileFolder(
  platform: NodeJS.Platform = process.platform,
  environment: NodeJS.ProcessEnv = process.env,
): string {
  const home = homedir();
  switch (platform) {
    case 'darwin':
      return join(home, 'Library', 'Application Support', 'Steward');
    case 'win32':
      return join(environment['APPDATA'] || join(home, 'AppData', 'Roaming'), 'Steward');
    default:
      return join(environment['XDG_CONFIG_HOME'] || join(home, '.config'), 'Steward');
  }
}
