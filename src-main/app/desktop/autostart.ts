/** Starts without a window where the icon in the notification area is on. */
export const hiddenSwitch = '--hidden';

/** A word of a desktop entry's command line, whatever is in it. */
const quotedWord = (word: string) => `"${word.replace(/["`$\\]/g, '\\$&').replaceAll('%', '%%')}"`;

/** The entry by which Linux desktops start the app when the user signs in. */
export const autostartEntry = (command: readonly string[]): string => `[Desktop Entry]
Type=Application
Name=Steward
Exec=${[...command.map(quotedWord), hiddenSwitch].join(' ')}
Icon=steward
Terminal=false
X-GNOME-Autostart-enabled=true
`;
