import type { ProviderId } from '../../src-preload/contract/refs.ts';
import { ok, type Result } from '../../src-preload/shared/result.ts';
import type { InventoryPreview, ManualInventory } from './provider.ts';

/** A list, and the inventory that it would change as JSON text; null: there is none yet. */
export interface InventoryJob {
  work: 'preview' | 'import';
  provider: ProviderId;
  stored: string | null;
  text: string;
  /** Epoch ms. */
  now: number;
}

/** `inventory`: the changed one, as JSON text. */
export type ImportedList = Result<{ inventory: string; kept: number; left: number }>;
export type InventoryAnswer =
  { work: 'preview'; preview: InventoryPreview } | { work: 'import'; imported: ImportedList };

/** Does the work of one job. */
export function doInventoryJob(
  inventory: ManualInventory,
  { work, stored, text, now }: InventoryJob,
): InventoryAnswer {
  const before: unknown = stored === null ? null : JSON.parse(stored);
  if (work === 'preview') return { work, preview: inventory.preview(before, text, now) };
  const imported = inventory.import(before, text, now);
  return {
    work,
    imported: imported.ok
      ? ok({ ...imported.value, inventory: JSON.stringify(imported.value.inventory) })
      : imported,
  };
}
