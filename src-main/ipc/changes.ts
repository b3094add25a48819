import { ok } from '../../src-preload/shared/result.ts';
import { receiptJson } from '../changes/receipt.ts';
import type { Context } from './context.ts';
import type { Dialogs } from '../files/electron-dialogs.ts';
import type { Handlers } from './handle.ts';
import { requestsOf } from '../queries/plan-from-selection.ts';

export function changesHandlers(context: Context, dialogs: Pick<Dialogs, 'saveText'>): Handlers<'changes'> {
  /** Every call but the export is the engine's own, behind the same door. */
  const engine = () => {
    const core = context.core();
    return core.ok ? ok(core.value.changes) : core;
  };
  return {
    async plan({ requests }) {
      const changes = engine();
      return changes.ok ? changes.value.plan(requests) : changes;
    },
    async planMatching(rule) {
      const core = context.core();
      if (!core.ok) return core;
      const requests = await requestsOf(core.value, rule);
      return requests.ok ? core.value.changes.plan(requests.value) : requests;
    },
    async get({ planId }) {
      const changes = engine();
      return changes.ok ? changes.value.get(planId) : changes;
    },
    async replan({ planId }) {
      const changes = engine();
      return changes.ok ? changes.value.replan(planId) : changes;
    },
    async excludeBlocked({ planId }) {
      const changes = engine();
      return changes.ok ? changes.value.excludeBlocked(planId) : changes;
    },
    async apply({ planId, typed, acknowledged }) {
      const changes = engine();
      return changes.ok ? changes.value.apply(planId, { typed, acknowledged }) : changes;
    },
    async stop({ planId }) {
      const changes = engine();
      if (!changes.ok) return changes;
      changes.value.stop(planId);
      return ok(null);
    },
    async discard({ planId }) {
      const changes = engine();
      return changes.ok ? changes.value.discard(planId) : changes;
    },
    async unfinished({ connectionId, workspaceId }) {
      const core = context.core();
      if (!core.ok) return core;
      const receipts = core.value.store.ledger.plans(connectionId, workspaceId);
      return ok(receipts.filter(({ unfinished }) => unfinished > 0));
    },
    async undo({ planId }) {
      const changes = engine();
      return changes.ok ? changes.value.undo(planId) : changes;
    },
    async finish({ planId }) {
      const changes = engine();
      return changes.ok ? changes.value.finish(planId) : changes;
    },
    async readBack({ planId }) {
      const changes = engine();
      return changes.ok ? changes.value.readBack(planId) : changes;
    },
    async exportReceipt({ planId }) {
      const changes = engine();
      if (!changes.ok) return changes;
      const plan = changes.value.get(planId);
      if (!plan.ok) return plan;
      return dialogs.saveText({
        title: 'Export the receipt',
        defaultPath: `steward-receipt-${new Date(plan.value.createdAt).toISOString().slice(0, 10)}.json`,
        filters: [{ name: 'JSON', extensions: ['json'] }],
        content: receiptJson(plan.value),
        what: 'The receipt',
      });
    },
  };
}
