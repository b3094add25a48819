import { randomUUID } from 'node:crypto';
import { flushCompileCache } from 'node:module';
import type { ChangeRequest } from '../../src-preload/contract/change-request.ts';
import { typedFor } from '../../src-preload/shared/plan.ts';
import type { Result } from '../../src-preload/shared/result.ts';
import type { Core } from '../../src-main/core.ts';
import { createRandom } from '../../src-main/local-instance/random.ts';
import type { ListName } from '../../src-preload/contract/freshness.ts';
import { hour } from '../../src-preload/shared/units.ts';
import { openApp } from './app.ts';
import { say } from './lines.ts';

/*
 * The one that is killed: the app behind its windows, which refreshes rosters and applies plans without a pause until it is told to
 * close, or ended. It says what was acknowledged to it, and nothing else.
 */

export interface ChildConfig {
  folder: string;
  address: string;
  seed: number;
  /** By label; a connection that the folder doesn't have yet is added. */
  tokens: Record<string, string>;
  /** Removes this connection (by label) after so many refreshes, then ends itself at once with a SIGKILL. */
  erase?: { label: string; after: number };
  /** The clock jumps back an hour, ahead a day or a year, and home again, before some of the steps. */
  jumpingClock?: boolean;
}

const config = JSON.parse(process.argv[2] ?? '{}') as ChildConfig;
const random = createRandom(config.seed);
const pick = <T>(from: readonly T[]): T | undefined => from[Math.floor(random() * from.length)];
const { signal } = new AbortController();
let stopping = false;

const realNow = Date.now.bind(Date);
let offset = 0;
Date.now = () => realNow() + offset;

function maybeJump(): void {
  if (config.jumpingClock !== true || random() > 0.25) return;
  offset = pick([-hour, 0, 24 * hour, 365 * 24 * hour]) ?? 0;
}

function refused(what: string, result: Result<unknown>): void {
  if (result.ok) return;
  const { kind, sentence } = result.error;
  // A bug is never an answer, whatever the disk does.
  if (kind === 'bug') say({ is: 'problem', words: `${what}: ${sentence} ${result.error.detail ?? ''}` });
  else say({ is: 'refused', what, kind, sentence });
}

async function connect(core: Core, label: string, token: string): Promise<string | null> {
  const found = core.connections.list().find((one) => one.label === label);
  if (found) return found.id;
  const attemptId = randomUUID();
  const signedIn = await core.signIn.authenticate({
    attemptId,
    address: config.address,
    provider: 'system-initiative',
    allowInsecure: false,
    method: { type: 'token', values: { token } },
  });
  refused('sign in', signedIn);
  if (!signedIn.ok) return null;
  const added = await core.connections.add({ attemptId, label, badge: 'development', colour: 'blue' });
  refused('connect', added);
  if (!added.ok) return null;
  say({ is: 'connected', label, connectionId: added.value.id });
  return added.value.id;
}

const placesOf = (core: Core, connectionId: string) =>
  core.store.roster.workspaces(connectionId, Date.now()).map(({ id }) => id);

async function refreshOnce(core: Core, connectionId: string): Promise<void> {
  maybeJump();
  const place = random() < 0.2 ? null : (pick(placesOf(core, connectionId)) ?? null);
  const lists: ListName[] = place === null ? ['workspaces'] : random() < 0.8 ? ['members'] : ['tokens'];
  const fetched = await core.sync.fetchNow(connectionId, place, lists, signal);
  refused('refresh', fetched);
  if (!fetched.ok) {
    // Nothing to fetch is answered at once: let others have a turn.
    await new Promise((resolve) => setTimeout(resolve, 5));
    return;
  }
  for (const list of lists) {
    const { fetchedAt } = core.store.roster.freshness(connectionId, place, list);
    const key = place === null ? list : `${list} ${place}`;
    if (fetchedAt !== null) say({ is: 'fetched', connectionId, key, at: fetchedAt });
  }
}

/** Invited and not removed yet, by this child. */
const invited: { workspaceId: string; email: string }[] = [];

