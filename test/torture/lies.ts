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

/** Every lie about every list and every change of every system, or of `only` one. Says which were believed, and gives the exit code. */
export async function tellLies(asJson: boolean, only?: string): Promise<number> {
  const cells: Cell[] = [];
  const tallies: Tally[] = [];
  const rounds = [
    ['reading', (ground: Ground) => readings(ground, readingLies)],
    ['changing', (ground: Ground) => changes(ground, changingLies, true)],
  ] as const;
  for (const provider of providerIds.filter((one) => only === undefined || one === only))
    for (const [what, run] of rounds) {
      const tally: Tally = { about: `${provider}, ${what}`, tried: 0, noticed: 0, honest: 0, believed: 0 };
      tallies.push(tally);
      const ground = await openGround(provider);
      try {
        for await (const cell of run(ground)) {
          cells.push(cell);
          tally.tried += 1;
          tally[cell.outcome] += 1;
          if (cell.outcome === 'believed' && !asJson) console.log(`believed: ${describeCell(cell)}`);
        }
      } finally {
        await ground.close();
      }
      if (!asJson) tell(tally);
    }
  const lies = readingLies.length + changingLies.length;
  const total = (name: keyof Omit<Tally, 'about'>) => tallies.reduce((sum, tally) => sum + tally[name], 0);
  const all: Tally = {
    about: `all, ${lies} lies`,
    tried: total('tried'),
    noticed: total('noticed'),
    honest: total('honest'),
    believed: total('believed'),
  };
  if (asJson) console.log(JSON.stringify({ lies, tallies, believed: cells.filter(isBelieved) }, null, 2));
  else tell(all);
  return all.believed === 0 ? 0 : 1;
}

const isBelieved = ({ outcome }: Cell) => outcome === 'believed';

function tell({ about, tried, noticed, honest, believed }: Tally): void {
  console.log(
    `${about.padEnd(30)} ${String(tried).padStart(5)} tried ${String(noticed).padStart(5)} noticed ` +
      `${String(honest).padStart(5)} honest ${String(believed).padStart(5)} believed`,
  );
}
