import type { Member } from '../../src-preload/contract/members.ts';
import type { Token } from '../../src-preload/contract/tokens.ts';

/** "an API key", "a token". */
export const withArticle = (noun: string) => `${/^[aeiou]/i.test(noun) ? 'an' : 'a'} ${noun}`;

/** "Modbox, API"; where the API variant's label names the product already, they are all there is to say. */
export const spokenAs = (product: string, apiVariant: string) =>
  apiVariant.startsWith(product) ? apiVariant : `${product}, ${apiVariant}`;

/** Its first letter as at the start of a sentence: "API keys", "Tokens". */
export const capitalised = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

/** A sentence's first letter as within one; an acronym keeps its own. */
export const lowerFirst = (words: string) =>
  /^[A-Z][a-z]/.test(words) ? words.charAt(0).toLowerCase() + words.slice(1) : words;

/** What the successor of something could be called: "ci" → "ci-2", "ci-2" → "ci-3". */
export function nextName(name: string): string {
  const numbered = /^(.*[-_ ])(\d{1,6})$/.exec(name);
  if (numbered === null) return `${name}-2`;
  const [, stem = '', number = '0'] = numbered;
  return `${stem}${Number(number) + 1}`;
}

/** What to call a person: the name, or the e-mail where the system has no name of them, or the id where it has neither. */
export const personName = (member: Pick<Member, 'name' | 'email' | 'userId'>) =>
  member.name.state === 'known' && member.name.value.trim() !== ''
    ? member.name.value
    : member.email === ''
      ? member.userId
      : member.email;

export const tokenName = (token: Pick<Token, 'name'>) =>
  token.name.state === 'known' && token.name.value !== '' ? token.name.value : 'Unnamed token';

/** Up to two letters that stand for a name: "Ana Oliveira" → "AO", "system" → "SY"; of an address what is before the @. */
export function initials(name: string): string {
  const words = name
    .trim()
    .replace(/(?<=.)@.*$/u, '')
    .split(/[\s._\-@/]+/u)
    // Signs, such as the brackets of “(staging)”, stand for nothing.
    .map((word) => word.replace(/[\p{P}\p{Z}]+/gu, ''))
    .filter((word) => word !== '');
  const [first, ...rest] = words;
  if (first === undefined) return '?';
  const last = rest.at(-1);
  const letters = last === undefined ? [...first].slice(0, 2) : [[...first][0], [...last][0]];
  return letters.join('').toUpperCase();
}
