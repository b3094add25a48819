import { ok } from '../../src-preload/shared/result.ts';
import type { ConnectionStorage } from '../../src-main/providers/provider.ts';

/** What a session keeps, in memory: `secret()` is what it has by now, `kept()` the further secrets. */
export function memoryStorage(
  secret: string,
  overrides: Partial<Omit<ConnectionStorage, 'secret' | 'held' | 'inventory'>> = {},
) {
  let current = secret;
  let inventory: unknown = null;
  const held = new Map<string, string>();
  const storage: ConnectionStorage = {
    secret,
    keepSecret: (next) => {
      current = next;
      return Promise.resolve(ok(null));
    },
    heldSecrets: {
      get: (name) => ok(held.get(name) ?? null),
      put: (name, value) => {
        held.set(name, value);
        return Promise.resolve(ok(null));
      },
      drop: (name) => {
        held.delete(name);
        return Promise.resolve(ok(null));
      },
    },
    options: {},
    apiVariant: '',
    identity: null,
    inventory: {
      read: () => inventory,
      write: (value) => {
        inventory = value;
        return Promise.resolve(ok(null));
      },
      readText: () => (inventory === null ? null : JSON.stringify(inventory)),
      writeText: (json) => {
        inventory = JSON.parse(json);
        return Promise.resolve(ok(null));
      },
    },
    now: Date.now,
    ...overrides,
  };
  return { ...storage, current: () => current, kept: (): ReadonlyMap<string, string> => held };
}
