import { useEffect, useRef, useState } from 'react';
import type { ChangeRequest, SelectionChange } from '../../../src-preload/contract/change-request.ts';
import type { Applied } from '../../../src-preload/contract/changes.ts';
import type { AppError } from '../../../src-preload/contract/result.ts';
import { openMatching, openPlan, type OpenOptions } from './plan.ts';
import type { PlanEnd } from './plan-view.ts';

export interface PlanForm {
  /** The plan has the word: the form is hidden, with all that was typed still in it. */
  waiting: boolean;
  /** Whether it is still part of the page: another dialog may have taken its place meanwhile. */
  isThere: () => boolean;
  /** Why nothing came of what was sent last; said in the form, where it can be corrected. */
  refused: AppError | null;
  /** Takes the refusal away, with what it was about. */
  forget: () => void;
  /** Sends these changes through a plan. Null: nothing was done, and the form is back. */
  send: (requests: readonly ChangeRequest[], options?: OpenOptions) => Promise<Applied | null>;
  /** The same for one change to everybody whom a rule selects. */
  sendMatching: (change: SelectionChange) => Promise<Applied | null>;
}

/** A form whose changes go through a plan. It is over only when something was done. */
export function usePlanForm(): PlanForm {
  const [waiting, setWaiting] = useState(false);
  const [refused, setRefused] = useState<AppError | null>(null);
  const there = useRef(false);
  useEffect(() => {
    there.current = true;
    return () => {
      there.current = false;
    };
  }, []);
  const isThere = () => there.current;
  /** Known before it is drawn: a second press may come earlier. */
  const sent = useRef(false);
  const wait = async (open: () => Promise<PlanEnd>) => {
    if (sent.current) return null;
    sent.current = true;
    setRefused(null);
    setWaiting(true);
    const end = await open();
    sent.current = false;
    setWaiting(false);
    if (end.end === 'refused') setRefused(end.error);
    return end.end === 'applied' ? end.applied : null;
  };
  return {
    waiting,
    isThere,
    refused,
    forget: () => setRefused(null),
    send: (requests, options = {}) => wait(() => openPlan(requests, { ...options, formReturns: isThere })),
    sendMatching: (change) => wait(() => openMatching(change, { formReturns: isThere })),
  };
}
