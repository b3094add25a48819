import { fold } from './fold.ts';

/*
 * The order in which every list shows names: as they are folded, but “Team 2” comes before “Team 10”.
 *
 * A key for sorting is the folded name with a mark before each number for each digit after its first: longer numbers come later in the
 * order of their characters, as they do for SQLite. Numbers written with as many digits, such as “007” and “010”, keep their order too. The
 * mark is a capital letter: it sorts behind all digits, and folded text has none, so that what is searched is what is left without it.
 *
 * Stored keys hold this form, so a change here needs a migration of roster.db.
 */

const mark = 'A';
/** A longer number is sorted as text among others as long: it is an id rather than a number. */
const mostMarks = 15;

/** The key that a folded name is sorted by. */
export const orderKeyOf = (folded: string): string =>
  folded.replace(/\d{2,}/gu, (digits) => mark.repeat(Math.min(digits.length - 1, mostMarks)) + digits);

/** The folded name that such a key is of. */
export const foldedOf = (key: string): string => (key.includes(mark) ? key.replaceAll(mark, '') : key);

/** The same in SQL, for searching in what a column of keys is of. */
export const foldedSql = (column: string): string => `replace(${column}, '${mark}', '')`;

/** The key that a name is sorted by. */
export const nameKeyOf = (name: string): string => orderKeyOf(fold(name));

/** The keys of all folded names that begin with a folded text begin with one of these: a number at its end may go on. */
export function keyStartsOf(text: string): string[] {
  const digits = /\d+$/u.exec(text)?.[0] ?? '';
  if (digits === '') return [orderKeyOf(text)];
  const before = orderKeyOf(text.slice(0, text.length - digits.length));
  const least = Math.min(digits.length - 1, mostMarks);
  return Array.from(
    { length: mostMarks - least + 1 },
    (_, more) => `${before}${mark.repeat(least + more)}${digits}`,
  );
}

/** Compares names in that order, by code points as far as the first plane goes. */
export function compareNames(a: string, b: string): number {
  const [one, other] = [nameKeyOf(a), nameKeyOf(b)];
  return one === other ? 0 : one < other ? -1 : 1;
}
