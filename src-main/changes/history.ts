import type { Plan, PlanItem } from '../../src-preload/contract/plan.ts';
import type { HistoryEntry } from '../../src-preload/contract/history.ts';
import { atOnce, inTurns, type Steps } from '../base/in-turns.ts';
import type { HistoryRow } from '../store/history/types.ts';
import { keysOf, type HistoryMark } from './kinds/history-mark.ts';
import { kindOf } from './kinds/kinds.ts';
import { readPreImage } from './kinds/pre-image.ts';
import { asItIs, confirmedText, observedText } from './history.text.ts';

export interface HistoryOptions {
  /** Only entries about this workspace; null or left out: all. */
  workspaceId?: string | null;
  /** Turns a role's wire id into its label. */
  roleLabel?: (role: string) => string;
}

/**
 * What this app did and what it saw change, newest first. A difference that is this app's own doing is listed once, as
 * its own doing.
 */
export function mergeHistory(
  plans: readonly Plan[],
  observed: readonly HistoryRow[],
  options: HistoryOptions = {},
): HistoryEntry[] {
  return atOnce(mergeSteps(plans, observed, options));
}

/** The same of thousands, with other work in between. */
export const mergeHistoryInTurns = (
  plans: readonly Plan[],
  observed: readonly HistoryRow[],
  options: HistoryOptions = {},
): Promise<HistoryEntry[]> => inTurns(mergeSteps(plans, observed, options));

/** So many rows are looked at in a step. */
const pieceSize = 500;

function* mergeSteps(
  plans: readonly Plan[],
  observed: readonly HistoryRow[],
  options: HistoryOptions,
): Steps<HistoryEntry[]> {
  const label = options.roleLabel ?? asItIs;
  const here = (workspaceId: string | null) =>
    options.workspaceId === undefined || options.workspaceId === null || workspaceId === options.workspaceId;
  const entries: HistoryEntry[] = [];
  for (const plan of plans) {
    if (plan.status === 'draft') continue;
    for (const item of plan.items) {
      const workspaceId = workspaceOf(item);
      if (here(workspaceId)) entries.push(appEntry(plan, item, workspaceId));
    }
    yield;
  }
  const ours = yield* ownMarks(plans);
  for (const [at, row] of observed.entries()) {
    if (at % pieceSize === 0) yield;
    if (!here(row.workspaceId) || isOwn(row, ours)) continue;
    entries.push({
      source: 'observed',
      id: observedId(row),
      kind: row.kind,
      from: row.from,
      at: row.at,
      text: observedText(row, label),
      workspaceId: row.workspaceId,
    });
  }
  return newestFirst(entries, observed, (entry) => entry);
}

/**
 * Sorts by time. Among what was seen the order of seeing is kept where the clock was set back in between: nothing stands above what was
 * seen after it.
 */
export function newestFirst<T>(
  rows: T[],
  observed: readonly Pick<HistoryRow, 'id' | 'at'>[],
  entryOf: (row: T) => { id: string; at: number },
): T[] {
  const order = new Map<string, { at: number; id: number }>();
  let at = Number.POSITIVE_INFINITY;
  for (const row of [...observed].sort((a, b) => b.id - a.id)) {
    at = Math.min(at, row.at);
    order.set(observedId(row), { at, id: row.id });
  }
  const placed = rows.map((row) => {
    const entry = entryOf(row);
    return { row, entry, place: order.get(entry.id) ?? { at: entry.at, id: 0 } };
  });
  placed.sort(
    (a, b) =>
      b.place.at - a.place.at ||
      (a.place.id > 0 && b.place.id > 0 ? b.place.id - a.place.id : a.entry.id < b.entry.id ? 1 : -1),
  );
  return placed.map(({ row }) => row);
}
const observedId = ({ id }: Pick<HistoryRow, 'id'>) => `observed:${id}`;

/** The place whose history has an item: its own, or the one that it created. */
const workspaceOf = (item: PlanItem): string | null => item.target.workspaceId ?? createdPlace(item);

/** The place that it created or brought into the list. */
function createdPlace({ request, preImage }: PlanItem): string | null {
  if (kindOf(request).creates?.what !== 'place') return null;
  const before = readPreImage(preImage);
  return before?.of === 'creation' ? before.created : null;
}

function appEntry(plan: Plan, item: PlanItem, workspaceId: string | null): HistoryEntry {
  const { state } = item;
  const outcome = state.state === 'sent' ? 'unverified' : state.state;
  const text =
    state.state === 'done' || state.state === 'already-so'
      ? state.words
      : state.state === 'failed'
        ? `${item.title}: ${state.error.sentence}`
        : state.state === 'unverified' || state.state === 'skipped'
          ? `${item.title}: ${state.words}`
          : state.state === 'pending' && item.pause
            ? `${item.title}: ${item.pause}`
            : item.title;
  return {
    source: 'app',
    id: `app:${plan.id}:${item.id}`,
    at: 'at' in state ? state.at : (plan.appliedAt ?? plan.createdAt),
    planId: plan.id,
    itemId: item.id,
    text: plan.confirmedBy === undefined ? text : `${sentence(text)} ${confirmedText(plan.confirmedBy)}`,
    outcome,
    workspaceId,
  };
}

const sentence = (text: string): string => (/[.!?]$/u.test(text) ? text : `${text}.`);

/** Reading back and noting the end of an item come shortly after one another (ms). */
export const observationSlack = 60_000;

interface TimedMark extends HistoryMark {
  at: number;
}
const under = (workspaceId: string, about: string) => `${workspaceId}\n${about}`;

/** Marks by workspace and by what they are about, so that a long history isn't compared with every change of a long plan. */
function* ownMarks(plans: readonly Plan[]): Steps<Map<string, TimedMark[]>> {
  const marks = new Map<string, TimedMark[]>();
  for (const { items } of plans) {
    yield;
    for (const item of items) {
      const { request, preImage, state } = item;
      if (state.state !== 'done') continue;
      const mark = kindOf(request).historyMark(request, readPreImage(preImage));
      if (!mark) continue;
      for (const workspaceId of new Set([workspaceOf(item), createdPlace(item), mark.alsoAt])) {
        if (workspaceId === null) continue;
        for (const about of mark.about) {
          const key = under(workspaceId, about);
          const list = marks.get(key);
          if (list) list.push({ ...mark, at: state.at });
          else marks.set(key, [{ ...mark, at: state.at }]);
        }
      }
    }
  }
  return marks;
}

function isOwn(row: HistoryRow, marks: Map<string, TimedMark[]>): boolean {
  const workspaceId = row.workspaceId ?? row.subjectId;
  return keysOf(row).some((key) =>
    (marks.get(under(workspaceId, key)) ?? []).some(
      (mark) =>
        mark.kinds.includes(row.kind) &&
        mark.at >= (row.from ?? 0) - observationSlack &&
        Math.abs(mark.at - row.at) <= observationSlack &&
        mark.matches(row),
    ),
  );
}
