import { createHash } from 'node:crypto';
import type Database from 'better-sqlite3';
import type { SystemName } from './workspaces.ts';

/** A token that is a person's, for all their workspaces of one system. */
export interface PersonalToken {
  readonly id: string;
  readonly system: SystemName;
  readonly personId: string;
  readonly description: string;
  /** The first characters of the secret, to tell tokens apart. */
  readonly prefix: string;
  readonly createdAt: number;
}

export interface PersonalTokens {
  bySecret(secret: string, system: SystemName): PersonalToken | null;
  /** Newest first. */
  of(personId: string, system: SystemName): PersonalToken[];
  /** Only a hash of the secret is kept. */
  add(token: PersonalToken, secret: string): void;
  remove(id: string): boolean;
}

/** Tokens have 256 random bits, so that a plain hash is enough. */
function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** The tokens that people made for themselves. */
export function createPersonalTokens(db: Database.Database): PersonalTokens {
  const columns = 'id, system, person_id AS personId, description, prefix, created_at AS createdAt';
  const selectByHash = db.prepare<[string, string], PersonalToken>(
    `SELECT ${columns} FROM personal_tokens WHERE secret_hash = ? AND system = ?`,
  );
  const selectAll = db.prepare<[string, string], PersonalToken>(
    `SELECT ${columns} FROM personal_tokens WHERE person_id = ? AND system = ? ORDER BY created_at DESC, id DESC`,
  );
  const insert = db.prepare<[PersonalToken & { readonly secretHash: string }]>(
    `INSERT INTO personal_tokens (id, system, person_id, description, prefix, secret_hash, created_at)
     VALUES (@id, @system, @personId, @description, @prefix, @secretHash, @createdAt)`,
  );
  const erase = db.prepare<[string]>('DELETE FROM personal_tokens WHERE id = ?');

  return {
    bySecret: (secret, system) => selectByHash.get(hashOf(secret), system) ?? null,
    of: (personId, system) => selectAll.all(personId, system),
    add(token, secret) {
      insert.run({ ...token, secretHash: hashOf(secret) });
    },
    remove: (id) => erase.run(id).changes === 1,
  };
}
