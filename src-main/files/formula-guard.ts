/*
 * OWASP calls it "CSV injection": a spreadsheet runs a cell that begins with one of these signs, blanks before it or not. One that reads by
 * another separator, or doesn't see the quotes, begins a cell after each separator and line break within a cell too. An apostrophe before the
 * sign makes it a text: opening an export must never run what a person chose as their name.
 */
const sign = String.raw`[=+\-@\uff1d\uff0b\uff0d\uff20]`;
const start = new RegExp(String.raw`^(?='*(?:\s*${sign}|[\t\r\n]))`);
const inside = new RegExp(String.raw`([;,\t\r\n]\s*"?)(?='*${sign})`, 'g');
const guardedStart = new RegExp(String.raw`^'(?='*(?:\s*${sign}|[\t\r\n]))`);
const guardedInside = new RegExp(String.raw`([;,\t\r\n]\s*"?)'(?='*${sign})`, 'g');

/** The text with an apostrophe wherever a spreadsheet would begin a formula; one that is there already gets another, so that it comes back. */
export const formulaSafe = (text: string): string => text.replace(start, "'").replace(inside, "$1'");

/** The text that `formulaSafe` was given. */
export const withoutFormulaGuard = (text: string): string =>
  text.includes("'") ? text.replace(guardedInside, '$1').replace(guardedStart, '') : text;
