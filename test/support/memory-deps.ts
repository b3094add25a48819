import type { Pin } from '../../src-preload/contract/connections.ts';
import { fail, ok, type AppError } from '../../src-preload/contract/result.ts';
import type { ConnectionsDeps } from '../../src-main/connections/registry.ts';
import type { ConnectionRecord } from '../../src-main/store/types.ts';

/** What the connections registry stores into, in memory, with a switch for every way of failing. */
export function memoryDeps() {
  const records = new Map<string, ConnectionRecord>();
  const secrets = new Map<string, string>();
  const pins = new Map<string, Pin>();
  const erased: string[] = [];
  const failing: { vaultRead: AppError | null; ledger: AppError | null } = { vaultRead: null, ledger: null };

  const ledger = {
    connections: () => [...records.values()],
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
  };
  return { records, secrets, pins, erased, failing, ledger, roster, vault };
}
