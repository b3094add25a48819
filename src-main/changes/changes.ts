import { typedFor, type Applied, type ChangeRequest, type Plan } from '../../src-preload/contract/changes.ts';
import { fail, ok, type AppError, type Result } from '../../src-preload/contract/result.ts';
import { invalidError, plainError } from '../errors.ts';
import { notOffered } from '../sync/offered.ts';
import { assemble, blockedWords, buildItems, expand, unfinishedItems, type Draft } from './build.ts';
import { freshFor } from './checks.ts';
import type { ChangesDeps } from './deps.ts';
import { freshnessOf, groundLists, readGround } from './ground.ts';
import { createLocks } from './locks.ts';
import { readPreImage } from './pre-image.ts';
import { goneConnection, readBackGround, runItems, setState, type Run } from './run.ts';
import { settle } from './settle.ts';
import { leftOf } from './taken-over.ts';
import { inverseOf } from './undo.ts';
import { movedWords } from './words.ts';

export interface Changes {
  /** Checks these changes against the local copy and keeps the plan as a draft. Works offline. */
  plan(requests: readonly ChangeRequest[]): Promise<Result<Plan>>;
  get(planId: string): Result<Plan>;
  /**
   * Reads the ground again, refuses with `plan-moved` (and a plan made anew under the same id) when it isn't what was
   * shown, then does item by item. An error means that nothing was sent; how each item ended stands in the plan.
   */
  apply(planId: string, yes: { typed: string; acknowledged: readonly string[] }): Promise<Result<Applied>>;
  /** Ends after the item on its way. */
  stop(planId: string): void;
  /** Deletes a draft; receipts stay. */
  discard(planId: string): Promise<Result<null>>;
  undo(planId: string): Promise<Result<Plan>>;
  finish(planId: string): Promise<Result<Plan>>;
  readBack(planId: string): Promise<Result<Plan>>;
  /** At start: marks what a crash left as interrupted and reads it back where the server can be reached. */
  recover(): Promise<void>;
  /** Stops every plan after the item on its way and waits for them. */
  close(): Promise<void>;
}

