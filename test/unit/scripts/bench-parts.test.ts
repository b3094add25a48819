import { describe, expect, it } from 'vitest';
import { newOutcome, runParts, unmeasured, type BenchPart } from '../../bench/run-parts.ts';
import { watched } from '../../bench/report.ts';

const figure = (name: string) => watched({ name, unit: 'ms' }, [1]);
const part = (name: string, run: BenchPart['run']): BenchPart => ({ name, run });

async function run(parts: readonly BenchPart[], printed: string[] = []) {
  const written: number[] = [];
  const outcome = await runParts(parts, {
    progress: () => undefined,
    print: (text) => printed.push(text),
    write: (results) => written.push(results.length),
  });
  return { outcome, printed, written };
}

describe('running the parts of the benchmark', () => {
  it('it prints and saves each part as soon as it is measured', async () => {
    const lines: string[] = [];
    let before = '';
    const second = part('second', () => {
      before = lines.join('\n');
      return [figure('a search'), figure('a refresh')];
    });
    const { outcome, written } = await run([part('first', () => [figure('a start')]), second], lines);
    expect(before).toContain('a start');
    expect(lines.at(-1)).toContain('a refresh');
    expect(written).toEqual([1, 3]);
    expect(outcome).toMatchObject({ failures: [] });
    expect(outcome.results).toHaveLength(3);
  });

  it('it keeps what it measured when a later part fails, and still runs the parts after it', async () => {
    const { outcome, printed, written } = await run([
      part('first', () => [figure('a start')]),
      part('window', () => Promise.reject(new Error('gnome-keyring-daemon is missing'))),
      part('last', () => [figure('a search')]),
    ]);
    expect(printed.join('\n')).toContain('a start');
    expect(printed.join('\n')).toContain('a search');
    expect(written).toEqual([1, 2]);
    expect(outcome.failures).toEqual([
      { part: 'window', error: new Error('gnome-keyring-daemon is missing') },
    ]);
  });

  it('it says before the first part which parts lack something, and doesn’t run them', async () => {
    const lines: string[] = [];
    const runs: string[] = [];
    const named = (name: string, missing: string | null): BenchPart => ({
      ...part(name, () => {
        runs.push(name);
        return [figure(name)];
      }),
      missing: () => missing,
    });
    const outcome = await runParts([named('bundle', null), named('window', 'no keyring')], {
      progress: (text) => lines.push(text),
      print: () => undefined,
      write: () => undefined,
    });
    expect(lines[0]).toContain('window can’t be measured: no keyring');
    expect(runs).toEqual(['bundle']);
    expect(unmeasured(outcome)).toEqual(['window wasn’t measured: no keyring']);
  });

  it('it lists what is left when it is interrupted, with what was measured by then', async () => {
    const parts = [
      part('first', () => [figure('a start')]),
      part('second', () => new Promise<never>(() => undefined)),
    ];
    const outcome = newOutcome(parts);
    const first = new Promise<void>((resolve) => {
      void runParts(
        parts,
        { progress: () => undefined, print: () => undefined, write: () => resolve() },
        outcome,
      );
    });
    await first;
    expect(outcome.results).toHaveLength(1);
    await expect.poll(() => unmeasured(outcome)).toEqual(['second wasn’t measured: interrupted']);
  });

  it('it prints no table for a part of which there is nothing here', async () => {
    const { outcome, printed } = await run([part('packages', () => [])]);
    expect(printed).toEqual([]);
    expect(unmeasured(outcome)).toEqual([]);
  });
});
