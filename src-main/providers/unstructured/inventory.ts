import { z } from 'zod';
import { caseless, normalizeName } from '../../../src-preload/shared/normalize.ts';
import { fail, ok, type Result } from '../../../src-preload/shared/result.ts';
import { plainError } from '../../base/errors.ts';
import type { ConnectionStorage } from '../provider.ts';
import { isWorkspace, organizationPlace, partsOf } from './place-ids.ts';
import { unstructuredText } from './text.ts';

/*
 * What the admin says of the real service, which offers nothing to ask: organizations, workspaces, people with both roles, and keys by
 * name. Everything carries when it was said and how. Values of keys are never in it.
 */

const said = { saidAt: z.number(), how: z.enum(['entered', 'imported', 'marked as done']) };

const workspaceMember = z.object({ userId: z.string(), role: z.string(), ...said });
const organizationMember = z.object({
  /** The e-mail in lower case; `email` is as it was said first. */
  userId: z.string(),
  email: z.string(),
  /** Empty: not said. */
  name: z.string(),
  role: z.string(),
  ...said,
});
const key = z.object({
  id: z.string(),
  name: z.string(),
  enabled: z.boolean(),
  /** Known only of a key whose creation was marked as done. */
  createdAt: z.number().nullable(),
  /** The last test against the data API. `words` is a stored name: the inventory is kept as JSON. */
  probe: z.object({ at: z.number(), works: z.boolean(), words: z.string() }).nullable(),
  ...said,
});
const workspace = z.object({
  /** The place's id. */
  id: z.string(),
  name: z.string(),
  ...said,
  members: z.array(workspaceMember),
  /** When the list was last added to, changed or shortened; null: nothing was ever said of it. */
  membersSaidAt: z.number().nullable(),
  keys: z.array(key),
  keysSaidAt: z.number().nullable(),
});
const organization = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['organization', 'personal']),
  ...said,
  members: z.array(organizationMember),
  membersSaidAt: z.number().nullable(),
  workspaces: z.array(workspace),
});
const inventorySchema = z.object({ version: z.literal(1), organizations: z.array(organization) });

export type Inventory = z.infer<typeof inventorySchema>;
export type InventoryOrganization = z.infer<typeof organization>;
export type InventoryWorkspace = z.infer<typeof workspace>;
export type OrganizationMember = z.infer<typeof organizationMember>;
export type WorkspaceMember = z.infer<typeof workspaceMember>;
export type InventoryKey = z.infer<typeof key>;
/** When something was said, and how. */
export type Provenance = Pick<InventoryKey, 'saidAt' | 'how'>;

/** The inventory as it is kept; empty where nothing was said yet. What is given is the caller's to change. */
export const readInventory = (storage: ConnectionStorage): Result<Inventory> =>
  inventoryOf(storage.inventory.read());

/** The same of what was read before. */
export function inventoryOf(stored: unknown): Result<Inventory> {
  if (stored === null || stored === undefined) return ok({ version: 1, organizations: [] });
  const read = inventorySchema.safeParse(stored);
  if (read.success) return ok(read.data);
  return fail(
    plainError(
      'store-unavailable',
      unstructuredText.inventoryUnreadable,
      unstructuredText.useNewestSteward,
      read.error.issues
        .slice(0, 3)
        .map(({ path, code }) => `${path.map(String).join('.')}: ${code}`)
        .join('; '),
    ),
  );
}

/**
 * Reads, changes and writes the inventory. Nothing is awaited between reading and writing, so that two changes at once can't lose one
 * another. `change` answers with what went wrong, and nothing is written then.
 */
export async function changeInventory<T>(
  storage: ConnectionStorage,
  change: (inventory: Inventory) => Result<T>,
): Promise<Result<T>> {
  const read = readInventory(storage);
  if (!read.ok) return read;
  const changed = change(read.value);
  if (!changed.ok) return changed;
  const written = await storage.inventory.write(read.value);
  return written.ok ? changed : written;
}

/** A name as people mean it: one space between words, none around, and nothing that can't be seen. */
export const cleaned = (text: string): string => normalizeName(text).text;

/** By which two names are the same. */
export const folded = caseless;

export const userIdOf = (email: string): string => folded(email);

/** Ids come from the names as they are said first, so that the same file twice means the same things. */
export const organizationIdOf = (name: string): string => organizationPlace(cleaned(name));
export const workspaceIdOf = (organizationId: string, name: string): string =>
  `${organizationId}/${encodeURIComponent(cleaned(name))}`;
export const keyIdOf = (name: string): string => encodeURIComponent(folded(name));

/** The name that an id was made of: for words where the inventory isn't at hand. */
export function nameOfPlace(placeId: string): string {
  const { organization: first, workspace: second } = partsOf(placeId);
  try {
    return decodeURIComponent(second ?? first);
  } catch {
    return second ?? first;
  }
}

export const heldName = (workspaceId: string, tokenId: string): string => `key:${workspaceId}:${tokenId}`;

const findOrganization = (inventory: Inventory, placeId: string): InventoryOrganization | null => {
  const { organization: id } = partsOf(placeId);
  return inventory.organizations.find((one) => one.id === id) ?? null;
};

const findWorkspace = (inventory: Inventory, placeId: string): InventoryWorkspace | null =>
  findOrganization(inventory, placeId)?.workspaces.find((one) => one.id === placeId) ?? null;

export interface Found {
  organization: InventoryOrganization;
  /** null: the place is the organization. */
  workspace: InventoryWorkspace | null;
}

/** The place of this id, or the words for its absence. */
export function placeIn(inventory: Inventory, placeId: string): Result<Found> {
  const organizationFound = findOrganization(inventory, placeId);
  const workspaceFound = isWorkspace(placeId) ? findWorkspace(inventory, placeId) : null;
  if (organizationFound === null || (isWorkspace(placeId) && workspaceFound === null)) {
    return fail(notThere(unstructuredText.notRecorded(nameOfPlace(placeId))));
  }
  return ok({ organization: organizationFound, workspace: workspaceFound });
}

export function workspaceIn(inventory: Inventory, placeId: string): Result<InventoryWorkspace> {
  const place = placeIn(inventory, placeId);
  if (!place.ok) return place;
  return place.value.workspace === null
    ? fail(notThere(unstructuredText.keysNeedWorkspace))
    : ok(place.value.workspace);
}

export function keyIn(found: InventoryWorkspace, keyId: string): Result<InventoryKey> {
  const one = found.keys.find(({ id }) => id === keyId);
  return one === undefined ? fail(notThere(unstructuredText.keyNotRecorded)) : ok(one);
}

export const notThere = (sentence: string) =>
  plainError('not-found', sentence, unstructuredText.maybeRemoved);