function someRequests(core: Core, connectionId: string, workspaceId: string): ChangeRequest[] {
  const ref = { connectionId, workspaceId };
  const requests: ChangeRequest[] = [];
  for (let left = 1 + Math.floor(random() * 4); left > 0; left -= 1) {
    const id = randomUUID().slice(0, 13);
    const dice = random();
    const guest = invited.findIndex((one) => one.workspaceId === workspaceId);
    if (dice < 0.25) requests.push({ type: 'token.create', ...ref, name: `token-${id}`, expiry: '30d' });
    else if (dice < 0.45 && guest >= 0) {
      const [{ email } = { email: '' }] = invited.splice(guest, 1);
      const member = core.store.roster.members(ref).find((one) => one.email === email);
      if (member) requests.push({ type: 'member.remove', ...ref, userId: member.userId, email });
    } else {
      const email = `guest-${id}@kept.example`;
      requests.push({ type: 'member.invite', ...ref, email, role: dice < 0.7 ? 'APPROVER' : null });
    }
  }
  return requests;
}

async function planOnce(core: Core, connectionId: string): Promise<void> {
  maybeJump();
  const place = pick(placesOf(core, connectionId));
  if (place === undefined) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    return;
  }
  const made = await core.changes.plan(someRequests(core, connectionId, place));
  refused('plan', made);
  if (!made.ok) return;
  const plan = made.value;
  say({ is: 'planned', connectionId, planId: plan.id });
  const dice = random();
  if (dice < 0.08) return;
  if (dice < 0.16) {
    say({ is: 'discarding', planId: plan.id });
    const gone = await core.changes.discard(plan.id);
    refused('discard', gone);
    if (gone.ok) say({ is: 'discarded', planId: plan.id });
    return;
  }
  const acknowledged = plan.items.flatMap((item) => item.checks.map(({ code }) => `${item.id}:${code}`));
  const applied = await core.changes.apply(plan.id, {
    typed: typedFor(plan.confirmation) ?? '',
    acknowledged,
  });
  refused('apply', applied);
  if (!applied.ok) return;
  const { items, status } = applied.value.plan;
  for (const { request, state } of items)
    if (request.type === 'member.invite' && state.state === 'done')
      invited.push({ workspaceId: request.workspaceId, email: request.email });
  const states = Object.fromEntries(items.map(({ id, state }) => [id, state.state]));
  say({ is: 'applied', connectionId, planId: plan.id, status, states });
}

let saves = 0;
async function saveOnce(core: Core): Promise<void> {
  saves += 1;
  const saved = await core.store.ledger.setPreference('torture', saves);
  refused('save', saved);
  if (saved.ok) say({ is: 'saved', n: saves });
  await new Promise((resolve) => setTimeout(resolve, 3));
}

async function main(): Promise<void> {
  // It would be written at the end, and there won't be one.
  flushCompileCache();
  const opened = await openApp(config.folder);
  if (!opened.ok) {
    refused('open', opened);
    return;
  }
  const core = opened.value;
  saves = Number(core.store.ledger.preference('torture') ?? 0);
  say({ is: 'opened', mode: core.store.mode, notices: core.store.notices.map(({ sentence }) => sentence) });
  process.stdin.once('data', () => {
    stopping = true;
  });
  process.stdin.unref();
  const ids: Record<string, string> = {};
  for (const [label, token] of Object.entries(config.tokens)) {
    const id = await connect(core, label, token);
    if (id !== null) ids[label] = id;
  }
  core.start();
  const loops: Promise<void>[] = [];
  const loop = async (step: () => Promise<void>) => {
    while (!stopping) await step();
  };
  for (const connectionId of Object.values(ids)) {
    say({ is: 'looping', connectionId });
    loops.push(
      loop(() => refreshOnce(core, connectionId)),
      loop(() => refreshOnce(core, connectionId)),
    );
    loops.push(loop(() => planOnce(core, connectionId)));
  }
  loops.push(loop(() => saveOnce(core)));
  if (config.erase) await eraseAndEnd(core, ids[config.erase.label] ?? '', config.erase.after);
  // Without a connection there is nothing to loop on, but it stays open like any other.
  await Promise.all(loops);
  await core.close();
  say({ is: 'closed' });
}

async function eraseAndEnd(core: Core, connectionId: string, after: number): Promise<void> {
  for (let n = 0; n < after; n += 1) await refreshOnce(core, connectionId);
  say({ is: 'erasing', connectionId });
  const removed = await core.connections.remove(connectionId);
  refused('erase', removed);
  if (removed.ok) {
    say({ is: 'erased', connectionId });
    process.kill(process.pid, 'SIGKILL');
  }
  stopping = true;
}

process.on('uncaughtException', (cause) => {
  say({ is: 'problem', words: `uncaught: ${cause.stack ?? cause.message}` });
  process.exit(3);
});
process.on('unhandledRejection', (cause) => {
  say({ is: 'problem', words: `unhandled: ${cause instanceof Error ? (cause.stack ?? '') : String(cause)}` });
  process.exit(3);
});
await main();
