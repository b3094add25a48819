import { create } from 'zustand';
import type { Applied, Plan } from '../../src-preload/contract/changes.ts';

export interface Reveal {
  revealId: string;
  masked: string;
  tokenId: string;
  /** What the plan said of the token, for the facts beside the secret. */
  item: Plan['items'][number];
}

/** Tokens just made whose secrets wait in the main process; shown one after the other. */
export const useReveals = create<{ reveals: readonly Reveal[] }>()(() => ({ reveals: [] }));

export function takeReveals(applied: Applied): void {
  const reveals = applied.reveals.flatMap((reveal) => {
    const item = applied.plan.items.find((one) => one.id === reveal.itemId);
    return item === undefined
      ? []
      : [{ revealId: reveal.revealId, masked: reveal.masked, tokenId: reveal.tokenId, item }];
  });
  if (reveals.length > 0) useReveals.setState((before) => ({ reveals: [...before.reveals, ...reveals] }));
}

/** The secret was taken care of: it is forgotten everywhere. */
export function closeReveal(revealId: string): void {
  void window.steward.tokens.forgetSecret({ revealId });
  useReveals.setState((before) => ({ reveals: before.reveals.filter((one) => one.revealId !== revealId) }));
}
