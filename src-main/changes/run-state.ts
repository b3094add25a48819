import type { Applied, ItemState, Plan } from '../../src-preload/contract/changes.ts';
import { ok, type AppError, type Result } from '../../src-preload/contract/result.ts';
import { plainError } from '../errors.ts';
import { unfinishedItems } from './assemble.ts';
import type { ChangesDeps } from './deps.ts';
import { readPreImage, writePreImage } from './pre-image.ts';

/** A plan being applied or read back. */
export interface Run {
  plan: Plan;
  stopping: boolean;
  signal: AbortSignal;
  reveals: Applied['reveals'];
  createdWorkspaceId: string | null;
  /** Organizations (with their connection) whose server turned out not to make many workspaces at once. */
  oneByOne: Set<string>;
}

export const newRun = (plan: Plan, signal: AbortSignal): Run => ({
  plan,
  stopping: false,
  signal,
  reveals: [],
  createdWorkspaceId: null,
  oneByOne: new Set(),
});

export interface Update {
  id: string;
  state: ItemState;
  /** The id of what the item made, where it made something. */
  created?: string | null;
}

const isSettled = ({ state }: ItemState) => state !== 'pending' && state !== 'sent';

/**
 * Saves the plan with these states, then tells of each item. The one place that changes the items of a plan. An error means that
 * nothing more may be sent.
 */
export async function setStates(
  deps: ChangesDeps,
  run: Run,
  updates: readonly Update[],
): Promise<Result<null>> {
  const byId = new Map(updates.map((update) => [update.id, update]));
  const items = run.plan.items.map((item) => {
    const update = byId.get(item.id);
    return update
      ? { ...item, state: update.state, preImage: withCreated(item.preImage, update.created ?? null) }
      : item;
  });
  run.plan = { ...run.plan, items };
  run.plan = { ...run.plan, unfinished: unfinishedItems(run.plan).length };
  const saved = await deps.ledger.savePlan(run.plan);
  const done = items.filter((item) => isSettled(item.state)).length;
  for (const { id, state } of updates)
    deps.onEvent({ topic: 'progress', planId: run.plan.id, itemId: id, state, done, total: items.length });
  return saved;
}

/** Marks items as sent before their request leaves. Where that can't be kept on disk they stay as they were: nothing may be sent. */
export async function markSent(deps: ChangesDeps, run: Run, ids: readonly string[]): Promise<Result<null>> {
  const before = run.plan.items;
  const at = deps.now();
  const saved = await setStates(
    deps,
    run,
    ids.map((id) => ({ id, state: { state: 'sent', at } })),
  );
  if (saved.ok) return ok(null);
  run.plan = { ...run.plan, items: before };
  return saved;
}

function withCreated(text: string | null, created: string | null): string | null {
  const image = readPreImage(text);
  return created !== null && image?.of === 'creation' ? writePreImage({ ...image, created }) : text;
}

export function goneConnection(): AppError {
  return plainError('not-found', 'This connection was removed.', 'Add it again to go on.');
}
