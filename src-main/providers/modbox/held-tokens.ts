import { z } from 'zod';
import { ok, type Result } from '../../../src-preload/shared/result.ts';
import type { ConnectionStorage } from '../provider.ts';

/*
 * Modbox ends a token only by its secret, so the secrets of tokens made here stay in the vault: one slot with all of them, so that they
 * can be listed where the server has no list.
 */

const slot = 'api-tokens';
const heldToken = z.object({
  secret: z.string(),
  description: z.string(),
  prefix: z.string().nullable(),
  createdAt: z.number().nullable(),
});
export type HeldToken = z.infer<typeof heldToken>;
/** By id. Fails where the vault can't be read now: not held isn't the same as not readable. */
export function readHeldTokens(storage: ConnectionStorage): Result<Map<string, HeldToken>> {
  const text = storage.heldSecrets.get(slot);
  if (!text.ok) return text;
  const held = new Map<string, HeldToken>();
  for (const [id, value] of Object.entries(parsedObject(text.value ?? '{}'))) {
    const token = heldToken.safeParse(value);
    if (token.success) held.set(id, token.data);
  }
  return ok(held);
}

function parsedObject(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}

const keep = (storage: ConnectionStorage, held: ReadonlyMap<string, HeldToken>): Promise<Result<null>> =>
  storage.heldSecrets.put(slot, JSON.stringify(Object.fromEntries(held)));

export async function holdToken(
  storage: ConnectionStorage,
  id: string,
  token: HeldToken,
): Promise<Result<null>> {
  const held = readHeldTokens(storage);
  return held.ok ? keep(storage, held.value.set(id, token)) : held;
}

export async function dropToken(storage: ConnectionStorage, id: string): Promise<Result<null>> {
  const held = readHeldTokens(storage);
  if (!held.ok) return held;
  held.value.delete(id);
  return keep(storage, held.value);
}
