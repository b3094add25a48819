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
const heldTokens = z.record(z.string(), heldToken);

/** By id. Fails where the vault can't be read now: not held isn't the same as not readable. */
export function readHeldTokens(storage: ConnectionStorage): Result<Record<string, HeldToken>> {
  const text = storage.heldSecrets.get(slot);
  if (!text.ok) return text;
  if (text.value === null) return ok({});
  try {
    return ok(heldTokens.safeParse(JSON.parse(text.value)).data ?? {});
  } catch {
    return ok({});
  }
}

export async function holdToken(
  storage: ConnectionStorage,
  id: string,
  token: HeldToken,
): Promise<Result<null>> {
  const held = readHeldTokens(storage);
  return held.ok ? storage.heldSecrets.put(slot, JSON.stringify({ ...held.value, [id]: token })) : held;
}

export async function dropToken(storage: ConnectionStorage, id: string): Promise<Result<null>> {
  const held = readHeldTokens(storage);
  if (!held.ok) return held;
  const { [id]: _gone, ...rest } = held.value;
  return storage.heldSecrets.put(slot, JSON.stringify(rest));
}
