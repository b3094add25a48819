import type { PageHandlers } from '../ipc/handle.ts';

export interface PausedPlans {
  /** The same handlers; which page pauses a plan is kept. */
  watched(handlers: PageHandlers<'changes'>): PageHandlers<'changes'>;
  /** Stops the plans that this page had paused: it was closed or loaded again, and no other page can resume them. */
  pageGone(contentsId: number): void;
}

/** A pause belongs to the page that shows it. A stopped plan can be finished from its receipt, and holds up no other change. */
export function createPausedPlans(stop: (planId: string) => void): PausedPlans {
  const pausedBy = new Map<string, number>();
  return {
    watched: (handlers) => ({
      ...handlers,
      pause(input, caller) {
        pausedBy.set(input.planId, caller.contentsId);
        return handlers.pause(input, caller);
      },
      async resume(input, caller) {
        const resumed = await handlers.resume(input, caller);
        if (resumed.ok) pausedBy.delete(input.planId);
        return resumed;
      },
    }),
    pageGone(contentsId) {
      for (const [planId, page] of pausedBy) {
        if (page !== contentsId) continue;
        pausedBy.delete(planId);
        stop(planId);
      }
    },
  };
}
