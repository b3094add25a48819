import { useEffect, useRef, useState } from 'react';
import type { ChangeRequest, Plan } from '../../../../src-preload/contract/changes.ts';
import type { AppError } from '../../../../src-preload/contract/result.ts';

const pauseMs = 300;

interface Looked {
  key: string;
  plan: Plan | null;
  error: AppError | null;
}

/**
 * What the checks say of these requests while they are being written; nothing stays behind of it. `key` says when they are others than
 * before, `off` that they are no longer being written.
 */
export function usePreflightChecks(
  key: string,
  requests: readonly ChangeRequest[],
  off: boolean,
): Omit<Looked, 'key'> & { current: boolean } {
  const [looked, setLooked] = useState<Looked>({ key: '', plan: null, error: null });
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
        // It was only looked at: no draft may stay behind.
        if (answer.ok) void window.steward.changes.discard({ planId: answer.value.id });
        if (mine !== asked.current) return;
        setLooked({ key, plan: answer.ok ? answer.value : null, error: answer.ok ? null : answer.error });
      });
    }, pauseMs);
    return () => {
      clearTimeout(timer);
    };
  }, [key, nothing, off]);
  const current = looked.key === key;
  return { plan: current ? looked.plan : null, error: current ? looked.error : null, current };
}
