import { fail, ok, type Result } from '../../src-preload/shared/result.ts';
import { errorFrom } from '../base/errors.ts';
import { runInThread } from '../base/one-job-thread.ts';
import {
  doInventoryJob,
  type ImportedList,
  type InventoryAnswer,
  type InventoryJob,
} from './inventory-job.ts';
import type { ConnectionStorage, InventoryPreview, Provider } from './provider.ts';
import { inventoryListText } from './text.ts';

/** Lists that are pasted or opened for an inventory that an admin keeps by hand. */
export interface InventoryLists {
  /** What a list would add or change. Nothing is kept. */
  preview(to: ListTarget, text: string): Promise<Result<InventoryPreview>>;
  /** Keeps the rows that have no problem. The same list twice changes nothing but when it was said. */
  import(to: ListTarget, text: string): Promise<Result<{ kept: number; left: number }>>;
}

interface ListTarget {
  provider: Pick<Provider, 'id' | 'inventory'>;
  storage: Pick<ConnectionStorage, 'inventory' | 'now'>;
}

/** A shorter list with its inventory is done before a thread would have started. */
const shortText = 50_000;
/** The longest list within the bounds takes a fraction of this. */
const timeoutMs = 60_000;

/** Reads and applies long lists in a thread of their own. `workerFile`: inventory-worker.ts, or what was built of it. */
export function createInventoryLists(workerFile: string): InventoryLists {
  async function work(
    { provider, storage }: ListTarget,
    of: Pick<InventoryJob, 'work' | 'stored' | 'text'>,
  ): Promise<InventoryAnswer | null> {
    const job: InventoryJob = { ...of, provider: provider.id, now: storage.now() };
    const isShort = job.text.length + (job.stored?.length ?? 0) <= shortText;
    if (isShort && provider.inventory !== null) return doInventoryJob(provider.inventory, job);
    return runInThread<InventoryAnswer>(workerFile, 'steward-inventory', job, timeoutMs);
  }

  return {
    async preview(to, text) {
      const stored = to.storage.inventory.readText();
      const answer = await work(to, { work: 'preview', stored, text });
      return answer?.work === 'preview' ? ok(answer.preview) : fail(notRead);
    },
    async import(to, text) {
      const { inventory } = to.storage;
      for (;;) {
        const stored = inventory.readText();
        const answer = await work(to, { work: 'import', stored, text });
        const imported: ImportedList = answer?.work === 'import' ? answer.imported : fail(notRead);
        if (!imported.ok) return imported;
        // Changed meanwhile: the list is applied to what is there now.
        if (inventory.readText() !== stored) continue;
        const { kept, left } = imported.value;
        const written = await inventory.writeText(imported.value.inventory);
        return written.ok ? ok({ kept, left }) : written;
      }
    },
  };
}

const notRead = errorFrom('bug', inventoryListText.notRead);
