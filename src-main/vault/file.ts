import { existsSync, readFileSync, renameSync } from 'node:fs';
import { z } from 'zod';
import { writeFileAtomic } from '../files.ts';

const base64 = z.base64();

/** What is on disk. The backend stands beside the ciphertexts: with another one they can't be read, and that must be told. */
export const vaultFile = z.discriminatedUnion('backend', [
  z.object({
    version: z.literal(1),
    backend: z.literal('keyring'),
    keyring: z.string(),
    secrets: z.record(z.string(), base64),
  }),
  z.object({
    version: z.literal(1),
    backend: z.literal('passphrase'),
    salt: base64,
    /** Tells a wrong passphrase from a damaged secret. */
    proof: base64,
    secrets: z.record(z.string(), base64),
  }),
]);
export type VaultFile = z.infer<typeof vaultFile>;

export type Reading =
  | { found: 'nothing' }
  | { found: 'file'; file: VaultFile }
  | { found: 'newer' }
  /** It was set aside under this name. */
  | { found: 'damaged'; aside: string };

/** Reads the file; a damaged one is set aside, never overwritten or dropped. Throws what the system says of an unreadable folder. */
export function readVaultFile(path: string, now: number): Reading {
  if (!existsSync(path)) return { found: 'nothing' };
  const text = readFileSync(path, 'utf8');
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    raw = null;
  }
  const parsed = vaultFile.safeParse(raw);
  if (parsed.success) return { found: 'file', file: parsed.data };
  const newer = z.object({ version: z.number().gt(1) }).safeParse(raw);
  if (newer.success) return { found: 'newer' };
  const aside = `${path}.corrupt-${now}`;
  renameSync(path, aside);
  return { found: 'damaged', aside };
}

export const writeVaultFile = (path: string, file: VaultFile) => writeFileAtomic(path, JSON.stringify(file));
