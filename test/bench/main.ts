import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bundleBench } from './bundle.ts';
import { growthBench, refreshBench, searchBench } from './core.ts';
import { searchTimes, slowFrames, switchTimes } from './look.ts';
import { absolute, percentile, relative, table, writeReport, type BenchResult } from './report.ts';
import { runParts, type BenchPart } from './run-parts.ts';
import { openStage, startApp, startEmpty } from './window.ts';

/* npm run bench: every budget of the design with its figure. `--quick` measures less of each; `--only` takes part of a name. */

const { values } = parseArgs({
  options: { quick: { type: 'boolean' }, only: { type: 'string' }, json: { type: 'boolean' } },
});
const quick = values.quick === true;
const file = join(import.meta.dirname, '../../out/bench.json');
const say = (text: string) => process.stderr.write(`${text}\n`);

const p95 = (numbers: readonly number[]) => percentile(numbers, 95);

/** How long (ms) a window is left alone before its memory is measured. */
const atRest = { empty: 4000, open: quick ? 25_000 : 40_000 };

async function windowParts(): Promise<BenchResult[]> {
  const switched = quick ? 5000 : 10_000;
  const big = quick ? 20_000 : 100_000;
  const runs = quick ? 3 : 7;
  const stage = await openStage([switched, switched + 1, big]);
  try {
    const results: BenchResult[] = [];
    const starts: number[] = [];
    const empties: number[] = [];
    await startApp(stage, 0);
    say('[bench]       starts …');
    for (let run = 0; run < runs; run += 1) {
      empties.push((await startEmpty(0)).paintedMs);
      starts.push((await startApp(stage, 0)).paintedMs);
    }
    say('[bench]       memory …');
    const open: number[] = [];
    const empty: number[] = [];
    for (let run = 0; run < (quick ? 1 : 5); run += 1) {
      empty.push((await startEmpty(atRest.empty)).pssMiB);
      open.push((await startApp(stage, atRest.open)).pssMiB);
    }
    results.push(
      relative(
        {
          name: 'process start → cached roster painted',
          unit: 'ms',
          note: `a roster of ${big}, second launches`,
        },
        starts,
        empties,
        1.3,
      ),
      relative(
        {
          name: `memory (PSS) with ${big} members open`,
          unit: 'MiB',
          note: `at rest: ${atRest.open / 1000} s after the first rows, when the refresh of the start is over and its garbage collected`,
        },
        open,
        empty,
        1.35,
      ),
    );
    say('[bench]       switching, scrolling, typing …');
    const app = await stage.launch();
    const { page } = app;
    const [one = '', other = '', biggest = ''] = stage.workspaces;
    await switchTimes(page, [one, other], 4);
    results.push(
      absolute(
        { name: `switch to a cached workspace of ${switched}, p95`, unit: 'ms' },
        await switchTimes(page, [one, other], quick ? 20 : 60),
        50,
        p95,
      ),
    );
    await switchTimes(page, [biggest], 1);
    const frames: number[] = [];
    for (let run = 0; run < Math.min(5, runs); run += 1) frames.push(await slowFrames(page, quick ? 2 : 4));
    results.push(
      absolute(
        { name: `scrolling ${big} rows: frames over 32 ms`, unit: '%', note: 'software rendering' },
        frames,
        1,
      ),
    );
    const typed = ['e', 'el', 'eli', 'elif', 'elif.h', 'elif.ha', '', 'ha', 'han', 'hana', ''];
    const painted: number[] = [];
    for (let run = 0; run < Math.min(5, runs); run += 1) painted.push(...(await searchTimes(page, typed)));
    results.push(
      absolute({ name: `keystroke → rows painted among ${big}, p95`, unit: 'ms' }, painted, 50, p95),
    );
    await app.quit();
    return results;
  } finally {
    await stage.close();
  }
}

const parts: readonly BenchPart[] = [
  { name: 'bundle', run: bundleBench },
  { name: 'refresh', run: () => refreshBench(quick ? 20_000 : 100_000, quick ? 3 : 5) },
  { name: 'search', run: () => searchBench(quick ? 100_000 : 1_000_000, quick ? 3 : 10) },
  {
    name: 'growth',
    run: () => growthBench(quick ? [1000, 10_000] : [1000, 10_000, 100_000, 1_000_000]),
  },
  { name: 'window', run: windowParts },
];

const chosen = parts.filter(({ name }) => values.only === undefined || name.includes(values.only));
if (chosen.length === 0) {
  say(`There is no part ${values.only ?? ''}. The parts are: ${parts.map(({ name }) => name).join(' ')}`);
  process.exit(2);
}
const asJson = values.json === true;
const { results, failures } = await runParts(chosen, {
  progress: say,
  print: (text) => {
    if (!asJson) process.stdout.write(`${text}\n\n`);
  },
  write: (measured) => writeReport(file, measured),
});
if (asJson) process.stdout.write(`${JSON.stringify(results, null, 2)}\n`);
else if (chosen.length > 1) process.stdout.write(`${table(results)}\n`);
for (const { name, note } of results) if (note !== '' && !asJson) say(`${name}: ${note}`);
for (const { part, error } of failures) {
  say(
    `[bench]     ${part} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
  );
}
// A helper process of a measured page may still be running.
process.exit(failures.length === 0 ? 0 : 1);
