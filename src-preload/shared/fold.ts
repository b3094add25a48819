const ascii = /^[\u0020-\u007e]*$/;

/** The form in which text is searched and sorted: lower case, without diacritics, compatibility forms resolved. */
export function fold(text: string): string {
  if (ascii.test(text)) return text.toLowerCase();
  return text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cc}]+/gu, '');
}
