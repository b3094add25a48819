import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ledgerBeforeUpdate, restoreLedger } from '../../../src-main/updates/ledger-before-update.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'steward-ledger-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('the earlier ledger comes back, and the newer one is kept beside it', () => {
  writeFileSync(join(folder, 'ledger.db'), 'newer');
  writeFileSync(join(folder, 'ledger.db-wal'), 'of the newer');
  writeFileSync(ledgerBeforeUpdate(folder), 'older');
  restoreLedger(folder);
  expect(readFileSync(join(folder, 'ledger.db'), 'utf8')).toBe('older');
  expect(readFileSync(join(folder, 'ledger.db.failed-update'), 'utf8')).toBe('newer');
  expect(readdirSync(folder).sort()).toEqual(['ledger.db', 'ledger.db.failed-update']);
});

it('without a copy from before the update, the ledger stays', () => {
  writeFileSync(join(folder, 'ledger.db'), 'mine');
  restoreLedger(folder);
  expect(readFileSync(join(folder, 'ledger.db'), 'utf8')).toBe('mine');
});
