import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { changes, describeCell, readings, type Cell } from '../contract/lies/cells.ts';
import { changingLies } from '../contract/lies/changing-lies.ts';
import { openGround, providerIds, type Ground } from '../contract/lies/ground.ts';
import { readingLies } from '../contract/lies/reading-lies.ts';

interface Tally {
  about: string;
  tried: number;
  noticed: number;
  honest: number;
  believed: number;
}

interface Told {
  tallies: Tally[];
  believed: Cell[];
}

/**
 * Every lie about every list and every change of every system, or of `only` one. Says which were believed, and gives the exit code. Several
 * systems are lied about at the same time, each in a process of its own.
 */
export async function tellLies(asJson: boolean, only?: string): Promise<number> {
  const told = only === undefined ? await tellEach() : await tellOne(only);
  const lies = readingLies.length + changingLies.length;
  const total = (name: keyof Omit<Tally, 'about'>) =>
    told.tallies.reduce((sum, tally) => sum + tally[name], 0);
  const all: Tally = {
    about: `all, ${lies} lies`,
    tried: total('tried'),
    noticed: total('noticed'),
    honest: total('honest'),
    believed: total('believed'),
  };
  if (asJson) console.log(JSON.stringify({ lies, ...told }, null, 2));
  else {
    for (const cell of told.believed) console.log(`believed: ${describeCell(cell)}`);
    for (const tally of [...told.tallies, all]) tell(tally);
  }
  return all.believed === 0 && all.tried > 0 ? 0 : 1;
}

async function tellOne(provider: string): Promise<Told> {
  const told: Told = { tallies: [], believed: [] };
  const rounds = [
    ['reading', (ground: Ground) => readings(ground, readingLies)],
    ['changing', (ground: Ground) => changes(ground, changingLies, true)],
  ] as const;
  for (const one of providerIds.filter((id) => id === provider))
    for (const [what, run] of rounds) {
      const tally: Tally = { about: `${one}, ${what}`, tried: 0, noticed: 0, honest: 0, believed: 0 };
      told.tallies.push(tally);
      const ground = await openGround(one);
      try {
        for await (const cell of run(ground)) {
          tally.tried += 1;
          tally[cell.outcome] += 1;
          if (isBelieved(cell)) told.believed.push(cell);
        }
      } finally {
        await ground.close();
      }
    }
  return told;
}

/** As many systems at once as the computer has cores. */
async function tellEach(): Promise<Told> {
  const waiting = [...providerIds];
  const told: Told = { tallies: [], believed: [] };
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const { tallies, believed } = await tellInOwnProcess(next);
      told.tallies.push(...tallies);
      told.believed.push(...believed);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return told;
}

function tellInOwnProcess(provider: string): Promise<Told> {
  const main = join(import.meta.dirname, 'main.ts');
  const child = spawn(process.execPath, [main, '--lies', '--only', provider, '--json'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (data) => (said += String(data)));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      // What it found to be believed is in what it says; without that it broke.
      if (said.trim() === '') reject(new Error(`the lies about ${provider} ended with ${code}`));
      // Our own output, a moment old.
      else resolve(JSON.parse(said) as Told);
    });
  });
}

const isBelieved = ({ outcome }: Cell) => outcome === 'believed';

function tell({ about, tried, noticed, honest, believed }: Tally): void {
  console.log(
    `${about.padEnd(30)} ${String(tried).padStart(5)} tried ${String(noticed).padStart(5)} noticed ` +
      `${String(honest).padStart(5)} honest ${String(believed).padStart(5)} believed`,
  );
}
