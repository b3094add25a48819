import { choiceText } from '../format/lists.ts';
import type { KeySpec, QueryList } from './keys.ts';
import { quoteValue } from './terms.ts';

const listNames: Record<QueryList, string> = {
  members: 'The member list',
  tokens: 'The token list',
  invitations: 'The list of invitations',
  people: 'The list of people',
  allTokens: 'The list of all tokens',
  allWorkspaces: 'The list of all workspaces',
  allHistory: 'The history of all connections',
};

const nouns: Record<string, string> = { conn: 'connection' };
const nounOf = (spec: KeySpec) => nouns[spec.key] ?? spec.key;

/** What is wrong with a part of a query, and what to write instead. `examples`: values that the key can have. */
export const problemText = {
  unknownKey: (key: string, list: QueryList, keys: readonly string[]) =>
    `${listNames[list]} has no filter “${key}:”. Use ${choiceText(keys)}, or put the text in quotes.`,
  /** Where the part is searched as it is written. */
  unknownKeyAsText: (key: string, list: QueryList, keys: readonly string[], text: string) =>
    `${listNames[list]} has no filter “${key}:”, so “${text}” is searched as text. Filters are ${choiceText(keys)}.`,
  missingValue: (spec: KeySpec, examples: readonly string[]) =>
    `Add ${valueName(spec)} after “${spec.key}:”${examples.length === 0 ? '' : `, such as ${exampleText(spec, examples)}`}.`,
  unknownValue: (spec: KeySpec, value: string, examples: readonly string[]) =>
    `No ${nounOf(spec)} matches “${value}”.${tryText(spec, examples)}`,
  notATime: (spec: KeySpec, value: string, examples: readonly string[]) =>
    `“${value}” isn’t a date or duration.${tryText(spec, examples)}`,
  notATokenState: (spec: KeySpec, value: string, examples: readonly string[]) =>
    `“${value}” isn’t a state of tokens.${tryText(spec, examples)}`,
};

function valueName(spec: KeySpec): string {
  switch (spec.kind) {
    case 'named':
    case 'choice':
      return `a ${nounOf(spec)}`;
    case 'text':
      return 'text';
    case 'token':
      return 'a state of tokens';
    case 'past':
    case 'future':
      return 'a date or duration';
  }
}

const exampleText = (spec: KeySpec, values: readonly string[]) =>
  choiceText(values.map((value) => `${spec.key}:${quoteValue(value)}`));

const tryText = (spec: KeySpec, values: readonly string[]) =>
  values.length === 0 ? '' : ` Try ${exampleText(spec, values)}.`;