/** The change engine: the only way in which anything is written to a server. */
export function createChanges(deps: ChangesDeps): Changes {
  const runs = new Map<string, Run>();
  const locks = createLocks();
  const controller = new AbortController();
  let closing = false;

  const buildDeps = () => ({
    connections: deps.connections,
    roster: deps.roster,
    now: deps.now(),
    cannotWrite: deps.cannotWrite,
  });

  function find(planId: string): Result<Plan> {
    const plan = runs.get(planId)?.plan ?? deps.ledger.plan(planId);
    return plan ? ok(plan) : fail(notFound());
  }

  async function makePlan(requests: readonly ChangeRequest[]): Promise<Result<Plan>> {
    const drafts: Draft[] = [];
    for (const request of requests) {
      const connection = deps.connections.get(request.connectionId);
      if (!connection) return fail(goneConnection());
      for (const one of expand(request, connection.provider.inviteArrivesAs))
        drafts.push({ id: deps.newId(), request: one });
    }
    const base = { id: deps.newId(), createdAt: deps.now() };
    const plan = assemble(base, buildItems(drafts, buildDeps()), deps);
    const saved = await deps.ledger.savePlan(plan);
    return saved.ok ? ok(plan) : saved;
  }

  /** Lists older than a minute are read again; before anything is taken away, all of them. */
  async function readGroundAgain(plan: Plan): Promise<Result<null>> {
    const ground = readGround(deps.roster, deps.now());
    const wanted = new Map<
      string,
      { connectionId: string; workspaceId: string | null; lists: Set<'workspaces' | 'members' | 'tokens'> }
    >();
    for (const { request } of plan.items) {
      const connection = deps.connections.get(request.connectionId);
      if (!connection) return fail(goneConnection());
      const ref = request.type === 'workspace.create' ? null : request.workspaceId;
      const row = ref === null ? null : ground.row(request.connectionId, ref);
      for (const list of groundLists(request)) {
        if (notOffered(connection.provider, list, row, connection.credential) !== null) continue;
        const { fetchedAt, error } = freshnessOf(ground, request, list);
        const isFresh = fetchedAt !== null && error === null && deps.now() - fetchedAt <= freshFor;
        if (isFresh && !plan.destructive) continue;
        const workspaceId = list === 'workspaces' ? null : ref;
        const key = `${request.connectionId} ${workspaceId ?? ''}`;
        const entry = wanted.get(key) ?? {
          connectionId: request.connectionId,
          workspaceId,
          lists: new Set(),
        };
        entry.lists.add(list);
        wanted.set(key, entry);
      }
    }
    // The list of workspaces first: a workspace that is gone needs no other list, and gives none.
    const ordered = [...wanted.values()].sort(
      (a, b) => Number(a.workspaceId !== null) - Number(b.workspaceId !== null),
    );
    for (const { connectionId, workspaceId, lists } of ordered) {
      const isGone =
        workspaceId !== null && deps.roster.workspace({ connectionId, workspaceId }, deps.now()) === null;
      if (isGone) continue;
      const fetched = await deps.sync.fetchNow(connectionId, workspaceId, [...lists], controller.signal);
      if (!fetched.ok) return fetched;
    }
    return ok(null);
  }

  /** What would surprise the one who said yes: moved ground, a new refusal, a new question. */
  function whatMoved(plan: Plan, again: Plan): string[] {
    const words: string[] = [];
    for (const item of plan.items) {
      const now = again.items.find(({ id }) => id === item.id);
      const connection = deps.connections.get(item.request.connectionId);
      const before = readPreImage(item.preImage);
      const after = readPreImage(now?.preImage ?? null);
      if (!now || !connection || !before || !after) continue;
      const moved = movedWords(item.request, before, after, connection.provider);
      const known = new Set(
        item.checks.filter(({ level, needsYes }) => level === 'block' || needsYes).map(({ code }) => code),
      );
      const fresh = now.checks.filter(
        ({ code, level, needsYes }) => (level === 'block' || needsYes) && !known.has(code),
      );
      words.push(...(moved.length > 0 ? moved : fresh.map((check) => check.words)));
    }
    return [...new Set(words)];
  }

  function refusal(plan: Plan, yes: { typed: string; acknowledged: readonly string[] }): AppError | null {
    for (const { target } of plan.items) {
      const words = deps.cannotWrite(target.connectionId);
      if (words !== null)
        return plainError('offline', words, 'Nothing was sent. Apply it once the connection works again.');
    }
    const needed = typedFor(plan.confirmation);
    if (needed !== null && yes.typed.trim() !== needed.trim())
      return invalidError('What was typed isn’t what was asked for.', `Type ${needed} to confirm.`, [
        { path: 'typed', message: `Type ${needed}.` },
      ]);
    const open = plan.items.flatMap((item) =>
      item.checks.filter((check) => check.needsYes && !yes.acknowledged.includes(`${item.id}:${check.code}`)),
    );
    const [first] = open;
    return first ? invalidError(first.words, 'Answer this warning first.') : null;
  }

  async function apply(
    planId: string,
    yes: { typed: string; acknowledged: readonly string[] },
  ): Promise<Result<Applied>> {
    const found = find(planId);
    if (!found.ok) return found;
    const plan = found.value;
    if (plan.status !== 'draft' || runs.has(planId) || closing) return fail(notADraft());
    const refused = refusal(plan, yes);
    if (refused) return fail(refused);
    const run: Run = {
      plan,
      stopping: false,
      signal: controller.signal,
      reveals: [],
      createdWorkspaceId: null,
    };
    runs.set(planId, run);
    try {
      // One plan at a time per connection: two that each leave one owner must not leave none together.
      return await locks.hold(
        plan.items.map(({ target }) => target.connectionId),
        () => applyLocked(run, plan),
      );
    } finally {
      runs.delete(planId);
    }
  }

  async function applyLocked(run: Run, plan: Plan): Promise<Result<Applied>> {
    const read = await readGroundAgain(plan);
    if (!read.ok) return read;
    const drafts = plan.items.map(({ id, request }) => ({ id, request }));
    const again = assemble(plan, buildItems(drafts, buildDeps()), deps);
    const moved = whatMoved(plan, again);
    if (moved.length > 0) {
      await deps.ledger.savePlan(again);
      return fail(movedError(moved));
    }
    const blocked = blockedWords(again.items);
    if (blocked !== null) return fail(plainError('not-allowed', blocked, 'Nothing was sent.'));
    if (run.stopping || closing)
      return fail(
        plainError(
          'cancelled',
          'It was stopped before anything was sent.',
          'Apply it again when you want to.',
        ),
      );

    run.plan = { ...again, status: 'applying', appliedAt: deps.now() };
    const started = await deps.ledger.savePlan(run.plan);
    if (!started.ok) return started;
    const ended = await runItems(deps, run);
    if (ended && run.plan.items.every(({ state }) => state.state === 'pending')) {
      await deps.ledger.savePlan(again);
      return fail(ended);
    }
    await close(run);
    return ok({ plan: run.plan, reveals: run.reveals, createdWorkspaceId: run.createdWorkspaceId });
  }

  /** Writes how the plan as a whole ended and lets the lists around it refresh. */
  async function close(run: Run): Promise<void> {
    const open = (state: string) => run.plan.items.some((item) => item.state.state === state);
    const status = open('sent') ? 'interrupted' : open('pending') ? 'stopped' : 'finished';
    run.plan = { ...run.plan, status, finishedAt: deps.now() };
    run.plan = { ...run.plan, unfinished: unfinishedItems(run.plan).length };
    await deps.ledger.savePlan(run.plan);
    await takeOver(run.plan);
    announce(run.plan);
  }

  /** Receipts before it whose rest this plan has taken on are not unfinished any more. */
  async function takeOver(plan: Plan): Promise<void> {
    for (const connectionId of new Set(plan.items.map(({ request }) => request.connectionId))) {
      const plans = deps.ledger.plans(connectionId, null);
      for (const earlier of plans) {
        if (earlier.unfinished === 0 || earlier.id === plan.id || runs.has(earlier.id)) continue;
        const unfinished = leftOf(earlier, plans).length;
        if (unfinished !== earlier.unfinished) await deps.ledger.savePlan({ ...earlier, unfinished });
      }
    }
  }

  function announce(plan: Plan): void {
    const places = new Map(
      plan.items.map(({ target }) => [`${target.connectionId} ${target.workspaceId ?? ''}`, target]),
    );
    for (const { connectionId, workspaceId } of places.values()) {
      deps.onEvent({ topic: 'receipts', connectionId, workspaceId });
      deps.onEvent({ topic: 'history', connectionId, workspaceId });
      const isThere =
        workspaceId !== null && deps.roster.workspace({ connectionId, workspaceId }, deps.now()) !== null;
      if (isThere) deps.sync.refresh(connectionId, 'change', { connectionId, workspaceId });
      else deps.sync.refresh(connectionId, 'change');
    }
  }

  async function readBack(planId: string): Promise<Result<Plan>> {
    const found = find(planId);
    if (!found.ok) return found;
    if (runs.has(planId)) return fail(stillRunning());
    const run: Run = {
      plan: found.value,
      stopping: false,
      signal: controller.signal,
      reveals: [],
      createdWorkspaceId: null,
    };
    runs.set(planId, run);
    try {
      return await locks.hold(
        run.plan.items.map(({ target }) => target.connectionId),
        () => readBackLocked(run),
      );
    } finally {
      runs.delete(planId);
    }
  }

  async function readBackLocked(run: Run): Promise<Result<Plan>> {
    let firstError: AppError | null = null;
    for (const item of run.plan.items) {
      if (item.state.state !== 'sent' && item.state.state !== 'unverified') continue;
      const connection = deps.connections.get(item.request.connectionId);
      if (!connection) continue;
      const reading = await readBackGround(deps, item.request, connection, controller.signal);
      if (!reading.ok) {
        // It stays as it is: not known yet isn't the same as failed.
        firstError ??= reading.error;
        continue;
      }
      const { state, created } = settle(item, { answer: 'lost' }, reading, connection, deps.now());
      const saved = await setState(deps, run, item.id, state, created);
      if (!saved.ok) return saved;
    }
    if (run.plan.status === 'interrupted' || run.plan.status === 'applying') {
      const has = (state: string) => run.plan.items.some((item) => item.state.state === state);
      const status = has('sent') || has('pending') ? 'interrupted' : 'finished';
      run.plan = {
        ...run.plan,
        status,
        finishedAt: status === 'finished' ? deps.now() : run.plan.finishedAt,
      };
      const saved = await deps.ledger.savePlan(run.plan);
      if (!saved.ok) return saved;
    }
    announce(run.plan);
    return firstError ? fail(firstError) : ok(run.plan);
  }

  return {
    plan: makePlan,
    get: find,
    apply,
    stop(planId) {
      const run = runs.get(planId);
      if (run) run.stopping = true;
    },
    async discard(planId) {
      const plan = deps.ledger.plan(planId);
      if (!plan) return ok(null);
      if (plan.status !== 'draft' || runs.has(planId)) return fail(notADraft());
      return deps.ledger.deletePlan(planId);
    },
    async undo(planId) {
      const found = find(planId);
      if (!found.ok) return found;
      if (runs.has(planId)) return fail(stillRunning());
      const requests = inverseOf(found.value, deps.roster, deps.connections, deps.now());
      if (requests.length > 0) return makePlan(requests);
      const why = found.value.items.find(({ undo }) => !undo.possible)?.undo.words;
      return fail(
        plainError('not-supported', why ?? 'Nothing of this is left to take back.', 'Nothing was changed.'),
      );
    },
    async finish(planId) {
      const found = find(planId);
      if (!found.ok) return found;
      if (runs.has(planId)) return fail(stillRunning());
      let plan = found.value;
      if (plan.items.some(({ state }) => state.state === 'sent' || state.state === 'unverified')) {
        const settled = await readBack(planId);
        if (!settled.ok) return settled;
        plan = settled.value;
      }
      // What may have made something already isn't sent again; everything else finds that it is so already.
      const requests = leftOf(plan, deps.ledger.plans(plan.items[0]?.request.connectionId ?? null, null))
        .filter(({ state }) => state.state !== 'unverified' && state.state !== 'sent')
        .map(({ request }) => request);
      return requests.length > 0
        ? makePlan(requests)
        : fail(plainError('not-supported', 'There is nothing left to finish.', 'Look at the receipt.'));
    },
    readBack,
    async recover() {
      const left = deps.ledger.interruptedPlans().filter(({ id }) => !runs.has(id));
      for (const plan of left) {
        const marked: Plan = { ...plan, status: 'interrupted' };
        await deps.ledger.savePlan({ ...marked, unfinished: unfinishedItems(marked).length });
      }
      for (const { id, items } of left) {
        const reachable = items.every(({ target }) => deps.cannotWrite(target.connectionId) === null);
        if (reachable && !closing) await readBack(id);
      }
    },
    async close() {
      closing = true;
      for (const run of runs.values()) run.stopping = true;
      await locks.idle();
      controller.abort();
    },
  };
}

function movedError(moved: string[]): AppError {
  const [first] = moved;
  const more = moved.length > 1 ? ` And ${moved.length - 1} more.` : '';
  return plainError(
    'plan-moved',
    `Since you looked: ${first ?? ''}${more}`,
    'Look at the changes again.',
    moved.length > 1 ? moved.join('\n') : null,
  );
}

function notFound(): AppError {
  return plainError('not-found', 'This plan isn’t there any more.', 'Start again from the list.');
}

function notADraft(): AppError {
  return plainError('not-allowed', 'This plan was applied already.', 'Look at its receipt in the history.');
}

function stillRunning(): AppError {
  return plainError('not-allowed', 'This plan is still being applied.', 'Wait until it ended, or stop it.');
}
