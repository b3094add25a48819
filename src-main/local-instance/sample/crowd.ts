import { ulid } from 'ulid';
import type { Directory } from '../directory.ts';
import { createRandom } from '../random.ts';
import type { Person } from '../tables/people.ts';
import { emailPart, firstNames, lastNames } from './names.ts';
import { day } from '../../../src-preload/shared/units.ts';

/** How many people the sample data has in all. */
export const sampleSize = 500;

/** Addresses of the crowd, and of nobody else in the sample data: those of the two companies' sites. */
const crowdDomains = [
  'lisbon.northwind.example',
  'gdansk.northwind.example',
  'hanoi.northwind.example',
  'works.fabrikam.example',
] as const;

/**
 * Fills the sample data up to its size with people who have no part of their own: they make rosters long, and are the same persons in
 * several systems. No two have the same name before the @, which is what some systems sign in by.
 */
export function addCrowd(directory: Directory, seed: number, taken: readonly string[]): void {
  const random = createRandom((seed + 0x0c03) >>> 0);
  const now = Math.floor(directory.now() / 1000) * 1000;
  const localParts = new Set(taken.map((email) => email.slice(0, email.indexOf('@')).toLowerCase()));
  const pick = <T>(list: readonly [T, ...T[]]): T => list[Math.floor(random() * list.length)] ?? list[0];
  // Names and their e-mail spelling are worked out once each: normalising is most of the work.
  const spelled = (name: string) => ({ name, part: emailPart(name) });
  const firsts = firstNames.map(spelled);
  const lasts = lastNames.map(spelled);
  let missing = sampleSize - taken.length;
  while (missing > 0) {
    const first = firsts[Math.floor(random() * firsts.length)];
    const last = lasts[Math.floor(random() * lasts.length)];
    if (!first || !last) continue;
    const localPart = `${first.part}.${last.part}`;
    if (localParts.has(localPart)) continue;
    localParts.add(localPart);
    missing -= 1;
    const createdAt = now - Math.floor((20 + random() * 1400) * day);
    directory.people.add({
      id: ulid(createdAt, random),
      email: `${localPart}@${pick(crowdDomains)}`,
      nickname: first.part,
      firstName: first.name,
      lastName: last.name,
      emailVerified: true,
      createdAt,
      signupAt: createdAt + Math.floor(random() * 3 * day),
      tosAcceptedAt: createdAt + 3 * day,
    });
  }
}

export function isOfCrowd({ email }: Pick<Person, 'email'>): boolean {
  return crowdDomains.some((domain) => email.endsWith(`@${domain}`));
}

/** The crowd among these in the order of their arrival, which is no order of names: the same for the same seed. */
export function crowdAmong(people: readonly Person[]): Person[] {
  return people.filter(isOfCrowd).toSorted((a, b) => (a.id < b.id ? -1 : 1));
}
