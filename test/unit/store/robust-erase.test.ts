import { copyFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { closeFiles, openFiles } from '../../../src-main/store/open/open-recovery.ts';
import { createLedgerWriter } from '../../../src-main/store/ledger/ledger-writer.ts';
import { placesWith } from '../../torture/files.ts';
import { connectionRecord, ledgerKey, open, rosterKey, temporaryFolder, value } from './support.ts';

const keys = { ledger: ledgerKey, roster: rosterKey };
const mail = 'gone@erased.example';

const openHere = (folder: string) =>
  value(openFiles({ folder, ledgerKey, rosterKey, now: Date.now, timeoutMs: 20 }));

/** A connection in the ledger and in its backup. */
function withConnection(): string {
  const folder = temporaryFolder();
  const files = openHere(folder);
  const identity = { userId: 'U1', name: '', email: mail };
  const ledger = createLedgerWriter(files.ledger, new Set(), () => undefined);
  value(ledger.saveConnection(connectionRecord('gone', { identity })));
  closeFiles(files, true);
  expect(placesWith(mail, folder, keys)).toEqual(['ledger.db', 'ledger.db.backup']);
  return folder;
}

/** A removal in a process that ends after the rows are gone for good, and before anything else is done; what it leaves is in another folder. */
function cutShort(folder: string): string {
  const left = temporaryFolder();
  const files = openHere(folder);
  const ledger = createLedgerWriter(files.ledger, new Set(), () => {
    for (const name of readdirSync(folder))
      if (!name.endsWith('-shm')) copyFileSync(join(folder, name), join(left, name));
  });
  value(ledger.eraseConnection('gone'));
  closeFiles(files, false);
  return left;
}

it('a removal that was interrupted is completed by the next session', async () => {
  const folder = cutShort(withConnection());
  const next = await open(folder);
  expect(next.ledger.connections()).toEqual([]);
  await next.close();
  expect(placesWith(mail, folder, keys)).toEqual([]);
});

it('a removal also reaches the ledgers and rosters that were set aside, and their backups', async () => {
  const folder = withConnection();
  for (const name of ['ledger.db', 'ledger.db.backup', 'roster.db'])
    copyFileSync(join(folder, 'ledger.db'), join(folder, `${name}.corrupt-20260101T000000Z`));
  copyFileSync(join(folder, 'ledger.db'), join(folder, 'ledger.db.corrupt-20260101T000000Z-2'));
  const store = await open(folder);
  value(await store.roster.eraseConnection('gone'));
  value(await store.ledger.removeSetAside());
  value(await store.ledger.eraseConnection('gone'));
  await store.close();
  expect(readdirSync(folder).filter((name) => name.includes('corrupt'))).toEqual([]);
  expect(placesWith(mail, folder, keys)).toEqual([]);
});

it('nothing but a removal deletes a ledger that was set aside', async () => {
  const folder = withConnection();
  copyFileSync(join(folder, 'ledger.db'), join(folder, 'ledger.db.corrupt-20260101T000000Z'));
  const store = await open(folder);
  value(await store.ledger.eraseConnection('gone'));
  value(await store.storage.eraseCopies('other', true));
  await store.close();
  expect(readdirSync(folder)).toContain('ledger.db.corrupt-20260101T000000Z');
});
