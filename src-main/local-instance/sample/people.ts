import type { Directory } from '../directory.ts';
import { crowdAmong, isOfCrowd } from './crowd.ts';
import { samplePeople } from './seed.ts';

/** Who the sample data of every system is made of. */
export interface FoundPeople {
  /** Throws for an address that the sample data doesn't have: a mistake in a sample. */
  idOf(email: string): string;
  /** Those who signed up and have no part of their own, in a fixed order. */
  readonly ordinary: readonly string[];
  /** The many others, in an order of their own. */
  readonly crowd: readonly string[];
}

/** The sample people as they are in the directory: one set for all systems. */
export function findSamplePeople(directory: Directory): FoundPeople {
  const named: ReadonlySet<string> = new Set(Object.values(samplePeople));
  // All at once: asking for each by itself would be most of the time that the sample data takes.
  const everybody = directory.people.signedUp(Number.MAX_SAFE_INTEGER);
  const byEmail = new Map(everybody.map((person) => [person.email, person]));
  return {
    idOf(email) {
      const person = byEmail.get(email) ?? directory.people.byEmail(email);
      if (!person) throw new Error(`The sample data has nobody with the address ${email}`);
      return person.id;
    },
    ordinary: everybody
      .filter((person) => !isOfCrowd(person))
      .map(({ email }) => email)
      .filter((email) => !named.has(email) && !email.endsWith('@lumen-consulting.example'))
      .toSorted(),
    crowd: crowdAmong(everybody).map(({ email }) => email),
  };
}

/** A UUID (version 4 in form) that is the same for the same numbers. */
export function uuidFrom(random: () => number): string {
  const hex = Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16)).join('');
  const variant = '89ab'[Math.floor(random() * 4)] ?? '8';
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20),
  ].join('-');
}
