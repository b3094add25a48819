import { create } from 'zustand';
import type {
  Applied,
  ChangeRequest,
  Check,
  SelectionChange,
  Plan,
  PlanItem,
} from '../../src-preload/contract/changes.ts';
import type { StewardEvent } from '../../src-preload/contract/events.ts';
import type { AppError } from '../../src-preload/contract/result.ts';
import { refusalIn } from '../lib/plan-end.ts';
import { estimate, paceFrom, pausePace, resumePace, type Pace } from '../lib/plan-pace.ts';
import { useConnection } from './connections.ts';
import { openReveals, setPlanOpen, type Reveal } from './dialogs.ts';
import { onTopic } from './events.ts';
import { forgetUndo, keepForUndo } from './undo-stack.ts';
import { toast } from './toasts.ts';
import { isBlocked, stillSaid, unanswered, yesId } from './plan-questions.ts';
import { allDone, instanceMustLearn, offerRefreshAuth, report } from './plan-report.ts';

/** How a plan that was opened ended for the one who opened it; `refused`: it was sent, and nothing at all came of it. */
export type PlanEnd =
  { end: 'cancelled' } | { end: 'refused'; error: AppError } | { end: 'applied'; applied: Applied };

export type PlanView =
  | { phase: 'closed' }
  | { phase: 'planning' }
  | { phase: 'not-planned'; error: AppError; retry: () => void }
  | {
      phase: 'review';
      plan: Plan;
      error: AppError | null;
      replanning: boolean;
      acknowledged: ReadonlySet<string>;
      /** It was made elsewhere and stays a draft when it is closed. */
      kept?: boolean;
    }
  | Applying
  /** `back`: closing it leads to the form that the plan came from, with this to say there. */
  | { phase: 'result'; plan: Plan; error: AppError | null; back?: AppError };

interface Applying {
  phase: 'applying';
  plan: Plan;
  done: number;
  total: number;
  stopping: boolean;
  /** Nothing more is sent; what was sent is still being read back. */
  paused: boolean;
  pace: Pace;
  /** What can be told of its speed by now. */
  estimate: ReturnType<typeof estimate>;
}

const applyingOf = (plan: Plan): Applying => ({
  phase: 'applying',
  plan,
  done: 0,
  total: plan.items.length,
  stopping: false,
  paused: false,
  pace: paceFrom(Date.now()),
  estimate: null,
});

export const usePlan = create<{ view: PlanView }>()(() => ({ view: { phase: 'closed' } }));

const setView = (view: PlanView) => {
  usePlan.setState({ view });
  setPlanOpen(view.phase !== 'closed');
};

let waiting: ((end: PlanEnd) => void) | null = null;
/** Whether the one who waits is a form. */
let formWaits = false;
const settle = (end: PlanEnd) => {
  waiting?.(end);
  waiting = null;
  formWaits = false;
};

export interface OpenOptions {
  /** Codes of warnings that the dialog before has already asked about. */
  saidYesTo?: readonly Check['code'][];
  /** It comes from a form that comes back with what was typed when nothing came of the plan, and says why itself. */
  formReturns?: boolean;
  /** It was prepared elsewhere: it is reviewed, also where its changes would be made at once when done by hand. */
  alwaysReview?: boolean;
}

/**
 * Plans these changes and opens the review; a plan that needs no confirmation is applied at once and reported in a
 * toast. Resolves when it was applied or cancelled.
 */
export async function openPlan(
  requests: readonly ChangeRequest[],
  options: OpenOptions = {},
): Promise<PlanEnd> {
  const again = () => window.steward.changes.plan({ requests: [...requests] });
  return follow(again, options);
}

/** Plans one change to everybody whom a rule selects and opens the review. */
export const openMatching = (change: SelectionChange, options: OpenOptions = {}) =>
  follow(() => window.steward.changes.planSelection(change), options);

