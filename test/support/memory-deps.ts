import type { Pin } from '../../src-preload/contract/connections.ts';
import type { AppError } from '../../src-preload/contract/result.ts';
import { fail, ok } from '../../src-preload/shared/result.ts';
import type { ConnectionsDeps } from '../../src-main/connections/types.ts';
import type { ConnectionRecord } from '../../src-main/store/ledger/types.ts';

/** What the connections registry stores into, in memory, with a switch for every way of failing. */
export function memoryDeps() {
  const records = new Map<string, ConnectionRecord>();
  const secrets = new Map<string, string>();
  const pins = new Map<string, Pin>();
  const inventories = new Map<string, unknown>();
  /** By connection and name. */
  const held = new Map<string, string>();
  const erased: string[] = [];
  const failing: { vaultRead: AppError | null; ledger: AppError | null } = { vaultRead: null, ledger: null };

  const ledger = {
    connections: () => [...records.values()],
    connection: (connectionId: string) => records.get(connectionId) ?? null,
    counts: () => ({ history: 3, receipts: 2 }),
    saveConnection: async (record: ConnectionRecord) => {
      if (failing.ledger !== null) return fail(failing.ledger);
      records.set(record.id, record);
      return ok(null);
    },
    reorderConnections: async (ids: string[]) => {
      ids.forEach((id, position) => {
        const record = records.get(id);
        if (record !== undefined) records.set(id, { ...record, position });
      });
      return ok(null);
    },
    eraseConnection: async (id: string) => {
      records.delete(id);
      erased.push(`ledger ${id}`);
      return ok(null);
    },
    removeSetAside: async () => {
      erased.push('ledgers set aside');
      return ok(null);
    },
    inventory: (id: string) => inventories.get(id) ?? null,
    setInventory: async (id: string, value: unknown) => {
      inventories.set(id, value);
      return ok(null);
    },
    inventoryText: (id: string) => (inventories.has(id) ? JSON.stringify(inventories.get(id)) : null),
    setInventoryText: async (id: string, json: string) => {
      inventories.set(id, JSON.parse(json));
      return ok(null);
    },
    pins: () => [...pins.values()],
    savePin: async (pin: Pin) => {
      pins.set(pin.origin, pin);
      return ok(null);
    },
    deletePin: async (origin: string) => {
      pins.delete(origin);
      return ok(null);
    },
  };
  const roster: ConnectionsDeps['roster'] = {
    counts: () => ({ workspaces: 6, members: 60, tokens: 9 }),
    eraseConnection: async (id) => {
      erased.push(`roster ${id}`);
      return ok(null);
    },
  };
  const vault: ConnectionsDeps['vault'] = {
    credential: (id) => (failing.vaultRead === null ? ok(secrets.get(id) ?? null) : fail(failing.vaultRead)),
    setCredential: async (id, secret) => {
      secrets.set(id, secret);
      return ok(null);
    },
    deleteCredential: async (id) => {
      secrets.delete(id);
      return ok(null);
    },
    held: (id) => ({
      get: (name) => ok(held.get(`${id} ${name}`) ?? null),
      put: async (name, secret) => {
        held.set(`${id} ${name}`, secret);
        return ok(null);
      },
      drop: async (name) => {
        held.delete(`${id} ${name}`);
        return ok(null);
      },
    }),
    deleteHeld: async (id) => {
      for (const key of held.keys()) if (key.startsWith(`${id} `)) held.delete(key);
      return ok(null);
    },
  };
  return { records, secrets, held, inventories, pins, erased, failing, ledger, roster, vault };
}
