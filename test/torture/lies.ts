import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeCell } from '../contract/lies/cells.ts';
import { providerIds } from '../contract/lies/ground.ts';
import { openLieResults, type LieResult } from './lie-results.ts';
import { lieCount, lieTables } from './lie-tables.ts';

export interface LieRun {
  asJson: boolean;
  /** One system alone. */
  only?: string | undefined;
  /** The file of an earlier run, which is resumed; not given: a new one. */
  results?: string | undefined;
}

interface Tally {
  about: string;
  tried: number;
  noticed: number;
  honest: number;
  believed: number;
}

/**
 * Every lie about every list and every change of every system, or of `only` one. Says which were believed, and gives the exit code. Each
 * table of lies about a system is told in a process of its own, as many at once as the computer has cores.
 */
export async function tellLies({ asJson, only, results }: LieRun): Promise<number> {
  const path = results ?? join(mkdtempSync(join(tmpdir(), 'steward-lies-')), 'results.jsonl');
  console.error(`The results are kept in ${path}; --results with this file resumes the run.`);
  const waiting = providerIds
    .filter((provider) => only === undefined || only === provider)
    .flatMap((provider) => Object.keys(lieTables).map((table) => [path, provider, table]));
  const broken: string[] = [];
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => process.exit(130));
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const end = await inOwnProcess(next);
      if (end !== 0) broken.push(`${next.slice(1).join(', ')} ended with ${end}`);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  for (const problem of broken) console.error(problem);
  const code = summarise(openLieResults(path).all(), asJson);
  return broken.length === 0 ? code : 1;
}

/** How it ended: its exit code, or the signal that ended it. */
function inOwnProcess(args: readonly string[]): Promise<number | string> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'lie-process.ts'), ...args], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const end = () => child.kill();
  process.once('exit', end);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      process.off('exit', end);
      resolve(code ?? signal ?? 1);
    });
  });
}

function summarise(results: readonly LieResult[], asJson: boolean): number {
  const believed = results.filter(({ outcome }) => outcome === 'believed');
  const aboutOf = ({ provider, table }: LieResult) => `${provider}, ${table}`;
  const tallies = [...new Set(results.map(aboutOf))].map((about) =>
    tallyOf(
      about,
      results.filter((result) => aboutOf(result) === about),
    ),
  );
  const all = tallyOf(`all, ${lieCount} lies`, results);
  if (asJson) console.log(JSON.stringify({ lies: lieCount, tallies, believed }, null, 2));
  else {
    for (const cell of believed) console.log(`believed: ${describeCell(cell)}`);
    for (const tally of [...tallies, all]) console.log(lineOf(tally));
  }
  return believed.length === 0 && results.length > 0 ? 0 : 1;
}

function tallyOf(about: string, cells: readonly LieResult[]): Tally {
  const count = (wanted: LieResult['outcome']) => cells.filter(({ outcome }) => outcome === wanted).length;
  return {
    about,
    tried: cells.length,
    noticed: count('noticed'),
    honest: count('honest'),
    believed: count('believed'),
  };
}

const lineOf = ({ about, tried, noticed, honest, believed }: Tally): string =>
  `${about.padEnd(30)} ${String(tried).padStart(5)} tried ${String(noticed).padStart(5)} noticed ` +
  `${String(honest).padStart(5)} honest ${String(believed).padStart(5)} believed`;
