import { copyFileSync, existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRandom } from '../../src-main/local-instance/random.ts';
import { createLedgerReader } from '../../src-main/store/ledger/ledger-reader.ts';
import { closeFiles, openFiles, type OpenedFiles } from '../../src-main/store/open/open-recovery.ts';
import { createRosterReader } from '../../src-main/store/roster/roster-reader.ts';
import { keysOf } from './app.ts';
import { copyOf, newFolder, removeFolder } from './files.ts';
import type { Life, RoundEnd } from './rounds.ts';

export interface Keys {
  ledger: Buffer;
  roster: Buffer;
}

/** All that can be read of a folder's databases, as text: two contents are the same or they aren't. */
export interface Content {
  /** By id of the plan, by key of the preference and so on, as JSON. */
  ledger: Map<string, string>;
  /** By list: its freshness and its rows in one. */
  roster: Map<string, string>;
}

export function contentOf(files: OpenedFiles): Content {
  const ledger = createLedgerReader(files.ledger);
  const roster = createRosterReader(files.roster);
  const content: Content = { ledger: new Map(), roster: new Map() };
  for (const record of ledger.connections())
    content.ledger.set(`connection ${record.id}`, JSON.stringify(record));
  for (const plan of ledger.plansChangedSince(null, 0))
    content.ledger.set(`plan ${plan.id}`, JSON.stringify(plan));
  const ids = files.roster
    .prepare<[], { id: string }>('select distinct connection_id as id from workspaces order by 1')
    .all();
  for (const { id: connectionId } of ids)
    for (const { id: workspaceId } of roster.workspaces(connectionId, 0)) {
      const ref = { connectionId, workspaceId };
      for (const list of ['members', 'tokens'] as const)
        content.roster.set(
          `${list} ${workspaceId}`,
          JSON.stringify([roster.freshness(connectionId, workspaceId, list).fetchedAt, roster[list](ref)]),
        );
    }
  return content;
}

/** Opens, looks at everything, and closes as after a kill: without a backup. */
export function readFolder(folder: string, keys: Keys) {
  const opened = openFiles({
    folder,
    ledgerKey: keys.ledger,
    rosterKey: keys.roster,
    now: Date.now,
    timeoutMs: 50,
  });
  if (!opened.ok) return { end: 'refused', error: opened.error } as const;
  const files = opened.value;
  const notices = files.notices.map(({ sentence }) => sentence);
  try {
    return { end: 'opened', content: contentOf(files), notices } as const;
  } finally {
    closeFiles(files, false);
  }
}

export interface Damage {
  file: string;
  words: string;
  /** Changes the bytes of this file in place. */
  do(file: string): void;
}

/** A damage to one of these files, at a random place. */
export function damageOf(folder: string, random: () => number): Damage {
  const whole = (n: number) => Math.floor(random() * n);
  const files = readdirSync(folder).filter((name) => /^(ledger|roster)\.db|^store\.lock/.test(name));
  const file = files[whole(files.length)] ?? 'ledger.db';
  const size = readFileSync(join(folder, file)).length;
  const at = whole(Math.max(1, size));
  const change = (words: string, edit: (bytes: Buffer) => Buffer): Damage => ({
    file,
    words: `${words} of ${file} (${size})`,
    do: (path) => writeFileSync(path, edit(readFileSync(path))),
  });
  switch (whole(7)) {
    case 0:
      return { file, words: `cut at ${at} of ${file} (${size})`, do: (path) => truncateSync(path, at) };
    case 1:
      return change(`a bit at ${at}`, (bytes) => {
        if (size > 0) bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << whole(8)), at);
        return bytes;
      });
    case 2:
      return change('twenty bits', (bytes) => {
        for (let n = 0; n < 20 && size > 0; n += 1) {
          const place = whole(size);
          bytes.writeUInt8(bytes.readUInt8(place) ^ (1 << whole(8)), place);
        }
        return bytes;
      });
    case 3: {
      const page = Math.floor(at / 4096) * 4096;
      return change(`zeros in the page at ${page}`, (bytes) =>
        bytes.fill(0, page, Math.min(size, page + 4096)),
      );
    }
    case 4: {
      const length = 1 + whole(5000);
      return change(`${length} bytes of noise at ${at}`, (bytes) => {
        for (let n = at; n < Math.min(size, at + length); n += 1) bytes.writeUInt8(whole(256), n);
        return bytes;
      });
    }
    case 5:
      return change('noise at the end', (bytes) =>
        Buffer.concat([bytes, Buffer.from(Array.from({ length: 1 + whole(5000) }, () => whole(256)))]),
      );
    default:
      return change('another text instead', () => Buffer.from('This was a database once.\n'));
  }
}

