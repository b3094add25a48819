import type Database from 'better-sqlite3';

/** Something that lives in a workspace and would go with it. */
export interface Resource {
  readonly id: string;
  readonly workspaceId: string;
  readonly kind: 'sandbox' | 'image';
  readonly name: string;
  readonly status: string;
  readonly creatorId: string;
  readonly createdAt: number;
}

export interface Resources {
  byId(id: string): Resource | null;
  /** Oldest first. */
  of(workspaceId: string, kind: Resource['kind']): Resource[];
  add(resource: Resource): void;
  remove(id: string): boolean;
}

/** What lives in workspaces. */
export function createResources(db: Database.Database): Resources {
  const columns =
    'id, workspace_id AS workspaceId, kind, name, status, creator_id AS creatorId, created_at AS createdAt';
  const selectById = db.prepare<[string], Resource>(
    `SELECT ${columns} FROM workspace_resources WHERE id = ?`,
  );
  const selectAll = db.prepare<[string, string], Resource>(
    `SELECT ${columns} FROM workspace_resources WHERE workspace_id = ? AND kind = ? ORDER BY created_at, id`,
  );
  const insert = db.prepare<[Resource]>(
    `INSERT INTO workspace_resources (id, workspace_id, kind, name, status, creator_id, created_at)
     VALUES (@id, @workspaceId, @kind, @name, @status, @creatorId, @createdAt)`,
  );
  const erase = db.prepare<[string]>('DELETE FROM workspace_resources WHERE id = ?');
  return {
    byId: (id) => selectById.get(id) ?? null,
    of: (workspaceId, kind) => selectAll.all(workspaceId, kind),
    add(resource) {
      insert.run(resource);
    },
    remove: (id) => erase.run(id).changes === 1,
  };
}
