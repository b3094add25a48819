import type { Person } from '../../src-preload/contract/people.ts';
import type { Result } from '../../src-preload/shared/result.ts';
import type { FoundToken } from '../stores/all-connections.ts';
import { useQuery } from '../stores/useQuery.ts';

/** What `@` and `#` look for, across all connections. */
export type Wanted = { of: 'people' | 'tokens'; words: string };
export type Found =
  { of: 'people'; people: readonly Person[] } | { of: 'tokens'; tokens: readonly FoundToken[] };

/** "@ana" asks for people, "#ci" for tokens; null: neither. */
export function wantedBy(text: string): Wanted | null {
  const sign = text.charAt(0);
  const words = text.slice(1).trim();
  if (sign === '@') return { of: 'people', words };
  return sign === '#' ? { of: 'tokens', words } : null;
}

const shown = 20;

async function find({ of, words: query }: Wanted): Promise<Result<Found>> {
  const about = { query, connectionIds: null, limit: shown, sort: { by: 'name', order: 'asc' } } as const;
  if (of === 'people') {
    const answer = await window.steward.people.page({ ...about, after: null });
    return answer.ok ? { ok: true, value: { of, people: answer.value.rows } } : answer;
  }
  const answer = await window.steward.people.tokens({ ...about, offset: 0 });
  return answer.ok ? { ok: true, value: { of, tokens: answer.value.rows } } : answer;
}

/** What matches the text, asked a moment after the last key; what matched the text before stays until then. */
export function useFound(text: string): { found: Found | null; waiting: boolean } {
  const wanted = wantedBy(text);
  const { value, error, loading } = useQuery<Found | null>(
    wanted === null ? null : [wanted.of, wanted.words],
    async () => (wanted === null ? { ok: true, value: null } : find(wanted)),
    { keepPrevious: true, delayMs: 120 },
  );
  const found = wanted !== null && error === null && value?.of === wanted.of ? value : null;
  return { found, waiting: loading };
}
