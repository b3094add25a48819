import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Plan, PlanItem } from '../../src-preload/contract/plan.ts';
import type { Core } from '../../src-main/core.ts';
import { createLedgerReader } from '../../src-main/store/ledger/ledger-reader.ts';
import { openDatabase } from '../../src-main/store/database.ts';
import { realTimer, type SetTimer } from '../../src-main/sync/timers.ts';
import { digestOf, type ServerJournal } from './answers.ts';
import { keysOf, openApp } from './app.ts';
import { copyOf, removeFolder, unsound } from './files.ts';
import type { Line } from './lines.ts';

/** What is known of a folder from outside: what its children said, one after the other, and what the server noted. */
export interface Known {
  lines: readonly Line[];
  server: ServerJournal;
  /** The clock jumped, so that times of different fetches can't be compared. */
  jumpingClock?: boolean;
}

/** The server is done with all that was sent, and shows a change at once: reading again needs no pause. */
const soon: SetTimer = (callback, ms) => realTimer(callback, ms > 10_000 ? ms : 10);

/**
 * Opens a copy of a folder that a child left, however it ended, and compares it with what was acknowledged. Gives what is wrong, in words;
 * the folder itself stays as it was left.
 */
export async function inspect(folder: string, known: Known): Promise<string[]> {
  const copy = copyOf(folder);
  try {
    if (!existsSync(join(copy, 'vault.json')))
      return known.lines.some(({ is }) => is === 'opened') ? ['the vault is gone'] : [];
    const opened = await openApp(copy, { setTimer: soon });
    if (!opened.ok) return [`it can’t be opened: ${opened.error.sentence} ${opened.error.detail ?? ''}`];
    const core = opened.value;
    const problems: string[] = core.store.notices.map(({ sentence }) => `opening says: ${sentence}`);
    const now = Date.now();
    try {
      problems.push(...lists(core, known, now), ...history(core, known), ...receipts(core, known));
      await core.changes.recover();
      const open = await readWhatIsOpen(core);
      problems.push(...open.problems, ...(await outcomes(core, known, open.doubted)));
    } finally {
      await core.close();
    }
    const keys = await keysOf(copy);
    for (const [name, key] of [
      ['ledger.db', keys.ledger],
      ['roster.db', keys.roster],
    ] as const)
      problems.push(...unsound(join(copy, name), key).map((words) => `${name}: ${words}`));
    problems.push(...backup(join(folder, 'ledger.db.backup'), keys.ledger, known), ...leftOvers(copy));
    return problems;
  } finally {
    removeFolder(copy);
  }
}

/** A reading may fail on a busy machine: then, as a user would, it is asked for once more before anything is called wrong. */
async function readWhatIsOpen(core: Core): Promise<{ problems: string[]; doubted: Set<string> }> {
  const problems: string[] = [];
  const doubted = new Set<string>();
  for (const { id, items } of await core.store.ledger.plans(null, null)) {
    if (!items.some(({ state }) => state.state === 'sent')) continue;
    const read = await core.changes.readBack(id);
    if (read.ok) continue;
    // A third of a roster may leave between two answers of this server: such a list proves nothing until it is confirmed.
    if (read.error.kind === 'malformed') doubted.add(id);
    else problems.push(`${id} can’t be read back: ${read.error.kind}: ${read.error.sentence}`);
  }
  return { problems, doubted };
}

const connectionsIn = (core: Core) => core.store.ledger.connections().map(({ id }) => id);

