import { load, table, type BenchResult } from './report.ts';

export interface BenchPart {
  name: string;
  run(): Promise<BenchResult[]> | BenchResult[];
}

export interface BenchOutcome {
  results: BenchResult[];
  failures: { part: string; error: unknown }[];
}

/**
 * Runs the parts one after the other. Each part's figures are printed and saved as soon as they are measured, so that a part that
 * fails after minutes takes nothing with it.
 */
export async function runParts(
  parts: readonly BenchPart[],
  to: {
    progress(text: string): void;
    print(text: string): void;
    write(results: readonly BenchResult[]): void;
  },
): Promise<BenchOutcome> {
  const outcome: BenchOutcome = { results: [], failures: [] };
  for (const { name, run } of parts) {
    to.progress(`[bench]     ${name} (load ${load()}) …`);
    try {
      const measured = await run();
      outcome.results.push(...measured);
      to.print(table(measured));
      to.write(outcome.results);
    } catch (error) {
      outcome.failures.push({ part: name, error });
      to.progress(`[bench]     ${name} failed; going on with the other parts`);
    }
  }
  return outcome;
}
