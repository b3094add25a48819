import { create } from 'zustand';
import type {
  Applied,
  ChangeRequest,
  Check,
  MatchingChange,
  Plan,
} from '../../src-preload/contract/changes.ts';
import type { AppError } from '../../src-preload/contract/result.ts';
import { toast } from '../components/toast.tsx';
import { refusalIn } from '../lib/plan-end.ts';
import { useConnection, useConnections } from './connections.ts';
import { onTopic } from './events.ts';

/** How a plan that was opened ended for the one who opened it; `refused`: it was sent, and nothing at all came of it. */
export type PlanEnd =
  { end: 'cancelled' } | { end: 'refused'; error: AppError } | { end: 'applied'; applied: Applied };

export interface Reveal {
  revealId: string;
  masked: string;
  tokenId: string;
  /** What the plan said of the token, for the facts beside the secret. */
  item: Plan['items'][number];
}

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
    }
  | { phase: 'applying'; plan: Plan; done: number; total: number; stopping: boolean }
  /** `back`: closing it leads to the form that the plan came from, with this to say there. */
  | { phase: 'result'; plan: Plan; error: AppError | null; back?: AppError };

interface PlanState {
  view: PlanView;
  /** Tokens just made whose secrets wait in the main process; shown one after the other. */
  reveals: readonly Reveal[];
}

export const usePlan = create<PlanState>()(() => ({ view: { phase: 'closed' }, reveals: [] }));

const setView = (view: PlanView) => usePlan.setState({ view });

let waiting: ((end: PlanEnd) => void) | null = null;
/** Whether the one who waits is a form. */
let formWaits = false;
const settle = (end: PlanEnd) => {
  waiting?.(end);
  waiting = null;
  formWaits = false;
};

/** The id under which a warning is answered with yes. */
export const yesId = (itemId: string, check: Check) => `${itemId}:${check.code}`;

export const isBlocked = (plan: Plan) =>
  plan.items.some((item) => item.checks.some((check) => check.level === 'block'));

const questions = (plan: Plan) =>
  plan.items.flatMap((item) =>
    item.checks.filter((check) => check.needsYes).map((check) => yesId(item.id, check)),
  );

/** Warnings that still need a yes. */
export const unanswered = (plan: Plan, acknowledged: ReadonlySet<string>) =>
  questions(plan).filter((id) => !acknowledged.has(id));

