import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  backUpLedger,
  ledgerBeforeUpdate,
  restoreLedger,
} from '../../../src-main/updates/ledger-before-update.ts';
import { ok } from '../../../src-preload/shared/result.ts';

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

it('the ledger is copied for its owner alone', async () => {
  writeFileSync(join(folder, 'ledger.db.backup'), 'mine');
  expect(await backUpLedger(folder)).toEqual(ok(null));
  expect(readFileSync(ledgerBeforeUpdate(folder), 'utf8')).toBe('mine');
  if (process.platform !== 'win32') expect(statSync(ledgerBeforeUpdate(folder)).mode & 0o777).toBe(0o600);
});

it('a copy that fails leaves the earlier one whole, and nothing of itself', async () => {
  writeFileSync(ledgerBeforeUpdate(folder), 'older');
  // Nothing that can be read.
  mkdirSync(join(folder, 'ledger.db.backup'));
  expect(await backUpLedger(folder)).toMatchObject({
    ok: false,
    error: { sentence: 'The ledger couldn’t be copied, so the update isn’t installed.' },
  });
  expect(readFileSync(ledgerBeforeUpdate(folder), 'utf8')).toBe('older');
  expect(readdirSync(folder).sort()).toEqual(['ledger.db.backup', 'ledger.db.before-update']);
});
