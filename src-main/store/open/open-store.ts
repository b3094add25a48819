import { setImmediate as nextTurn } from 'node:timers/promises';
import { writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { fail, ok, type Result } from '../../../src-preload/shared/result.ts';
import { openDatabase, type Db } from '../database.ts';
import { chooseFolder } from './folder.ts';
import { checkMark } from './file-names.ts';
import { createLedgerReader } from '../ledger/ledger-reader.ts';
import { packMember } from '../roster/member-cells.ts';
import { createPlanSaver } from '../ledger/plan-saver.ts';
import { createPlanCache, type PlanCache } from '../ledger/plan-cache.ts';
import { createStorageReader } from '../retention/storage-reader.ts';
import type { StorageWriter } from '../retention/types.ts';
import { createRosterReader } from '../roster/roster-reader.ts';
import { readOnlyStore, storeError, troubleOf } from '../store-errors.ts';
import { createRosterPast } from '../history/roster-past.ts';
import { createTimelines } from '../history/timelines.ts';
import type { Store } from '../types.ts';
import type { EarlierLedgers, OpenStoreOptions } from './types.ts';
import type { LedgerWriter } from '../ledger/types.ts';
import type { RosterWriter } from '../roster/types.ts';
import { startWriter, type WriterClient } from '../writer/writer-client.ts';

/** So many members are sent to the writer at once: copying more between the threads would hold up the window. */
const pieceSize = 1000;

/**
 * Opens both databases, doing what the design's ladder says where that isn't simple: `notices` tells it. Errors: `store-unavailable`
 * (a newer ledger, another Steward at work, a file that can't be opened), `disk-full`.
 */
export async function openStore(options: OpenStoreOptions): Promise<Result<Store>> {
  const place = await chooseFolder(options.folder, options.ephemeral);
  if (!place.ok) return place;
  const { folder, temporary, mode, notices } = place.value;
  const removeTemporary = async () => {
    if (temporary) await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  };
  const started = await startWriter(options.writerFile, {
    folder,
    ledgerKey: options.ledgerKey,
    rosterKey: options.rosterKey,
    timeoutMs: 750,
  });
  if (!started.ok) {
    await removeTemporary();
    return started;
  }
  const writer = started.value;
  const { ledgerFile, rosterFile } = writer.opened;
  const readers: Db[] = [];
  const read = (file: string, key: Buffer) => {
    const db = openDatabase(file, key, { readonly: true });
    readers.push(db);
    return db;
  };
  try {
    const rosterDb = read(rosterFile, options.rosterKey);
    const ledgerDb = read(ledgerFile, options.ledgerKey);
    const rosterReader = marking(createRosterReader(rosterDb), rosterFile);
    const cache = createPlanCache();
    const ledgerReader = marking(createLedgerReader(ledgerDb, cache), ledgerFile);
    const storageReader = createStorageReader(rosterDb, ledgerDb);
    const readOnly = mode === 'read-only';
    return ok({
      mode,
      folder: temporary && readOnly ? options.folder : folder,
      roster: { ...rosterReader, ...(readOnly ? refusing(rosterWriter(writer)) : rosterWriter(writer)) },
      ledger: {
        ...ledgerReader,
        ...(readOnly ? refusing(ledgerWriter(writer, cache)) : ledgerWriter(writer, cache)),
      },
      past: marking(createRosterPast(rosterDb), rosterFile),
      timelines: marking(createTimelines(ledgerDb), ledgerFile),
      storage: { ...storageReader, ...(readOnly ? refusing(storageWriter(writer)) : storageWriter(writer)) },
      earlier: readOnly ? refusing(earlierLedgers(writer)) : earlierLedgers(writer),
      notices: [...notices, ...writer.opened.notices],
      async close() {
        // First the readers: the last connection to close clears the log away.
        for (const db of readers) db.close();
        await writer.close();
        await removeTemporary();
      },
    });
  } catch (cause) {
    for (const db of readers) db.close();
    await writer.close();
    await removeTemporary();
    return fail(storeError(cause));
  }
}

function rosterWriter(writer: WriterClient): RosterWriter {
  let swaps = 0;
  return {
    async swapMembers(ref, rows, meta) {
      swaps += 1;
      const swap = swaps;
      const pieces: Promise<Result<null>>[] = [];
      const users = new Set<string>();
      for (let at = 0; at < rows.length; at += pieceSize) {
        const piece = rows.slice(at, at + pieceSize);
        for (const { userId } of piece) users.add(userId);
        pieces.push(writer.call('roster', 'stagePacked', swap, piece.map(packMember)));
        await nextTurn();
      }
      const failed = (await Promise.all(pieces)).find((piece) => !piece.ok);
      // The last call also forgets what arrived of a list that isn't whole.
      const swapped = await writer.call('roster', 'swapMembers', swap, ref, failed ? -1 : users.size, meta);
      return failed && !failed.ok ? failed : swapped;
    },
    swapWorkspaces: (connectionId, rows, meta) =>
      writer.call('roster', 'swapWorkspaces', connectionId, rows, meta),
    swapInvitations: (ref, rows, meta) => writer.call('roster', 'swapInvitations', ref, rows, meta),
    swapRoles: (ref, rows, meta) => writer.call('roster', 'swapRoles', ref, rows, meta),
    swapTokens: (ref, rows, meta) => writer.call('roster', 'swapTokens', ref, rows, meta),
    swapDetails: (ref, rows, meta) => writer.call('roster', 'swapDetails', ref, rows, meta),
    flushHistory: () => writer.call('roster', 'flushHistory'),
    markTried: (connectionId, workspaceId, list, triedAt, error) =>
      writer.call('roster', 'markTried', connectionId, workspaceId, list, triedAt, error),
    eraseConnection: (connectionId) => writer.call('roster', 'eraseConnection', connectionId),
    eraseWorkspace: (ref) => writer.call('roster', 'eraseWorkspace', ref),
  };
}

function ledgerWriter(writer: WriterClient, cache: PlanCache): LedgerWriter {
  return {
    saveConnection: (record) => writer.call('ledger', 'saveConnection', record),
    reorderConnections: (ids) => writer.call('ledger', 'reorderConnections', ids),
    eraseConnection: (connectionId) => writer.call('ledger', 'eraseConnection', connectionId),
    removeSetAside: () => writer.call('ledger', 'removeSetAside'),
    setLocalWorkspace: (connectionId, local) =>
      writer.call('ledger', 'setLocalWorkspace', connectionId, local),
    reorderWorkspaces: (connectionId, ids) => writer.call('ledger', 'reorderWorkspaces', connectionId, ids),
    savePin: (pin) => writer.call('ledger', 'savePin', pin),
    deletePin: (origin) => writer.call('ledger', 'deletePin', origin),
    setPreference: (key, value) =>
      writer.call('ledger', 'setPreference', key, JSON.stringify(value === undefined ? null : value)),
    savePlan: createPlanSaver(writer, cache),
    deletePlan: (planId) => writer.call('ledger', 'deletePlan', planId),
    setInventory: (connectionId, value) =>
      writer.call(
        'ledger',
        'setInventory',
        connectionId,
        value === null || value === undefined ? null : JSON.stringify(value),
      ),
  };
}

const storageWriter = (writer: WriterClient): StorageWriter => ({
  applyRetention: (run) => writer.call('storage', 'applyRetention', run),
  eraseCopies: (connectionId, receipts) => writer.call('storage', 'eraseCopies', connectionId, receipts),
  showHidden: (connectionId, workspaceId, lastContact, shown) =>
    writer.call('storage', 'showHidden', connectionId, workspaceId, lastContact, shown),
});

const earlierLedgers = (writer: WriterClient): EarlierLedgers => ({
  list: () => writer.call('earlier', 'list'),
  restore: (name) => writer.call('earlier', 'restore', name),
  decline: (name) => writer.call('earlier', 'decline', name),
});

/** The same methods, each of which says that nothing can be saved. */
function refusing<T extends RosterWriter | LedgerWriter | StorageWriter | EarlierLedgers>(methods: T): T {
  const refuse = () => Promise.resolve(fail(readOnlyStore));
  // The keys are those of `methods`, and a refusal fits the result of every one of them.
  return Object.fromEntries(Object.keys(methods).map((name) => [name, refuse])) as unknown as T;
}

/** Leaves a mark when a read meets damage, so that the next start checks the whole file; the exception passes on. */
function marking<T extends object>(reader: T, file: string): T {
  const wrapped = Object.entries(reader).map(([name, method]: [string, (...args: unknown[]) => unknown]) => [
    name,
    (...args: unknown[]) => {
      const leaveMark = (cause: unknown): never => {
        if (troubleOf(cause) === 'damaged') writeFileSync(checkMark(file), '', { mode: 0o600 });
        throw cause;
      };
      try {
        const found = method(...args);
        return found instanceof Promise ? found.catch(leaveMark) : found;
      } catch (cause) {
        return leaveMark(cause);
      }
    },
  ]);
  // Every method of `reader` under its own name.
  return Object.fromEntries(wrapped) as T;
}