/** What a folder shows while it is whole, and what its backup alone shows. */
export interface Truth extends Content {
  backup: Map<string, string> | null;
}

/** Opens copies: the folder stays as it is. */
export function truthOf(folder: string, keys: Keys): Truth {
  const whole = copyOf(folder);
  const alone = newFolder();
  try {
    const backup = join(whole, 'ledger.db.backup');
    const hasBackup = existsSync(backup);
    if (hasBackup) copyFileSync(backup, join(alone, 'ledger.db'));
    const read = readFolder(whole, keys);
    if (read.end !== 'opened') throw new Error(read.error.sentence);
    const readBackup = hasBackup ? readFolder(alone, keys) : null;
    return { ...read.content, backup: readBackup?.end === 'opened' ? readBackup.content.ledger : null };
  } finally {
    for (const one of [whole, alone]) removeFolder(one);
  }
}

/**
 * Damages a copy of a folder and opens it. What is shown then is what was there, an earlier state of it that was whole, the backup's, or
 * nothing; the words say which; and what could not be used lies aside.
 */
export function damagedOpening(
  folder: string,
  keys: Keys,
  random: () => number,
  truth: Truth = truthOf(folder, keys),
): { told: string; problems: string[] } {
  const copy = copyOf(folder);
  try {
    const damage = damageOf(copy, random);
    damage.do(join(copy, damage.file));
    return { told: damage.words, problems: damagedContent(copy, keys, damage, truth) };
  } finally {
    removeFolder(copy);
  }
}

function damagedContent(folder: string, keys: Keys, damage: Damage, truth: Truth): string[] {
  const ledgerBefore = bytesOf(join(folder, 'ledger.db'));
  const hadLog = (bytesOf(join(folder, 'ledger.db-wal'))?.length ?? 0) > 0;
  const { backup } = truth;
  let read: ReturnType<typeof readFolder>;
  try {
    read = readFolder(folder, keys);
  } catch (cause) {
    return [`an exception: ${cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}`];
  }
  if (read.end === 'refused')
    return [`it can’t be opened for ever: ${read.error.sentence} ${read.error.detail ?? ''}`];
  const problems: string[] = [];
  const { content, notices } = read;
  const said = notices.join(' ');
  const isSame = (mine: Map<string, string>, theirs: Map<string, string>) =>
    mine.size === theirs.size && [...mine].every(([key, text]) => theirs.get(key) === text);
  const ledgerIs = isSame(content.ledger, truth.ledger)
    ? 'whole'
    : backup !== null && isSame(content.ledger, backup)
      ? 'backup'
      : content.ledger.size === 0
        ? 'empty'
        : 'other';
  // A log that ends early is what an unfinished write looks like too: SQLite goes on from the last write that is whole, and can't tell.
  const inLog = damage.file === 'ledger.db-wal';
  if (ledgerIs === 'other' && !inLog) problems.push('the ledger shows what never was');
  if (ledgerIs !== 'whole' && !inLog && !said.includes('ledger.db'))
    problems.push(`the ledger is ${ledgerIs} and nothing is said`);
  const names = readdirSync(folder);
  // What was in the log has been written into the damaged file where there was one.
  const isAside = hadLog
    ? names.some((name) => name.startsWith('ledger.db.corrupt-'))
    : names.some((name) => bytesOf(join(folder, name))?.equals(ledgerBefore ?? empty));
  if (ledgerIs !== 'whole' && (ledgerBefore?.length ?? 0) > 0 && !inLog && !isAside)
    problems.push('the ledger as it was is nowhere any more');
  const rosterIsWhole = isSame(content.roster, truth.roster);
  if (!rosterIsWhole && content.roster.size > 0 && damage.file !== 'roster.db-wal')
    problems.push('the roster shows what never was');
  if (!rosterIsWhole && !said.includes('roster.db') && damage.file !== 'roster.db-wal')
    problems.push('the roster is another and nothing is said');
  // Once mended it stays so.
  const again = readFolder(folder, keys);
  if (again.end !== 'opened') problems.push(`the second opening is refused: ${again.error.sentence}`);
  else if (again.notices.length > 0)
    problems.push(`the second opening says again: ${again.notices.join(' ')}`);
  else if (!isSame(again.content.ledger, content.ledger))
    problems.push('the second opening shows something else');
  return problems;
}

