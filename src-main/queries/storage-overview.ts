import { readdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { StorageOverview } from '../../src-preload/contract/storage.ts';
import type { StorageReader } from '../store/retention/types.ts';
import { readRetention } from '../store/retention/preference.ts';
import type { LedgerReader } from '../store/ledger/types.ts';
import type { StoreMode } from '../store/open/types.ts';
import { storageText } from './text.ts';

export interface StoredDeps {
  storage: StorageReader;
  ledger: Pick<LedgerReader, 'connections' | 'preference'>;
  folder: string;
  mode: StoreMode;
  /** Other folders and files that hold something of the app's, with what it is. */
  otherFiles: readonly { path: string; what: string }[];
  /** What the vault holds of a connection: kinds and counts, never more. */
  secretsOf: (connectionId: string) => { kind: string; count: number }[];
  /** Epoch ms. */
  now: () => number;
}

/** All that is on this device, connection by connection, and the files it is in. */
export function storedOnDevice(deps: StoredDeps): StorageOverview {
  const { storage, ledger, folder, mode } = deps;
  const retention = readRetention(ledger);
  return {
    connections: ledger.connections().map(({ id, label }) => ({
      connectionId: id,
      label,
      ...storage.stored(id),
      secrets: deps.secretsOf(id),
      hidden: storage.hiddenCopies(id, deps.now(), retention),
      erased: storage.erasedCopies(id),
    })),
    folder,
    files: [
      ...filesIn(folder),
      ...deps.otherFiles.flatMap(({ path, what }) => {
        const found = lookAt(path);
        // Beside the databases, a file is called as they are.
        const name = dirname(path) === folder ? basename(path) : path;
        return found === null ? [] : [{ name, what, ...found }];
      }),
    ],
    protection: mode === 'memory' ? storageText.inMemory : storageText.onDisk,
    held: storage.held(),
  };
}

const kinds: readonly [RegExp, string][] = [
  [/\.corrupt-/, 'Set aside: damaged, or written with another key'],
  [/^ledger.*\.replaced-/, 'Set aside when an earlier ledger was opened again'],
  [/^ledger.*\.saved-/, 'A backup that you made'],
  [/^roster.*\.replaced-/, 'Offline copies of a ledger that was set aside'],
  [/^vault.*\.replaced-/, 'A vault that was replaced, each secret encrypted'],
  [/^ledger\.db\.backup$/, 'Backup of connections, notes, receipts and history'],
  [/^ledger\.db/, 'Connections, notes, plans, receipts and history'],
  [/^roster/, 'Offline copies and what they were before'],
  [/^vault/, 'Secrets, each encrypted'],
  [/^store\.lock/, 'Lock against a second Steward'],
];

function filesIn(folder: string): StorageOverview['files'] {
  let names: string[];
  try {
    names = readdirSync(folder).sort();
  } catch {
    // In memory mode there may be none.
    return [];
  }
  return names.flatMap((name) => {
    const what = kinds.find(([pattern]) => pattern.test(name))?.[1];
    const found = what === undefined ? null : lookAt(join(folder, name));
    return what === undefined || found === null ? [] : [{ name, what, ...found }];
  });
}

function lookAt(path: string): { bytes: number; changedAt: number } | null {
  try {
    const found = statSync(path);
    return found.isFile() ? { bytes: found.size, changedAt: found.mtimeMs } : null;
  } catch {
    return null;
  }
}
