import { fail, ok, type Result } from '../../src-preload/shared/result.ts';
import type { LiveSession } from '../connections/registry.ts';
import type { Core } from '../core.ts';
import { plainError } from '../base/errors.ts';
import type { ManualInventory } from '../providers/provider.ts';
import type { Context } from './context.ts';
import type { Dialogs } from '../files/electron-dialogs.ts';
import type { Handlers } from './handle.ts';

interface Desk {
  core: Core;
  live: LiveSession;
  inventory: ManualInventory;
}

export function inventoryHandlers(
  context: Context,
  dialogs: Pick<Dialogs, 'saveText'>,
): Handlers<'inventory'> {
  const deskOf = (connectionId: string): Result<Desk> => {
    const core = context.core();
    if (!core.ok) return core;
    const live = core.value.connections.sessionFor(connectionId);
    if (!live.ok) return live;
    const { inventory } = live.value.provider;
    if (inventory === null) {
      return fail(
        plainError(
          'not-supported',
          'This connection is read from its server: there is nothing to enter.',
          'Refresh it instead.',
        ),
      );
    }
    return ok({ core: core.value, live: live.value, inventory });
  };
  /** What was entered is what the lists are fetched from. */
  const changed = <T>({ core, live }: Desk, result: Result<T>): Result<T> => {
    if (result.ok) core.sync.refresh(live.record.id, 'change');
    return result;
  };
  return {
    preview({ connectionId, text }) {
      const desk = deskOf(connectionId);
      return desk.ok ? ok(desk.value.inventory.preview(desk.value.live.storage, text)) : desk;
    },
    async import({ connectionId, text }) {
      const desk = deskOf(connectionId);
      if (!desk.ok) return desk;
      return changed(desk.value, await desk.value.inventory.import(desk.value.live.storage, text));
    },
    async exportCsv({ connectionId }) {
      const desk = deskOf(connectionId);
      if (!desk.ok) return desk;
      const { live, inventory } = desk.value;
      return dialogs.saveText({
        title: 'Export the inventory',
        defaultPath: `steward-inventory-${new Date().toISOString().slice(0, 10)}.csv`,
        filters: [{ name: 'CSV', extensions: ['csv'] }],
        content: inventory.exportCsv(live.storage),
        what: 'The inventory',
      });
    },
    async forget({ connectionId, workspaceId, what }) {
      const desk = deskOf(connectionId);
      if (!desk.ok) return desk;
      return changed(
        desk.value,
        await desk.value.inventory.forget(desk.value.live.storage, workspaceId, what),
      );
    },
  };
}
