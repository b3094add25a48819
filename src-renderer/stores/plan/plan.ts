import type { ChangeRequest, SelectionChange } from '../../../src-preload/contract/change-request.ts';
import type { Applied } from '../../../src-preload/contract/changes.ts';
import type { Check, Plan } from '../../../src-preload/contract/plan.ts';
import type { AppError } from '../../../src-preload/contract/result.ts';
import type { Approval } from '../../../src-preload/contract/second-persons.ts';
import { secondPersonField } from '../../../src-preload/shared/plan.ts';
import { refusalIn } from '../../lib/plan-end.ts';
import { openReveals, type Reveal } from '../dialogs.ts';
import { applyingOf } from './plan-progress.ts';
import { isBlocked, unanswered, yesId } from './plan-questions.ts';
import { allDone, instanceMustLearn, offerRefreshAuth, report } from './plan-report.ts';
import { takeTurn } from './plan-turn.ts';
import {
  isFormWaiting,
  setView,
  settle,
  usePlan,
  waitForEnd,
  type PlanEnd,
  type PlanView,
} from './plan-view.ts';
import { toast } from '../toasts.ts';
import { endUndo, forgetUndo, keepForUndo, startUndo } from '../undo-stack.ts';

export interface OpenOptions {
  /** Codes of warnings that the dialog before has already asked about. */
  saidYesTo?: readonly Check['code'][];
  /** It comes from a form that comes back with what was typed when nothing came of the plan, and says why itself. */
  formReturns?: () => boolean;
  /** It was prepared elsewhere: it is reviewed, also where its changes would be made at once when done by hand. */
  alwaysReview?: boolean;
}

/**
 * Plans these changes and opens the review; a plan that needs no confirmation is applied at once and reported in a
 * toast. Resolves when it was applied or cancelled.
 */
export function openPlan(requests: readonly ChangeRequest[], options: OpenOptions = {}): Promise<PlanEnd> {
  const again = () => window.steward.changes.plan({ requests: [...requests] });
  return follow(again, options);
}

/** Plans one change to everybody whom a rule selects and opens the review. */
export const openMatching = (change: SelectionChange, options: OpenOptions = {}) =>
  follow(() => window.steward.changes.planSelection(change), options);

/** Shows a receipt. */
export const openReceipt = (plan: Plan) => takeTurn(() => setView({ phase: 'result', plan, error: null }));

/** Shows a plan that was made elsewhere, on the command line say: its review, or its receipt once it was applied. */
export async function openKeptPlan(planId: string): Promise<void> {
  const found = await window.steward.changes.get({ planId });
  if (!found.ok) {
    toast(`${found.error.sentence} ${found.error.nextStep}`, { tone: 'bad' });
    return;
  }
  const plan = found.value;
  if (plan.status !== 'draft') {
    openReceipt(plan);
    return;
  }
  takeTurn(() =>
    setView({
      phase: 'review',
      plan,
      error: null,
      replanning: false,
      acknowledged: new Set(),
      kept: true,
    }),
  );
}

/** Plans the inverse of a receipt and opens it; once, however often it is asked for meanwhile. */
export async function openUndo(planId: string): Promise<PlanEnd> {
  if (!startUndo(planId)) return { end: 'cancelled' };
  const ended = await follow(() => window.steward.changes.undo({ planId }), {});
  endUndo(planId);
  if (ended.end === 'applied' && refusalIn(ended.applied.plan) === null) {
    forgetUndo(planId);
    // Undoing again undoes what was changed before it, instead of doing this once more.
    forgetUndo(ended.applied.plan.id);
  }
  return ended;
}

/** Plans what a receipt left undone and opens it. */
export const openFinish = (planId: string) => follow(() => window.steward.changes.finish({ planId }), {});

type Make = () => ReturnType<typeof window.steward.changes.plan>;

const follow = (make: Make, options: OpenOptions): Promise<PlanEnd> =>
  new Promise((onEnd) => {
    takeTurn(() => {
      waitForEnd({ onEnd, formReturns: options.formReturns ?? (() => false) });
      void prepare(make, options);
    });
  });

async function prepare(make: Make, options: OpenOptions): Promise<void> {
  const planning: PlanView = { phase: 'planning' };
  setView(planning);
  const answer = await make();
  if (usePlan.getState().view !== planning) {
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
    await applyAtOnce(plan, saidYes);
    return;
  }
  setView({ phase: 'review', plan, error: null, replanning: false, acknowledged: saidYes });
}

/** Applies the plan under review. `typed` is what was typed to confirm; `secondPerson`: who confirmed it too, where one has to. */
export async function applyPlan(typed: string, secondPerson?: Approval): Promise<void> {
  const { view } = usePlan.getState();
  // What is being planned in its place was asked for before it was to be applied.
  if (view.phase !== 'review' || view.replanning) return;
  const { plan, acknowledged } = view;
  setView(applyingOf(plan));
  const answer = await window.steward.changes.apply({
    planId: plan.id,
    typed,
    acknowledged: [...acknowledged],
    secondPerson,
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
  if (known.status === 'draft') {
    const typed = error.kind === 'invalid' && error.fields.some(({ path }) => path === secondPersonField);
    setView({ phase: 'review', plan: known, error, replanning: false, acknowledged, typed });
  } else setView({ phase: 'result', plan: known, error });
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
  const refused = isFormWaiting() ? refusalIn(plan) : null;
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
  setView(applyingOf(plan, { quiet: true }));
  const slow = setTimeout(() => {
    const { view } = usePlan.getState();
    if (view.phase === 'applying') setView({ ...view, quiet: false });
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
