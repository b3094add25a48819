import { mkdirSync, writeFileSync } from 'node:fs';
import { arch, cpus, platform, totalmem } from 'node:os';
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
    note,
  };
}

/** A budget as a multiple of a baseline from the same run. */
export function relative(
  { name, unit, note = '' }: Common,
  values: readonly number[],
  baselines: readonly number[],
  most: number,
): BenchResult {
  const figure = median(values);
  const baseline = median(baselines);
  return {
    name,
    ...spread(values),
    figure: round(figure),
    unit,
    baseline: round(baseline),
    ratio: round(figure / baseline),
    budget: `≤ ${most} ×`,
    pass: figure / baseline <= most,
    note,
  };
}

/** A figure without a budget. */
export const watched = ({ name, unit, note = '' }: Common, values: readonly number[]): BenchResult => ({
  name,
  ...spread(values),
  figure: round(median(values)),
  unit,
  baseline: null,
  ratio: null,
  budget: null,
  pass: null,
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
});

export function writeReport(file: string, results: readonly BenchResult[]): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify({ machine: machine(), results }, null, 2)}\n`);
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
    one.pass === null ? '' : one.pass ? 'pass' : 'SHORT',
  ]);
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
