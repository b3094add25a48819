import { readdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { createEarlierLedgers } from '../../../src-main/store/open/earlier-ledgers.ts';
import { closeFiles, openFiles, type OpenedFiles } from '../../../src-main/store/open/open-recovery.ts';
import { createLedgerReader } from '../../../src-main/store/ledger/ledger-reader.ts';
import { createLedgerWriter } from '../../../src-main/store/ledger/ledger-writer.ts';
import { createRosterReader } from '../../../src-main/store/roster/roster-reader.ts';
import { createRosterWriter } from '../../../src-main/store/roster/roster-writer.ts';
import { ok } from '../../../src-preload/shared/result.ts';
import {
  connectionRecord,
  ledgerKey,
  memberRow,
  meta,
  plan,
  planItem,
  rosterKey,
  temporaryFolder,
  value,
  workspaceRow,
} from './support.ts';

/*
 * The vault's key goes and comes back: the ledger that was set aside meanwhile is offered, and changes places with the present one when it
 * is wanted.
 */

export const keys = { ledgerKey, rosterKey };
export const otherKeys = { ledgerKey: Buffer.alloc(32, 0x11), rosterKey: Buffer.alloc(32, 0x22) };
export const lastUsed = Date.UTC(2026, 8, 3, 12, 5);
export const ref = { connectionId: 'first', workspaceId: 'w1' };

/** One session of the writer thread, closed at its end. */
export function session(folder: string, work: (now: ReturnType<typeof insideOf>) => void, held = keys): void {
  const files = value(openFiles({ folder, ...held, now: Date.now, timeoutMs: 20 }));
  try {
    work(insideOf(files, held));
  } finally {
    closeFiles(files, true);
  }
}
function insideOf({ ledger, roster, ledgerFile, notices }: OpenedFiles, held: typeof keys) {
  const erased = new Set<string>();
  const earlier = createEarlierLedgers({ ledgerFile, ...held }, ledger);
  return {
    notices,
    offers: notices.filter(({ earlierLedger }) => earlierLedger !== undefined),
    labels: () =>
      createLedgerReader(ledger)
        .connections()
        .map(({ label }) => label),
    members: () =>
      createRosterReader(roster)
        .members(ref)
        .map(({ userId }) => userId),
    ledger: createLedgerWriter(ledger, erased, () => undefined),
    roster: createRosterWriter(roster, erased, () => ok(null)),
    earlier,
    found: () => value(earlier.list()),
  };
}
export const add = (folder: string, label: string, held = keys) =>
  session(folder, ({ ledger }) => void value(ledger.saveConnection(connectionRecord(label))), held);
export const asideIn = (folder: string, pattern = /^ledger\.db\.corrupt-[^-]+(-\d)?$/) =>
  readdirSync(folder).filter((name) => pattern.test(name));

/** A ledger with the connection "first" that was set aside for another key, under which "second" was added. */
export function keyLost(): { folder: string; earlier: string } {
  const folder = temporaryFolder();
  session(folder, ({ ledger, roster }) => {
    value(ledger.saveConnection(connectionRecord('first')));
    value(ledger.savePlan(plan('p1', [planItem('i1', 'first')])));
    value(roster.swapWorkspaces('first', [workspaceRow('w1')], meta(1)));
    value(roster.swapMembers(ref, [memberRow('Ana')], meta(2)));
  });
  utimesSync(join(folder, 'ledger.db'), new Date(lastUsed), new Date(lastUsed));
  add(folder, 'second', otherKeys);
  const [earlier = ''] = asideIn(folder);
  return { folder, earlier };
}
