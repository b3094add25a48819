import { parseArgs } from 'node:util';
import { damageRound } from './damage.ts';
import { removeFolder } from './files.ts';
import { providerIds } from '../contract/lies/ground.ts';
import { tellLies } from './lies.ts';
import { applyPlans } from './plans.ts';
import { startServer, type Server } from './processes.ts';
import {
  beginLife,
  eraseCutRound,
  eraseRound,
  fullRound,
  killRound,
  prepareLife,
  readOnlyRound,
  twoRound,
  type Life,
  type RoundEnd,
} from './rounds.ts';
import { roundLine, summaryLines, type Tally } from './tell.ts';

/*
 * npm run torture: kills, fills, damages and misleads a working store round after round, and says what of it was not as promised. A round
 * is the same again with the same seed, as far as two processes ever are: what happens is, the moment a signal arrives is not.
 */

const usage = `Usage: npm run torture -- [--rounds N] [--seed N] [--only NAME] [--lies [--results FILE]] [--plans [N]] [--ipc] [--json]
  --rounds N   so many rounds of kill (default 200), and a part of that of each other kind
  --seed N     other moments, damages and people (default: by the clock, told at the end)
  --only NAME  one kind: kill, erase, erase-cut, full, read-only, two, clock, damage; with so many rounds of it
  --lies       instead of rounds, every lie about the lists of each system (or of --only one) and about its changes
  --results    the file in which the lies' results are kept; one of an earlier run is resumed, and what was believed is tried again
  --ipc        instead of rounds of the store, N rounds of bad input on every call of the bridge, in the real app
  --plans [N]  instead of rounds, so many random plans under random faults (default 2000)
  --json       the summary as JSON`;

/** How many rounds of a kind live in the same folder, one after the other. */
const roundsPerLife = 5;

interface Kind {
  /** For so many rounds of `kill`, so many of this. */
  share: number;
  /** Rounds in one folder, from a life that is begun with it. */
  rounds(server: Server, seeds: readonly number[]): AsyncGenerator<RoundEnd>;
}

const inOneLife = (
  round: (life: Life, seed: number) => Promise<RoundEnd>,
  options: { jumpingClock?: boolean; prepared?: boolean } = {},
): Kind['rounds'] =>
  async function* (server, seeds) {
    const life = await beginLife(server, options.jumpingClock);
    if (options.prepared === true) await prepareLife(life, seeds[0] ?? 1);
    for (const seed of seeds) yield await round(life, seed);
  };

const kinds: Readonly<Record<string, Kind>> = {
  kill: { share: 1, rounds: inOneLife((life, seed) => killRound(life, seed)) },
  erase: {
    share: 0.1,
    async *rounds(server, seeds) {
      for (const seed of seeds) yield await eraseRound(server, seed);
    },
  },
  'erase-cut': {
    share: 0.1,
    async *rounds(server, seeds) {
      for (const seed of seeds) yield await eraseCutRound(server, seed);
    },
  },
  full: { share: 0.1, rounds: inOneLife(fullRound) },
  'read-only': { share: 0.02, rounds: inOneLife(readOnlyRound, { prepared: true }) },
  two: { share: 0.04, rounds: inOneLife(twoRound) },
  clock: { share: 0.1, rounds: inOneLife((life, seed) => killRound(life, seed), { jumpingClock: true }) },
  damage: { share: 1, rounds: inOneLife(damageRound, { prepared: true }) },
};

interface Failure extends RoundEnd {
  kind: string;
  round: number;
}

function readOptions() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        rounds: { type: 'string' },
        seed: { type: 'string' },
        only: { type: 'string' },
        json: { type: 'boolean' },
        lies: { type: 'boolean' },
        results: { type: 'string' },
        ipc: { type: 'boolean' },
        plans: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    });
    const [plans = '2000', ...more] = positionals;
    if (more.length > 0 || (positionals.length > 0 && values.plans !== true))
      throw new Error(`What is ${positionals.join(' ')}?`);
    return { ...values, count: Number(plans) };
  } catch (cause) {
    console.error(cause instanceof Error ? cause.message : cause);
    return null;
  }
}

async function main(): Promise<number> {
  const values = readOptions();
  if (values === null) {
    console.error(usage);
    return 2;
  }
  const rounds = Number(values.rounds ?? '200');
  const seed = Number(values.seed ?? String(Date.now() % 1_000_000));
  const lies = values.lies === true;
  const known: readonly string[] = lies ? providerIds : Object.keys(kinds);
  const unknown = values.only !== undefined && !known.includes(values.only);
  if (
    values.help === true ||
    unknown ||
    !Number.isInteger(rounds) ||
    !Number.isInteger(seed) ||
    !Number.isInteger(values.count)
  ) {
    console.error(usage);
    return values.help === true ? 0 : 2;
  }
  if (values.ipc === true) {
    // It needs Electron and Playwright, which the store's rounds do without.
    const { tortureBridge } = await import('./ipc.ts');
    return tortureBridge(values.json === true, seed, rounds);
  }
  if (values.plans === true) return applyPlans(values.count, seed, values.json === true);
  if (lies) return tellLies({ asJson: values.json === true, only: values.only, results: values.results });
  const tallies: Tally[] = [];
  const failures: Failure[] = [];
  const asJson = values.json === true;
  const summarise = (interrupted: boolean): void => {
    if (asJson) console.log(JSON.stringify({ seed, tallies, failures, interrupted }, null, 2));
    else for (const line of summaryLines(tallies, seed, interrupted)) console.log(line);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => {
      summarise(true);
      process.exit(130);
    });
  const server = await startServer(seed);
  try {
    for (const [kind, { share, rounds: run }] of Object.entries(kinds)) {
      if (values.only !== undefined && values.only !== kind) continue;
      const wanted = values.only === undefined ? Math.max(1, Math.round(rounds * share)) : rounds;
      const began = performance.now();
      const tally: Tally = { kind, wanted, rounds: 0, failed: 0, seconds: 0 };
      tallies.push(tally);
      for (let first = 1; first <= wanted; first += roundsPerLife) {
        const numbers = Array.from(
          { length: Math.min(roundsPerLife, wanted - first + 1) },
          (_, n) => first + n,
        );
        const folders = new Set<string>();
        const before = failures.length;
        const failed = (end: RoundEnd) => {
          tally.failed += 1;
          const failure = { kind, round: tally.rounds, ...end };
          failures.push(failure);
          if (!asJson) tell(failure, seed);
        };
        const seeds = numbers.map((n) => seed * 10_007 + n);
        try {
          for await (const end of run(server, seeds)) {
            tally.rounds += 1;
            tally.seconds = Math.round((performance.now() - began) / 100) / 10;
            folders.add(end.folder);
            // Progress, beside what is found.
            console.error(roundLine(tally, end.told, end.problems.length));
            if (end.problems.length > 0) failed(end);
          }
        } catch (cause) {
          const words = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
          failed({ told: 'the round itself broke', problems: [words], folder: 'nowhere' });
        }
        if (failures.length === before) for (const folder of folders) removeFolder(folder);
      }
    }
  } finally {
    await server.stop();
  }
  summarise(false);
  return failures.length === 0 ? 0 : 1;
}

function tell({ kind, round, told, problems, folder }: Failure, seed: number): void {
  console.log(`${kind} ${round} (${told}), seed ${seed}, kept in ${folder}:`);
  for (const words of problems.slice(0, 8)) console.log(`  ${words}`);
  if (problems.length > 8) console.log(`  and ${problems.length - 8} more`);
}

process.exitCode = await main();