const empty = Buffer.alloc(0);
const bytesOf = (file: string): Buffer | null => (existsSync(file) ? readFileSync(file) : null);

/**
 * Opens a copy of a folder with keys that are not its own. What was there is only set aside: put back, and with its own keys, it is all
 * there again, the part that was only in the log too.
 */
export function foreignKeyOpening(folder: string, keys: Keys): string[] {
  const copy = copyOf(folder);
  const whole = copyOf(folder);
  const mended = newFolder();
  try {
    const truth = readFolder(whole, keys);
    if (truth.end !== 'opened') return [truth.error.sentence];
    const other = { ledger: Buffer.alloc(32, 1), roster: Buffer.alloc(32, 2) };
    const read = readFolder(copy, other);
    if (read.end !== 'opened')
      return [`with another key it can’t be opened for ever: ${read.error.sentence}`];
    const problems: string[] = [];
    if (!read.notices.join(' ').includes('key')) problems.push('nothing is said of the key');
    if (read.content.ledger.size > 0 || read.content.roster.size > 0)
      problems.push('another key shows something');
    const again = readFolder(copy, other);
    if (again.end !== 'opened' || again.notices.length > 0) problems.push('the second opening isn’t quiet');
    const aside = readdirSync(copy).find((name) => /^ledger\.db\.corrupt-[^-]+$/.test(name)) ?? '';
    for (const ending of ['', '-wal'])
      if (existsSync(join(copy, `${aside}${ending}`)))
        copyFileSync(join(copy, `${aside}${ending}`), join(mended, `ledger.db${ending}`));
    const back = readFolder(mended, keys);
    if (back.end !== 'opened') return [...problems, `put back it can’t be opened: ${back.error.sentence}`];
    const missing = [...truth.content.ledger.keys()].filter((key) => !back.content.ledger.has(key));
    if (missing.length > 0) problems.push(`put back, ${missing.length} are missing: ${missing[0] ?? ''}`);
    return problems;
  } finally {
    for (const one of [copy, whole, mended]) removeFolder(one);
  }
}

/** One damage of a folder that a life left, or another key for it. */
export async function damageRound(life: Life, seed: number): Promise<RoundEnd> {
  const keys = await keysOf(life.folder);
  const random = createRandom(seed);
  const source = copyOf(life.folder);
  try {
    // Half of the time as a clean close leaves it, else as the kill did.
    const closed = random() < 0.5;
    if (closed) readFolder(source, keys);
    if (random() < 0.1)
      return { told: 'another key', problems: foreignKeyOpening(source, keys), folder: life.folder };
    const { told, problems } = damagedOpening(source, keys, random);
    return { told: `${told}, after a ${closed ? 'close' : 'kill'}`, problems, folder: life.folder };
  } finally {
    removeFolder(source);
  }
}
