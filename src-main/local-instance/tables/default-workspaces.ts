import type Database from 'better-sqlite3';
import type { SystemName } from './workspaces.ts';

export interface DefaultWorkspaces {
  /** The workspace this person starts in, by id; null: none chosen. They may have left it since. */
  of(personId: string, system: SystemName): string | null;
  set(personId: string, system: SystemName, workspaceId: string): void;
  clear(personId: string, system: SystemName): void;
}

/** Which workspace each person starts in, per system. */
export function createDefaultWorkspaces(db: Database.Database): DefaultWorkspaces {
  const select = db.prepare<[string, string], { id: string }>(
    'SELECT workspace_id AS id FROM default_workspaces WHERE person_id = ? AND system = ?',
  );
  const upsert = db.prepare<[string, string, string]>(
    `INSERT INTO default_workspaces (person_id, system, workspace_id) VALUES (?, ?, ?)
     ON CONFLICT (system, person_id) DO UPDATE SET workspace_id = excluded.workspace_id`,
  );
  const erase = db.prepare<[string, string]>(
    'DELETE FROM default_workspaces WHERE person_id = ? AND system = ?',
  );
  return {
    of: (personId, system) => select.get(personId, system)?.id ?? null,
    set(personId, system, workspaceId) {
      upsert.run(personId, system, workspaceId);
    },
    clear(personId, system) {
      erase.run(personId, system);
    },
  };
}
