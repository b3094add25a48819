import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openLieResults, type LieResult } from '../../torture/lie-results.ts';

const folder = mkdtempSync(join(tmpdir(), 'steward-results-'));
const file = join(folder, 'results.jsonl');
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const cell = (lie: string, outcome: LieResult['outcome']): LieResult => ({
  table: 'reading',
  provider: 'modbox',
  about: 'members',
  lie,
  outcome,
  why: 'empty',
});

describe('the results of the lies', () => {
  it('are there after an interruption, also where the last line was cut', () => {
    openLieResults(file).keep(cell('null', 'noticed'));
    appendFileSync(file, '{"table":"reading","prov');
    const resumed = openLieResults(file);
    expect(resumed.all()).toEqual([cell('null', 'noticed')]);
    expect(resumed.isSettled(cell('null', 'noticed'))).toBe(true);
    expect(resumed.isSettled(cell('true', 'noticed'))).toBe(false);
  });

  it('hold the last try of a lie, and what was believed is tried again', () => {
    const results = openLieResults(file);
    results.keep(cell('null', 'believed'));
    expect(openLieResults(file).isSettled(cell('null', 'noticed'))).toBe(false);
    results.keep(cell('null', 'honest'));
    expect(openLieResults(file).all()).toEqual([cell('null', 'honest')]);
  });
});
