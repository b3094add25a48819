import type { ProviderId } from '../../../src-preload/contract/refs.ts';
import { changeUnder } from './change.ts';
import type { ChangingLie } from './changing-lies.ts';
import type { Ground } from './ground.ts';
import type { Lie } from './liar.ts';
import { operations, type Operation } from './operations.ts';
import { believed, type Verdict } from './oracle.ts';
import { readHonestly, readUnder } from './read.ts';
import type { ReadingLie } from './reading-lies.ts';

/** One lie about one list or one change of one system, and what became of it. */
export interface Cell extends Verdict {
  provider: ProviderId;
  /** The list or the change. */
  about: string;
  lie: string;
}

const noLie: Lie = ({ forward }) => forward();

/** Every one of these lies about every list, with an honest reading before the first and after each. */
export async function* readings(ground: Ground, lies: readonly ReadingLie[]): AsyncGenerator<Cell> {
  const { provider } = ground;
  for (const list of ground.lists) {
    const control = await readHonestly(ground, list);
    yield cell(control === 'fresh' ? { outcome: 'honest', why: control } : believed(control), 'no lie');
    for (const { name, lie } of lies) {
      const verdict = await readUnder(ground, list, lie);
      if (ground.isSignedOut()) {
        yield cell(verdict, name);
        return;
      }
      const after = await readHonestly(ground, list);
      yield cell(after === 'fresh' ? verdict : believed(`not put right afterwards: ${after}`), name);
    }
    function cell(verdict: Verdict, lie: string): Cell {
      return { provider, about: list, lie, ...verdict };
    }
  }
}

/** The change without a lie has to be done; it is also where replayed answers come from. */
async function control(ground: Ground, operation: Operation): Promise<Cell> {
  const verdict = await changeUnder(ground, operation, noLie);
  return {
    provider: ground.provider,
    about: operation.name,
    lie: 'no lie',
    ...(verdict.why === 'done' ? verdict : believed(`without a lie: ${verdict.why}`)),
  };
}

/** These lies about changes. `everywhere`: each about every change, and not only about one of them in turn. */
export async function* changes(
  ground: Ground,
  lies: readonly ChangingLie[],
  everywhere: boolean,
): AsyncGenerator<Cell> {
  const { provider } = ground;
  const all = operations[provider];
  for (const [nth, operation] of all.entries()) {
    const mine = lies.filter((_, index) => everywhere || index % all.length === nth);
    if (mine.length === 0) continue;
    yield control(ground, operation);
    for (const { name, lie } of mine) {
      yield { provider, about: operation.name, lie: name, ...(await changeUnder(ground, operation, lie)) };
      // Nothing more can be tried.
      if (ground.isSignedOut()) return;
    }
  }
}

export const describeCell = ({ provider, about, lie, why }: Cell): string =>
  `${provider}, ${about}, ${lie}: ${why}`;