/** Shows a receipt. */
export const openReceipt = (plan: Plan) => setView({ phase: 'result', plan, error: null });

/** Shows a plan that was made elsewhere, on the command line say: its review, or its receipt once it was applied. */
export async function openKeptPlan(planId: string): Promise<void> {
  const found = await window.steward.changes.get({ planId });
  if (!found.ok) {
    toast(`${found.error.sentence} ${found.error.nextStep}`, { tone: 'bad' });
    return;
  }
  if (found.value.status !== 'draft') {
    openReceipt(found.value);
    return;
  }
  settle({ end: 'cancelled' });
  setView({
    phase: 'review',
    plan: found.value,
    error: null,
    replanning: false,
    acknowledged: new Set(),
    kept: true,
  });
}

/** Plans the inverse of a receipt and opens it. */
export async function openUndo(planId: string): Promise<PlanEnd> {
  const ended = await follow(() => window.steward.changes.undo({ planId }), {});
  if (ended.end === 'applied') {
    forgetUndo(planId);
    // Undoing again undoes what was changed before it, instead of doing this once more.
    forgetUndo(ended.applied.plan.id);
  }
  return ended;
}
/** Plans what a receipt left undone and opens it. */
export const openFinish = (planId: string) => follow(() => window.steward.changes.finish({ planId }), {});

type Make = () => ReturnType<typeof window.steward.changes.plan>;

async function follow(make: Make, options: OpenOptions): Promise<PlanEnd> {
  const ended = new Promise<PlanEnd>((resolve) => {
    settle({ end: 'cancelled' });
    waiting = resolve;
    formWaits = options.formReturns === true;
  });
  await prepare(make, options);
  return ended;
}

async function prepare(make: Make, options: OpenOptions): Promise<void> {
  setView({ phase: 'planning' });
  const answer = await make();
  if (usePlan.getState().view.phase !== 'planning') {
    // Cancelled meanwhile: nothing may stay behind as a draft.
    if (answer.ok) void window.steward.changes.discard({ planId: answer.value.id });
    return;
  }
  if (!answer.ok) {
    setView({ phase: 'not-planned', error: answer.error, retry: () => void prepare(make, options) });
    return;
  }
  const plan = answer.value;
  const saidYes = new Set(
    plan.items.flatMap((item) =>
      item.checks
        .filter((check) => options.saidYesTo?.includes(check.code) === true)
        .map((check) => yesId(item.id, check)),
    ),
  );
  if (
    options.alwaysReview !== true &&
    plan.confirmation.type === 'none' &&
    !isBlocked(plan) &&
    unanswered(plan, saidYes).length === 0
  ) {
    setView({ phase: 'closed' });
    await applyAtOnce(plan, saidYes);
    return;
  }
  setView({ phase: 'review', plan, error: null, replanning: false, acknowledged: saidYes });
}

/** Answers warnings of the plan under review. */
export function acknowledge(ids: readonly string[], yes: boolean): void {
  const { view } = usePlan.getState();
  if (view.phase !== 'review') return;
  const acknowledged = new Set(view.acknowledged);
  for (const id of ids) {
    if (yes) acknowledged.add(id);
    else acknowledged.delete(id);
  }
  setView({ ...view, acknowledged });
}

/** Applies the plan under review. `typed` is what was typed to confirm. */
export async function applyPlan(typed: string): Promise<void> {
  const { view } = usePlan.getState();
  if (view.phase !== 'review') return;
  const { plan, acknowledged } = view;
  setView(applyingOf(plan));
  const answer = await window.steward.changes.apply({
    planId: plan.id,
    typed,
    acknowledged: [...acknowledged],
  });
  if (!answer.ok) {
    await afterRefusal(plan, answer.error, acknowledged);
    return;
  }
  finished(answer.value, true);
}

