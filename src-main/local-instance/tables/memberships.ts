import type Database from 'better-sqlite3';

/** One line of a roster. */
export interface Member {
  readonly personId: string;
  readonly email: string;
  readonly nickname: string | null;
  readonly role: string;
  readonly signupAt: number | null;
  readonly invitedAt: number;
}

export interface Memberships {
  roleOf(workspaceId: string, personId: string): string | null;
  /** The whole roster in heap order. */
  of(workspaceId: string): Member[];
  find(workspaceId: string, personId: string): Member | null;
  /** Exact case; where several members share it, the one whose account is the oldest. */
  byEmail(workspaceId: string, email: string): Member | null;
  add(workspaceId: string, personId: string, role: string, invitedAt?: number): 'added' | 'already-a-member';
  /** Moves the row to the end of the roster, even when the role was the same; false: no such member. */
  setRole(workspaceId: string, personId: string, role: string): boolean;
  remove(workspaceId: string, personId: string): boolean;
  count(workspaceId: string): number;
}

/** Who is in which workspace, in which role. Roles are the words of the workspace's own system. */
export function createMemberships(db: Database.Database, now: () => number): Memberships {
  const selectRole = db.prepare<[string, string], { role: string }>(
    'SELECT role FROM memberships WHERE workspace_id = ? AND person_id = ?',
  );
  const columns =
    'p.id AS personId, p.email, p.nickname, m.role, p.signup_at AS signupAt, m.invited_at AS invitedAt';
  const selectAll = db.prepare<[string], Member>(
    `SELECT ${columns} FROM memberships m JOIN people p ON p.id = m.person_id
     WHERE m.workspace_id = ? ORDER BY m.position`,
  );
  const selectOne = db.prepare<[string, string], Member>(
    `SELECT ${columns} FROM memberships m JOIN people p ON p.id = m.person_id
     WHERE m.workspace_id = ? AND m.person_id = ?`,
  );
  const selectByEmail = db.prepare<[string, string], Member>(
    `SELECT ${columns} FROM people p JOIN memberships m ON m.person_id = p.id
     WHERE m.workspace_id = ? AND p.email = ? ORDER BY p.id`,
  );
  const nextPosition =
    '(SELECT coalesce(max(position), 0) + 1 FROM memberships WHERE workspace_id = @workspaceId)';
  interface Values {
    workspaceId: string;
    personId: string;
    role: string;
    invitedAt: number;
  }
  const insert = db.prepare<[Values]>(
    `INSERT INTO memberships (workspace_id, person_id, role, invited_at, position)
     VALUES (@workspaceId, @personId, @role, @invitedAt, ${nextPosition})
     ON CONFLICT DO NOTHING`,
  );
  const update = db.prepare<[Omit<Values, 'invitedAt'>]>(
    `UPDATE memberships SET role = @role, position = ${nextPosition}
     WHERE workspace_id = @workspaceId AND person_id = @personId`,
  );
  const erase = db.prepare<[string, string]>(
    'DELETE FROM memberships WHERE workspace_id = ? AND person_id = ?',
  );
  const countAll = db.prepare<[string], { n: number }>(
    'SELECT count(*) AS n FROM memberships WHERE workspace_id = ?',
  );

  return {
    roleOf: (workspaceId, personId) => selectRole.get(workspaceId, personId)?.role ?? null,
    of: (workspaceId) => selectAll.all(workspaceId),
    find: (workspaceId, personId) => selectOne.get(workspaceId, personId) ?? null,
    byEmail: (workspaceId, email) => selectByEmail.get(workspaceId, email) ?? null,
    add(workspaceId, personId, role, invitedAt) {
      const { changes } = insert.run({ workspaceId, personId, role, invitedAt: invitedAt ?? now() });
      return changes === 1 ? 'added' : 'already-a-member';
    },
    setRole: (workspaceId, personId, role) => update.run({ workspaceId, personId, role }).changes === 1,
    remove: (workspaceId, personId) => erase.run(workspaceId, personId).changes === 1,
    count: (workspaceId) => countAll.get(workspaceId)?.n ?? 0,
  };
}
