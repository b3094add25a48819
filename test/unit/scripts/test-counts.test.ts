import { describe, expect, it } from 'vitest';
import { countPlaywright, countVitest } from '../../../scripts/lib/test-counts.mjs';

describe('the totals of a test run', () => {
  it('it takes the totals from the report', () => {
    expect(countVitest({ numPassedTests: 7, numFailedTests: 2, testResults: [] }, 1)).toEqual({
      passed: 7,
      failed: 2,
    });
    expect(countPlaywright({ stats: { expected: 5, unexpected: 1, flaky: 1 }, errors: [] }, 1)).toEqual({
      passed: 6,
      failed: 1,
    });
  });

  it('it counts a file that couldn’t be loaded', () => {
    const testResults = [{ status: 'failed', assertionResults: [] }];
    expect(countVitest({ numPassedTests: 7, numFailedTests: 1, testResults }, 1)).toEqual({
      passed: 7,
      failed: 2,
    });
  });

  it('it never reports better than the exit code', () => {
    expect(countVitest(undefined, 1)).toEqual({ passed: 0, failed: 1 });
    expect(countPlaywright({ stats: { expected: 5 } }, 1)).toEqual({ passed: 5, failed: 1 });
    expect(countPlaywright(undefined, 0)).toEqual({ passed: 0, failed: 0 });
  });
});
