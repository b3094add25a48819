import { useEffect, useRef, useState } from 'react';
import type { ChangeRequest, Plan } from '../../../../src-preload/contract/changes.ts';
import type { AppError } from '../../../../src-preload/contract/result.ts';

const pauseMs = 300;

interface Checked {
  key: string;
  plan: Plan | null;
  error: AppError | null;
}

/**
 * Checks these requests while they are being typed, by planning them and discarding the plan. `key` identifies the requests; `off`: they
 * are no longer being edited.
 */
export function usePreflightChecks(
  key: string,
  requests: readonly ChangeRequest[],
  off: boolean,
): Omit<Checked, 'key'> & { current: boolean } {
  const [checked, setChecked] = useState<Checked>({ key: '', plan: null, error: null });
  const asked = useRef(0);
  const newest = useRef(requests);
  useEffect(() => {
    newest.current = requests;
  });
  const nothing = requests.length === 0;
  useEffect(() => {
    const mine = ++asked.current;
    if (nothing || off) return undefined;
    const timer = setTimeout(() => {
      void window.steward.changes.plan({ requests: [...newest.current] }).then((answer) => {
        // It was only a check: no draft may stay behind.
        if (answer.ok) void window.steward.changes.discard({ planId: answer.value.id });
        if (mine !== asked.current) return;
        setChecked({ key, plan: answer.ok ? answer.value : null, error: answer.ok ? null : answer.error });
      });
    }, pauseMs);
    return () => {
      clearTimeout(timer);
    };
  }, [key, nothing, off]);
  const current = checked.key === key;
  return { plan: current ? checked.plan : null, error: current ? checked.error : null, current };
}
