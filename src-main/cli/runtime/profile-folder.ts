import { homedir, userInfo } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** The app’s own data folder, as Electron chooses it for the product’s name: an empty variable counts as none, and a relative one too. */
export function profileFolder(
  platform: NodeJS.Platform = process.platform,
  environment: NodeJS.ProcessEnv = process.env,
): string {
  const folder = (name: string, otherwise: () => string) => {
    const given = environment[name] ?? '';
    return isAbsolute(given) ? given : otherwise();
  };
  const home = platform === 'win32' ? homedir() : folder('HOME', homeOfUser);
  switch (platform) {
    case 'darwin':
      return join(home, 'Library', 'Application Support', 'Steward');
    case 'win32':
      return join(
        folder('APPDATA', () => join(home, 'AppData', 'Roaming')),
        'Steward',
      );
    default:
      return join(
        folder('XDG_CONFIG_HOME', () => join(home, '.config')),
        'Steward',
      );
  }
}

/** A user without an entry on this computer, as in many a container, has none. */
function homeOfUser(): string {
  try {
    return userInfo().homedir;
  } catch {
    return '/';
  }
}
