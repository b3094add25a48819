import { useEffect, useState } from 'react';
import type { Person } from '../../src-preload/contract/people.ts';
import type { FoundToken } from '../stores/all-connections.ts';

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

async function ask({ of, words: query }: Wanted): Promise<Found | null> {
  const about = { query, connectionIds: null, limit: shown };
  if (of === 'people') {
    const sort = { by: 'name', order: 'asc' } as const;
    const answer = await window.steward.people.page({ ...about, sort, after: null });
    return answer.ok ? { of, people: answer.value.rows } : null;
  }
  const sort = { by: 'name', order: 'asc' } as const;
  const answer = await window.steward.people.tokens({ ...about, sort, offset: 0 });
  return answer.ok ? { of, tokens: answer.value.rows } : null;
}

/** What was found for the newest text, asked for a moment after the last key; an answer to an older text is dropped. */
export function useFound(text: string): { found: Found | null; waiting: boolean } {
  const [answer, setAnswer] = useState<{ text: string; found: Found | null } | null>(null);
  useEffect(() => {
    const wanted = wantedBy(text);
    if (wanted === null) return undefined;
    let current = true;
    const timer = setTimeout(() => {
      void ask(wanted).then((found) => {
        if (current) setAnswer({ text, found });
      });
    }, 120);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [text]);
  const wanted = wantedBy(text);
  // Rows of the text before stay until the answer is there, if they are of the same kind.
  const found = wanted !== null && answer?.found?.of === wanted.of ? answer.found : null;
  return { found, waiting: wanted !== null && answer?.text !== text };
}
