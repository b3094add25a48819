import { rm } from 'node:fs/promises';
import { fail, ok, type Result } from '../../../src-preload/shared/result.ts';
import { formatLocale } from '../../../src-preload/shared/format/locale.ts';
import { openDatabase, type Db } from '../database.ts';
import { chooseFolder } from './folder.ts';
import { openCleanFolder } from './open-clean-folder.ts';
import { markingDamage } from './damage-mark.ts';
import { createLedgerReader } from '../ledger/ledger-reader.ts';
import { createMemberSender } from '../roster/member-sender.ts';
import { createPlanSaver } from '../ledger/plan-saver.ts';
import { createPlanCache } from '../ledger/plan-cache.ts';
import { createStorageReader } from '../retention/storage-reader.ts';
import { createRosterReader } from '../roster/roster-reader.ts';
import { createRosterSearch } from '../search/roster-search.ts';
import { searchHere, searchInThread } from '../reader/search-client.ts';
import { readOnlyStore, storeError } from '../store-errors.ts';
import { createRosterPast } from '../history/roster-past.ts';
import { createTimelines } from '../history/timelines.ts';
import type { Store } from '../types.ts';
import { startWriter } from '../writer/writer-client.ts';
import { openWriterHere, type LoadWriter } from '../writer/writer-here.ts';
import { openWriterOnCall } from '../writer/writer-on-call.ts';
import { asyncWriters } from '../writer/writer-protocol.ts';

/** Keys are 32 random bytes each, from the vault. `ephemeral`: a temporary folder, removed on close. */
export interface OpenStoreOptions {
  folder: string;
  ledgerKey: Buffer;
  rosterKey: Buffer;
  ephemeral: boolean;
  /** Where temporary folders are made; left out, where the system has them. */
  temporaryIn?: string;
  /** Path of the built writer-thread file; a .ts path works in plain Node 24. */
  writerFile?: string;
  /** In its place: the thread that asks writes, too. */
  loadWriter?: LoadWriter;
  /** The same of the search thread; left out, searches run in the thread that asks. */
  searchFile?: string;
}

/** How long (ms) each of two tries waits for a file that another process holds. */
const timeoutMs = 750;

/**
 * Opens both databases, recovering from what is wrong with them; `notices` says what was done. Errors: `other-version` (a newer ledger),
 * `store-unavailable` (another Steward at work, a file that can't be opened), `disk-full`.
 */
export async function openStore(options: OpenStoreOptions): Promise<Result<Store>> {
  const place = await chooseFolder(options.folder, options.ephemeral, options.temporaryIn);
  if (!place.ok) return place;
  const { folder, temporary, mode, notices } = place.value;
  const removeTemporary = async () => {
    if (temporary) await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  };
  const { writerFile = '', loadWriter } = options;
  const clean = mode === 'disk' ? openCleanFolder(options) : null;
  const data = {
    folder,
    ledgerKey: options.ledgerKey,
    rosterKey: options.rosterKey,
    timeoutMs,
    isLocked: clean !== null,
    locale: formatLocale(),
  };
  const open = () =>
    loadWriter === undefined ? startWriter(writerFile, data) : openWriterHere(loadWriter, data);
  // The first read needn't wait for a writer that has nothing to mend.
  const started = clean === null ? await open() : ok(openWriterOnCall(open, clean));
  if (!started.ok) {
    await removeTemporary();
    return started;
  }
  const writer = started.value;
  const { ledgerFile, rosterFile } = writer.opened;
  const readers: Db[] = clean === null ? [] : [clean.roster, clean.ledger];
  const read = (file: string, key: Buffer) => {
    const db = openDatabase(file, key, { readonly: true });
    readers.push(db);
    return db;
  };
  try {
    const rosterDb = clean?.roster ?? read(rosterFile, options.rosterKey);
    const ledgerDb = clean?.ledger ?? read(ledgerFile, options.ledgerKey);
    const rosterReader = markingDamage(createRosterReader(rosterDb), rosterFile);
    const here = markingDamage(createRosterSearch(rosterDb, rosterReader), rosterFile);
    const { searchFile, rosterKey } = options;
    const searches =
      searchFile === undefined
        ? searchHere(here)
        : searchInThread(searchFile, { rosterFile, rosterKey }, here);
    /** What is erased on the disk goes from the memory of the thread that searches, too. */
    const forgetting = <T>(erased: Promise<T>) => erased.finally(searches.forget);
    const cache = createPlanCache();
    const ledgerReader = markingDamage(createLedgerReader(ledgerDb, cache), ledgerFile);
    const storageReader = createStorageReader(rosterDb, ledgerDb);
    const writers = asyncWriters(
      mode === 'read-only' ? () => Promise.resolve(fail(readOnlyStore)) : writer.call,
    );
    return ok({
      mode,
      folder: temporary && mode === 'read-only' ? options.folder : folder,
      roster: {
        ...rosterReader,
        ...searches.search,
        ...writers.roster,
        ...createMemberSender(writers.members),
        eraseConnection: (connectionId) => forgetting(writers.roster.eraseConnection(connectionId)),
        eraseWorkspace: (ref) => forgetting(writers.roster.eraseWorkspace(ref)),
      },
      ledger: { ...ledgerReader, ...writers.ledger, savePlan: createPlanSaver(writers.plans, cache) },
      past: markingDamage(createRosterPast(rosterDb), rosterFile),
      timelines: markingDamage(createTimelines(ledgerDb), ledgerFile),
      storage: {
        ...storageReader,
        ...writers.storage,
        applyRetention: (run) => forgetting(writers.storage.applyRetention(run)),
        eraseGonePlace: (ref) => forgetting(writers.storage.eraseGonePlace(ref)),
        eraseCopies: (connectionId, receipts) =>
          forgetting(writers.storage.eraseCopies(connectionId, receipts)),
      },
      earlier: writers.earlier,
      copies: writers.copies,
      notices: [...notices, ...writer.opened.notices],
      async close() {
        await searches.close();
        // First the readers: the last connection to close clears the log away.
        for (const db of readers) db.close();
        await writer.close();
        clean?.lock.close();
        await removeTemporary();
      },
    });
  } catch (cause) {
    for (const db of readers) db.close();
    await writer.close();
    clean?.lock.close();
    await removeTemporary();
    return fail(storeError(cause));
  }
}
