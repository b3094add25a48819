import { chmodSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { createRandom } from '../../src-main/local-instance/random.ts';
import { digestOf, domains } from './answers.ts';
import { keysOf, openApp } from './app.ts';
import type { ChildConfig } from './child.ts';
import { newFolder, placesWith } from './files.ts';
import { inspect } from './inspect.ts';
import type { Line } from './lines.ts';
import { startChild, type Child, type ChildOptions, type Server } from './processes.ts';

/** How a round ended. `told`: how it was made, for making it again. */
export interface RoundEnd {
  told: string;
  problems: string[];
  folder: string;
}

/** A folder over several rounds, with all that was said of it. */
export interface Life {
  server: Server;
  folder: string;
  lines: Line[];
  jumpingClock: boolean;
  /** What was found wrong in a round before is not found again in each after it. */
  told: Set<string>;
}

/** Begins a new folder; the server forgets what it noted of the one before. */
export async function beginLife(server: Server, jumpingClock = false): Promise<Life> {
  await server.reset();
  return { server, folder: newFolder(), lines: [], jumpingClock, told: new Set() };
}

const configOf = (life: Life, seed: number): ChildConfig => ({
  folder: life.folder,
  address: life.server.address,
  seed,
  tokens: { kept: life.server.tokens.kept },
  ...(life.jumpingClock ? { jumpingClock: true } : {}),
});

/** Takes what a child said, when it is gone, and looks at what it left. */
async function look(life: Life, child: Child): Promise<string[]> {
  const end = await child.ended;
  life.lines.push(...child.lines());
  const problems = child.lines().flatMap((line) => (line.is === 'problem' ? [line.words] : []));
  if (end.signal === null && end.code !== 0) problems.push(`the child ended with ${end.code}: ${end.errors}`);
  if (end.signal !== null && end.signal !== 'SIGKILL')
    problems.push(`the child ended by ${end.signal}: ${end.errors}`);
  const server = await life.server.journal();
  const known = { lines: life.lines, server, jumpingClock: life.jumpingClock };
  problems.push(...(await inspect(life.folder, known)));
  const fresh = problems.filter((words) => !life.told.has(words));
  for (const words of fresh) life.told.add(words);
  return fresh;
}

/**
 * When the child is killed: while it opens, works or closes. So many lines of acknowledged work later, and then so many milliseconds: the
 * first makes a slow machine meet the same moments as a fast one.
 */
export interface Moment {
  during: 'opening' | 'work' | 'closing';
  lines: number;
  ms: number;
}

export function momentOf(seed: number): Moment {
  const random = createRandom(seed);
  const dice = random();
  if (dice < 0.12) return { during: 'opening', lines: 0, ms: Math.floor(150 + random() * 900) };
  if (dice < 0.24) return { during: 'closing', lines: 1, ms: Math.floor(random() * 80) };
  return { during: 'work', lines: Math.floor(random() * 40), ms: Math.floor(random() * 40) };
}

/** Acknowledged, or refused: where the disk takes nothing, that is all that happens. */
const isWork = ({ is }: Line) => ['fetched', 'planned', 'applied', 'saved', 'refused'].includes(is);

/** A child works in the folder and is killed at that moment; then the folder is looked at. */
export async function killRound(
  life: Life,
  seed: number,
  moment: Moment = momentOf(seed),
  options: ChildOptions = {},
): Promise<RoundEnd> {
  const child = startChild(configOf(life, seed), options);
  if (moment.during !== 'opening') await child.until((lines) => lines.filter(isWork).length >= moment.lines);
  if (moment.during === 'closing') child.askToClose();
  await Promise.race([after(moment.ms), child.ended]);
  child.kill();
  const problems = await look(life, child);
  const told = `killed in ${moment.during}, ${moment.ms} ms after ${moment.lines} lines of work`;
  return { told, problems, folder: life.folder };
}

/** Something to be found later: rosters, receipts and a backup of a clean close, and after it a log that only a kill leaves. */
export async function prepareLife(life: Life, seed: number): Promise<void> {
  await killRound(life, seed, { during: 'closing', lines: 20, ms: 60_000 });
  await killRound(life, seed + 1, { during: 'work', lines: 12, ms: 0 });
}

/** A removal is acknowledged while everything refreshes, the process ends at once, and then no file knows an e-mail of it. */
export async function eraseRound(server: Server, seed: number): Promise<RoundEnd> {
  const life = await beginLife(server);
  const random = createRandom(seed);
  const config = {
    ...configOf(life, seed),
    tokens: server.tokens,
    erase: { label: 'erased', after: 2 + Math.floor(random() * 6) },
  };
  const told = `removed after ${config.erase.after} refreshes`;
  // A life before this one leaves a backup, and a kill a log, that know the connection.
  const before = startChild({ ...config, erase: { label: 'none', after: 0 } });
  await before.until((lines) => lines.filter(isWork).length >= 10 + random() * 10);
  const closes = random() < 0.5;
  if (closes) before.askToClose();
  else before.kill();
  const problems = await look(life, before);
  const child = startChild(config);
  problems.push(...(await look(life, child)));
  if (!child.lines().some(({ is }) => is === 'erased')) problems.push('the removal was not acknowledged');
  else {
    const keys = await keysOf(life.folder);
    const found = placesWith(`@${domains.erased}`, life.folder, keys);
    problems.push(...found.map((name) => `an e-mail of the removed connection is in ${name}`));
    if (!placesWith(`@${domains.kept}`, life.folder, keys).includes('roster.db'))
      problems.push('nothing is left of the connection that stays, so nothing was proven');
  }
  return { told: `${told}, after a ${closes ? 'close' : 'kill'}`, problems, folder: life.folder };
}

/**
 * A removal is cut short. Either the connection is still there, to be removed again, or the next start and end have finished it: no file
 * knows an e-mail of a connection that can't be seen any more.
 */
export async function eraseCutRound(server: Server, seed: number): Promise<RoundEnd> {
  const life = await beginLife(server);
  const random = createRandom(seed);
  const config = { ...configOf(life, seed), tokens: server.tokens, erase: { label: 'erased', after: 4 } };
  const before = startChild({ ...config, erase: { label: 'none', after: 0 } });
  await before.until((lines) => lines.filter(isWork).length >= 12);
  before.askToClose();
  const problems = await look(life, before);
  const child = startChild(config);
  const erasing = await child.until('erasing');
  const ms = Math.floor(random() * 120);
  await Promise.race([after(ms), child.ended]);
  child.kill();
  await child.ended;
  const next = await openApp(life.folder);
  if (!next.ok || erasing?.is !== 'erasing') problems.push('it doesn’t open, or nothing was removed');
  else {
    const isGone = !next.value.store.ledger.connections().some(({ id }) => id === erasing.connectionId);
    await next.value.close();
    const found = placesWith(`@${domains.erased}`, life.folder, await keysOf(life.folder));
    if (isGone)
      problems.push(...found.map((name) => `an e-mail of the connection that is gone is in ${name}`));
  }
  return { told: `cut short after ${ms} ms`, problems, folder: life.folder };
}

/** The disk takes no more than so many bytes in a file, so writes fail in the middle of everything. */
export async function fullRound(life: Life, seed: number): Promise<RoundEnd> {
  const random = createRandom(seed);
  const largestFile = Math.floor(16 + random() * 600) * 1024;
  const moment = { during: 'work', lines: 15, ms: Math.floor(random() * 400) } as const;
  const end = await killRound(life, seed, moment, { largestFile });
  return { ...end, told: `no file over ${largestFile / 1024} KiB, ${end.told}` };
}

/** The folder may only be read: what is there is shown, nothing is sent or saved, and no byte changes. */
export async function readOnlyRound(life: Life, seed: number): Promise<RoundEnd> {
  const shut = (folder: string, open: boolean) => {
    for (const name of readdirSync(folder)) chmodSync(join(folder, name), open ? 0o600 : 0o444);
    chmodSync(folder, open ? 0o700 : 0o555);
  };
  const digests = () =>
    readdirSync(life.folder).map(
      (name) => `${name} ${digestOf([readFileSync(join(life.folder, name), 'hex')])}`,
    );
  const before = digests();
  const { arrivals } = await life.server.journal();
  shut(life.folder, false);
  // Root may write everywhere, so somebody else looks.
  const child = startChild(configOf(life, seed), process.getuid?.() === 0 ? { uid: 65534 } : {});
  const opened = await child.until('opened');
  await child.until((lines) => lines.some((line) => line.is === 'refused' && line.what === 'save'));
  child.kill();
  await child.ended;
  shut(life.folder, true);
  const problems: string[] = [];
  if (opened?.is !== 'opened' || opened.mode !== 'read-only')
    problems.push(
      `it opens as ${opened?.is === 'opened' ? opened.mode : 'nothing'}: ${(await child.ended).errors}`,
    );
  const acknowledged = child
    .lines()
    .filter(({ is }) => is === 'saved' || is === 'planned' || is === 'applied');
  if (acknowledged.length > 0) problems.push('it says that it saved something');
  const after = digests();
  for (const line of after) if (!before.includes(line)) problems.push(`changed: ${line.split(' ')[0] ?? ''}`);
  if (after.length !== before.length) problems.push('files came or went');
  if ((await life.server.journal()).arrivals.length !== arrivals.length) problems.push('something was sent');
  return { told: 'opened where nothing may be written', problems, folder: life.folder };
}

/** Two at once on one folder: the second is told, the first works on, and when it is killed the next one may come at once. */
export async function twoRound(life: Life, seed: number): Promise<RoundEnd> {
  const first = startChild(configOf(life, seed));
  await first.until('looping');
  const second = startChild(configOf(life, seed + 1));
  const refused = await second.until('refused');
  await second.ended;
  const seen = first.lines().filter(isWork).length;
  await first.until((lines) => lines.filter(isWork).length > seen + 3);
  first.kill();
  const problems = await look(life, first);
  if (
    refused?.is !== 'refused' ||
    refused.kind !== 'store-unavailable' ||
    !/Another Steward/.test(refused.sentence)
  )
    problems.push(`the second one got ${JSON.stringify(refused ?? second.lines())}`);
  const third = startChild(configOf(life, seed + 2));
  const opened = await third.until('opened');
  third.kill();
  problems.push(...(await look(life, third)));
  if (opened === null) problems.push('after the first one was killed nobody gets in');
  return { told: 'two at once, then the next', problems, folder: life.folder };
}
