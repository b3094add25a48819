import { hiddenSwitch } from './desktop/autostart.ts';

/** What another start of the app hands over to the copy that runs already. */
export interface Launch {
  /** Its command line, without the program. */
  words: readonly string[];
  /** Where its windows would appear. */
  display: Readonly<Record<string, string>>;
}

/** The variables by which programs on Linux find their display. */
const displayVariables = [
  'DISPLAY',
  'WAYLAND_DISPLAY',
  'XAUTHORITY',
  'XDG_SESSION_TYPE',
  'XDG_CURRENT_DESKTOP',
];

export const launchOf = (argv: readonly string[], environment: NodeJS.ProcessEnv): Launch => ({
  words: argv.slice(1),
  display: Object.fromEntries(
    displayVariables.flatMap((name) => {
      const value = environment[name];
      return value === undefined ? [] : [[name, value]];
    }),
  ),
});

/** What a restart that the user asked for is given of this start's words: not what was opened, nor that no window was to be shown. */
export const restartWords = (words: readonly string[]): string[] =>
  words.filter((word) => word.startsWith('-') && word !== hiddenSwitch);

/** Reads what came from the other copy, which may be of another version. */
export function readLaunch(data: unknown): Launch | null {
  if (typeof data !== 'object' || data === null || !('words' in data) || !('display' in data)) return null;
  const { words, display } = data;
  if (!Array.isArray(words) || !words.every((word) => typeof word === 'string')) return null;
  if (typeof display !== 'object' || display === null) return null;
  const found = Object.entries(display).filter(
    (entry): entry is [string, string] => displayVariables.includes(entry[0]) && typeof entry[1] === 'string',
  );
  return { words, display: Object.fromEntries(found) };
}
