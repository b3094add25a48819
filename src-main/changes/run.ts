import type {
  Applied,
  ChangeRequest,
  ItemState,
  Plan,
  PlanItem,
} from '../../src-preload/contract/changes.ts';
import { fail, ok, type AppError, type Result } from '../../src-preload/contract/result.ts';
import { bugError, plainError } from '../errors.ts';
import { notOffered } from '../sync/offered.ts';
import { realTimer } from '../sync/timers.ts';
import { unfinishedItems } from './build.ts';
import { permissionChecks } from './checks.ts';
import type { ChangesDeps, ConnectionFacts } from './deps.ts';
import { findMember, readGround, takePreImage, type Ground } from './ground.ts';
import { readPreImage, writePreImage } from './pre-image.ts';
import { isSatisfied, proofLists } from './satisfied.ts';
import { needsNoReading, settle, stopsPlan, type Answer } from './settle.ts';
import { alreadySoWords } from './words.ts';

/** A plan being applied or read back. The one place that changes its items, saving before it goes on. */
export interface Run {
  plan: Plan;
  stopping: boolean;
  signal: AbortSignal;
  reveals: Applied['reveals'];
  createdWorkspaceId: string | null;
}

/** Waits that the server asked for are obeyed up to this long (ms), and this often per item. */
const longestWait = 60_000;
const mostWaits = 3;

const isSettled = ({ state }: ItemState) => state !== 'pending' && state !== 'sent';

/** Saves the plan, then tells of the item. The error means that nothing more may be sent. */
export async function setState(
  deps: ChangesDeps,
  run: Run,
  itemId: string,
  state: ItemState,
  created: string | null = null,
): Promise<Result<null>> {
  const items = run.plan.items.map((item) =>
    item.id === itemId ? { ...item, state, preImage: withCreated(item.preImage, created) } : item,
  );
  run.plan = { ...run.plan, items };
  run.plan = { ...run.plan, unfinished: unfinishedItems(run.plan).length };
  const saved = await deps.ledger.savePlan(run.plan);
  deps.onEvent({
    topic: 'progress',
    planId: run.plan.id,
    itemId,
    state,
    done: items.filter((item) => isSettled(item.state)).length,
    total: items.length,
  });
  return saved;
}

function withCreated(text: string | null, created: string | null): string | null {
  const image = readPreImage(text);
  return created !== null && image?.of === 'creation' ? writePreImage({ ...image, created }) : text;
}

/** Reads the lists that prove this change again and gives the ground as it is now. */
export async function readBackGround(
  deps: ChangesDeps,
  request: ChangeRequest,
  connection: ConnectionFacts,
  signal: AbortSignal,
): Promise<Result<Ground>> {
  const workspaceId = request.type === 'workspace.create' ? null : request.workspaceId;
  const lists = proofLists(request, connection.identity.userId);
  const fetched = await deps.sync.fetchNow(request.connectionId, workspaceId, lists, signal);
  return fetched.ok ? ok(readGround(deps.roster, deps.now())) : fetched;
}

/**
 * Sends the pending items one after the other, each read back before the next. Returns why it had to end early, or null.
 * An item is `sent` on disk before its request leaves, so that a crash leaves nothing that could be repeated blindly.
 */
export async function runItems(deps: ChangesDeps, run: Run): Promise<AppError | null> {
  for (const { id } of run.plan.items) {
    const item = run.plan.items.find((one) => one.id === id);
    if (item?.state.state !== 'pending') continue;
    if (run.stopping) return null;
    const ended = await runItem(deps, run, item);
    if (ended) return ended;
  }
  return null;
}

