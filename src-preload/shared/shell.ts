/** Whose rules a command is quoted by. */
export type Shell = 'posix' | 'powershell';

/** Windows has PowerShell, everything else a POSIX shell. */
export const shellOf = (platform: NodeJS.Platform): Shell => (platform === 'win32' ? 'powershell' : 'posix');

const plain: Record<Shell, RegExp> = {
  posix: /^[\w@%+=:,./-]+$/,
  // A comma makes a list and an @ a splat there.
  powershell: /^[\w.:/-]+$/,
};

/** PowerShell takes the typographic single quotes for its own. */
const powershellQuotes = /['\u2018\u2019\u201a\u201b]/g;

/** One word, so that the shell passes it on as it is. */
export function quoted(word: string, shell: Shell): string {
  // The end of options is taken by npm's own PowerShell script unless it's quoted.
  if (plain[shell].test(word) && !(shell === 'powershell' && word === '--')) return word;
  return shell === 'posix'
    ? `'${word.replaceAll("'", String.raw`'\''`)}'`
    : `'${word.replaceAll(powershellQuotes, '$&$&')}'`;
}

/** What a terminal obeys when it's pasted, or what turns the line around so that it reads as something else; emoji are joined by U+200D. */
const controls = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]|(?!\u200d)\p{Cf}/u;

/**
 * Whether a word can be pasted and passed on. Windows PowerShell loses quotation marks, empty words and a backslash at the end on the way
 * to a program.
 */
export const isPastable = (word: string, shell: Shell): boolean =>
  !controls.test(word) && (shell === 'posix' || (word !== '' && !word.includes('"') && !word.endsWith('\\')));

const toEscape: Record<Shell, RegExp> = {
  posix: new RegExp(controls.source, 'gu'),
  // Windows PowerShell pipes text to programs in ASCII.
  powershell: /['\u0080-\uffff]/g,
};

/** JSON that can be pasted: what can't be is escaped as JSON escapes it. */
export const pastableJson = (value: unknown, shell: Shell): string =>
  JSON.stringify(value, null, shell === 'posix' ? 2 : 0).replace(toEscape[shell], (character) =>
    character === '\n' ? character : unicodeEscapes(character),
  );

const unicodeEscapes = (text: string): string =>
  Array.from({ length: text.length }, (_, at) => text.charCodeAt(at))
    .map((unit) => String.raw`\u` + unit.toString(16).padStart(4, '0'))
    .join('');
