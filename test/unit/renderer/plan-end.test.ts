import { describe, expect, it } from 'vitest';
import { refusalIn } from '../../../src-renderer/lib/plan-end.ts';
import type { ItemState, PlanItem } from '../../../src-preload/contract/plan.ts';
import type { AppError } from '../../../src-preload/contract/result.ts';

const error: AppError = {
  kind: 'conflict',
  sentence: 'That name is taken.',
  nextStep: 'Choose another one.',
  retryable: false,
  detail: null,
};
const failed: ItemState = { state: 'failed', at: 1, error };
const plan = (...states: ItemState[]) => ({
  // Nothing else of an item decides it.
  items: states.map((state) => ({ state }) as PlanItem),
});

describe('why nothing came of a plan', () => {
  it('is what the first change that failed says', () => {
    expect(refusalIn(plan(failed))).toBe(error);
    expect(refusalIn(plan(failed, { state: 'skipped', at: 1, words: 'Not tried.' }))).toBe(error);
  });

  it('is nothing where something was done, or may have been', () => {
    expect(refusalIn(plan({ state: 'done', at: 1, words: 'Done.' }, failed))).toBeNull();
    expect(refusalIn(plan(failed, { state: 'unverified', at: 1, words: 'Not sure.' }))).toBeNull();
    expect(refusalIn(plan(failed, { state: 'already-so', at: 1, words: 'It is so.' }))).toBeNull();
  });

  it('is nothing where it was stopped before anything was sent', () => {
    expect(refusalIn(plan({ state: 'skipped', at: 1, words: 'Stopped.' }))).toBeNull();
  });
});