async function runItem(deps: ChangesDeps, run: Run, item: PlanItem): Promise<AppError | null> {
  const first = item.dependsOn === null ? null : run.plan.items.find(({ id }) => id === item.dependsOn);
  if (first && first.state.state !== 'done' && first.state.state !== 'already-so') {
    const words = `${first.title} didn’t work, so this was left out.`;
    return errorOf(await setState(deps, run, item.id, { state: 'skipped', at: deps.now(), words }));
  }
  const connection = deps.connections.get(item.request.connectionId);
  if (!connection) return goneConnection();

  const ground = readGround(deps.roster, deps.now());
  const ready = prepare(deps, item, connection, ground);
  if (ready.next === 'settled') return errorOf(await setState(deps, run, item.id, ready.state));

  const opened = await deps.sessions.for(item.request.connectionId);
  if (!opened.ok) return opened.error;
  const saved = await setState(deps, run, item.id, { state: 'sent', at: deps.now() });
  if (!saved.ok) {
    // Not on disk, so not sent: the item is as it was.
    const items = run.plan.items.map((one) => (one.id === item.id ? item : one));
    run.plan = { ...run.plan, items };
    return saved.error;
  }

  const workspace =
    ready.request.type === 'workspace.create'
      ? null
      : ground.row(item.request.connectionId, ready.request.workspaceId);
  const result = await sendPatiently(deps, run, () =>
    opened.value.session.perform(ready.request, { workspace }, run.signal),
  );
  const refused = !result.ok && needsNoReading(result.error);
  const reading = refused ? result : await readProof(deps, run, ready.request, connection);
  const answer: Answer = { answer: 'said', result };
  const settled = settle({ ...item, request: ready.request }, answer, reading, connection, deps.now());
  if (result.ok && result.value.createdToken && ready.request.type === 'token.create') {
    const { id: tokenId, secret } = result.value.createdToken;
    run.reveals.push({ itemId: item.id, revealId: deps.secrets.put(secret), masked: mask(secret), tokenId });
  }
  if (ready.request.type === 'workspace.create')
    run.createdWorkspaceId = settled.created ?? run.createdWorkspaceId;
  const kept = await setState(deps, run, item.id, settled.state, settled.created);
  if (!kept.ok) return kept.error;
  if (!result.ok && stopsPlan(result.error)) return result.error;
  return !reading.ok && stopsPlan(reading.error) ? reading.error : null;
}

type Ready = { next: 'send'; request: ChangeRequest } | { next: 'settled'; state: ItemState };

/** The last look before sending: already so, no longer possible, or the request with its person filled in. */
function prepare(deps: ChangesDeps, item: PlanItem, connection: ConnectionFacts, ground: Ground): Ready {
  const at = deps.now();
  const { request } = item;
  const isNew = request.type === 'workspace.create' || request.type === 'token.create';
  if (!isNew && isSatisfied(request, ground, null, connection.identity.userId) === 'yes') {
    const words = alreadySoWords(request, takePreImage(ground, request, at), connection.provider);
    return { next: 'settled', state: { state: 'already-so', at, words } };
  }
  const failed = (error: AppError): Ready => ({ next: 'settled', state: { state: 'failed', at, error } });
  const [refusal] = permissionChecks({
    request,
    connection,
    ground,
    now: at,
    cannotWrite: null,
    alone: false,
    repeated: false,
  });
  if (refusal)
    return failed(
      plainError('not-allowed', refusal.words, 'Nothing was sent. Look at the list, then plan it again.'),
    );
  if (request.type !== 'member.set-role' || request.userId !== null) return { next: 'send', request };
  const member = findMember(ground.workspace(request.connectionId, request.workspaceId), null, request.email);
  return member
    ? { next: 'send', request: { ...request, userId: member.userId } }
    : failed(
        plainError(
          'not-found',
          `${request.email} isn’t in this workspace.`,
          'Invite the person first, then give the role.',
        ),
      );
}

/** A list that this identity is never given can't prove anything. */
async function readProof(
  deps: ChangesDeps,
  run: Run,
  request: ChangeRequest,
  connection: ConnectionFacts,
): Promise<Result<Ground>> {
  const row =
    request.type === 'workspace.create'
      ? null
      : deps.roster.workspace(
          { connectionId: request.connectionId, workspaceId: request.workspaceId },
          deps.now(),
        );
  for (const list of proofLists(request, connection.identity.userId)) {
    const reason = notOffered(connection.provider, list, row, connection.credential);
    if (reason !== null) return fail(plainError('not-supported', reason, 'It can’t be read back.'));
  }
  return readBackGround(deps, request, connection, run.signal);
}

/** 429 means that nothing was done: the same request may go again once the server's time is over. */
async function sendPatiently<T>(
  deps: ChangesDeps,
  run: Run,
  send: () => Promise<Result<T>>,
): Promise<Result<T>> {
  for (let waits = 0; ; waits += 1) {
    let result: Result<T>;
    try {
      result = await send();
    } catch (cause) {
      return fail(bugError(cause));
    }
    if (result.ok || result.error.kind !== 'rate-limited' || waits >= mostWaits || run.stopping)
      return result;
    const wait = result.error.retryAfterMs ?? 5_000;
    if (wait > longestWait) return result;
    await new Promise<void>((resolve) => (deps.setTimer ?? realTimer)(resolve, wait));
  }
}

/** The first characters, enough to tell two tokens apart and never most of a short one. */
function mask(secret: string): string {
  return `${secret.slice(0, Math.min(6, Math.floor(secret.length / 4)))}••••••••`;
}

const errorOf = (result: Result<null>): AppError | null => (result.ok ? null : result.error);

export function goneConnection(): AppError {
  return plainError('not-found', 'This connection was removed.', 'Add it again to go on.');
}
