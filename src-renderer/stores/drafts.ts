import { useState } from 'react';

/**
 * What was typed into a form on a page and isn't saved: it is there again when one comes back. Kept in memory only, so it goes with the
 * window and with a lock. One of these for each form; the hook is asked by what the form is about.
 */
export function createDrafts<Draft>(none: Draft) {
  const kept = new Map<string, Draft>();
  return function useDraft(of: string): [Draft, (draft: Draft) => void] {
    const [draft, setDraft] = useState(() => kept.get(of) ?? none);
    const change = (next: Draft) => {
      if (next === none) kept.delete(of);
      else kept.set(of, next);
      setDraft(next);
    };
    return [draft, change];
  };
}
