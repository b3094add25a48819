import { fail, type Result } from '../../src-preload/shared/result.ts';
import { plainError } from '../base/errors.ts';
import type { LiveSession } from '../connections/types.ts';
import type { Core } from '../core.ts';
import type { Dialogs } from '../files/electron-dialogs.ts';
import type { InventoryLists } from '../providers/inventory-lists.ts';
import type { ManualInventory, Provider } from '../providers/provider.ts';
import type { Context } from './context.ts';
import type { Handlers } from './handle.ts';
import { inventoryText } from './text.ts';
import { withCore } from './with-core.ts';

interface Kept {
  core: Core;
  provider: Provider;
  inventory: ManualInventory;
  storage: LiveSession['storage'];
}

export function inventoryHandlers(
  context: Context,
  dialogs: Pick<Dialogs, 'saveText'>,
  lists: InventoryLists,
): Handlers<'inventory'> {
  const open = withCore(context);
  /** The inventory of a connection that is kept by hand. */
  const withInventory = <Input extends { connectionId: string }, T>(
    use: (kept: Kept, input: Input) => Result<T> | Promise<Result<T>>,
  ) =>
    open((core, input: Input): Result<T> | Promise<Result<T>> => {
      const live = core.connections.sessionFor(input.connectionId);
      if (!live.ok) return live;
      const { provider, storage } = live.value;
      return provider.inventory === null
        ? fail(plainError('not-supported', inventoryText.readFromServer, inventoryText.refreshInstead))
        : use({ core, storage, provider, inventory: provider.inventory }, input);
    });
  /** What was entered is what the lists are fetched from. */
  const thenFetch = <T>(core: Core, connectionId: string, result: Result<T>): Result<T> => {
    if (result.ok) core.sync.refresh(connectionId, 'change');
    return result;
  };
  return {
    preview: withInventory((kept, { text }) => lists.preview(kept, text)),
    import: withInventory(async (kept, { connectionId, text }) =>
      thenFetch(kept.core, connectionId, await lists.import(kept, text)),
    ),
    exportCsv: withInventory(({ inventory, storage }) =>
      dialogs.saveText({
        title: 'Export the inventory',
        defaultPath: `steward-inventory-${new Date().toISOString().slice(0, 10)}.csv`,
        filters: [{ name: 'CSV', extensions: ['csv'] }],
        content: inventory.exportCsv(storage),
        what: 'The inventory',
      }),
    ),
    forget: withInventory(async ({ core, inventory, storage }, { connectionId, workspaceId, what }) =>
      thenFetch(core, connectionId, await inventory.forget(storage, workspaceId, what)),
    ),
  };
}
