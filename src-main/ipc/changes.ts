import { writeFile } from 'node:fs/promises';
import { dialog, type BrowserWindow } from 'electron';
import { fail, ok } from '../../src-preload/contract/result.ts';
import { receiptJson } from '../changes/receipt.ts';
import { plainError } from '../errors.ts';
import type { Context } from './context.ts';
import type { Handlers } from './handle.ts';

export function changesHandlers(context: Context, window: () => BrowserWindow | null): Handlers<'changes'> {
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
    async get({ planId }) {
      const changes = engine();
      return changes.ok ? changes.value.get(planId) : changes;
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
    async receipts({ connectionId, workspaceId }) {
      const core = context.core();
      return core.ok ? ok(core.value.store.ledger.plans(connectionId, workspaceId)) : core;
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
      const parent = window();
      const options = {
        title: 'Export the receipt',
        defaultPath: `steward-receipt-${new Date(plan.value.createdAt).toISOString().slice(0, 10)}.json`,
        filters: [{ name: 'JSON', extensions: ['json'] }],
      };
      const chosen = parent
        ? await dialog.showSaveDialog(parent, options)
        : await dialog.showSaveDialog(options);
      if (chosen.canceled || !chosen.filePath) return ok(false);
      try {
        await writeFile(chosen.filePath, receiptJson(plan.value));
        return ok(true);
      } catch {
        return fail(
          plainError(
            'store-unavailable',
            'The receipt could not be written there.',
            'Choose another folder.',
          ),
        );
      }
    },
  };
}
