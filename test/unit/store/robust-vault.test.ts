import { randomUUID } from 'node:crypto';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { vaultIn } from '../../torture/app.ts';
import { temporaryFolder, value } from './support.ts';

it('a half-written vault file of a killed process is removed at the next start, and nothing else', async () => {
  const folder = temporaryFolder();
  value(await vaultIn(folder).setCredential('c1', 'kept'));
  const unfinished = `vault.json.${randomUUID()}.tmp`;
  for (const name of [unfinished, 'vault.json.corrupt-20261122T143005Z', 'other.tmp'])
    writeFileSync(join(folder, name), 'secrets');
  const vault = vaultIn(folder);
  await vault.ready();
  expect(vault.credential('c1')).toEqual({ ok: true, value: 'kept' });
  expect(readdirSync(folder).sort()).toEqual([
    'other.tmp',
    'vault.json',
    'vault.json.corrupt-20261122T143005Z',
  ]);
});
