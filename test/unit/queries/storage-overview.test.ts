import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { storageOverview } from '../../../src-preload/contract/storage.ts';
import { plainError } from '../../../src-main/base/errors.ts';
import { connectionRecord } from '../store/support.ts';
import { placeGoneNotice } from '../../../src-main/maintenance/text.ts';
import { storedOnDevice } from '../../../src-main/queries/storage-overview.ts';
import { erasedText } from '../../../src-main/queries/text.ts';
import { readRetention, setRetention } from '../../../src-main/store/retention/preference.ts';

const nothing = { count: 0, oldest: null, newest: null, bytes: 0 };
let folder: string | null = null;
afterEach(() => {
  if (folder !== null) rmSync(folder, { recursive: true, force: true });
  folder = null;
});

it('the retention is the default until it is set, and where it can’t be read', async () => {
  const kept = new Map<string, unknown>();
  const ledger = {
    preference: (key: string) => kept.get(key) ?? null,
    async setPreference(key: string, value: unknown) {
      kept.set(key, value);
      return { ok: true as const, value: null };
    },
  };
  const initial = { historyDays: 90, hideAfterDays: 30, eraseAfterDays: 60 };
  expect(readRetention(ledger)).toEqual(initial);
  expect(await setRetention(ledger, { hideAfterDays: 0 })).toMatchObject({ ok: true });
  expect(readRetention(ledger)).toEqual({ ...initial, hideAfterDays: 0 });
  kept.set('retention', 'long');
  expect(readRetention(ledger)).toEqual(initial);
  // The others stay: a default could erase what was to be kept for ever.
  kept.set('retention', { historyDays: 'long', hideAfterDays: 0, eraseAfterDays: 0 });
  expect(readRetention(ledger)).toEqual({ historyDays: 90, hideAfterDays: 0, eraseAfterDays: 0 });
});

it('a file beside the databases has its name alone, and one elsewhere its path', () => {
  folder = mkdtempSync(join(tmpdir(), 'time-test-'));
  const elsewhere = join(folder, 'instance');
  mkdirSync(elsewhere);
  writeFileSync(join(folder, 'window.json'), 'x');
  writeFileSync(join(elsewhere, 'data.db'), 'x');
  const { files } = storedOnDevice({
    storage: {
      stored: () => ({ lists: [], history: nothing, receipts: nothing, inventory: null, lastContact: null }),
      hiddenCopies: () => [],
      copyHidden: () => null,
      hiddenPlaces: () => new Set(),
      erasedCopies: () => [],
      held: () => null,
    },
    ledger: { connections: () => [], preference: () => null },
    folder,
    mode: 'disk',
    otherFiles: [
      { path: join(folder, 'window.json'), what: 'Window' },
      { path: join(elsewhere, 'data.db'), what: 'Data' },
    ],
    secretsOf: () => [],
    now: () => 0,
  });
  expect(files.map(({ name }) => name)).toEqual(['window.json', join(elsewhere, 'data.db')]);
});

it('the overview lists what is on this device with its files, and only the kinds of secrets', () => {
  folder = mkdtempSync(join(tmpdir(), 'time-test-'));
  writeFileSync(join(folder, 'ledger.db'), 'x'.repeat(10));
  writeFileSync(join(folder, 'roster.db.corrupt-20260101T000000Z'), 'xx');
  writeFileSync(join(folder, 'ledger.db.replaced-20260101T000000Z'), 'x');
  for (const name of readdirSync(folder)) utimesSync(join(folder, name), 5, 5);
  writeFileSync(join(folder, 'unrelated.txt'), 'xx');
  const found = storedOnDevice({
    storage: {
      stored: () => ({ lists: [], history: nothing, receipts: nothing, inventory: null, lastContact: null }),
      hiddenCopies: () => [{ workspaceId: null, since: 5 }],
      copyHidden: () => null,
      hiddenPlaces: () => new Set(),
      erasedCopies: () => [],
      held: () => null,
    },
    ledger: { connections: () => [connectionRecord('c1')], preference: () => null },
    folder,
    mode: 'disk',
    otherFiles: [{ path: join(folder, 'missing.json'), what: 'Secrets' }],
    secretsOf: () => [{ kind: 'Sign-in', count: 1 }],
    now: () => 0,
  });
  expect(storageOverview.parse(found)).toEqual(found);
  expect(found.files).toEqual([
    {
      name: 'ledger.db',
      what: 'Connections, notes, plans, receipts and history',
      bytes: 10,
      changedAt: 5000,
    },
    {
      name: 'ledger.db.replaced-20260101T000000Z',
      what: 'Set aside when an earlier ledger was opened again',
      bytes: 1,
      changedAt: 5000,
    },
    {
      name: 'roster.db.corrupt-20260101T000000Z',
      what: 'Set aside: damaged, or written with another key',
      bytes: 2,
      changedAt: 5000,
    },
  ]);
  expect(found.connections).toMatchObject([{ connectionId: 'c1', hidden: [{ since: 5 }] }]);
});

it('the text explains what erasing leaves, and why a place is no longer listed', () => {
  expect(erasedText(true, false, true)).toBe(
    'The offline copies and the history are erased. Receipts stay, and name the people they’re about. What you entered manually stays. The copies come back with the next refresh, unless you sign out.',
  );
  const forbidden = plainError('forbidden', 'You are not a member of this workspace.', 'Ask an owner.');
  expect(placeGoneNotice('Payments', 'Production', forbidden).sentence).toBe(
    '“Payments” (Production) is no longer in your list. The server says: “You are not a member of this workspace.”',
  );
  expect(placeGoneNotice('Payments', 'Production', null).sentence).toContain('doesn’t say which');
});
