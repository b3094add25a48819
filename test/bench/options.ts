import { parseArgs } from 'node:util';
import { readReport, type BenchResult } from './report.ts';

export interface BenchOptions {
  quick: boolean;
  json: boolean;
  /** Part of the names of the parts that are measured; null: all of them. */
  only: string | null;
  /** Pairs of starts. */
  runs: number;
  /** What is printed as before → after; null: nothing. */
  earlier: readonly BenchResult[] | null;
}

const usage = (parts: readonly string[]) => `npm run bench [-- OPTIONS]
  --quick         measure less of each
  --only NAME     only the parts with this in their name: ${parts.join(' ')}
  --runs N        start the app N times (default 15, quick 3)
  --compare FILE  print before → after against an earlier out/bench.json
  --json          print the figures as JSON`;

/** What was asked for; a number: the exit code, because that can't be done or was only a question, and was answered. */
export function readOptions(args: string[], parts: readonly string[]): BenchOptions | number {
  const refuse = (problem: string): number => {
    console.error(`${problem}\n${usage(parts)}`);
    return 2;
  };
  try {
    const { values } = parseArgs({
      args,
      options: {
        quick: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        only: { type: 'string' },
        runs: { type: 'string' },
        compare: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) {
      console.log(usage(parts));
      return 0;
    }
    const only = values.only ?? null;
    if (only !== null && !parts.some((name) => name.includes(only)))
      return refuse(`There is no part “${only}”.`);
    const runs = Number(values.runs ?? (values.quick ? 3 : 15));
    if (!Number.isInteger(runs) || runs < 1) return refuse('--runs takes a whole number, 1 or more.');
    // Read first: a wrong name must not cost the whole run.
    const earlier = values.compare === undefined ? null : readReport(values.compare);
    return { quick: values.quick, json: values.json, only, runs, earlier };
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
}
