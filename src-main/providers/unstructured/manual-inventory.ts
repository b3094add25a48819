import { fail, ok, type Result } from '../../../src-preload/shared/result.ts';
import type { ConnectionStorage, ManualInventory } from '../provider.ts';
import { removeMember } from './console-perform.ts';
import { exportCsv, importCsv, preview } from './inventory-csv.ts';
import { changeInventory, heldName, keyIn, notThere, placeIn, workspaceIn } from './inventory.ts';
import { steps } from './steps.ts';
import { unstructuredText } from './text.ts';

export const manualInventory: ManualInventory = { preview, import: importCsv, exportCsv, forget, steps };

/** Takes out what was said by mistake, with the kept values of its keys. Nothing is said of the real service. */
async function forget(
  storage: ConnectionStorage,
  workspaceId: string,
  what: Parameters<ManualInventory['forget']>[2],
): Promise<Result<null>> {
  const forgotten = await changeInventory(storage, (inventory): Result<string[]> => {
    const place = placeIn(inventory, workspaceId);
    if (!place.ok) return place;
    const { organization, workspace } = place.value;
    switch (what.of) {
      case 'place': {
        const gone = workspace === null ? organization.workspaces : [workspace];
        if (workspace === null) {
          inventory.organizations = inventory.organizations.filter((one) => one !== organization);
        } else {
          organization.workspaces = organization.workspaces.filter((one) => one !== workspace);
        }
        return ok(gone.flatMap(({ id, keys }) => keys.map((key) => heldName(id, key.id))));
      }
      case 'member':
        return removeMember(place.value, what.userId, storage.now())
          ? ok([])
          : fail(notThere(unstructuredText.personNotRecorded));
      case 'token': {
        const found = workspaceIn(inventory, workspaceId);
        if (!found.ok) return found;
        const key = keyIn(found.value, what.tokenId);
        if (!key.ok) return key;
        found.value.keys = found.value.keys.filter(({ id }) => id !== what.tokenId);
        found.value.keysSaidAt = storage.now();
        return ok([heldName(workspaceId, what.tokenId)]);
      }
    }
  });
  if (!forgotten.ok) return forgotten;
  for (const name of forgotten.value) {
    const dropped = await storage.heldSecrets.drop(name);
    if (!dropped.ok) return dropped;
  }
  return ok(null);
}
