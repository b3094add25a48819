/** The words of the members' query, so that facet chips and the text field write the same thing. */

// Quoted words hold together, blanks and all, as in the main process's reading of them.
const wordsOf = (query: string) => query.match(/-?(?:[a-z]+:)?"[^"]*"?|\S+/gi) ?? [];

export const hasWord = (query: string, word: string) =>
  wordsOf(query).some((one) => one.toLowerCase() === word.toLowerCase());

const keyOf = (word: string) => word.replace(/^-/, '').split(':')[0]?.toLowerCase() ?? '';

/** Adds a `key:value` word, in place of another one of its key, or takes it out when it is there. */
export function toggleWord(query: string, word: string): string {
  const key = keyOf(word);
  const rest = wordsOf(query).filter((one) => !(one.includes(':') && keyOf(one) === key));
  const words = hasWord(query, word) ? rest : [...rest, word];
  // The blank at the end lets a person type on.
  return words.length === 0 ? '' : `${words.join(' ')} `;
}

/** The word that filters by a role, as a person would write it. */
export const roleWord = (role: { id: string; label: string }) =>
  `role:${(/\s/.test(role.label) ? role.id : role.label).toLowerCase()}`;