/** An apply that was refused may have ended before or after its first request: the plan itself knows. */
async function afterRefusal(plan: Plan, error: AppError, acknowledged: ReadonlySet<string>): Promise<void> {
  const now = await window.steward.changes.get({ planId: plan.id });
  const known = now.ok ? now.value : plan;
  if (known.status === 'draft')
    setView({ phase: 'review', plan: known, error, replanning: false, acknowledged });
  else setView({ phase: 'result', plan: known, error });
}

/** Why nothing can be written over a connection now, for buttons of receipts; a place's own permissions say more. */
export function useCannotWrite(connectionId: string | null): string | null {
  const connection = useConnection(connectionId);
  if (connectionId === null) return null;
  return connection === null ? 'This connection was removed from this device.' : connection.cannotWrite;
}

/** The secrets of tokens that were just made, with what the plan said of each. */
function revealsOf({ plan, reveals }: Applied): Reveal[] {
  return reveals.flatMap(({ itemId, ...reveal }) => {
    const item = plan.items.find(({ id }) => id === itemId);
    return item === undefined ? [] : [{ ...reveal, item }];
  });
}

/** `reviewed`: somebody has just read the plan, and so gets its result in the same place; else a toast says it. */
function finished(applied: Applied, reviewed: boolean): void {
  openReveals(revealsOf(applied));
  keepForUndo(applied.plan);
  const { plan, unsaved = null } = applied;
  const refused = formWaits ? refusalIn(plan) : null;
  if (refused !== null) {
    // One change: the form says it all. Of several, each has its own reason, which is read first.
    if (plan.items.length > 1 || plan.alsoChanged.length > 0) {
      setView({ phase: 'result', plan, error: unsaved, back: refused });
      return;
    }
    setView({ phase: 'closed' });
    settle({ end: 'refused', error: refused });
    return;
  }
  const toTell = plan.items.filter(instanceMustLearn);
  const toRead =
    unsaved !== null ||
    plan.leftOut.length > 0 ||
    plan.alsoChanged.length > 0 ||
    (reviewed && toTell.length > 0);
  if (!allDone(plan) || toRead) setView({ phase: 'result', plan, error: unsaved });
  else {
    setView({ phase: 'closed' });
    // A new token's secret is shown now: that says it, and offers to take it back.
    if (applied.reveals.length === 0) report(plan, openUndo);
    for (const item of toTell) offerRefreshAuth(item);
  }
  settle({ end: 'applied', applied });
}

/** How long a plan that needs no review may take before its progress is shown. */
const quietMs = 700;

async function applyAtOnce(plan: Plan, acknowledged: ReadonlySet<string>): Promise<void> {
  const slow = setTimeout(() => {
    if (usePlan.getState().view.phase === 'closed') {
      setView(applyingOf(plan));
    }
  }, quietMs);
  const answer = await window.steward.changes.apply({
    planId: plan.id,
    typed: '',
    acknowledged: [...acknowledged],
  });
  clearTimeout(slow);
  if (answer.ok) finished(answer.value, false);
  else await afterRefusal(plan, answer.error, acknowledged);
}

/** Plans the same changes again on the ground as it is now. Every warning is asked about anew. */
export const reviewAgain = () => remake(window.steward.changes.replan, () => new Set());

/** Plans the same changes with others before them. */
export const addBefore = (more: readonly ChangeRequest[]) =>
  remake(async ({ planId }) => {
    const { view } = usePlan.getState();
    const requests = view.phase === 'review' ? view.plan.items.map(({ request }) => request) : [];
    const made = await window.steward.changes.plan({ requests: [...more, ...requests] });
    if (made.ok) void window.steward.changes.discard({ planId });
    return made;
  }, stillSaid);

/** Takes what can't be done out of the plan under review. */
export const leaveOutBlocked = () => remake(window.steward.changes.excludeBlocked, stillSaid);

