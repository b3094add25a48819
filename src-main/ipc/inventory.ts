import { fail, ok, type Result } from '../../src-preload/shared/result.ts';
import { plainError } from '../base/errors.ts';
import type { LiveSession } from '../connections/types.ts';
import type { Core } from '../core.ts';
import type { Dialogs } from '../files/electron-dialogs.ts';
import type { ReadList } from '../files/list-reader.ts';
import type { ManualInventory } from '../providers/provider.ts';
import type { Context } from './context.ts';
import type { Handlers } from './handle.ts';
import { inventoryText } from './text.ts';
import { withCore } from './with-core.ts';

interface Kept {
  core: Core;
  inventory: ManualInventory;
  storage: LiveSession['storage'];
}

export function inventoryHandlers(
  context: Context,
  dialogs: Pick<Dialogs, 'saveText'>,
  readList: ReadList,
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
        : use({ core, storage, inventory: provider.inventory }, input);
    });
  /** What was entered is what the lists are fetched from. */
  const thenFetch = <T>(core: Core, connectionId: string, result: Result<T>): Result<T> => {
    if (result.ok) core.sync.refresh(connectionId, 'change');
    return result;
  };
  return {
    preview: withInventory(async ({ inventory, storage }, { text }) =>
      ok(inventory.preview(storage, await readList(text))),
    ),
    import: withInventory(async ({ core, inventory, storage }, { connectionId, text }) =>
      thenFetch(core, connectionId, await inventory.import(storage, await readList(text))),
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
