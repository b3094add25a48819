import { readFileSync } from 'node:fs';
import { screenSlot, unseal } from './sealed-box.ts';
import type { Keyring } from './vault.ts';

/**
 * Opens what the vault sealed with `sealScreen`, before the code of the vault is loaded. null where another vault sealed it, or where
 * the vault isn't one that the keyring opens.
 */
export async function unsealScreen(vaultFile: string, keyring: Keyring, box: Buffer): Promise<Buffer | null> {
  const wrapped = wrappedIn(vaultFile);
  if (wrapped === null) return null;
  const state = await keyring.state();
  if (state.state !== 'ready' || state.name !== wrapped.name) return null;
  const key = await keyring.decrypt(Buffer.from(wrapped.key, 'base64'));
  if (!key.ok || key.value.plain.length !== 32) return null;
  const master = key.value.plain;
  const plain = unseal(master, screenSlot, box);
  master.fill(0);
  return plain;
}

/** How the master key is wrapped, where a keyring did that. Read by hand: the schema of the file would bring zod into the start. */
function wrappedIn(vaultFile: string): { name: string; key: string } | null {
  try {
    const file: unknown = JSON.parse(readFileSync(vaultFile, 'utf8'));
    const wrapped = fieldOf(file, 'wrapped');
    const [backend, name, key] = ['backend', 'name', 'key'].map((field) => fieldOf(wrapped, field));
    if (fieldOf(file, 'version') !== 1 || backend !== 'keyring') return null;
    return typeof name === 'string' && typeof key === 'string' ? { name, key } : null;
  } catch {
    return null;
  }
}

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
