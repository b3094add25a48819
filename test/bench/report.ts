import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { arch, cpus, loadavg, platform, totalmem } from 'node:os';
import { dirname } from 'node:path';

/** One budget of the design, measured. Where a ratio is what is judged, `figure` and `baseline` are from the same run. */
export interface BenchResult {
  name: string;
  /** Median of the runs. */
  figure: number;
  unit: 'ms' | 'MiB' | '%' | 'KiB' | 'rows/s';
  /** What the figure is compared with, measured beside it; null where the budget is absolute. */
  baseline: number | null;
  ratio: number | null;
  /** In words: "≤ 1.3 ×", "≤ 50 ms". null: no budget, a figure to watch. */
  budget: string | null;
  pass: boolean | null;
  /** Why nothing is concluded from it, or null. */
  unjudged: string | null;
  runs: number;
  min: number;
  max: number;
  note: string;
}

export const median = (values: readonly number[]): number => percentile(values, 50);

/** Nearest rank. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const index = Math.min(sorted.length - 1, Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1));
  return sorted[index] ?? Number.NaN;
}

interface Common {
  name: string;
  unit: BenchResult['unit'];
  note?: string;
}

/** A budget in the figure's own unit, judged by `of` (the median where not given). */
export function absolute(
  { name, unit, note = '' }: Common,
  values: readonly number[],
  most: number,
  of: (values: readonly number[]) => number = median,
): BenchResult {
  const figure = of(values);
  return {
    name,
    ...spread(values),
    figure: round(figure),
    unit,
    baseline: null,
    ratio: null,
    budget: `≤ ${most} ${unit}`,
    pass: figure <= most,
    unjudged: null,
    note,
  };
}

/** A baseline whose runs lie further apart than this, of their median, says that the machine was busy with something else. */
const steady = 0.3;

/** A budget as a multiple of a baseline from the same run. */
export function relative(
  { name, unit, note = '' }: Common,
  values: readonly number[],
  baselines: readonly number[],
  most: number,
): BenchResult {
  const figure = median(values);
  const baseline = median(baselines);
  const apart = (Math.max(...baselines) - Math.min(...baselines)) / baseline;
  const unjudged = apart > steady ? `its baseline spreads over ${Math.round(apart * 100)} %` : null;
  return {
    name,
    ...spread(values),
    figure: round(figure),
    unit,
    baseline: round(baseline),
    ratio: round(figure / baseline),
    budget: `≤ ${most} ×`,
    pass: unjudged === null ? figure / baseline <= most : null,
    unjudged,
    note,
  };
}

/**
 * As `relative`, by the median of the ratios of pairs that were measured one right after the other: a load that comes and goes is in both
 * of a pair. What makes it unjudged is therefore that the ratios lie apart, those of the middle half of the pairs.
 */
export function paired(
  common: Common,
  values: readonly number[],
  baselines: readonly number[],
  most: number,
): BenchResult {
  const ratios = values.map((value, at) => value / (baselines[at] ?? NaN));
  const ratio = median(ratios);
  const apart = (percentile(ratios, 75) - percentile(ratios, 25)) / ratio;
  const unjudged = apart > steady ? `half of its pairs spread over ${Math.round(apart * 100)} %` : null;
  return {
    ...relative(common, values, baselines, most),
    ratio: round(ratio),
    pass: unjudged === null ? ratio <= most : null,
    unjudged,
  };
}

/** A figure without a budget, beside the same of a baseline where there is one. */
export const watched = (
  { name, unit, note = '' }: Common,
  values: readonly number[],
  baselines: readonly number[] = [],
): BenchResult => ({
  name,
  ...spread(values),
  figure: round(median(values)),
  unit,
  baseline: baselines.length === 0 ? null : round(median(baselines)),
  ratio: baselines.length === 0 ? null : round(median(values) / median(baselines)),
  budget: null,
  pass: null,
  unjudged: null,
  note,
});

const spread = (values: readonly number[]) => ({
  runs: values.length,
  min: round(Math.min(...values)),
  max: round(Math.max(...values)),
});

const round = (value: number) => Math.round(value * 100) / 100;

export const machine = () => ({
  platform: platform(),
  arch: arch(),
  cpu: cpus()[0]?.model.trim() ?? 'unknown',
  cores: cpus().length,
  memoryMiB: Math.round(totalmem() / 1024 ** 2),
  node: process.versions.node,
  load: load(),
});

/** How busy the machine is, over the last minute: processes that wanted a core. */
export const load = (): string => (loadavg()[0] ?? 0).toFixed(1);

export function writeReport(file: string, results: readonly BenchResult[]): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify({ machine: machine(), results }, null, 2)}\n`);
}

/** The results of an earlier run, as `writeReport` left them. */
export function readReport(file: string): BenchResult[] {
  // A file of our own making, where it has results at all.
  const { results } = JSON.parse(readFileSync(file, 'utf8')) as { results?: BenchResult[] };
  if (!Array.isArray(results)) throw new Error(`${file} isn’t what an earlier run wrote.`);
  return results;
}

/** What both runs measured, before → after: as ratios where both have them, for two runs never share a machine's mood. */
export function compared(before: readonly BenchResult[], after: readonly BenchResult[]): string {
  const earlier = new Map(before.map((one) => [one.name, one]));
  const rows = after.flatMap((now) => {
    const then = earlier.get(now.name);
    if (then === undefined) return [];
    const inRatios = then.ratio !== null && now.ratio !== null;
    return [
      [
        now.name,
        inRatios ? `${then.ratio} → ${now.ratio} ×` : `${then.figure} → ${now.figure} ${now.unit}`,
        now.budget ?? '',
      ],
    ];
  });
  if (rows.length === 0) return 'Nothing that the earlier run measured was measured in this one.';
  return aligned(['what', 'before → after', 'budget'], rows);
}

/** The results as a table for a terminal. */
export function table(results: readonly BenchResult[]): string {
  const header = ['what', 'figure', 'min–max', 'baseline', 'ratio', 'budget', ''];
  const rows = results.map((one) => [
    one.name,
    `${one.figure} ${one.unit}`,
    `${one.min}–${one.max}`,
    one.baseline === null ? '' : `${one.baseline} ${one.unit}`,
    one.ratio === null ? '' : `${one.ratio} ×`,
    one.budget ?? '',
    one.unjudged !== null
      ? `unjudged: ${one.unjudged}`
      : one.pass === null
        ? ''
        : one.pass
          ? 'pass'
          : 'SHORT',
  ]);
  return aligned(header, rows);
}

function aligned(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = header.map((title, at) =>
    Math.max(title.length, ...rows.map((row) => (row[at] ?? '').length)),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd();
  return [line(header), line(widths.map((width) => '─'.repeat(width))), ...rows.map(line)].join('\n');
}
