import type Database from 'better-sqlite3';
import type { SystemName } from './workspaces.ts';

export type OrganizationKind = 'organization' | 'personal';

export interface Organization {
  readonly id: string;
  readonly system: SystemName;
  readonly name: string;
  readonly kind: OrganizationKind;
  readonly creatorId: string;
  readonly createdAt: number;
  /** JSON text of what only this system knows; its dialect parses it. */
  readonly extra: string;
}

export type NewOrganization = Omit<Organization, 'id' | 'createdAt'> &
  Partial<Pick<Organization, 'id' | 'createdAt'>>;

/** One line of an organization's roster. */
export interface OrganizationMember {
  readonly personId: string;
  readonly email: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly role: string;
  readonly joinedAt: number;
}

export interface Organizations {
  byId(id: string, system: SystemName): Organization | null;
  add(organization: NewOrganization): Organization;
  rename(id: string, name: string): void;
  /** Those that a person belongs to, oldest first. */
  ofPerson(
    personId: string,
    system: SystemName,
  ): { readonly organization: Organization; readonly role: string }[];
  roleOf(organizationId: string, personId: string): string | null;
  /** In the order of joining. */
  members(organizationId: string): OrganizationMember[];
  member(organizationId: string, personId: string): OrganizationMember | null;
  addMember(
    organizationId: string,
    personId: string,
    role: string,
    joinedAt?: number,
  ): 'added' | 'already-a-member';
  setRole(organizationId: string, personId: string, role: string): boolean;
  /** Out of the organization only; what that means for its workspaces is the system's own rule. */
  removeMember(organizationId: string, personId: string): boolean;
  /** Puts a workspace, which must exist, into an organization for good. */
  attachWorkspace(organizationId: string, workspaceId: string): void;
  organizationIdOf(workspaceId: string): string | null;
  /** Ids of its workspaces, deleted ones included, in the order they were attached. */
  workspaceIdsOf(organizationId: string): string[];
}

/** The organizations of all systems. Roles are the words of the organization's own system. */
export function createOrganizations(
  db: Database.Database,
  newId: () => string,
  now: () => number,
): Organizations {
  const columns =
    'o.id, o.system, o.name, o.kind, o.creator_id AS creatorId, o.created_at AS createdAt, o.extra';
  const selectById = db.prepare<[string, string], Organization>(
    `SELECT ${columns} FROM organizations o WHERE o.id = ? AND o.system = ?`,
  );
  const insert = db.prepare<[Organization]>(
    `INSERT INTO organizations (id, system, name, kind, creator_id, created_at, extra)
     VALUES (@id, @system, @name, @kind, @creatorId, @createdAt, @extra)`,
  );
  const updateName = db.prepare<[string, string]>('UPDATE organizations SET name = ? WHERE id = ?');
  const selectOfPerson = db.prepare<[string, string], Organization & { readonly role: string }>(
    `SELECT ${columns}, m.role FROM organization_memberships m JOIN organizations o ON o.id = m.organization_id
     WHERE m.person_id = ? AND o.system = ? ORDER BY o.created_at, o.id`,
  );
  const selectRole = db.prepare<[string, string], { role: string }>(
    'SELECT role FROM organization_memberships WHERE organization_id = ? AND person_id = ?',
  );
  const memberQuery = `SELECT p.id AS personId, p.email, p.first_name AS firstName, p.last_name AS lastName,
     m.role, m.joined_at AS joinedAt FROM organization_memberships m JOIN people p ON p.id = m.person_id
     WHERE m.organization_id = ?`;
  const selectMembers = db.prepare<[string], OrganizationMember>(
    `${memberQuery} ORDER BY m.joined_at, m.rowid`,
  );
  const selectMember = db.prepare<[string, string], OrganizationMember>(`${memberQuery} AND p.id = ?`);
  const insertMember = db.prepare<[string, string, string, number]>(
    `INSERT INTO organization_memberships (organization_id, person_id, role, joined_at) VALUES (?, ?, ?, ?)
     ON CONFLICT DO NOTHING`,
  );
  const updateRole = db.prepare<[string, string, string]>(
    'UPDATE organization_memberships SET role = ? WHERE organization_id = ? AND person_id = ?',
  );
  const eraseMember = db.prepare<[string, string]>(
    'DELETE FROM organization_memberships WHERE organization_id = ? AND person_id = ?',
  );
  const insertWorkspace = db.prepare<[string, string]>(
    'INSERT INTO organization_workspaces (organization_id, workspace_id) VALUES (?, ?)',
  );
  const selectOrganizationId = db.prepare<[string], { organization_id: string }>(
    'SELECT organization_id FROM organization_workspaces WHERE workspace_id = ?',
  );
  const selectWorkspaceIds = db.prepare<[string], { workspace_id: string }>(
    'SELECT workspace_id FROM organization_workspaces WHERE organization_id = ? ORDER BY rowid',
  );

  return {
    byId: (id, system) => selectById.get(id, system) ?? null,
    add(organization) {
      const row: Organization = {
        ...organization,
        id: organization.id ?? newId(),
        createdAt: organization.createdAt ?? now(),
      };
      insert.run(row);
      return row;
    },
    rename(id, name) {
      updateName.run(name, id);
    },
    ofPerson: (personId, system) =>
      selectOfPerson.all(personId, system).map(({ role, ...organization }) => ({ organization, role })),
    roleOf: (organizationId, personId) => selectRole.get(organizationId, personId)?.role ?? null,
    members: (organizationId) => selectMembers.all(organizationId),
    member: (organizationId, personId) => selectMember.get(organizationId, personId) ?? null,
    addMember(organizationId, personId, role, joinedAt) {
      const { changes } = insertMember.run(organizationId, personId, role, joinedAt ?? now());
      return changes === 1 ? 'added' : 'already-a-member';
    },
    setRole: (organizationId, personId, role) => updateRole.run(role, organizationId, personId).changes === 1,
    removeMember: (organizationId, personId) => eraseMember.run(organizationId, personId).changes === 1,
    attachWorkspace(organizationId, workspaceId) {
      insertWorkspace.run(organizationId, workspaceId);
    },
    organizationIdOf: (workspaceId) => selectOrganizationId.get(workspaceId)?.organization_id ?? null,
    workspaceIdsOf: (organizationId) => selectWorkspaceIds.all(organizationId).map((row) => row.workspace_id),
  };
}
