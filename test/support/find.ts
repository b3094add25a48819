import type { Directory } from '../../src-main/local-instance/directory.ts';
import type { SystemName } from '../../src-main/local-instance/tables/workspaces.ts';

/* Ids in the data of a local instance, by what people know of them. */

/** Throws for an unknown address. */
export function personId(directory: Directory, email: string): string {
  const person = directory.people.byEmail(email);
  if (!person) throw new Error(`Nobody in the local instance has the address ${email}`);
  return person.id;
}

/** Of any workspace of the name, or of the one that this person made; deleted ones included. Throws where there is none. */
export function workspaceNamed(
  directory: Directory,
  system: SystemName,
  name: string,
  creatorEmail?: string,
): string {
  const creators =
    creatorEmail === undefined
      ? directory.people.signedUp(1000)
      : [{ id: personId(directory, creatorEmail) }];
  for (const { id } of creators) {
    const found = directory.workspaces.createdBy(id, system).find((one) => one.name === name);
    if (found) return found.id;
  }
  throw new Error(`The local instance has no workspace named ${name}`);
}
