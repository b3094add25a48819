import type { Plan, PlanItem } from '../../../src-preload/contract/plan.ts';
import type { StewardEvent } from '../../../src-preload/contract/events.ts';
import { advancePace, estimate, paceFrom, pausePace, resumePace } from '../../lib/plan-pace.ts';
import { onTopic } from '../events.ts';
import { setView, usePlan, type Applying } from './plan-view.ts';

export const applyingOf = (plan: Plan, { quiet = false } = {}): Applying => ({
  phase: 'applying',
  plan,
  done: 0,
  total: plan.items.length,
  quiet,
  stopping: false,
  paused: false,
  pausing: false,
  resuming: false,
  problem: null,
  pace: paceFrom(Date.now()),
  estimate: null,
});

/** Sends nothing more until it is resumed; what is on its way is waited for. */
export async function pausePlan(): Promise<void> {
  const { view } = usePlan.getState();
  if (view.phase !== 'applying') return;
  const { id: planId } = view.plan;
  const pace = pausePace(view.pace, Date.now());
  setView({ ...view, paused: true, pausing: true, problem: null, pace });
  await window.steward.changes.pause({ planId });
  // What ended meanwhile was reported before.
  showProgress();
  const now = usePlan.getState().view;
  if (now.phase === 'applying' && now.plan.id === planId) setView({ ...now, pausing: false });
}

/** Goes on, or stays paused and says why: the server isn’t responding, say. */
export async function resumePlan(): Promise<void> {
  const { view } = usePlan.getState();
  if (view.phase !== 'applying') return;
  const { id: planId } = view.plan;
  setView({ ...view, resuming: true, problem: null });
  const answer = await window.steward.changes.resume({ planId });
  const now = usePlan.getState().view;
  if (now.phase !== 'applying' || now.plan.id !== planId) return;
  if (answer.ok)
    setView({
      ...now,
      resuming: false,
      paused: false,
      pausing: false,
      pace: resumePace(now.pace, Date.now()),
    });
  else setView({ ...now, resuming: false, problem: answer.error });
}

/** Stops before the next item; what is on its way is waited for. */
export async function stopPlan(): Promise<void> {
  const { view } = usePlan.getState();
  if (view.phase !== 'applying') return;
  setView({ ...view, stopping: true });
  await window.steward.changes.stop({ planId: view.plan.id });
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
  clearTimeout(showing);
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
  const now = Date.now();
  const pace = advancePace(view.pace, now, done);
  const known = estimate(pace, now, total);
  setView({ ...view, plan: { ...view.plan, items }, done, total, pace, estimate: known });
}
