import type { Directory } from '../../directory.ts';
import type { Organization } from '../../tables/organizations.ts';
import type { Person } from '../../tables/people.ts';

export const systemName = 'workspaces-api';

export const roleNames = ['Admin', 'Developer', 'Viewer'] as const;
export type RoleName = (typeof roleNames)[number];

/** What this system gives a number to. A role is one organization's own, as its id tells. */
export type Numbered = 'organization' | 'workspace' | 'user' | 'role' | 'invitation' | 'token';

export function numberOf(directory: Directory, kind: Numbered, id: string): number {
  return directory.numbers.of(systemName, kind, id);
}

/** The row that a number in a path or a body stands for; null for anything else. */
export function idOf(
  directory: Directory,
  kind: Numbered,
  number: string | number | undefined,
): string | null {
  if (number === undefined || !/^\d{1,15}$/.test(String(number))) return null;
  return directory.numbers.idOf(systemName, kind, Number(number));
}

export function roleNumber(directory: Directory, organizationId: string, role: string): number {
  return numberOf(directory, 'role', `${organizationId}/${role}`);
}

/** The role of that number, if it is one of this organization. */
export function roleOfNumber(directory: Directory, organizationId: string, number: number): RoleName | null {
  const id = idOf(directory, 'role', number);
  return roleNames.find((role) => id === `${organizationId}/${role}`) ?? null;
}

/** A name as a part of an address: plain letters and digits, single hyphens between them. */
export function slugOf(name: string): string {
  const slug = name
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
  return slug === '' ? 'workspace' : slug;
}

/** The slug, or the first of slug-2, slug-3… that is not taken. */
export function freeSlug(name: string, taken: ReadonlySet<string>): string {
  const slug = slugOf(name);
  let free = slug;
  for (let count = 2; taken.has(free); count += 1) free = `${slug}-${count}`;
  return free;
}

/** What people sign in with: their address up to its @. */
export function usernameOf(person: Person): string {
  return person.email.slice(0, person.email.lastIndexOf('@'));
}

export function fullName(person: {
  readonly email: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
}): string {
  const name = [person.firstName, person.lastName].filter((part) => part !== null).join(' ');
  return name === '' ? person.email : name;
}

/** Gives the roles of a new organization their numbers, in the order of the documents. */
export function numberOrganization(directory: Directory, organization: Organization): void {
  numberOf(directory, 'organization', organization.id);
  for (const role of roleNames) roleNumber(directory, organization.id, role);
}
