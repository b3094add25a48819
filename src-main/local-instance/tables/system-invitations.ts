import type Database from 'better-sqlite3';

export interface Invitation {
  readonly id: string;
  readonly workspaceId: string;
  readonly inviterId: string;
  readonly email: string;
  readonly message: string;
  /** As last written: an invitation that ran out still says that it waits, and the dialect compares `expiresAt`. */
  readonly state: string;
  readonly createdAt: number;
  readonly expiresAt: number;
  readonly acceptedAt: number | null;
}

export interface SystemInvitations {
  byId(id: string): Invitation | null;
  /** Newest first. */
  of(workspaceId: string): Invitation[];
  add(invitation: Invitation): void;
  setState(id: string, state: string, acceptedAt: number | null): void;
}

/** Invitations that wait for their invitee. */
export function createSystemInvitations(db: Database.Database): SystemInvitations {
  const columns = `id, workspace_id AS workspaceId, inviter_id AS inviterId, email, message, state,
    created_at AS createdAt, expires_at AS expiresAt, accepted_at AS acceptedAt`;
  const selectById = db.prepare<[string], Invitation>(
    `SELECT ${columns} FROM system_invitations WHERE id = ?`,
  );
  const selectAll = db.prepare<[string], Invitation>(
    `SELECT ${columns} FROM system_invitations WHERE workspace_id = ? ORDER BY created_at DESC, id`,
  );
  const insert = db.prepare<[Invitation]>(
    `INSERT INTO system_invitations (id, workspace_id, inviter_id, email, message, state, created_at, expires_at, accepted_at)
     VALUES (@id, @workspaceId, @inviterId, @email, @message, @state, @createdAt, @expiresAt, @acceptedAt)`,
  );
  const update = db.prepare<[string, number | null, string]>(
    'UPDATE system_invitations SET state = ?, accepted_at = ? WHERE id = ?',
  );
  return {
    byId: (id) => selectById.get(id) ?? null,
    of: (workspaceId) => selectAll.all(workspaceId),
    add(invitation) {
      insert.run(invitation);
    },
    setState(id, state, acceptedAt) {
      update.run(state, acceptedAt, id);
    },
  };
}
