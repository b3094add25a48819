import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { timeForFileName } from '../../base/atomic-file.ts';
import { ledgerName, rosterName } from './file-names.ts';
import { flushFolder, replaceFile } from './flush.ts';
import { backupOf } from './ledger-backup.ts';
import { isSetAsideLedger } from './set-aside.ts';
import type { StoreNotice } from './types.ts';

/*
 * An earlier ledger changes places with the present one while neither is open: the wish is written down, and done at the next opening,
 * before anything else. It is a list of renames, each of which tells by what lies in the folder whether it was done: cut short anywhere,
 * the next opening goes on with it. Nothing is overwritten and nothing deleted.
 */

const restoreRequest = z.object({
  ledger: z.string().refine(isSetAsideLedger),
  /** Its own backup; null: none, the next close makes one. */
  backup: z.string().refine(isSetAsideLedger).nullable(),
  /** Offline copies that belong to it; null: none, they are fetched. */
  roster: z
    .string()
    .regex(/^roster\.db\.[\w-]+$/)
    .nullable(),
  /** What the names of the present files get. */
  suffix: z.string().regex(/^replaced-[\w-]+$/),
});
type RestoreRequest = z.infer<typeof restoreRequest>;

const requestFile = (folder: string) => join(folder, `${ledgerName}.take-back`);

/** Writes down what is to be opened the next time, by names in the ledger's folder of files that can be read. */
export function requestRestore(ledgerFile: string, taken: Omit<RestoreRequest, 'suffix'>): void {
  const folder = dirname(ledgerFile);
  const stem = `replaced-${timeForFileName(Date.now())}`;
  const isTaken = (suffix: string) =>
    [ledgerName, backupOf(ledgerName), rosterName].some((name) =>
      existsSync(join(folder, `${name}.${suffix}`)),
    );
  let suffix = stem;
  for (let n = 2; isTaken(suffix); n += 1) suffix = `${stem}-${n}`;
  replaceFile(requestFile(folder), JSON.stringify({ ...taken, suffix } satisfies RestoreRequest));
}

/** Does what was wished, or goes on with it; null where nothing was. Called with the folder's lock held and nothing open. */
export function restoreLedger(folder: string): StoreNotice | null {
  const asked = requestFile(folder);
  if (!existsSync(asked)) return null;
  const read = readRequest(asked);
  const isOpen = read !== null && canBeDone(folder, read);
  if (isOpen) {
    for (const [from, to] of renamesFor(folder, read)) {
      renameSync(join(folder, from), join(folder, to));
      flushFolder(folder);
    }
  }
  rmSync(asked, { force: true });
  flushFolder(folder);
  if (!isOpen) return null;
  return {
    level: 'info',
    sentence: `The earlier ledger is open again; the one before was set aside as ${ledgerName}.${read.suffix}.`,
    nextStep: 'The way back is in the settings, under “Data on this device”.',
  };
}

/** Whether there is one to be opened, or one made place for it already. */
const canBeDone = (folder: string, { ledger, suffix }: RestoreRequest): boolean =>
  [ledger, `${ledgerName}.${suffix}`].some((name) => existsSync(join(folder, name)));

/** The renames that are still to be done, in their order, by names in the folder. */
export function renamesFor(
  folder: string,
  { ledger, backup, roster, suffix }: RestoreRequest,
): [from: string, to: string][] {
  const has = (name: string) => existsSync(join(folder, name));
  return [
    { name: ledgerName, taken: ledger },
    { name: backupOf(ledgerName), taken: backup },
    { name: rosterName, taken: roster },
  ].flatMap(({ name, taken }): [string, string][] => {
    // It is in its place already, or somebody took it away.
    if (taken !== null && !has(taken)) return [];
    const present = [name, `${name}-wal`]
      .filter(has)
      .map((one): [string, string] => [one, one.replace(name, `${name}.${suffix}`)]);
    return taken === null ? present : [...present, [taken, name]];
  });
}

function readRequest(file: string): RestoreRequest | null {
  try {
    return restoreRequest.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data ?? null;
  } catch {
    return null;
  }
}
