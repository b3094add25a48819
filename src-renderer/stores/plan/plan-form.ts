import { useState } from 'react';
import type { ChangeRequest } from '../../../src-preload/contract/change-request.ts';
import type { Applied } from '../../../src-preload/contract/changes.ts';
import type { AppError } from '../../../src-preload/contract/result.ts';
import { openPlan, type OpenOptions } from './plan.ts';

export interface PlanForm {
  /** The plan has the word: the form is hidden, with all that was typed still in it. */
  waiting: boolean;
  /** Why nothing came of what was sent last; said in the form, where it can be corrected. */
  refused: AppError | null;
  /** Takes the refusal away, with what it was about. */
  forget: () => void;
  /** Sends these changes through a plan. Null: nothing was done, and the form is back. */
  send: (requests: readonly ChangeRequest[], options?: OpenOptions) => Promise<Applied | null>;
}

/** A form whose changes go through a plan. It is over only when something was done. */
export function usePlanForm(): PlanForm {
  const [waiting, setWaiting] = useState(false);
  const [refused, setRefused] = useState<AppError | null>(null);
  return {
    waiting,
    refused,
    forget: () => setRefused(null),
    send: async (requests, options = {}) => {
      setRefused(null);
      setWaiting(true);
      const end = await openPlan(requests, { ...options, formReturns: true });
      setWaiting(false);
      if (end.end === 'refused') setRefused(end.error);
      return end.end === 'applied' ? end.applied : null;
    },
  };
}
