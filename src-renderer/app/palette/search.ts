import type { Person } from '../../../src-preload/contract/people.ts';
import type { FoundToken } from '../../stores/all-connections.ts';
import { useQuery } from '../../stores/useQuery.ts';

/** What a sign at the beginning narrows the search to. */
const signs = { '>': 'actions', '@': 'people', '#': 'tokens' } as const;

export interface Wanted {
  of: 'everything' | (typeof signs)[keyof typeof signs];
  text: string;
}

export interface Found {
  people: readonly Person[];
  tokens: readonly FoundToken[];
}

const isSign = (character: string): character is keyof typeof signs => character in signs;

/** "@ana" asks for people, "#ci" for tokens, ">dark" for actions; without a sign a text asks for everything. */
export function wantedBy(typed: string): Wanted {
  const sign = typed.charAt(0);
  return isSign(sign)
    ? { of: signs[sign], text: typed.slice(1).trim() }
    : { of: 'everything', text: typed.trim() };
}

/** So many people or tokens are looked for: fewer beside everything else. */
const limits = { everything: 6, people: 20, tokens: 20, actions: 1 };

/** People and tokens of all connections that match; what matched the text before stays until they are there. */
export function useFound({ of, text }: Wanted): { found: Found | null; waiting: boolean } {
  const asks = of !== 'actions' && (of !== 'everything' || text !== '');
  const { value, error, loading } = useQuery<Found | null>(
    asks ? ['find', of, text] : null,
    () => window.steward.people.find({ query: text, limit: limits[of] }),
    { keepPrevious: true, delayMs: 30 },
  );
  return { found: asks && error === null ? value : null, waiting: asks && loading };
}
