import { fail, ok, type Result } from '../../src-preload/shared/result.ts';
import type { AppError } from '../../src-preload/contract/result.ts';
import { errorFrom } from '../base/errors.ts';
import { connectionText } from './text.ts';
import type { HttpClient } from '../http/http.ts';
import type { ConnectionStorage, Provider, ProviderSession } from '../providers/provider.ts';
import type { ConnectionRecord, LedgerReader, LedgerWriter } from '../store/ledger/types.ts';
import type { Vault } from '../vault/vault.ts';
import { watchSignOut } from './session-watch.ts';

export interface Live {
  session: ProviderSession;
  storage: ConnectionStorage;
}

export interface LiveSessions {
  /** The session at work, the same one until something of its connection changes. null: no credential is kept. */
  of(record: ConnectionRecord, provider: Provider): Result<Live | null>;
  /** The next `of` makes a new session, with the credential as the last one left it. */
  renew(connectionId: string): void;
  /** The credential is no longer this connection's: nothing that an older session still learns is kept. */
  end(connectionId: string): void;
  /** The same around a change of the credential, so that a session made meanwhile can't put an older one back. */
  whileReplaced<T>(connectionId: string, work: () => Promise<T>): Promise<T>;
  /** Around the removal of the connection: from then on nothing is held or written for it. */
  whileRemoved<T>(connectionId: string, work: () => Promise<T>): Promise<T>;
}

export interface LiveSessionsDeps {
  http: HttpClient;
  vault: Pick<Vault, 'credential' | 'setCredential' | 'held'>;
  ledger: Pick<LedgerReader, 'connection' | 'inventory' | 'inventoryText'> &
    Pick<LedgerWriter, 'setInventory' | 'setInventoryText'>;
  /** Epoch ms. */
  now: () => number;
  /** The server ended the session that is at work. */
  onSignedOut: (connectionId: string, error: AppError) => void;
}

/** A connection's credential as its sessions share it; a sign-in makes another one. */
interface Credential {
  secret: string;
}

/** The sessions of all connections and what each may keep on this device. */
export function createLiveSessions({
  http,
  vault,
  ledger,
  now,
  onSignedOut,
}: LiveSessionsDeps): LiveSessions {
  const live = new Map<string, Live>();
  const credentials = new Map<string, Credential>();
  const replaced = new Map<string, number>();
  const removed = new Map<string, number>();

  const end = (connectionId: string) => {
    live.delete(connectionId);
    credentials.delete(connectionId);
  };
  const around =
    (marks: Map<string, number>) =>
    async <T>(connectionId: string, work: () => Promise<T>): Promise<T> => {
      marks.set(connectionId, (marks.get(connectionId) ?? 0) + 1);
      end(connectionId);
      try {
        return await work();
      } finally {
        end(connectionId);
        const left = (marks.get(connectionId) ?? 1) - 1;
        if (left === 0) marks.delete(connectionId);
        else marks.set(connectionId, left);
      }
    };
  const isThere = (connectionId: string) =>
    !removed.has(connectionId) && ledger.connection(connectionId) !== null;

  function storageOf(record: ConnectionRecord, credential: Credential): ConnectionStorage {
    const { id, apiVariant, options, identity } = record;
    const held = vault.held(id);
    return {
      get secret() {
        return credential.secret;
      },
      set secret(next) {
        credential.secret = next;
      },
      async keepSecret(next) {
        credential.secret = next;
        // A sign-out or sign-in in the meantime has the last word.
        if (credentials.get(id) !== credential) return fail(overtaken);
        return vault.setCredential(id, next);
      },
      heldSecrets: {
        get: (name) => held.get(name),
        put: async (name, secret) => (isThere(id) ? held.put(name, secret) : fail(gone)),
        drop: (name) => held.drop(name),
      },
      options,
      apiVariant,
      identity,
      inventory: {
        read: () => ledger.inventory(id),
        write: async (value) => (isThere(id) ? ledger.setInventory(id, value) : fail(gone)),
        readText: () => ledger.inventoryText(id),
        writeText: async (json) => (isThere(id) ? ledger.setInventoryText(id, json) : fail(gone)),
      },
      now,
    };
  }

  return {
    of(record, provider) {
      const { id, address, insecure } = record;
      const kept = vault.credential(id);
      if (!kept.ok) return kept;
      if (kept.value === null) return ok(null);
      const known = live.get(id);
      if (known !== undefined) return ok(known);
      const credential = credentials.get(id) ?? { secret: kept.value };
      const storage = storageOf(record, credential);
      const target = { connectionId: id, address, credential: null, allowInsecure: insecure };
      const made: Live = {
        storage,
        session: watchSignOut(provider.session(http, target, storage), {
          isDocumented: provider.documentsSessionEnd,
          onSignedOut(error) {
            // A late answer to an old credential must not end the session that replaced it.
            if (live.get(id) === made) onSignedOut(id, error);
          },
        }),
      };
      if (!replaced.has(id) && !removed.has(id)) {
        live.set(id, made);
        credentials.set(id, credential);
      }
      return ok(made);
    },
    renew: (connectionId) => void live.delete(connectionId),
    end,
    whileReplaced: around(replaced),
    whileRemoved: around(removed),
  };
}

const overtaken = errorFrom('cancelled', connectionText.credentialReplaced);
const gone = errorFrom('not-found', connectionText.removed);
