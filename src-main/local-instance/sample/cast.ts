import { ulid } from 'ulid';
import type { Directory } from '../directory.ts';
import { createRandom } from '../random.ts';
import { crowdAmong, isOfCrowd } from './crowd.ts';
import type { Person } from '../tables/people.ts';
import { samplePeople } from './seed.ts';

/** What the sample data of every further system is made with: the people who are there already, and the same chance. */
export interface Cast {
  /** Milliseconds, a whole second: dates are laid out around it. */
  readonly now: number;
  random(): number;
  idAt(time: number): string;
  /** Throws for an address that nobody of the sample data has. */
  person(email: string): Person;
  /** Signed-up people without a part of their own, always in the same order. */
  readonly ordinary: readonly Person[];
  /** The many others, in an order of their own. */
  readonly crowd: readonly Person[];
}

/** `salt` keeps the ids of one system's data from being those of another's. */
export function castOf(directory: Directory, seed: number, salt: number): Cast {
  const random = createRandom((seed + salt) >>> 0);
  const named = new Set<string>(Object.values(samplePeople));
  // All at once: asking for each by itself would be most of the time that the sample data takes.
  const everybody = directory.people.signedUp(Number.MAX_SAFE_INTEGER);
  const byEmail = new Map(everybody.map((person) => [person.email, person]));
  return {
    now: Math.floor(directory.now() / 1000) * 1000,
    random,
    idAt: (time) => ulid(time, random),
    person(email) {
      const person = byEmail.get(email) ?? directory.people.byEmail(email);
      if (!person) throw new Error(`The sample data has nobody with the address ${email}`);
      return person;
    },
    ordinary: everybody.filter((person) => !named.has(person.email) && !isOfCrowd(person)),
    crowd: crowdAmong(everybody),
  };
}
