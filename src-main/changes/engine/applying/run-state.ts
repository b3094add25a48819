import type { Applied } from '../../../../src-preload/contract/changes.ts';
import type { Identity, ItemState, Plan, PlanItem } from '../../../../src-preload/contract/plan.ts';
import { ok, type Result } from '../../../../src-preload/shared/result.ts';
import type { ChangesDeps } from '../deps.ts';
import { imageWithCreated, readPreImage, writePreImage } from '../../kinds/pre-image.ts';
import type { SeenUntil } from '../outcome/other-changes.ts';
import { createPause, type Pause } from './pause.ts';

const isSettled = ({ state }: ItemState) => state !== 'pending' && state !== 'sent';

/** A plan being applied or read back. Of a plan of thousands only what an item changes may be touched with each item. */
export interface Run {
  plan: Plan;
  /** Where each item is in the plan, by its id. */
  positions: ReadonlyMap<string, number>;
  /** How many items have come to their end. */
  settled: number;
  /** Ends the run after what is on its way, a wait before it goes again, and a pause. */
  stop: () => void;
  stopped: AbortSignal;
  /** While it is set nothing more is sent; what is on its way is read back. */
  pause: Pause;
  signal: AbortSignal;
  /** From where on the history shows what else changed meanwhile; null: it isn't looked for. */
  since: SeenUntil | null;
  reveals: Applied['reveals'];
  createdWorkspaceId: string | null;
  /** Keys of batches whose server turned out to take no lists. */
  individually: Set<string>;
  /** Saves the plan as it is; what was changed while another save ran is saved in one go. */
  save: () => Promise<Result<null>>;
  /** Waits that the servers of these connections asked for: until their end nothing more is sent there. */
  waits: Map<string, Promise<void>>;
}

export function newRun({ ledger }: ChangesDeps, plan: Plan, signal: AbortSignal): Run {
  const stopping = new AbortController();
  const pause = createPause();
  const run: Run = {
    ...withPlan(plan),
    stop() {
      stopping.abort();
      pause.end();
    },
    stopped: stopping.signal,
    pause,
    signal,
    since: null,
    reveals: [],
    createdWorkspaceId: null,
    individually: new Set(),
    save: oneAtATime(() => ledger.savePlan(run.plan)),
    waits: new Map(),
  };
  return run;
}

/** Calls made while `work` runs share the next one: each is answered by work that began after it was asked for. */
function oneAtATime<T>(work: () => Promise<T>): () => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  let next: Promise<T> | null = null;
  return () => {
    next ??= last.then(() => {
      next = null;
      return work();
    });
    last = next.catch(() => undefined);
    return next;
  };
}

const withPlan = (plan: Plan): Pick<Run, 'plan' | 'positions' | 'settled'> => ({
  plan,
  positions: new Map(plan.items.map(({ id }, position) => [id, position])),
  settled: plan.items.filter(({ state }) => isSettled(state)).length,
});

/** The plan as it was made again takes the place of the one that the run began with. */
export function setPlan(run: Run, plan: Plan): void {
  Object.assign(run, withPlan(plan));
}

/** From where on the history shows what has become of the lists since the plan was applied. */
export const sinceApplied = ({ since, plan }: Run): SeenUntil => since ?? { id: 0, at: plan.appliedAt ?? 0 };

export function itemOf(run: Run, id: string | null): PlanItem | null {
  const position = id === null ? undefined : run.positions.get(id);
  return position === undefined ? null : (run.plan.items[position] ?? null);
}

export interface Update {
  id: string;
  state: ItemState;
  /** The id of what the item made, where it made something. */
  created?: string | null;
  /** What undoing it would end. */
  made?: Identity | null;
}

/**
 * Saves the plan with these states, then reports each item. The one place that changes the items of a plan; how much of it is unfinished
 * is counted once it ends. An error means that nothing more may be sent.
 */
export async function setStates(
  deps: ChangesDeps,
  run: Run,
  updates: readonly Update[],
): Promise<Result<null>> {
  const items = [...run.plan.items];
  for (const { id, state, created = null, made = null } of updates) {
    const position = run.positions.get(id);
    const item = position === undefined ? undefined : items[position];
    if (position === undefined || item === undefined) continue;
    run.settled += Number(isSettled(state)) - Number(isSettled(item.state));
    items[position] = {
      ...item,
      state,
      preImage: withCreated(item.preImage, created),
      ...(made && { made }),
    };
  }
  run.plan = { ...run.plan, items };
  const { settled: done } = run;
  const saved = await run.save();
  for (const { id, state } of updates)
    deps.onEvent({ topic: 'progress', planId: run.plan.id, itemId: id, state, done, total: items.length });
  return saved;
}

/** Marks items as sent before their request leaves. Where that can't be kept on disk they stay as they were: nothing may be sent. */
export async function markSent(deps: ChangesDeps, run: Run, ids: readonly string[]): Promise<Result<null>> {
  const before = new Map(ids.map((id) => [id, itemOf(run, id)]));
  const at = deps.now();
  const saved = await setStates(
    deps,
    run,
    ids.map((id) => ({ id, state: { state: 'sent', at } })),
  );
  if (saved.ok) return ok(null);
  run.plan = { ...run.plan, items: run.plan.items.map((item) => before.get(item.id) ?? item) };
  return saved;
}

function withCreated(text: string | null, created: string | null): string | null {
  const image = created === null ? null : readPreImage(text);
  return image === null ? text : writePreImage(imageWithCreated(image, created));
}
