import { join } from 'node:path';
import { beforeEach } from 'vitest';
import type { HttpClient } from '../../../../src-main/http/http.ts';
import { createInventoryLists } from '../../../../src-main/providers/inventory-lists.ts';
import type { ManualInventory } from '../../../../src-main/providers/provider.ts';
import { unstructured } from '../../../../src-main/providers/unstructured/provider.ts';
import { memoryStorage } from '../../../support/connection-storage.ts';
import { newWorkspace, perform, type Change } from '../../../support/perform.ts';
import { present, valueOf } from '../../../support/results.ts';
import { signal } from '../../../support/signal.ts';
import { targetOf } from '../../../support/target.ts';
import { start } from '../../../support/time.ts';
import { unused } from '../../../support/unused.ts';

/** As the app reads them: long ones in a thread. */
export const lists = createInventoryLists(
  join(import.meta.dirname, '../../../../src-main/providers/inventory-worker.ts'),
);

/** A client that must not be used: nothing of an inventory goes over the network. */
export const noHttp: HttpClient = { request: unused, probe: unused, forget: unused };

export const header = 'Organization,Workspace,E-mail,Name,Organization role,Workspace role,Key';

export const sample = [
  'Northwind,,ana@corp.example,Ana Oliveira,Super Administrator,,',
  'Northwind,,dana@corp.example,Dana Levi,member,,',
  'Northwind,Contracts,dana@corp.example,,,Workspace Admin,',
  'Northwind,Contracts,,,,,Parser',
  'Northwind,Invoices,,,,,',
];

/** Of a console API variant: what only those systems have that are kept by hand. */
export const apiVariant = (): ManualInventory => present(unstructured.inventory, 'inventory');

/** An empty inventory for each test, kept by Ana. */
export function inventoryOfAna() {
  const newStorage = () =>
    memoryStorage(JSON.stringify({ name: 'Ana Oliveira', email: 'Ana@corp.example' }), {
      apiVariant: 'console',
      now: () => inventory.clock,
    });
  const session = () =>
    unstructured.session(noHttp, targetOf('https://platform.unstructuredapp.io'), inventory.storage);
  const members = async (place: string) => valueOf(await session().members(place, signal));
  const inventory = {
    /** In epoch ms; it stands still: a test moves it on. */
    clock: start,
    storage: memoryStorage(''),
    session,
    importRows: async (...rows: string[]) =>
      valueOf(
        await lists.import(
          { provider: unstructured, storage: inventory.storage },
          [header, ...rows].join('\n'),
        ),
      ),
    preview: (...rows: string[]) =>
      apiVariant().preview(inventory.storage.inventory.read(), [header, ...rows].join('\n'), inventory.clock),
    places: async () => valueOf(await session().workspaces(signal)),
    members,
    keys: async (place: string) => valueOf(await session().tokens(place, signal)),
    rolesIn: async (place: string) => (await members(place)).rows.map(({ email, role }) => [email, role]),
    change: (change: Change) => perform(session(), change),
    create: (organizationId: string, name: string) =>
      perform(session(), newWorkspace(name, { kind: 'managed', organizationId })),
    /** Keeps the value of a key. */
    keepKey: async (place: string, tokenId: string, value: string) =>
      valueOf(await present(session().keepTokenValue, 'way to keep a key')(place, tokenId, value)),
  };
  beforeEach(() => {
    inventory.clock = start;
    inventory.storage = newStorage();
  });
  return inventory;
}
