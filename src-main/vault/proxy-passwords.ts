import { z } from 'zod';
import { ok, type Result } from '../../src-preload/shared/result.ts';
import type { Vault } from './vault.ts';

const credentials = z.object({ username: z.string(), password: z.string() });
type Credentials = z.infer<typeof credentials>;

export interface ProxyPasswords {
  /** null: none is kept, or the vault can't be read now. */
  get(proxy: string, realm: string): Credentials | null;
  put(proxy: string, realm: string, kept: Credentials): Promise<Result<null>>;
  drop(proxy: string, realm: string): Promise<Result<null>>;
}

/** What the user wants remembered for proxies, in the vault. No connection has this id: theirs are random. */
export function createProxyPasswords(vault: Pick<Vault, 'held'>): ProxyPasswords {
  const held = vault.held('proxy');
  const nameOf = (proxy: string, realm: string) => JSON.stringify([proxy, realm]);
  const get = (proxy: string, realm: string) => {
    const text = held.get(nameOf(proxy, realm));
    if (!text.ok || text.value === null) return null;
    try {
      return credentials.parse(JSON.parse(text.value));
    } catch {
      return null;
    }
  };
  return {
    get,
    put: (proxy, realm, kept) => held.put(nameOf(proxy, realm), JSON.stringify(kept)),
    // Nothing is written where there is nothing, as while the vault isn't open.
    drop: async (proxy, realm) => (get(proxy, realm) === null ? ok(null) : held.drop(nameOf(proxy, realm))),
  };
}