/** Puts another plan in the place of the one under review. */
async function remake(
  make: (of: { planId: string }) => ReturnType<Make>,
  answers: typeof stillSaid,
): Promise<void> {
  const { view } = usePlan.getState();
  if (view.phase !== 'review') return;
  const { plan, acknowledged } = view;
  setView({ ...view, replanning: true });
  const answer = await make({ planId: plan.id });
  const now = usePlan.getState().view;
  if (now.phase !== 'review' || now.plan.id !== plan.id) {
    // Cancelled meanwhile: nothing may stay behind as a draft.
    if (answer.ok) void window.steward.changes.discard({ planId: answer.value.id });
    return;
  }
  if (!answer.ok) {
    setView({ ...now, replanning: false, error: answer.error });
    return;
  }
  setView({
    phase: 'review',
    plan: answer.value,
    error: null,
    replanning: false,
    acknowledged: answers(plan, answer.value, acknowledged),
  });
}

/** Closes the review without doing anything. */
export function cancelPlan(): void {
  const { view } = usePlan.getState();
  if (view.phase === 'review' && view.kept !== true)
    void window.steward.changes.discard({ planId: view.plan.id });
  setView({ phase: 'closed' });
  settle({ end: 'cancelled' });
}

/** Closes the result; the receipt stays in the history. */
export function closeResult(): void {
  const { view } = usePlan.getState();
  const back = view.phase === 'result' ? view.back : undefined;
  setView({ phase: 'closed' });
  settle(back === undefined ? { end: 'cancelled' } : { end: 'refused', error: back });
}

/** Sends nothing more until it is resumed; what is on its way is waited for. */
export async function pausePlan(): Promise<void> {
  const { view } = usePlan.getState();
  if (view.phase !== 'applying') return;
  setView({ ...view, paused: true, pace: pausePace(view.pace, Date.now()) });
  await window.steward.changes.pause({ planId: view.plan.id });
}

export async function resumePlan(): Promise<void> {
  const { view } = usePlan.getState();
  if (view.phase !== 'applying') return;
  setView({ ...view, paused: false, pace: resumePace(view.pace, Date.now()) });
  await window.steward.changes.resume({ planId: view.plan.id });
}

/** Stops before the next item; what is on its way is waited for. */
export async function stopPlan(): Promise<void> {
  const { view } = usePlan.getState();
  if (view.phase !== 'applying') return;
  setView({ ...view, stopping: true });
  await window.steward.changes.stop({ planId: view.plan.id });
}

/** Reads back the items whose end isn't known. */
export async function readBack(planId: string): Promise<AppError | null> {
  const answer = await window.steward.changes.readBack({ planId });
  const { view } = usePlan.getState();
  if (answer.ok && view.phase === 'result' && view.plan.id === planId) {
    setView({ ...view, plan: answer.value, error: null });
  }
  return answer.ok ? null : answer.error;
}

type Progress = Extract<StewardEvent, { topic: 'progress' }>;

/** A plan of thousands reports many changes a second: they are shown this often (ms). */
const shownEveryMs = 100;
let reported: Progress[] = [];
let showing: ReturnType<typeof setTimeout> | undefined;

onTopic('progress', (event) => {
  reported.push(event);
  showing ??= setTimeout(showProgress, shownEveryMs);
});

function showProgress(): void {
  showing = undefined;
  const events = reported;
  reported = [];
  const { view } = usePlan.getState();
  if (view.phase !== 'applying') return;
  const states = new Map<string, PlanItem['state']>();
  let { done, total } = view;
  for (const event of events) {
    if (event.planId !== view.plan.id) continue;
    states.set(event.itemId, event.state);
    ({ done, total } = event);
  }
  if (states.size === 0) return;
  const items = view.plan.items.map((item) => {
    const state = states.get(item.id);
    return state === undefined ? item : { ...item, state };
  });
  const known = estimate(view.pace, Date.now(), done, total);
  setView({ ...view, plan: { ...view.plan, items }, done, total, estimate: known });
}
