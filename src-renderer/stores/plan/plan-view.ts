import { create } from 'zustand';
import type { Applied } from '../../../src-preload/contract/changes.ts';
import type { Plan } from '../../../src-preload/contract/plan.ts';
import type { AppError } from '../../../src-preload/contract/result.ts';
import type { estimate, Pace } from '../../lib/plan-pace.ts';
import { setPlanOpen } from '../dialogs.ts';

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
      /** What confirms it was typed right, and is only missing its second person. */
      typed?: boolean;
      /** It was made elsewhere and stays a draft when it is closed. */
      kept?: boolean;
    }
  | Applying
  /** `back`: closing it leads to the form that the plan came from, with this to say there. */
  | { phase: 'result'; plan: Plan; error: AppError | null; back?: AppError };

export interface Applying {
  phase: 'applying';
  plan: Plan;
  done: number;
  total: number;
  /** It needs no review and may end in a moment: nothing is shown of it yet. */
  quiet: boolean;
  stopping: boolean;
  /** Nothing more is sent. */
  paused: boolean;
  /** It was paused, and what is on its way is still sent and read back. */
  pausing: boolean;
  /** Whether the lists are being read before it goes on. */
  resuming: boolean;
  /** Why it couldn’t be resumed: it is still paused. */
  problem: AppError | null;
  pace: Pace;
  /** What can be told of its speed by now. */
  estimate: ReturnType<typeof estimate>;
}

export const usePlan = create<{ view: PlanView }>()(() => ({ view: { phase: 'closed' } }));

export const setView = (view: PlanView) => {
  usePlan.setState({ view });
  setPlanOpen(view.phase !== 'closed' && !(view.phase === 'applying' && view.quiet));
};

/** Who opened the plan that is open. */
interface Opener {
  onEnd: (end: PlanEnd) => void;
  /** Whether a form comes back that can say why nothing came of it. */
  formReturns: () => boolean;
}

let opener: Opener | null = null;

/** Says who hears of the end of the plan that is opened now. */
export function waitForEnd(next: Opener): void {
  opener = next;
}

/** Reports to the caller that opened the plan how it ended. */
export function settle(end: PlanEnd): void {
  const ended = opener;
  opener = null;
  ended?.onEnd(end);
}

export const isFormWaiting = (): boolean => opener?.formReturns() === true;