/** Every list is one that the server gave, as old as it says, and not older than what was acknowledged. */
function lists(core: Core, known: Known, now: number): string[] {
  const problems: string[] = [];
  const { roster } = core.store;
  const given = (key: string) => known.server.answers.filter((one) => one.key === key);
  for (const connectionId of connectionsIn(core)) {
    const check = (workspaceId: string | null, list: 'workspaces' | 'members' | 'tokens', rows: string[]) => {
      const key = workspaceId === null ? list : `${list} ${workspaceId}`;
      const { fetchedAt, triedAt, error, unreadable } = roster.freshness(connectionId, workspaceId, list);
      if (fetchedAt === null) {
        if (rows.length > 0) problems.push(`${key} has ${rows.length} rows and was never fetched`);
        return;
      }
      if (unreadable > 0) problems.push(`${key} has unreadable records`);
      const digest = digestOf(rows);
      const same = given(key).filter((one) => one.digest === digest);
      if (same.length === 0) problems.push(`${key} (${rows.length} rows) is no list that the server gave`);
      if (known.jumpingClock === true) return;
      if (fetchedAt > now) problems.push(`${key} is from the future`);
      const isAsOld = same.some(
        ({ at }) => at <= fetchedAt && (error !== null || triedAt === null || triedAt <= at),
      );
      if (same.length > 0 && !isAsOld)
        problems.push(`${key} isn’t as old as it says: its rows were given at another time`);
      const acknowledged = known.lines.findLast(
        (line) => line.is === 'fetched' && line.connectionId === connectionId && line.key === key,
      );
      if (acknowledged?.is === 'fetched' && acknowledged.at > fetchedAt)
        problems.push(`${key} is older than what was acknowledged`);
    };
    const places = roster.workspaces(connectionId, now);
    check(
      null,
      'workspaces',
      places.map(({ id, name }) => `${id} ${name}`),
    );
    for (const { id: workspaceId, counts } of places) {
      const ref = { connectionId, workspaceId };
      const members = roster.members(ref);
      check(
        workspaceId,
        'members',
        members.map(({ email, role }) => `${email} ${role}`),
      );
      const byRole = roster.countByRole(ref).reduce((sum, { count }) => sum + count, 0);
      if (counts.members !== null && (counts.members !== members.length || byRole !== members.length))
        problems.push(`members ${workspaceId} are counted as ${counts.members} and are ${members.length}`);
      check(
        workspaceId,
        'tokens',
        roster.tokens(ref).map(({ name, id }) => (name.state === 'known' ? name.value : id)),
      );
    }
  }
  return problems;
}

/** Taking the observed differences back from the roster that there is leads to one that there was: none of them is missing. */
function history(core: Core, known: Known): string[] {
  const problems: string[] = [];
  const { roster, ledger } = core.store;
  for (const connectionId of connectionsIn(core)) {
    for (const { id: workspaceId } of roster.workspaces(connectionId, Date.now())) {
      const rows = ledger.history(connectionId, workspaceId);
      const people = new Set(roster.members({ connectionId, workspaceId }).map(({ email }) => email));
      let broken = 0;
      for (const { kind, subject } of rows) {
        if (kind === 'member.joined') broken += people.delete(subject) ? 0 : 1;
        else if (kind === 'member.left') {
          broken += people.has(subject) ? 1 : 0;
          people.add(subject);
        }
      }
      const first = digestOf([...people]);
      const wasGiven = known.server.answers.some(
        (one) => one.key === `members ${workspaceId}` && one.people === first,
      );
      const fetched = roster.freshness(connectionId, workspaceId, 'members').fetchedAt !== null;
      if (fetched && (broken > 0 || !wasGiven))
        problems.push(`history of ${workspaceId} has a gap: taken back, it leads to no roster there was`);
      if (known.jumpingClock === true && rows.some(({ id }, n) => id < (rows[n + 1]?.id ?? 0)))
        problems.push(`history of ${workspaceId} is out of order`);
    }
  }
  return problems;
}

/** All that was acknowledged is in the ledger. */
function receipts(core: Core, known: Known): string[] {
  const problems: string[] = [];
  const { ledger } = core.store;
  const discarding = new Set(known.lines.flatMap((line) => (line.is === 'discarding' ? [line.planId] : [])));
  const erased = new Set(known.lines.flatMap((line) => (line.is === 'erased' ? [line.connectionId] : [])));
  let saved = 0;
  for (const line of known.lines) {
    if (line.is === 'saved') saved = Math.max(saved, line.n);
    if ((line.is === 'planned' || line.is === 'applied') && erased.has(line.connectionId)) continue;
    if (line.is === 'planned' && !discarding.has(line.planId) && ledger.plan(line.planId) === null)
      problems.push(`plan ${line.planId} is lost`);
    if (line.is === 'discarded' && ledger.plan(line.planId) !== null)
      problems.push(`plan ${line.planId} is back after it was discarded`);
    if (line.is !== 'applied') continue;
    const plan = ledger.plan(line.planId);
    // How the whole ended follows from its items: where the disk didn't take it, the next start writes it (`outcomesOf`).
    const isLater = plan?.status === 'applying' || line.status === 'interrupted';
    if (plan?.status !== line.status && !isLater)
      problems.push(`receipt ${line.planId} says ${plan?.status ?? 'nothing'} after ${line.status}`);
    for (const item of plan?.items ?? []) {
      const before = line.states[item.id];
      if (before !== 'unverified' && before !== item.state.state)
        problems.push(`receipt ${line.planId} says ${item.state.state} after ${before ?? 'nothing'}`);
    }
  }
  if (Number(ledger.preference('torture') ?? 0) < saved)
    problems.push(`a saved preference is lost: ${String(ledger.preference('torture'))} after ${saved}`);
  return problems;
}

