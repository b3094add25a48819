import { afterEach, describe, expect, it, vi } from 'vitest';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readOptions } from '../../bench/options.ts';

const parts = ['refresh', 'window-rows', 'window-start'];
afterEach(() => vi.restoreAllMocks());

function asked(...args: string[]) {
  const lines: string[] = [];
  vi.spyOn(console, 'error').mockImplementation((line: string) => void lines.push(line));
  vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line));
  return { answer: readOptions(args, parts), said: lines.join('\n') };
}

describe('the options of the benchmark', () => {
  it('all parts are measured whole where nothing is asked for, and fewer starts with --quick', () => {
    expect(asked().answer).toEqual({ quick: false, json: false, only: null, runs: 15, earlier: null });
    expect(asked('--quick').answer).toMatchObject({ quick: true, runs: 3 });
    expect(asked('--only', 'window', '--runs', '2').answer).toMatchObject({ only: 'window', runs: 2 });
  });

  it('what can’t be done is refused in a sentence, with the options and the parts', () => {
    for (const args of [['--nope'], ['--only', 'nope'], ['--runs', '0'], ['--runs', 'x'], ['extra']]) {
      const { answer, said } = asked(...args);
      expect(answer).toBe(2);
      expect(said).toContain('npm run bench [-- OPTIONS]');
      expect(said).toContain('refresh window-rows window-start');
      expect(said).not.toContain('    at ');
    }
    expect(asked('--help').answer).toBe(0);
  });

  it('a file to compare with is read before anything is measured', () => {
    const folder = mkdtempSync(join(tmpdir(), 'bench-options-'));
    const file = join(folder, 'bench.json');
    writeFileSync(file, '{"results":[]}');
    expect(asked('--compare', file).answer).toMatchObject({ earlier: [] });
    writeFileSync(file, '{}');
    expect(asked('--compare', file).answer).toBe(2);
    expect(asked('--compare', join(folder, 'none.json')).answer).toBe(2);
    rmSync(folder, { recursive: true });
  });
});
