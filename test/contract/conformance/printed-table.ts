import { capability } from '../../../src-preload/contract/capabilities.ts';
import type { Bench } from '../../support/systems.ts';

/** ✓ tried and read back · ~ tried, and no list tells what came of it · – not offered · ○ offered, but this server hasn't built it and says so · ! offered and not tried. */
export type Mark = '✓' | '~' | '–' | '○' | '!';

const width = 12;

/** System × capability, and what was counted, as text. */
export function printedTable(
  benches: readonly Bench[],
  markOf: (bench: Bench, name: string) => Mark,
  below: readonly string[],
): string {
  const names = capability.options;
  const first = Math.max(...names.map((name) => name.length)) + 1;
  const line = (head: string, cells: readonly string[]) =>
    `${head.padEnd(first)}${cells.map((cell) => cell.padEnd(width)).join('')}`.trimEnd();
  return [
    '',
    line(
      '',
      benches.map(({ column }) => column),
    ),
    ...names.map((name) =>
      line(
        name,
        benches.map((bench) => markOf(bench, name)),
      ),
    ),
    '✓ tried and read back   ~ tried; this generation tells nothing to read back   – not offered, refused before the wire   ○ not built by this server   ! untried',
    ...below,
    '',
  ].join('\n');
}
