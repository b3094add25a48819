import { createHash } from 'node:crypto';
import type Database from 'better-sqlite3';
import type { SystemName } from './workspaces.ts';

/** A key that is opaque text, unlike the signed tokens of other systems. */
export interface ApiKey {
  readonly id: string;
  readonly system: SystemName;
  readonly ownerId: string;
  readonly organizationId: string;
  /** Null: it opens the whole organization. */
  readonly workspaceId: string | null;
  readonly name: string;
  /** The value, where the system shows it again; null where it doesn't. */
  readonly secret: string | null;
  /** The system's own words, separated by blanks. */
  readonly scopes: string;
  readonly enabled: boolean;
  readonly createdAt: number;
  readonly expiresAt: number | null;
}

export interface ApiKeys {
  byId(id: string): ApiKey | null;
  bySecret(secret: string, system: SystemName): ApiKey | null;
  /** Oldest first. */
  ofOrganization(organizationId: string): ApiKey[];
  ofWorkspace(workspaceId: string): ApiKey[];
  /** `keep`: whether its value can be read again later. */
  add(key: Omit<ApiKey, 'secret'>, secret: string, keep: boolean): void;
  setEnabled(id: string, enabled: boolean): void;
  remove(id: string): boolean;
}

interface KeyRow extends Omit<ApiKey, 'enabled'> {
  readonly enabled: number;
}

function toKey(row: KeyRow): ApiKey {
  return { ...row, enabled: row.enabled === 1 };
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}

/** The keys of the systems whose keys are tied to an organization or to one of its workspaces. */
export function createApiKeys(db: Database.Database): ApiKeys {
  const select = `SELECT id, system, owner_id AS ownerId, organization_id AS organizationId,
    workspace_id AS workspaceId, name, secret, scopes, enabled, created_at AS createdAt, expires_at AS expiresAt
    FROM api_keys`;
  const selectById = db.prepare<[string], KeyRow>(`${select} WHERE id = ?`);
  const selectByHash = db.prepare<[string, string], KeyRow>(`${select} WHERE secret_hash = ? AND system = ?`);
  const selectOfOrganization = db.prepare<[string], KeyRow>(
    `${select} WHERE organization_id = ? ORDER BY id`,
  );
  const selectOfWorkspace = db.prepare<[string], KeyRow>(`${select} WHERE workspace_id = ? ORDER BY id`);
  const insert = db.prepare<[KeyRow & { readonly hash: string }]>(
    `INSERT INTO api_keys (id, system, owner_id, organization_id, workspace_id, name, secret_hash, secret, scopes,
       enabled, created_at, expires_at)
     VALUES (@id, @system, @ownerId, @organizationId, @workspaceId, @name, @hash, @secret, @scopes,
       @enabled, @createdAt, @expiresAt)`,
  );
  const updateEnabled = db.prepare<[number, string]>('UPDATE api_keys SET enabled = ? WHERE id = ?');
  const erase = db.prepare<[string]>('DELETE FROM api_keys WHERE id = ?');

  return {
    byId(id) {
      const row = selectById.get(id);
      return row ? toKey(row) : null;
    },
    bySecret(secret, system) {
      const row = selectByHash.get(hashOf(secret), system);
      return row ? toKey(row) : null;
    },
    ofOrganization: (organizationId) => selectOfOrganization.all(organizationId).map(toKey),
    ofWorkspace: (workspaceId) => selectOfWorkspace.all(workspaceId).map(toKey),
    add(key, secret, keep) {
      insert.run({
        ...key,
        secret: keep ? secret : null,
        enabled: key.enabled ? 1 : 0,
        hash: hashOf(secret),
      });
    },
    setEnabled(id, enabled) {
      updateEnabled.run(enabled ? 1 : 0, id);
    },
    remove: (id) => erase.run(id).changes === 1,
  };
}
