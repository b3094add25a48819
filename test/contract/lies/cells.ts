import type { ProviderId } from '../../../src-preload/contract/refs.ts';
import { changeUnder } from './change.ts';
import type { ChangingLie } from './changing-lies.ts';
import type { Ground } from './ground.ts';
import type { Lie } from './liar.ts';
import { operations, type Operation } from './operations.ts';
import { believed, type Verdict } from './oracle.ts';
import { readHonestly, readUnder, whoamiHonestly, whoamiUnder } from './read.ts';
import type { ReadingLie } from './reading-lies.ts';

/** One lie about one list or one change of one system, and what became of it. */
export interface Cell extends Verdict {
  provider: ProviderId;
  /** The list or the change. */
  about: string;
  lie: string;
}

/** The name of the control, in which nothing is a lie. */
export const noLie = 'no lie';
/** Whether a cell is still to be tried. */
export type Wanted = (about: string, lie: string) => boolean;
const every: Wanted = () => true;

/** What breaks under a lie counts as believed: nothing was noticed. */
const attempt = (tried: Promise<Verdict>): Promise<Verdict> =>
  tried.catch((cause: unknown) =>
    believed(`it broke: ${cause instanceof Error ? cause.message : String(cause)}`),
  );

const whoami = 'whoami';

/** That no sandboxes run is an answer like any other, which nothing contradicts. */
const isPlausible = (provider: ProviderId, about: string, lie: string): boolean =>
  provider === 'modbox' && about === 'details' && lie === 'an empty list and totals of 0';

/** Every one of these lies about all that is read, with an honest reading before the first and after each. */
export async function* readings(
  ground: Ground,
  lies: readonly ReadingLie[],
  wanted: Wanted = every,
): AsyncGenerator<Cell> {
  const { provider } = ground;
  for (const about of [...ground.readable, whoami] as const) {
    const mine = lies.filter(({ name }) => wanted(about, name) && !isPlausible(provider, about, name));
    if (mine.length === 0) continue;
    const honestly = async () => (about === whoami ? whoamiHonestly(ground) : readHonestly(ground, about));
    const under = async (lie: Lie) =>
      about === whoami ? whoamiUnder(ground, lie) : readUnder(ground, about, lie);
    const cell = (verdict: Verdict, lie: string): Cell => ({ provider, about, lie, ...verdict });
    const control = await honestly();
    yield cell(control === 'fresh' ? { outcome: 'honest', why: control } : believed(control), noLie);
    if (control !== 'fresh') continue;
    for (const { name, lie } of mine) {
      const verdict = await attempt(under(lie));
      if (ground.isSignedOut()) {
        yield cell(verdict, name);
        return;
      }
      const after = await honestly();
      yield cell(after === 'fresh' ? verdict : believed(`not put right afterwards: ${after}`), name);
    }
  }
}

/** The change without a lie has to be done; it is also where replayed answers come from. */
async function control(ground: Ground, operation: Operation): Promise<Verdict> {
  const verdict = await attempt(changeUnder(ground, operation, ({ forward }) => forward()));
  return verdict.why === 'done' ? verdict : believed(`without a lie: ${verdict.why}`);
}

/** These lies about changes. `everywhere`: each about every change, and not only about one of them in turn. */
export async function* changes(
  ground: Ground,
  lies: readonly ChangingLie[],
  { everywhere, wanted = every }: { everywhere: boolean; wanted?: Wanted },
): AsyncGenerator<Cell> {
  const { provider } = ground;
  const all = operations[provider];
  for (const [nth, operation] of all.entries()) {
    const about = operation.name;
    const mine = lies.filter(
      ({ name }, index) => (everywhere || index % all.length === nth) && wanted(about, name),
    );
    if (mine.length === 0) continue;
    const cell = (verdict: Verdict, lie: string): Cell => ({ provider, about, lie, ...verdict });
    const controlled = await control(ground, operation);
    yield cell(controlled, noLie);
    if (controlled.outcome === 'believed') continue;
    for (const { name, lie } of mine) {
      yield cell(await attempt(changeUnder(ground, operation, lie)), name);
      // Nothing more can be tried.
      if (ground.isSignedOut()) return;
    }
  }
}

export const describeCell = ({ provider, about, lie, why }: Cell): string =>
  `${provider}, ${about}, ${lie}: ${why}`;
