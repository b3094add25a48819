import { copyFileSync, existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { z } from 'zod';
import type { AppError } from '../../src-preload/contract/result.ts';
import { fail, ok, type Result } from '../../src-preload/shared/result.ts';
import { errorFrom } from '../base/errors.ts';
import { codeOf, isFullCode, timeForFileName, writeFileAtomic } from '../base/atomic-file.ts';
import { scryptParameters } from './passphrase.ts';
import { text } from './text.ts';

const version = 1;

/** How the master key is wrapped: the backend's name beside its ciphertext. */
const wrapped = z.discriminatedUnion('backend', [
  z.object({ backend: z.literal('keyring'), name: z.string(), key: z.string().min(1) }),
  z.object({ backend: z.literal('passphrase'), scrypt: scryptParameters, key: z.string().min(1) }),
]);
export type Wrapped = z.infer<typeof wrapped>;

/** `slots`: name → AES-256-GCM box under the master key, base64. One that can't be opened does not take the others with it. */
const vaultFile = z.object({
  version: z.literal(version),
  wrapped,
  slots: z.record(z.string(), z.string()),
});
export type VaultFile = z.infer<typeof vaultFile>;

type ReadVault =
  | { end: 'none' }
  | { end: 'read'; content: VaultFile }
  | { end: 'newer' }
  | { end: 'damaged' }
  | { end: 'unreadable'; code: string };

/** Reads the file as it is, without judging whether its ciphertexts can be opened. */
export function readVaultFile(file: string): ReadVault {
  if (!existsSync(file)) return { end: 'none' };
  let json: string;
  try {
    json = readFileSync(file, 'utf8');
  } catch (cause) {
    return { end: 'unreadable', code: codeOf(cause) };
  }
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return { end: 'damaged' };
  }
  const versioned = z.object({ version: z.number() }).safeParse(value);
  if (versioned.success && versioned.data.version > version) return { end: 'newer' };
  const read = vaultFile.safeParse(value);
  return read.success ? { end: 'read', content: read.data } : { end: 'damaged' };
}

/** Errors: `disk-full`, `vault-unavailable`. */
export async function writeVaultFile(
  file: string,
  wrap: Wrapped,
  slots: Map<string, string>,
): Promise<Result<null>> {
  const content: VaultFile = { version, wrapped: wrap, slots: Object.fromEntries(slots) };
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    await writeFileAtomic(file, `${JSON.stringify(content, null, 2)}\n`);
    return ok(null);
  } catch (cause) {
    return fail(fileError(codeOf(cause)));
  }
}

/** Renames the file, or copies it where it is replaced afterwards. Gives the new name; never replaces an earlier one. */
export function setVaultAside(
  file: string,
  word: string,
  now: number,
  how: 'rename' | 'copy' = 'rename',
): Result<string> {
  const stem = `${file}.${word}-${timeForFileName(now)}`;
  let target = stem;
  for (let n = 2; existsSync(target); n += 1) target = `${stem}-${n}`;
  try {
    if (how === 'copy') copyFileSync(file, target);
    else renameSync(file, target);
    return ok(basename(target));
  } catch (cause) {
    // Half a copy would look like one to go back to.
    if (how === 'copy') rmSync(target, { force: true });
    return fail(fileError(codeOf(cause)));
  }
}

function fileError(code: string): AppError {
  return isFullCode(code)
    ? errorFrom('disk-full', text.diskFull, code)
    : errorFrom('vault-unavailable', text.fileNotWritable, code || null);
}
