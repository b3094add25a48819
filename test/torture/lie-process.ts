import { describeCell, noLie } from '../contract/lies/cells.ts';
import { openGround, providerIds } from '../contract/lies/ground.ts';
import { openLieResults } from './lie-results.ts';
import { lieTables } from './lie-tables.ts';

/*
 * One table of lies about one system, as far as the results don't have it yet: what `tellLies` starts. Says how far it is on the error
 * stream.
 */

const [path = '', name = '', table = ''] = process.argv.slice(2);
const provider = providerIds.find((one) => one === name);
const cellsOf = lieTables[table];
if (provider === undefined || cellsOf === undefined) throw new Error(`There’s no table ${table} of ${name}.`);

const results = openLieResults(path);
const tried = new Set<string>();
const wanted = (about: string, lie: string) =>
  !tried.has(`${about}, ${lie}`) && !results.isSettled({ table, provider, about, lie });

for (let isWhole = false; !isWhole;) {
  isWhole = true;
  const ground = await openGround(provider);
  try {
    for await (const cell of cellsOf(ground, wanted)) {
      results.keep({ table, ...cell });
      tried.add(`${cell.about}, ${cell.lie}`);
      if (cell.outcome === 'believed') console.error(`believed: ${describeCell(cell)}`);
      if (tried.size % 25 === 0)
        console.error(`${provider}, ${table}: ${tried.size} tried, at ${cell.about}`);
      // What was believed may have left anything behind: the next lie starts from the sample data.
      isWhole = cell.outcome !== 'believed' || cell.lie === noLie;
      if (!isWhole) break;
    }
  } finally {
    await ground.close();
  }
}
