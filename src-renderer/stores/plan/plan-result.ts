import type { AppError } from '../../../src-preload/contract/result.ts';
import { useConnection } from '../connections.ts';
import { setView, settle, usePlan } from './plan-view.ts';

/** Closes the result; the receipt stays in the history. */
export function closeResult(): void {
  const { view } = usePlan.getState();
  const back = view.phase === 'result' ? view.back : undefined;
  setView({ phase: 'closed' });
  settle(back === undefined ? { end: 'cancelled' } : { end: 'refused', error: back });
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

/** Why nothing can be written over a connection now, for buttons of receipts; a place's own permissions say more. */
export function useCannotWrite(connectionId: string | null): string | null {
  const connection = useConnection(connectionId);
  if (connectionId === null) return null;
  return connection === null ? 'This connection was removed from this device.' : connection.cannotWrite;
}
