import { describe, expect, it } from 'vitest';
import { changes, describeCell } from './cells.ts';
import { changingLies } from './changing-lies.ts';
import { openGround, providerIds } from './ground.ts';

/*
 * A few of the lies of `npm run torture -- --lies`: a proxy in front of each system lies about what it was asked to change, and the receipt
 * is compared with what the server did, also after looking again, finishing and undoing.
 */

describe.each(providerIds)('changes to %s', (provider) => {
  it('it believes no lie about them', async () => {
    const ground = await openGround(provider);
    const believed: string[] = [];
    let tried = 0;
    try {
      for await (const cell of changes(
        ground,
        changingLies.filter(({ short }) => short),
        { everywhere: false },
      )) {
        tried += 1;
        if (cell.outcome === 'believed') believed.push(describeCell(cell));
      }
    } finally {
      await ground.close();
    }
    expect(believed).toEqual([]);
    expect(tried).toBeGreaterThan(8);
  }, 120_000);
});