/** The requests of an item at the server's door, or null where they can't be told from others. */
function arrivalsOf({ request }: PlanItem, arrivals: readonly string[]): number | null {
  const count = (method: string, mark: string) =>
    arrivals.filter((one) => one.startsWith(`${method} `) && one.includes(mark)).length;
  if (request.type === 'member.invite') return count('POST', `{"email":"${request.email}"`);
  if (request.type === 'member.remove') return count('DELETE', `"${request.email}"`);
  if (request.type === 'token.create') return count('POST', `"${request.name}"`);
  return null;
}

/** After reading back: nothing is open, everything happened once at most, and the receipts say what the server has. */
async function outcomes(core: Core, { server }: Known, doubted: ReadonlySet<string>): Promise<string[]> {
  const problems: string[] = [];
  const plans = await core.store.ledger.plans(null, null);
  const twice = server.arrivals.filter((one, n) => server.arrivals.indexOf(one) !== n);
  if (twice.length > 0) problems.push(`sent twice: ${twice[0] ?? ''}`);
  const explained = new Set<string>();
  for (const plan of plans) problems.push(...outcomesOf(plan, server, explained, doubted.has(plan.id)));
  const places = connectionsIn(core).flatMap((id) =>
    core.store.roster.workspaces(id, 0).map((one) => one.id),
  );
  // Drafts are not among the receipts: nothing of them may have left. Receipts of an erased connection went with it.
  for (const arrival of server.arrivals.filter((one) => places.some((id) => one.includes(id)))) {
    const mark = /guest-[\w-]+@|token-[\w-]+/.exec(arrival)?.[0];
    if (mark !== undefined && !explained.has(mark)) problems.push(`no receipt of: ${arrival}`);
  }
  return problems;
}

function outcomesOf(plan: Plan, server: ServerJournal, explained: Set<string>, isDoubted: boolean): string[] {
  const problems: string[] = [];
  if (plan.status === 'applying') problems.push(`plan ${plan.id} says that it is being applied`);
  for (const item of plan.items) {
    const { request, state } = item;
    const mark = /guest-[\w-]+@|token-[\w-]+/.exec(JSON.stringify(request))?.[0];
    if (mark !== undefined && state.state !== 'pending' && state.state !== 'skipped') explained.add(mark);
    const arrived = arrivalsOf(item, server.arrivals);
    const words = `${request.type} ${mark ?? ''} of ${plan.id} (${plan.status})`;
    if (state.state === 'sent' && !isDoubted) problems.push(`${words} was not read back`);
    if (arrived === null) continue;
    if (arrived > 1) problems.push(`${words} arrived ${arrived} times`);
    if (arrived > 0 && state.state === 'pending') problems.push(`${words} arrived and says it was not sent`);
    if (arrived === 0 && state.state === 'done') problems.push(`${words} is done and never arrived`);
    if (state.state === 'failed' && state.error.kind === 'cancelled' && arrived > 0 && isThere(item, server))
      problems.push(`${words} happened and says that it didn’t`);
  }
  return problems;
}

function isThere({ request }: PlanItem, server: ServerJournal): boolean {
  if (request.type === 'token.create') return server.tokens.includes(request.name);
  if (request.type !== 'member.invite') return false;
  return server.emails[request.workspaceId]?.includes(request.email) ?? false;
}

/** The backup opens by itself and knows nothing that wasn't so. */
function backup(file: string, key: Buffer, { lines }: Known): string[] {
  if (!existsSync(file)) return lines.some(({ is }) => is === 'closed') ? ['the backup is missing'] : [];
  const problems = unsound(file, key).map((words) => `backup: ${words}`);
  if (problems.length > 0) return problems;
  const db = openDatabase(file, key, { readonly: true });
  try {
    const reader = createLedgerReader(db);
    const closed = lines.findLastIndex(({ is }) => is === 'closed');
    for (const line of lines.slice(0, closed + 1))
      if (line.is === 'applied' && reader.plan(line.planId) === null)
        problems.push(`backup: receipt ${line.planId}, from before it was made, is missing`);
    return problems;
  } finally {
    db.close();
  }
}

/** After opening and closing, nothing lies around but what belongs there. */
function leftOvers(folder: string): string[] {
  const own = /^(vault\.json|store\.lock|(ledger|roster)\.db|ledger\.db\.backup)$/;
  return readdirSync(folder)
    .filter((name) => !own.test(name))
    .map((name) => `left behind: ${name}`);
}
