import type Database from 'better-sqlite3';

/** Which system's dialect shows a workspace or a token. */
export type SystemName = 'system-initiative' | 'unstructured' | 'workspaces-api' | 'modbox' | 'system';

export interface Workspace {
  readonly id: string;
  readonly system: SystemName;
  readonly name: string;
  readonly description: string | null;
  readonly creatorId: string;
  readonly createdAt: number;
  readonly deletedAt: number | null;
  readonly quarantinedAt: number | null;
  /** JSON text of what only this system knows; its dialect parses it. */
  readonly extra: string;
}

/** A workspace as one of its members sees it in a list. */
export interface MembershipView {
  readonly workspace: Workspace;
  readonly role: string;
  readonly invitedAt: number;
  readonly creatorFirstName: string | null;
  readonly creatorLastName: string | null;
}

export interface NewWorkspace {
  readonly id?: string;
  readonly system: SystemName;
  readonly name: string;
  readonly description: string | null;
  readonly creatorId: string;
  readonly createdAt?: number;
  readonly extra: string;
}

export type WorkspacePatch = Partial<
  Pick<Workspace, 'name' | 'description' | 'deletedAt' | 'quarantinedAt' | 'extra'>
>;

export interface Workspaces {
  byId(id: string, system: SystemName): Workspace | null;
  add(workspace: NewWorkspace): Workspace;
  /** Rewrites the row, which moves it to the end of every list. */
  update(id: string, patch: WorkspacePatch): void;
  /** Neither deleted nor quarantined, in heap order. */
  visibleTo(personId: string, system: SystemName): MembershipView[];
  createdBy(personId: string, system: SystemName): Workspace[];
}

interface WorkspaceRow {
  id: string;
  system: SystemName;
  name: string;
  description: string | null;
  creator_id: string;
  created_at: number;
  deleted_at: number | null;
  quarantined_at: number | null;
  extra: string;
}

interface ViewRow extends WorkspaceRow {
  role: string;
  invited_at: number;
  creator_first_name: string | null;
  creator_last_name: string | null;
}

function toWorkspace(row: WorkspaceRow): Workspace {
  return {
    id: row.id,
    system: row.system,
    name: row.name,
    description: row.description,
    creatorId: row.creator_id,
    createdAt: row.created_at,
    deletedAt: row.deleted_at,
    quarantinedAt: row.quarantined_at,
    extra: row.extra,
  };
}

/** The workspaces of all systems. */
export function createWorkspaces(db: Database.Database, newId: () => string, now: () => number): Workspaces {
  const selectById = db.prepare<[string, string], WorkspaceRow>(
    'SELECT * FROM workspaces WHERE id = ? AND system = ?',
  );
  const nextPosition = '(SELECT coalesce(max(position), 0) + 1 FROM workspaces)';
  const insert = db.prepare<[WorkspaceRow]>(
    `INSERT INTO workspaces (id, system, name, description, creator_id, created_at, deleted_at, quarantined_at, extra, position)
     VALUES (@id, @system, @name, @description, @creator_id, @created_at, @deleted_at, @quarantined_at, @extra, ${nextPosition})`,
  );
  const rewrite = db.prepare<[WorkspaceRow]>(
    `UPDATE workspaces SET name = @name, description = @description, deleted_at = @deleted_at,
       quarantined_at = @quarantined_at, extra = @extra, position = ${nextPosition} WHERE id = @id`,
  );
  const selectAny = db.prepare<[string], WorkspaceRow>('SELECT * FROM workspaces WHERE id = ?');
  const selectVisible = db.prepare<[string, string], ViewRow>(
    `SELECT w.*, m.role, m.invited_at, p.first_name AS creator_first_name, p.last_name AS creator_last_name
     FROM memberships m JOIN workspaces w ON w.id = m.workspace_id JOIN people p ON p.id = w.creator_id
     WHERE m.person_id = ? AND w.system = ? AND w.deleted_at IS NULL AND w.quarantined_at IS NULL
     ORDER BY w.position`,
  );
  const selectCreated = db.prepare<[string, string], WorkspaceRow>(
    'SELECT * FROM workspaces WHERE creator_id = ? AND system = ? ORDER BY position',
  );

  return {
    byId(id, system) {
      const row = selectById.get(id, system);
      return row ? toWorkspace(row) : null;
    },
    add(workspace) {
      const row: WorkspaceRow = {
        id: workspace.id ?? newId(),
        system: workspace.system,
        name: workspace.name,
        description: workspace.description,
        creator_id: workspace.creatorId,
        created_at: workspace.createdAt ?? now(),
        deleted_at: null,
        quarantined_at: null,
        extra: workspace.extra,
      };
      insert.run(row);
      return toWorkspace(row);
    },
    update(id, patch) {
      const row = selectAny.get(id);
      if (!row) return;
      rewrite.run({
        ...row,
        name: patch.name ?? row.name,
        description: patch.description === undefined ? row.description : patch.description,
        deleted_at: patch.deletedAt === undefined ? row.deleted_at : patch.deletedAt,
        quarantined_at: patch.quarantinedAt === undefined ? row.quarantined_at : patch.quarantinedAt,
        extra: patch.extra ?? row.extra,
      });
    },
    visibleTo(personId, system) {
      return selectVisible.all(personId, system).map((row) => ({
        workspace: toWorkspace(row),
        role: row.role,
        invitedAt: row.invited_at,
        creatorFirstName: row.creator_first_name,
        creatorLastName: row.creator_last_name,
      }));
    },
    createdBy(personId, system) {
      return selectCreated.all(personId, system).map(toWorkspace);
    },
  };
}
