import type Database from 'better-sqlite3';
import { z } from 'zod';

/** A role that belongs to one workspace. A membership names it by id. */
export interface CustomRole {
  readonly id: string;
  readonly workspaceId: string;
  /** The system's own word for where the role comes from. */
  readonly kind: string;
  readonly name: string;
  readonly description: string;
  readonly permissions: readonly string[];
  readonly createdAt: number;
}

export interface CustomRoles {
  byId(id: string): CustomRole | null;
  /** Whatever the case of the name. */
  byName(workspaceId: string, name: string): CustomRole | null;
  /** Oldest first. */
  of(workspaceId: string): CustomRole[];
  /** Throws when the workspace has a role of that name: ask first. */
  add(role: CustomRole): void;
  setPermissions(id: string, permissions: readonly string[]): void;
}

type Row = Omit<CustomRole, 'permissions'> & { readonly permissions: string };

const permissionList = z.array(z.string());

function toRole(row: Row): CustomRole {
  return { ...row, permissions: permissionList.parse(JSON.parse(row.permissions)) };
}

/** The roles that workspaces define for themselves. */
export function createCustomRoles(db: Database.Database): CustomRoles {
  const columns =
    'id, workspace_id AS workspaceId, kind, name, description, permissions, created_at AS createdAt';
  const selectById = db.prepare<[string], Row>(`SELECT ${columns} FROM custom_roles WHERE id = ?`);
  const selectByName = db.prepare<[string, string], Row>(
    `SELECT ${columns} FROM custom_roles WHERE workspace_id = ? AND name = ?`,
  );
  const selectAll = db.prepare<[string], Row>(
    `SELECT ${columns} FROM custom_roles WHERE workspace_id = ? ORDER BY created_at, id`,
  );
  const insert = db.prepare<[Row]>(
    `INSERT INTO custom_roles (id, workspace_id, kind, name, description, permissions, created_at)
     VALUES (@id, @workspaceId, @kind, @name, @description, @permissions, @createdAt)`,
  );
  const update = db.prepare<[string, string]>('UPDATE custom_roles SET permissions = ? WHERE id = ?');

  return {
    byId(id) {
      const row = selectById.get(id);
      return row ? toRole(row) : null;
    },
    byName(workspaceId, name) {
      const row = selectByName.get(workspaceId, name);
      return row ? toRole(row) : null;
    },
    of: (workspaceId) => selectAll.all(workspaceId).map(toRole),
    add(role) {
      insert.run({ ...role, permissions: JSON.stringify(role.permissions) });
    },
    setPermissions(id, permissions) {
      update.run(JSON.stringify(permissions), id);
    },
  };
}
