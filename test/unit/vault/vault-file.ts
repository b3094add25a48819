import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { createVault } from '../../../src-main/vault/create-vault.ts';
import type { Keyring } from '../../../src-main/vault/vault.ts';

export const secret = 'si-token-eyJhbGciOiJSUzI1NiJ9.secret-part';
export const passphrase = 'correct horse battery';

/* The file of a vault in a folder of its own, new for each test. */
export let folder: string;
export let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vault-test-'));
  file = join(folder, 'vault.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The vault of the file as a start of the app opens it. */
export const open = async (keyring: Keyring) => {
  const vault = createVault({ file, keyring, now: () => Date.UTC(2026, 10, 22), scryptCost: 2 ** 14 });
  await vault.ready();
  return vault;
};
