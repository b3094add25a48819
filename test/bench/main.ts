import { existsSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { keyringAvailable } from '../support/keyring.ts';
import { bundleBench, packageBench } from './bundle.ts';
import { commandLineBench } from './command-line.ts';
import { planBench } from './plan.ts';
import { growthBench, refreshBench, searchBench } from './core.ts';
import { compared, load, paired, relative, table, watched, writeReport, type BenchResult } from './report.ts';
import { readOptions } from './options.ts';
import { rowsBench } from './rows.ts';
import { newOutcome, runParts, unmeasured, type BenchPart } from './run-parts.ts';
import { forgetLastScreen, openStage, startApp, startEmpty, type Stage } from './window.ts';

/* npm run bench: every budget of the design with its figure. */

const partNames = [
  'bundle',
  'packages',
  'command-line',
  'refresh',
  'search',
  'plan',
  'growth',
  'window-start',
  'window-memory',
  'window-rows',
] as const;

const options = readOptions(process.argv.slice(2), partNames);
if (typeof options === 'number') process.exit(options);
const { quick, runs, only, earlier, json: asJson } = options;
const out = join(import.meta.dirname, '../../out');
const file = join(out, 'bench.json');
const say = (text: string) => process.stderr.write(`${text}\n`);

/** How long (ms) a window is left alone before its memory is measured. */
const atRest = { empty: 4000, open: quick ? 25_000 : 40_000 };

const switched = quick ? 5000 : 10_000;
const big = quick ? 20_000 : 100_000;
const sizes = [switched, switched + 1, big] as const;

/** Filled once, for the parts that open a window. */
let stage: Promise<Stage> | undefined;
const filled = () => (stage ??= openStage(sizes));

async function startParts(): Promise<BenchResult[]> {
  const started = await filled();
  const empties: number[] = [];
  const painted: number[] = [];
  const usable: number[] = [];
  const plain: number[] = [];
  await startApp(started, 0);
  for (let run = 0; run < runs; run += 1) {
    const empty = (await startEmpty(0)).paintedMs;
    const app = await startApp(started, 0);
    await forgetLastScreen(started);
    const without = await startApp(started, 0);
    empties.push(empty);
    painted.push(app.paintedMs);
    usable.push(app.usableMs);
    plain.push(without.paintedMs);
    const ratios = [app.paintedMs, app.usableMs, without.paintedMs].map((ms) => (ms / empty).toFixed(2));
    say(
      `[bench]       start ${run + 1} of ${runs}, painted, usable, painted without the last screen: ${ratios.join(', ')}`,
    );
  }
  const note = `a roster of ${big}, second launches, by pairs with an empty window`;
  return [
    paired({ name: 'process start → cached roster painted', unit: 'ms', note }, painted, empties, 1.4),
    paired({ name: 'process start → a click works', unit: 'ms', note }, usable, empties, 2),
    watched({ name: 'the same painted without the last screen', unit: 'ms', note }, plain, empties),
  ];
}

async function memoryParts(): Promise<BenchResult[]> {
  const started = await filled();
  const open: number[] = [];
  const empty: number[] = [];
  for (let run = 0; run < (quick ? 1 : 5); run += 1) {
    empty.push((await startEmpty(atRest.empty)).pssMiB);
    open.push((await startApp(started, atRest.open)).pssMiB);
  }
  const note = `at rest: ${atRest.open / 1000} s after the first rows, when the refresh of the start is over and its garbage collected`;
  return [relative({ name: `memory (PSS) with ${big} members open`, unit: 'MiB', note }, open, empty, 1.22)];
}

const rowsParts = async (): Promise<BenchResult[]> =>
  rowsBench({
    stage: await filled(),
    sizes,
    turns: quick ? 3 : 5,
    switches: quick ? 20 : 40,
    seconds: quick ? 2 : 4,
    say,
  });

function builtApp(): string | null {
  return existsSync(join(out, 'renderer/index.html')) ? null : 'the app isn’t built.';
}

/** What the parts with a window need: figures of processes as Linux has them, and a keyring to start without a person. */
function window(): string | null {
  if (process.platform !== 'linux') return 'processes are measured as Linux shows them.';
  if (!keyringAvailable())
    return 'it needs dbus-daemon, gnome-keyring-daemon and secret-tool: starts with a passphrase wait for a person.';
  return builtApp();
}

const parts: Record<(typeof partNames)[number], Omit<BenchPart, 'name'>> = {
  bundle: { missing: builtApp, run: bundleBench },
  packages: { run: () => packageBench(say) },
  'command-line': { run: () => commandLineBench(quick ? 2000 : 20_000, quick ? 7 : 25) },
  refresh: { run: () => refreshBench(quick ? 20_000 : 100_000, quick ? 3 : 5) },
  search: { run: () => searchBench(quick ? 100_000 : 1_000_000, quick ? 3 : 10) },
  plan: { run: () => planBench(quick ? 2000 : 20_000, quick ? 400 : 4000) },
  growth: { run: () => growthBench(quick ? [1000, 10_000] : [1000, 10_000, 100_000, 1_000_000]) },
  'window-start': { missing: window, run: startParts },
  'window-memory': { missing: window, run: memoryParts },
  'window-rows': { missing: window, run: rowsParts },
};

const chosen = partNames
  .filter((name) => only === null || name.includes(only))
  .map((name): BenchPart => ({ name, ...parts[name] }));
say(`[bench]     load ${load()} on ${cpus().length} cores before it`);
const outcome = newOutcome(chosen);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.once(signal, () => {
    summarise();
    process.exit(130);
  });
await runParts(
  chosen,
  {
    progress: say,
    print: (text) => {
      if (!asJson) process.stdout.write(`${text}\n\n`);
    },
    write: (measured) => writeReport(file, measured),
  },
  outcome,
);
await (await stage?.catch(() => undefined))?.close();
summarise();
// A helper process of a measured page may still be running.
process.exit(outcome.failures.length === 0 ? 0 : 1);

/** All figures once more, what is to be said of them, and what wasn’t measured. */
function summarise(): void {
  const { results } = outcome;
  if (asJson) process.stdout.write(`${JSON.stringify(results, null, 2)}\n`);
  else if (chosen.length > 1 && results.length > 0) process.stdout.write(`${table(results)}\n`);
  if (earlier !== null && !asJson) process.stdout.write(`\n${compared(earlier, results)}\n`);
  for (const { name, note } of results) if (note !== '' && !asJson) say(`${name}: ${note}`);
  for (const line of unmeasured(outcome)) say(`[bench]     ${line}`);
}
