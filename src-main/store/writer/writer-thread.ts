import { existsSync, statSync, writeFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { fail, ok, type Result } from '../../../src-preload/shared/result.ts';
import { bugError } from '../../base/errors.ts';
import { checkMark } from '../open/file-names.ts';
import { closeFiles, openFiles, type OpenedFiles } from '../open/open-recovery.ts';
import { backupLedger } from '../open/ledger-backup.ts';
import { createEarlierWork } from '../open/earlier-ledgers.ts';
import { createLedgerWork } from '../ledger/ledger-writer.ts';
import { createStorageWork } from '../retention/storage-writer.ts';
import { createRosterWork } from '../roster/roster-writer.ts';
import { removeOtherRosters, removeSetAsideLedgers } from '../open/set-aside.ts';
import { storeError, troubleOf } from '../store-errors.ts';
import { createHistoryOutbox, flushHistory } from '../history/history-outbox.ts';
import type { FromWriter, ToWriter, WriterArea, WriterData } from './writer-protocol.ts';

/** A longer log of the roster (bytes) is brought into its file. */
const mostLog = 4 * 1024 * 1024;

/** The only thread that writes the databases: it climbs the opening ladder, then answers calls one by one. */
function main(port: NonNullable<typeof parentPort>, data: WriterData): void {
  const say = (message: FromWriter) => port.postMessage(message);
  const opened = openFiles({ ...data, now: Date.now });
  if (!opened.ok) {
    say({ type: 'opened', result: opened });
    port.close();
    return;
  }
  const files = opened.value;
  const changesAtStart = totalChanges(files);
  const erased = new Set<string>();
  const ledger = createLedgerWork(files.ledger, erased, () => backupLedger(files.ledger, files.ledgerFile));
  const outbox = createHistoryOutbox(files.roster);
  const settle = () =>
    flushHistory(
      outbox,
      // An erased connection's is refused and forgotten.
      (batch) => void ledger.addHistory(batch),
      (cause) => {
        if (troubleOf(cause) !== 'damaged') return;
        mark(files.ledgerFile);
        mark(files.rosterFile);
      },
    );
  const roster = createRosterWork(files.roster, erased, settle);
  const work = {
    ledger: {
      ...ledger,
      removeSetAside(): Result<null> {
        removeSetAsideLedgers(files.ledgerFile);
        return ok(null);
      },
    },
    roster: {
      ...roster,
      eraseConnection(connectionId: string) {
        erased.add(connectionId);
        removeOtherRosters(files.rosterFile);
        return roster.eraseConnection(connectionId);
      },
    },
    earlier: createEarlierWork({ ...data, ledgerFile: files.ledgerFile }, files.ledger),
    storage: createStorageWork({
      ledgerDb: files.ledger,
      rosterDb: files.roster,
      ledger,
      roster,
      erased,
      removeOtherRosters: () => removeOtherRosters(files.rosterFile),
    }),
  };

  const answer = (area: WriterArea, method: string, args: unknown[]): Result<unknown> => {
    try {
      const found: unknown = Object.entries(work[area]).find(([name]) => name === method)?.[1];
      if (typeof found !== 'function') return fail(bugError(null));
      // The caller's types are those of WriterWork (writer-client.ts); over the port they are lost.
      return (found as (...args: unknown[]) => Result<unknown>)(...args);
    } catch (cause) {
      if (troubleOf(cause) === 'damaged') {
        // What works on both doesn't tell which one it met.
        if (area !== 'roster') mark(files.ledgerFile);
        if (area !== 'ledger') mark(files.rosterFile);
      }
      return fail(storeError(cause));
    }
  };

  // Bringing a big log into the file takes as long as writing it did: whoever waits for the answer needn't wait for that.
  files.roster.pragma('wal_autocheckpoint=0');
  const settleLog = () => {
    try {
      const log = `${files.rosterFile}-wal`;
      if (existsSync(log) && statSync(log).size > mostLog) files.roster.pragma('wal_checkpoint(PASSIVE)');
    } catch {
      // It is in the log, and is brought in the next time.
    }
  };

  port.on('message', (message: ToWriter) => {
    if (message.type === 'call') {
      say({ type: 'answer', id: message.id, result: answer(message.area, message.method, message.args) });
      if (message.area !== 'ledger') settleLog();
      return;
    }
    closeFiles(files, totalChanges(files) !== changesAtStart);
    say({ type: 'closed' });
    port.close();
  });
  // What a session before left between the two databases, before anybody reads them. Where that fails, the first refresh tells.
  settle();
  const { ledgerFile, rosterFile, notices } = files;
  say({ type: 'opened', result: ok({ ledgerFile, rosterFile, notices }) });
}

const totalChanges = (files: OpenedFiles) =>
  files.ledger.prepare<[], { n: number }>('select total_changes() as n').get()?.n ?? 0;

/** Makes the next start check the whole file. */
function mark(file: string): void {
  try {
    writeFileSync(checkMark(file), '', { mode: 0o600 });
  } catch {
    // The damage is met again.
  }
}

// The data comes from writer-client.ts.
if (parentPort) main(parentPort, workerData as WriterData);
