import type { ProviderId } from '../../src-preload/contract/refs.ts';
import type { ManualInventory } from './provider.ts';
import { manualInventory } from './unstructured/manual-inventory.ts';

/** The inventories that admins keep by hand, without the rest of their systems: for a thread that starts for one list. */
export const manualInventories: Partial<Record<ProviderId, ManualInventory>> = {
  unstructured: manualInventory,
};
