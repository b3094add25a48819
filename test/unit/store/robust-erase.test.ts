import { copyFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { backupLedger, closeFiles, openFiles } from '../../../src-main/store/ladder.ts';
import { createLedgerWork } from '../../../src-main/store/ledger-write.ts';
import { placesWith } from '../../torture/files.ts';
import { connectionRecord, ledgerKey, open, rosterKey, temporaryFolder, value } from './support.ts';

const keys = { ledger: ledgerKey, roster: rosterKey };
const mail = 'gone@erased.example';

const openHere = (folder: string) =>
  value(openFiles({ folder, ledgerKey, rosterKey, now: Date.now, patience: 20 }));

/** A connection in the ledger and in its backup. */
function withConnection(): string {
  const folder = temporaryFolder();
  const files = openHere(folder);
  const identity = { userId: 'U1', name: '', email: mail };
  const ledger = createLedgerWork(files.ledger, new Set(), () => undefined);
  value(ledger.saveConnection(connectionRecord('gone', { identity })));
  closeFiles(files, true);
  expect(placesWith(mail, folder, keys)).toEqual(['ledger.db', 'ledger.db.backup']);
  return folder;
}

/** A removal in a process that ends after the rows are gone for good, and before anything else is done; what it leaves is in another folder. */
function cutShort(folder: string): string {
  const left = temporaryFolder();
  const files = openHere(folder);
  const ledger = createLedgerWork(files.ledger, new Set(), () => {
    for (const name of readdirSync(folder))
      if (!name.endsWith('-shm')) copyFileSync(join(folder, name), join(left, name));
  });
  value(ledger.eraseConnection('gone'));
  closeFiles(files, false);
  return left;
}

it('a removal that was cut short is finished by the next start and end', async () => {
  const folder = cutShort(withConnection());
  const next = await open(folder);
  expect(next.ledger.connections()).toEqual([]);
  await next.close();
  expect(placesWith(mail, folder, keys)).toEqual([]);
});

// They are set aside because nothing of a ledger may be lost, and then nobody thinks of them when a connection is removed.
it.fails('a removal reaches ledgers that were set aside', () => {
  const folder = withConnection();
  copyFileSync(join(folder, 'ledger.db'), join(folder, 'ledger.db.corrupt-20260101T000000Z'));
  const files = openHere(folder);
  const ledger = createLedgerWork(files.ledger, new Set(), () =>
    backupLedger(files.ledger, files.ledgerFile),
  );
  value(ledger.eraseConnection('gone'));
  closeFiles(files, true);
  expect(placesWith(mail, folder, keys)).toEqual([]);
});
