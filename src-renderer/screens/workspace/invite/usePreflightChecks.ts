import type { ChangeRequest } from '../../../../src-preload/contract/change-request.ts';
import type { Plan } from '../../../../src-preload/contract/plan.ts';
import type { AppError } from '../../../../src-preload/contract/result.ts';
import { useQuery } from '../../../stores/useQuery.ts';

const pauseMs = 300;

interface PreflightChecks {
  plan: Plan | null;
  error: AppError | null;
  /** Whether they are of the requests as they are now. */
  current: boolean;
}

/**
 * Checks these requests while they are being typed, by planning them and discarding the plan. `key` identifies the requests; `off`: they
 * are no longer being edited.
 */
export function usePreflightChecks(
  key: string,
  requests: readonly ChangeRequest[],
  off: boolean,
): PreflightChecks {
  const { value, error, loading } = useQuery(
    requests.length === 0 || off ? null : ['preflight', key],
    async () => {
      const answer = await window.steward.changes.plan({ requests: [...requests] });
      // It was only a check: no draft may stay behind.
      if (answer.ok) void window.steward.changes.discard({ planId: answer.value.id });
      return answer;
    },
    { delayMs: pauseMs },
  );
  return { plan: value, error, current: !loading };
}
