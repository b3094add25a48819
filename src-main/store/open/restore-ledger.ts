import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { timeForFileName } from '../../base/atomic-file.ts';
import { ledgerName, rosterName } from './file-names.ts';
import { flushFolder, replaceFile } from './flush.ts';
import { backupOf } from './ledger-backup.ts';
import { isSetAsideLedger } from './set-aside.ts';
import { text } from './text.ts';
import type { StoreNotice } from './types.ts';

/*
 * An earlier ledger changes places with the present one while neither is open: the request is written down, and carried out at the next
 * opening, before anything else. It is a list of renames, and the files in the folder show which of them were done: cut short anywhere,
 * the next opening continues with it. Nothing is overwritten and nothing deleted.
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

/** The name on disk is that of earlier versions. */
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

/**
 * Carries out what was requested, or continues with it; null where nothing was. Called with the folder's lock held and nothing open. The
 * request stays until `restored`: where the files can't be opened, the notice is that of the next opening.
 */
export function restoreLedger(folder: string): StoreNotice | null {
  const asked = requestFile(folder);
  if (!existsSync(asked)) return null;
  const read = readRequest(asked);
  if (read === null || !canBeDone(folder, read)) {
    restored(folder);
    return null;
  }
  for (const [from, to] of renamesFor(folder, read)) {
    renameSync(join(folder, from), join(folder, to));
    flushFolder(folder);
  }
  return { level: 'info', ...text.ledgerRestored(`${ledgerName}.${read.suffix}`) };
}

/** Ends the request, once the files are open. */
export function restored(folder: string): void {
  rmSync(requestFile(folder), { force: true });
  flushFolder(folder);
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
    // It is in its place already, or was removed by hand.
    if (taken !== null && !has(taken)) return [];
    // The present one was replaced, and an opening that then failed has made a new one.
    if (has(name) && has(`${name}.${suffix}`)) return [];
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
