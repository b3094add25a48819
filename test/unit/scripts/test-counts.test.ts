import { describe, expect, it } from 'vitest';
import { resolve } from 'node:path';
import {
  countPlaywright,
  countVitest,
  failuresOfPlaywright,
  failuresOfVitest,
  repeatedOfPlaywright,
  repeatedOfVitest,
} from '../../../scripts/lib/test-counts.mjs';

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

describe('what failed in a test run', () => {
  it('it names each failed test with the first line of its reason, and files that couldn’t be loaded', () => {
    const testResults = [
      {
        name: 'a.test.ts',
        status: 'failed',
        message: '',
        assertionResults: [
          { status: 'passed', fullName: 'it adds', failureMessages: [] },
          {
            status: 'failed',
            fullName: 'it subtracts',
            failureMessages: ['\u001b[31mexpected 1\u001b[39m\nat a'],
          },
        ],
      },
      {
        name: resolve('b.test.ts'),
        status: 'failed',
        message: 'No such module\nat b',
        assertionResults: [],
      },
    ];
    expect(failuresOfVitest({ testResults })).toEqual([
      'a.test.ts: it subtracts: expected 1',
      'b.test.ts: No such module',
    ]);
    expect(failuresOfVitest(undefined)).toEqual([]);
  });

  it('it names failed end-to-end tests by their file and titles', () => {
    const spec = (title: string, ok: boolean) => ({
      title,
      ok,
      file: 'a.spec.ts',
      tests: [{ results: [{}, { error: { message: 'Timed out\nat a' } }] }],
    });
    const suites = [
      {
        title: 'a.spec.ts',
        specs: [],
        suites: [{ title: 'Lists', specs: [spec('opens', false), spec('closes', true)] }],
      },
    ];
    expect(failuresOfPlaywright({ suites, errors: [{ message: 'No tests found' }] })).toEqual([
      'a.spec.ts: Lists › opens: Timed out',
      'end to end: No tests found',
    ]);
  });
});

describe('what passed only when it was run again', () => {
  it('it names the tests that passed in spite of a failure', () => {
    const assertionResults = [
      { status: 'passed', fullName: 'it adds', failureMessages: [] },
      { status: 'passed', fullName: 'it subtracts', failureMessages: ['expected 1\nat a'] },
      { status: 'failed', fullName: 'it divides', failureMessages: ['expected 2'] },
    ];
    const testResults = [{ name: 'a.test.ts', status: 'failed', message: '', assertionResults }];
    expect(repeatedOfVitest({ testResults })).toEqual(['a.test.ts: it subtracts: expected 1']);
    expect(repeatedOfVitest(undefined)).toEqual([]);
  });

  it('it names the end-to-end tests likewise', () => {
    const spec = (title: string, status: string, results: object[]) => ({
      title,
      ok: true,
      file: 'a.spec.ts',
      tests: [{ status, results }],
    });
    const crashed = { error: { message: 'Electron ended\nat a' } };
    const specs = [spec('opens', 'expected', [{}]), spec('closes', 'flaky', [crashed, {}])];
    expect(repeatedOfPlaywright({ suites: [{ title: 'a.spec.ts', specs }] })).toEqual([
      'a.spec.ts: closes: Electron ended',
    ]);
    expect(repeatedOfPlaywright(undefined)).toEqual([]);
  });
});
