import asciiFolder from 'fold-to-ascii';

const ascii = /^[\u0020-\u007e]*$/;

/**
 * The form in which text is searched and sorted, on both sides: lower case, without diacritics and invisible characters, compatibility
 * forms resolved, letters and punctuation of the Latin script as ASCII (“Łukasz” is `lukasz`, “ß” is `ss`, “’” is `'`). For searching
 * only: two addresses that fold alike may be two people (see normalize.ts for what is the same).
 *
 * Stored keys hold this form, so a change here needs a migration of both databases that folds them again.
 */
export function fold(text: string): string {
  if (ascii.test(text)) return text.toLowerCase();
  const bare = text
    .replace(/\s/gu, ' ')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cc}\p{Cf}]+/gu, '')
    // A Greek sigma at the end of a word is the same letter.
    .replaceAll('ς', 'σ');
  return asciiFolder.foldMaintaining(bare).toLowerCase();
}
