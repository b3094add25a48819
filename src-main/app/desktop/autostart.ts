import { posix } from 'node:path';

/** Starts without a window where the icon in the notification area is on. */
export const hiddenSwitch = '--hidden';

/** How this copy of the app was started, on Linux. */
export interface RunningApp {
  program: string;
  /** Of the sources; null where the app is packaged. */
  appPath: string | null;
  /** The file of an AppImage, whose program is in a folder that goes with its process. */
  appImage: string | undefined;
  exists(file: string): boolean;
}

/** Where desktops look for what starts at sign-in. An empty variable counts as none (XDG Base Directory Specification). */
export const autostartFile = (configuration: string | undefined, home: string): string =>
  posix.join(configuration || posix.join(home, '.config'), 'autostart/steward.desktop');

/** The words that start the app again. The packages' script goes back to the version before where an update of the archive doesn't open. */
function commandOf({ program, appPath, appImage, exists }: RunningApp): string[] {
  if (appPath !== null) return [program, appPath];
  if (appImage) return [appImage];
  const script = posix.join(posix.dirname(program), 'steward.sh');
  return exists(script) ? [script, '--app'] : [program];
}

/** By its path where it lies beside the app: the plain archive's isn't where desktops look for icons. */
function iconOf({ program, exists }: RunningApp): string {
  const icon = posix.join(posix.dirname(program), '../../share/icons/hicolor/256x256/apps/steward.png');
  return exists(icon) ? icon : 'steward';
}

/** A word of a desktop entry's command line, whatever is in it: the quotes' marks, then those of any text in such a file. */
const quotedWord = (word: string) =>
  `"${word
    .replace(/["`$\\]/g, '\\$&')
    .replaceAll('\\', '\\\\')
    .replaceAll('%', '%%')}"`;

/** The entry by which Linux desktops start the app when the user signs in. */
export const autostartEntry = (app: RunningApp): string => `[Desktop Entry]
Type=Application
Name=Steward
Exec=${[...commandOf(app).map(quotedWord), hiddenSwitch].join(' ')}
Icon=${iconOf(app)}
Terminal=false
X-GNOME-Autostart-enabled=true
`;
