import { existsSync, statSync } from 'node:fs';
import { fail, ok, type Result } from '../../../src-preload/shared/result.ts';
import { bugError } from '../../base/errors.ts';
import { markForCheck } from '../open/damage-mark.ts';
import { closeFiles, openFiles, type OpenedFiles } from '../open/open-recovery.ts';
import { backupLedger } from '../open/ledger-backup.ts';
import { copyInto } from '../open/moved-in.ts';
import { createEarlierLedgers } from '../open/earlier-ledgers.ts';
import { createLedgerWriter } from '../ledger/ledger-writer.ts';
import { createStorageWriter } from '../retention/storage-writer.ts';
import { createRosterWriter } from '../roster/roster-writer.ts';
import { removeOtherRosters, removeSavedLedgers, removeSetAsideLedgers } from '../open/set-aside.ts';
import { storeError, troubleOf } from '../store-errors.ts';
import { createHistoryOutbox, flushHistory } from '../history/history-outbox.ts';
import type { AnswerCall, OpenedByWriter, WriterAreas, WriterData } from './writer-protocol.ts';

/** A longer log of the roster (bytes) is brought into its file. */
const mostLog = 4 * 1024 * 1024;
/**
 * That takes as long as writing it did, and so does finishing a swap: both wait until nothing was asked for a while, but no longer than this
 * (ms). What follows a swap at once, as the end of its refresh, doesn't wait for them.
 */
const idleMs = 250;
const longestWaitMs = 10_000;

/** What writes the databases. */
export interface Writer {
  opened: OpenedByWriter;
  answer: AnswerCall;
  close(): void;
}

/** Opens the databases for writing, recovering what it can. There is one of it in a folder, and calls come one by one. */
export function openWriter(data: WriterData): Result<Writer> {
  const opened = openFiles({ ...data, now: Date.now });
  if (!opened.ok) return opened;
  const files = opened.value;
  const changesAtStart = totalChanges(files);
  const erased = new Set<string>();
  const ledger = createLedgerWriter(files.ledger, erased, () => backupLedger(files.ledger, files.ledgerFile));
  const outbox = createHistoryOutbox(files.roster);
  const flush = () =>
    flushHistory(
      outbox,
      // An erased connection's is refused and forgotten.
      (batch) => void ledger.addHistory(batch),
      (cause) => {
        if (troubleOf(cause) === 'damaged') databases.forEach(markForCheck);
      },
    );
  const roster = createRosterWriter(files.roster, erased, flush);
  const areas: WriterAreas = {
    ledger: {
      ...ledger,
      removeSetAside() {
        removeSetAsideLedgers(files.ledgerFile);
        return ok(null);
      },
    },
    plans: ledger,
    roster: {
      ...roster,
      eraseConnection(connectionId) {
        erased.add(connectionId);
        removeOtherRosters(files.rosterFile);
        return roster.eraseConnection(connectionId);
      },
    },
    members: roster,
    copies: { copyInto: (folder) => copyInto(folder, files) },
    earlier: createEarlierLedgers({ ...data, ledgerFile: files.ledgerFile }, files.ledger),
    storage: createStorageWriter({
      ledgerDb: files.ledger,
      rosterDb: files.roster,
      ledger,
      roster,
      erased,
      removeOtherRosters: () => removeOtherRosters(files.rosterFile),
      removeSavedLedgers: () => removeSavedLedgers(files.ledgerFile),
    }),
  };
  const databases = [files.ledgerFile, files.rosterFile];
  /** The files that an area works on. What works on both doesn't say which one met the damage. */
  const filesOf = (area: string): string[] => {
    if (area === 'ledger' || area === 'plans') return [files.ledgerFile];
    return area === 'roster' || area === 'members' ? [files.rosterFile] : databases;
  };

  const byName = new Map<string, object>(Object.entries(areas));
  const answer: AnswerCall = (area, method, args) => {
    try {
      const found = new Map<string, unknown>(Object.entries(byName.get(area) ?? {})).get(method);
      if (typeof found !== 'function') return fail(bugError(null));
      // The caller's types are those of WriterAreas (writer-protocol.ts); over the port they are lost.
      return (found as (...args: unknown[]) => Result<unknown>)(...args);
    } catch (cause) {
      if (troubleOf(cause) === 'damaged') filesOf(area).forEach(markForCheck);
      return fail(storeError(cause));
    }
  };

  const finishSwaps = () => {
    try {
      roster.finishSwaps();
    } catch {
      // Without that index an order by e-mail sorts; it is made the next time.
    }
  };

  files.roster.pragma('wal_autocheckpoint=0');
  const shortenLog = () => {
    try {
      const log = `${files.rosterFile}-wal`;
      if (existsSync(log) && statSync(log).size > mostLog) files.roster.pragma('wal_checkpoint(PASSIVE)');
    } catch {
      // It is in the log, and is brought in the next time.
    }
  };

  let waiting: { timer: NodeJS.Timeout; since: number } | null = null;
  const tidyUp = () => {
    waiting = null;
    finishSwaps();
    shortenLog();
  };
  const tidyUpLater = () => {
    const since = waiting?.since ?? Date.now();
    const left = Math.min(idleMs, Math.max(0, since + longestWaitMs - Date.now()));
    if (waiting !== null) clearTimeout(waiting.timer);
    waiting = { timer: setTimeout(tidyUp, left), since };
  };

  // What an earlier session left between the two databases, before they are read. Where that fails, the first refresh says so.
  flush();
  tidyUpLater();
  const { ledgerFile, rosterFile, notices } = files;
  return ok({
    opened: { ledgerFile, rosterFile, notices },
    answer(area, method, args) {
      const result = answer(area, method, args);
      if (filesOf(area).includes(rosterFile)) tidyUpLater();
      return result;
    },
    close() {
      if (waiting !== null) clearTimeout(waiting.timer);
      finishSwaps();
      closeFiles(files, totalChanges(files) !== changesAtStart);
    },
  });
}

const totalChanges = (files: OpenedFiles) =>
  files.ledger.prepare<[], { n: number }>('select total_changes() as n').get()?.n ?? 0;
