import { ok } from '../../src-preload/shared/result.ts';
import { receiptJson } from '../changes/receipt.ts';
import type { Dialogs } from '../files/electron-dialogs.ts';
import { copiedCommand, type CommandLine } from '../queries/copied-command/copied-command.ts';
import { requestsFromSelection } from '../queries/plan-from-selection.ts';
import type { Context } from './context.ts';
import type { Handlers } from './handle.ts';
import { withCore } from './with-core.ts';

/** Every call but the export is the engine's own. */
export function changesHandlers(
  context: Context,
  dialogs: Pick<Dialogs, 'saveText'>,
  commandLine: CommandLine,
): Handlers<'changes'> {
  const open = withCore(context);
  return {
    plan: open(({ changes }, { requests }) => changes.plan(requests)),
    planSelection: open(async (core, rule) => {
      const requests = await requestsFromSelection(core, rule);
      return requests.ok ? core.changes.plan(requests.value) : requests;
    }),
    get: open(({ changes }, { planId }) => changes.get(planId)),
    replan: open(({ changes }, { planId }) => changes.replan(planId)),
    excludeBlocked: open(({ changes }, { planId }) => changes.excludeBlocked(planId)),
    apply: open(({ changes }, { planId, ...confirmed }) => changes.apply(planId, confirmed)),
    pause: open(async ({ changes }, { planId }) => {
      await changes.pause(planId);
      return ok(null);
    }),
    resume: open(({ changes }, { planId }) => changes.resume(planId)),
    stop: open(({ changes }, { planId }) => {
      changes.stop(planId);
      return ok(null);
    }),
    discard: open(({ changes }, { planId }) => changes.discard(planId)),
    unfinished: open(({ store }, { connectionId, workspaceId }) =>
      ok(store.ledger.unfinishedPlans(connectionId, workspaceId)),
    ),
    undo: open(({ changes }, { planId }) => changes.undo(planId)),
    finish: open(({ changes }, { planId }) => changes.finish(planId)),
    readBack: open(({ changes }, { planId }) => changes.readBack(planId)),
    exportReceipt: open(async ({ changes }, { planId }) => {
      const plan = changes.get(planId);
      if (!plan.ok) return plan;
      return dialogs.saveText({
        title: 'Export the receipt',
        defaultPath: `steward-receipt-${new Date(plan.value.createdAt).toISOString().slice(0, 10)}.json`,
        filters: [{ name: 'JSON', extensions: ['json'] }],
        content: receiptJson(plan.value),
        what: 'The receipt',
      });
    }),
    command: open(copiedCommand(commandLine)),
  };
}
