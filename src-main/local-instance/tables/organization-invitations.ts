import type Database from 'better-sqlite3';

export interface OrganizationInvitation {
  readonly id: string;
  readonly organizationId: string;
  readonly email: string;
  readonly role: string;
  readonly invitedBy: string;
  readonly createdAt: number;
  readonly expiresAt: number;
  readonly acceptedAt: number | null;
}

export interface OrganizationInvitations {
  byId(id: string): OrganizationInvitation | null;
  /** Oldest first, expired and accepted ones included. */
  of(organizationId: string): OrganizationInvitation[];
  toEmail(email: string): OrganizationInvitation[];
  add(invitation: OrganizationInvitation): void;
  accept(id: string, at: number): void;
  remove(id: string): boolean;
}

/** Invitations into an organization. They say when they end; readers compare that with the time. */
export function createOrganizationInvitations(db: Database.Database): OrganizationInvitations {
  const select = `SELECT id, organization_id AS organizationId, email, role, invited_by AS invitedBy,
    created_at AS createdAt, expires_at AS expiresAt, accepted_at AS acceptedAt FROM organization_invitations`;
  const selectById = db.prepare<[string], OrganizationInvitation>(`${select} WHERE id = ?`);
  const selectOf = db.prepare<[string], OrganizationInvitation>(
    `${select} WHERE organization_id = ? ORDER BY id`,
  );
  const selectTo = db.prepare<[string], OrganizationInvitation>(`${select} WHERE email = ? ORDER BY id`);
  const insert = db.prepare<[OrganizationInvitation]>(
    `INSERT INTO organization_invitations
       (id, organization_id, email, role, invited_by, created_at, expires_at, accepted_at)
     VALUES (@id, @organizationId, @email, @role, @invitedBy, @createdAt, @expiresAt, @acceptedAt)`,
  );
  const updateAccepted = db.prepare<[number, string]>(
    'UPDATE organization_invitations SET accepted_at = ? WHERE id = ?',
  );
  const erase = db.prepare<[string]>('DELETE FROM organization_invitations WHERE id = ?');

  return {
    byId: (id) => selectById.get(id) ?? null,
    of: (organizationId) => selectOf.all(organizationId),
    toEmail: (email) => selectTo.all(email),
    add(invitation) {
      insert.run(invitation);
    },
    accept(id, at) {
      updateAccepted.run(at, id);
    },
    remove: (id) => erase.run(id).changes === 1,
  };
}
