import { load, table, type BenchResult } from './report.ts';

export interface BenchPart {
  name: string;
  /** What it can't be measured without and isn't there, in words, or null. */
  missing?(): string | null;
  /** Nothing measured: there is nothing of its kind here. */
  run(): Promise<BenchResult[]> | BenchResult[];
}

export interface BenchOutcome {
  results: BenchResult[];
  failures: { part: string; error: unknown }[];
  /** Not measured yet. */
  left: string[];
}

export const newOutcome = (parts: readonly BenchPart[]): BenchOutcome => ({
  results: [],
  failures: [],
  left: parts.map(({ name }) => name),
});

/**
 * Runs the parts one after the other, those that lack something not at all, which is said first. Each part's figures are printed and saved
 * as soon as they are measured, so that a part that fails after minutes takes nothing with it. `outcome` says at any time how far it is.
 */
export async function runParts(
  parts: readonly BenchPart[],
  to: {
    progress(text: string): void;
    print(text: string): void;
    write(results: readonly BenchResult[]): void;
  },
  outcome: BenchOutcome = newOutcome(parts),
): Promise<BenchOutcome> {
  const end = (part: string) => {
    outcome.left = outcome.left.filter((name) => name !== part);
  };
  const ready = parts.filter(({ name, missing }) => {
    const words = missing?.() ?? null;
    if (words === null) return true;
    end(name);
    outcome.failures.push({ part: name, error: words });
    to.progress(`[bench]     ${name} can’t be measured: ${words}`);
    return false;
  });
  for (const { name, run } of ready) {
    to.progress(`[bench]     ${name} (load ${load()}) …`);
    try {
      const measured = await run();
      outcome.results.push(...measured);
      if (measured.length > 0) {
        to.print(table(measured));
        to.write(outcome.results);
      }
    } catch (error) {
      outcome.failures.push({ part: name, error });
      to.progress(`[bench]     ${name} failed; going on with the other parts`);
    }
    end(name);
  }
  return outcome;
}

/** What of it wasn’t measured and why, a line each. */
export const unmeasured = ({ failures, left }: BenchOutcome): string[] => [
  ...failures.map(({ part, error }) => {
    const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return `${part} wasn’t measured: ${words}`;
  }),
  ...left.map((part) => `${part} wasn’t measured: interrupted`),
];
