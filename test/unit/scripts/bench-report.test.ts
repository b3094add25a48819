import { describe, expect, it } from 'vitest';
import { compared, paired, relative, table, watched } from '../../bench/report.ts';

const name = 'scrolling 100,000 rows';

describe('the figures of the benchmark', () => {
  it('it judges a figure by its ratio to a steady baseline', () => {
    expect(relative({ name, unit: 'ms' }, [19, 20, 21], [10, 10, 11], 1.8)).toMatchObject({
      figure: 20,
      baseline: 10,
      ratio: 2,
      min: 19,
      max: 21,
      pass: false,
      unjudged: null,
    });
  });

  it('it leaves a figure unjudged when its baseline spreads over 30 %, and says so', () => {
    const found = relative({ name, unit: 'ms' }, [10, 10, 10], [10, 12, 20], 1.8);
    expect(found).toMatchObject({ pass: null });
    expect(table([found])).toContain('unjudged: its baseline spreads over 83 %');
  });

  it('it judges pairs by the median of their own ratios, whatever the load between them', () => {
    const found = paired({ name, unit: 'ms' }, [12, 60, 120, 24, 240], [10, 50, 100, 20, 100], 1.4);
    expect(found).toMatchObject({ ratio: 1.2, pass: true, unjudged: null });
  });

  it('it leaves pairs unjudged whose own ratios lie apart', () => {
    const found = paired({ name, unit: 'ms' }, [10, 12, 18, 30], [10, 10, 10, 10], 1.4);
    expect(found).toMatchObject({ pass: null });
    expect(table([found])).toContain('unjudged: half of its pairs spread over 67 %');
  });

  it('it compares two runs by their ratios, and by their figures where there is no baseline', () => {
    const before = [
      relative({ name, unit: 'ms' }, [30], [10], 1.8),
      watched({ name: 'a swap', unit: 'ms' }, [5]),
    ];
    const after = [
      relative({ name, unit: 'ms' }, [40], [20], 1.8),
      watched({ name: 'a swap', unit: 'ms' }, [4]),
    ];
    const lines = compared(before, after);
    expect(lines).toContain('3 → 2 ×');
    expect(lines).toContain('5 → 4 ms');
  });

  it('it compares only what both runs measured', () => {
    const lines = compared(
      [watched({ name: 'a swap', unit: 'ms' }, [5])],
      [watched({ name, unit: 'ms' }, [4])],
    );
    expect(lines).toBe('Nothing that the earlier run measured was measured in this one.');
  });
});
