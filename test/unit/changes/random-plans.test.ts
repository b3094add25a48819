import { describe, expect, it } from 'vitest';
import { applyRandomPlan } from './random-plan.ts';

/*
 * A few of the plans of `npm run torture -- --plans`: random changes, with random faults of all kinds.
 */

describe('a random plan under random faults', () => {
  it('its receipt is true, nothing is made twice, and nothing is taken away that wasn’t in it', async () => {
    const found: string[] = [];
    for (let seed = 1; seed <= 40; seed += 1)
      for (const problem of await applyRandomPlan(seed)) found.push(`seed ${seed}: ${problem}`);
    expect(found).toEqual([]);
  });
});
