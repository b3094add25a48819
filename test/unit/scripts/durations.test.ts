import { describe, expect, it } from 'vitest';
import { createDurations } from '../../../scripts/lib/durations.mjs';

describe('how long the parts of a test run took', () => {
  it('it is a line for each, also for those that failed, and one for all of them', async () => {
    let seconds = 0;
    const durations = createDurations(() => seconds * 1000);
    expect(await durations.of('lint', async () => (seconds += 62))).toBe(62);
    const failed = durations.of('contract', async () => {
      seconds += 300;
      throw new Error('There is no display.');
    });
    await expect(failed).rejects.toThrow('There is no display.');
    seconds += 4;
    expect(durations.lines()).toEqual(['lint          62 s', 'contract     300 s', 'altogether   366 s']);
  });
});
