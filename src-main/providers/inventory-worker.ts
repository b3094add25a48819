import { parentPort } from 'node:worker_threads';
import { doInventoryJob, type InventoryJob } from './inventory-job.ts';
import { manualInventories } from './manual-inventories.ts';

/* The thread that applies one long list to an inventory: the window stays responsive meanwhile. */
parentPort?.once('message', (job: InventoryJob) => {
  const inventory = manualInventories[job.provider];
  if (inventory === undefined) throw new Error(`${job.provider} has no inventory`);
  parentPort?.postMessage(doInventoryJob(inventory, job));
});