export interface OpenOptions {
  /** Codes of warnings that the dialog before has already asked about. */
  saidYesTo?: readonly Check['code'][];
  /** It comes from a form that comes back with what was typed when nothing came of the plan, and says why itself. */
  formReturns?: boolean;
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
export const openMatching = (change: MatchingChange, options: OpenOptions = {}) =>
  follow(() => window.steward.changes.planMatching(change), options);

/** Opens the review of a plan that the main process made: an undo, the rest of a receipt. */
export async function openExistingPlan(planId: string): Promise<PlanEnd> {
  return follow(() => window.steward.changes.get({ planId }), {});
}

/** Plans the inverse of a receipt and opens it. */
export const openUndo = (planId: string) => follow(() => window.steward.changes.undo({ planId }), {});
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
  if (plan.confirmation.type === 'none' && !isBlocked(plan) && unanswered(plan, saidYes).length === 0) {
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
  setView({ phase: 'applying', plan, done: 0, total: plan.items.length, stopping: false });
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

function takeReveals(applied: Applied): void {
  const reveals = applied.reveals.flatMap((reveal) => {
    const item = applied.plan.items.find((one) => one.id === reveal.itemId);
    return item === undefined
      ? []
      : [{ revealId: reveal.revealId, masked: reveal.masked, tokenId: reveal.tokenId, item }];
  });
  if (reveals.length > 0) usePlan.setState((before) => ({ reveals: [...before.reveals, ...reveals] }));
}

export const allDone = (plan: Plan) =>
  plan.items.every((item) => item.state.state === 'done' || item.state.state === 'already-so');

/** Why nothing can be written over a connection now, for buttons of receipts; a place's own permissions say more. */
export function useCannotWrite(connectionId: string | null): string | null {
  const connection = useConnection(connectionId);
  if (connectionId === null) return null;
  return connection === null ? 'This connection was removed from this device.' : connection.cannotWrite;
}

/** Some systems' instances learn of a role change or removal only when their own page is opened. */
export const instanceMustLearn = (item: Plan['items'][number]) =>
  useConnections
    .getState()
    .connections.some(({ id, system }) => id === item.target.connectionId && system.refreshesInstances) &&
  (item.request.type === 'member.set-role' || item.request.type === 'member.remove') &&
  item.state.state === 'done' &&
  item.target.instanceUrl !== null &&
  !isLoopback(item.target.instanceUrl);

function isLoopback(url: string): boolean {
  try {
    return ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname);
  } catch {
    return false;
  }
}

/** `reviewed`: somebody has just read the plan, and so gets its result in the same place; else a toast says it. */
function finished(applied: Applied, reviewed: boolean): void {
  takeReveals(applied);
  const { plan, unsaved = null } = applied;
  const refused = formWaits ? refusalIn(plan) : null;
  if (refused !== null) {
    // One change: the form says it all. Of several, each has its own reason, which is read first.
    if (plan.items.length > 1) {
      setView({ phase: 'result', plan, error: unsaved, back: refused });
      return;
    }
    setView({ phase: 'closed' });
    settle({ end: 'refused', error: refused });
    return;
  }
  const toTell = plan.items.filter(instanceMustLearn);
  if (!allDone(plan) || unsaved !== null || (reviewed && toTell.length > 0))
    setView({ phase: 'result', plan, error: unsaved });
  else {
    setView({ phase: 'closed' });
    // A new token's secret is shown now: that says it, and offers to take it back.
    if (applied.reveals.length === 0) report(plan);
    for (const item of toTell) offerRefreshAuth(item);
  }
  settle({ end: 'applied', applied });
}

/** The same page is offered in the settings of the workspace, so that nothing is lost with the toast. */
function offerRefreshAuth({ target }: Plan['items'][number]): void {
  const { connectionId, workspaceId } = target;
  if (workspaceId === null) return;
  const open = async () => {
    const answer = await window.steward.workspaces.openRefreshAuth({ connectionId, workspaceId });
    if (!answer.ok) toast(`${answer.error.sentence} ${answer.error.nextStep}`, { tone: 'bad' });
  };
  toast(`The instance of ${target.workspaceName} learns of it when its refresh page is opened.`, {
    tone: 'info',
    action: { label: 'Open its page', onSelect: () => void open() },
  });
}

/** One toast for a plan that went through. */
function report(plan: Plan): void {
  const [first] = plan.items;
  const words =
    plan.items.length === 1 &&
    first !== undefined &&
    (first.state.state === 'done' || first.state.state === 'already-so')
      ? first.state.words
      : `${plan.title}: all ${plan.items.length} changes done.`;
  const undoable = plan.items.some((item) => item.undo.possible && item.state.state === 'done');
  toast(
    words,
    undoable
      ? { tone: 'ok', action: { label: 'Undo', onSelect: () => void openUndo(plan.id) } }
      : { tone: 'ok' },
  );
}

/** How long a plan that needs no review may take before its progress is shown. */
const quietMs = 700;

async function applyAtOnce(plan: Plan, acknowledged: ReadonlySet<string>): Promise<void> {
  const slow = setTimeout(() => {
    if (usePlan.getState().view.phase === 'closed') {
      setView({ phase: 'applying', plan, done: 0, total: plan.items.length, stopping: false });
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

/** What was asked for, as requests of a new plan: the role after an invitation is part of the invitation again. */
function requestsOf(plan: Plan): ChangeRequest[] {
  return plan.items
    .filter((item) => {
      const first = plan.items.find((other) => other.id === item.dependsOn);
      return !(first?.request.type === 'member.invite' && first.request.role !== null);
    })
    .map((item) => item.request);
}

/** Plans the same changes again on the ground as it is now. */
export async function reviewAgain(): Promise<void> {
  const { view } = usePlan.getState();
  if (view.phase !== 'review') return;
  setView({ ...view, replanning: true });
  const answer = await window.steward.changes.plan({ requests: requestsOf(view.plan) });
  if (!answer.ok) {
    setView({ ...view, replanning: false, error: answer.error });
    return;
  }
  void window.steward.changes.discard({ planId: view.plan.id });
  setView({ phase: 'review', plan: answer.value, error: null, replanning: false, acknowledged: new Set() });
}

/** Closes the review without doing anything. */
export function cancelPlan(): void {
  const { view } = usePlan.getState();
  if (view.phase === 'review') void window.steward.changes.discard({ planId: view.plan.id });
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

/** Stops before the next item; the one on its way is waited for. */
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

/** The secret was taken care of: it is forgotten everywhere. */
export function closeReveal(revealId: string): void {
  void window.steward.tokens.forgetSecret({ revealId });
  usePlan.setState((before) => ({ reveals: before.reveals.filter((one) => one.revealId !== revealId) }));
}

/** Ends a token that was just made, by revoking or deleting it as the system has it. Null when it is done, else why not. */
export async function endRevealed(
  reveal: Reveal,
  how: 'token.revoke' | 'token.delete',
): Promise<AppError | null> {
  const { request, target } = reveal.item;
  if (target.workspaceId === null || request.type !== 'token.create') return null;
  const planned = await window.steward.changes.plan({
    requests: [
      {
        type: how,
        connectionId: target.connectionId,
        workspaceId: target.workspaceId,
        tokenId: reveal.tokenId,
        name: request.name,
      },
    ],
  });
  if (!planned.ok) return planned.error;
  // Nothing uses a secret that was never stored, so the click on that button is the yes to its warnings.
  const plan = planned.value;
  const applied = await window.steward.changes.apply({
    planId: plan.id,
    typed: plan.confirmation.type === 'type-name' ? plan.confirmation.name : '',
    acknowledged: questions(plan),
  });
  if (!applied.ok) return applied.error;
  const [item] = applied.value.plan.items;
  if (item?.state.state === 'failed') return item.state.error;
  closeReveal(reveal.revealId);
  report(applied.value.plan);
  return null;
}

onTopic('progress', (event) => {
  const { view } = usePlan.getState();
  if (view.phase !== 'applying' || view.plan.id !== event.planId) return;
  const items = view.plan.items.map((item) =>
    item.id === event.itemId ? { ...item, state: event.state } : item,
  );
  setView({ ...view, plan: { ...view.plan, items }, done: event.done, total: event.total });
});
