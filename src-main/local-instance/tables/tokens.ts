import type Database from 'better-sqlite3';
import type { SystemName } from './workspaces.ts';

/** What the server keeps of a token: never the secret itself. */
export interface TokenRecord {
  readonly id: string;
  readonly system: SystemName;
  readonly personId: string;
  readonly workspaceId: string | null;
  readonly name: string | null;
  /** The system's own word for what the token may do. */
  readonly role: string;
  readonly createdAt: number;
  readonly expiresAt: number | null;
  readonly revokedAt: number | null;
}

export interface Tokens {
  byId(id: string): TokenRecord | null;
  /** Newest first: ids are ULIDs, so their order is the order of creation. */
  ofWorkspace(workspaceId: string): TokenRecord[];
  add(token: TokenRecord): void;
  revoke(id: string, at: number): void;
  /** Those already revoked keep their own time. */
  revokeAllOf(workspaceId: string, at: number): void;
  remove(id: string): boolean;
}

/** Tokens that are tied to a workspace. Session tokens leave no row, as on the real servers. */
export function createTokens(db: Database.Database): Tokens {
  const columns = `id, system, person_id AS personId, workspace_id AS workspaceId, name, role,
    created_at AS createdAt, expires_at AS expiresAt, revoked_at AS revokedAt`;
  const selectById = db.prepare<[string], TokenRecord>(`SELECT ${columns} FROM tokens WHERE id = ?`);
  const selectAll = db.prepare<[string], TokenRecord>(
    `SELECT ${columns} FROM tokens WHERE workspace_id = ? ORDER BY id DESC`,
  );
  const insert = db.prepare<[TokenRecord]>(
    `INSERT INTO tokens (id, system, person_id, workspace_id, name, role, created_at, expires_at, revoked_at)
     VALUES (@id, @system, @personId, @workspaceId, @name, @role, @createdAt, @expiresAt, @revokedAt)`,
  );
  const revokeOne = db.prepare<[number, string]>('UPDATE tokens SET revoked_at = ? WHERE id = ?');
  const revokeMany = db.prepare<[number, string]>(
    'UPDATE tokens SET revoked_at = ? WHERE workspace_id = ? AND revoked_at IS NULL',
  );
  const erase = db.prepare<[string]>('DELETE FROM tokens WHERE id = ?');

  return {
    byId: (id) => selectById.get(id) ?? null,
    ofWorkspace: (workspaceId) => selectAll.all(workspaceId),
    add(token) {
      insert.run(token);
    },
    revoke(id, at) {
      revokeOne.run(at, id);
    },
    revokeAllOf(workspaceId, at) {
      revokeMany.run(at, workspaceId);
    },
    remove: (id) => erase.run(id).changes === 1,
  };
}
