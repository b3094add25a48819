import { describe, expect, it } from 'vitest';
import { describeCell, readings } from './cells.ts';
import { openGround, providerIds } from './ground.ts';
import { readingLies } from './reading-lies.ts';

/*
 * A few of the lies of `npm run torture -- --lies`: a proxy in front of each system changes the answers to what is read, and the copies, the
 * history and the sign-in are compared with what the server has.
 */

describe.each(providerIds)('lists of %s', (provider) => {
  it('it believes no lie about them', async () => {
    const ground = await openGround(provider);
    const believed: string[] = [];
    let tried = 0;
    try {
      for await (const cell of readings(
        ground,
        readingLies.filter(({ short }) => short),
      )) {
        tried += 1;
        if (cell.outcome === 'believed') believed.push(describeCell(cell));
      }
    } finally {
      await ground.close();
    }
    expect(believed).toEqual([]);
    expect(tried).toBeGreaterThan(20);
  }, 120_000);
});
