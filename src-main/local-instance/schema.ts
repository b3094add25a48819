import type Database from 'better-sqlite3';

/**
 * The tables of the local instance. They belong to no system: a person exists once, a workspace names the system
 * that shows it, and what only one system knows of a workspace is in `extra`, a JSON object that the dialect
 * of that system reads and writes.
 *
 * `position` imitates the heap order of the real servers' database, where an updated row moves to the end: their
 * lists have no stable order, and clients must be tested against that.
 */
const migrations: readonly string[] = [
  `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

  CREATE TABLE people (
    id TEXT PRIMARY KEY,
    -- Compared byte by byte: "April@" and "april@" are two people, as they are on the real servers.
    email TEXT NOT NULL UNIQUE COLLATE BINARY,
    nickname TEXT,
    first_name TEXT,
    last_name TEXT,
    picture_url TEXT,
    email_verified INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    signup_at INTEGER,
    tos_accepted_at INTEGER,
    quarantined_at INTEGER,
    suspended_at INTEGER
  ) WITHOUT ROWID;

  CREATE TABLE workspaces (
    id TEXT PRIMARY KEY,
    system TEXT NOT NULL,
    name TEXT NOT NULL,
    description TEXT,
    creator_id TEXT NOT NULL REFERENCES people (id),
    created_at INTEGER NOT NULL,
    deleted_at INTEGER,
    quarantined_at INTEGER,
    extra TEXT NOT NULL,
    position INTEGER NOT NULL
  ) WITHOUT ROWID;

  CREATE TABLE memberships (
    workspace_id TEXT NOT NULL REFERENCES workspaces (id),
    person_id TEXT NOT NULL REFERENCES people (id),
    role TEXT NOT NULL,
    invited_at INTEGER NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, person_id)
  ) WITHOUT ROWID;
  CREATE INDEX memberships_of_person ON memberships (person_id);
  CREATE INDEX memberships_in_order ON memberships (workspace_id, position);

  CREATE TABLE tokens (
    id TEXT PRIMARY KEY,
    system TEXT NOT NULL,
    person_id TEXT NOT NULL REFERENCES people (id),
    workspace_id TEXT REFERENCES workspaces (id),
    name TEXT,
    role TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER,
    revoked_at INTEGER
  ) WITHOUT ROWID;
  CREATE INDEX tokens_of_workspace ON tokens (workspace_id, id);
  `,
  // Organizations: for the systems whose workspaces belong to one, whose keys are opaque text, or whose ids are numbers.
  `
  CREATE TABLE organizations (
    id TEXT PRIMARY KEY,
    system TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    creator_id TEXT NOT NULL REFERENCES people (id),
    created_at INTEGER NOT NULL,
    extra TEXT NOT NULL
  ) WITHOUT ROWID;

  CREATE TABLE organization_memberships (
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    person_id TEXT NOT NULL REFERENCES people (id),
    role TEXT NOT NULL,
    joined_at INTEGER NOT NULL,
    PRIMARY KEY (organization_id, person_id)
  );
  CREATE INDEX organization_memberships_of_person ON organization_memberships (person_id);

  CREATE TABLE organization_workspaces (
    workspace_id TEXT PRIMARY KEY REFERENCES workspaces (id),
    organization_id TEXT NOT NULL REFERENCES organizations (id)
  );
  CREATE INDEX workspaces_of_organization ON organization_workspaces (organization_id);

  CREATE TABLE organization_invitations (
    id TEXT PRIMARY KEY,
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    email TEXT NOT NULL COLLATE BINARY,
    role TEXT NOT NULL,
    invited_by TEXT NOT NULL REFERENCES people (id),
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    accepted_at INTEGER
  ) WITHOUT ROWID;
  CREATE INDEX invitations_of_organization ON organization_invitations (organization_id, id);
  CREATE INDEX invitations_to_email ON organization_invitations (email);

  CREATE TABLE api_keys (
    id TEXT PRIMARY KEY,
    system TEXT NOT NULL,
    owner_id TEXT NOT NULL REFERENCES people (id),
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    workspace_id TEXT REFERENCES workspaces (id),
    name TEXT NOT NULL,
    secret_hash TEXT NOT NULL UNIQUE,
    -- Only where the system shows it again after creation; null elsewhere.
    secret TEXT,
    scopes TEXT NOT NULL,
    enabled INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER
  ) WITHOUT ROWID;
  CREATE INDEX api_keys_of_organization ON api_keys (organization_id, id);
  CREATE INDEX api_keys_of_workspace ON api_keys (workspace_id, id);

  -- The numbers by which a system with integer ids calls the rows of this directory. They are never given twice.
  CREATE TABLE numbers (
    system TEXT NOT NULL,
    kind TEXT NOT NULL,
    number INTEGER NOT NULL,
    id TEXT NOT NULL,
    PRIMARY KEY (system, kind, number),
    UNIQUE (system, kind, id)
  ) WITHOUT ROWID;
  `,
  // For Modbox and SYSTEM: roles that a workspace defines, invitations that wait, the workspace a person starts in, tokens
  // that are a person's and not a workspace's, and what lives in a workspace.
  `
  CREATE TABLE custom_roles (
    id TEXT PRIMARY KEY,
    workspace_id TEXT NOT NULL REFERENCES workspaces (id),
    kind TEXT NOT NULL,
    name TEXT NOT NULL COLLATE NOCASE,
    description TEXT NOT NULL,
    -- A JSON array of the system's own words.
    permissions TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    UNIQUE (workspace_id, name)
  ) WITHOUT ROWID;

  CREATE TABLE system_invitations (
    id TEXT PRIMARY KEY,
    workspace_id TEXT NOT NULL REFERENCES workspaces (id),
    inviter_id TEXT NOT NULL REFERENCES people (id),
    email TEXT NOT NULL,
    message TEXT NOT NULL,
    state TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    accepted_at INTEGER
  ) WITHOUT ROWID;
  CREATE INDEX system_invitations_of_workspace ON system_invitations (workspace_id, created_at);

  CREATE TABLE default_workspaces (
    system TEXT NOT NULL,
    person_id TEXT NOT NULL REFERENCES people (id),
    workspace_id TEXT NOT NULL REFERENCES workspaces (id),
    PRIMARY KEY (system, person_id)
  ) WITHOUT ROWID;

  CREATE TABLE personal_tokens (
    id TEXT PRIMARY KEY,
    system TEXT NOT NULL,
    person_id TEXT NOT NULL REFERENCES people (id),
    description TEXT NOT NULL,
    prefix TEXT NOT NULL,
    -- SHA-256 in hex: the secret itself is kept nowhere.
    secret_hash TEXT NOT NULL UNIQUE,
    created_at INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX personal_tokens_of_person ON personal_tokens (person_id, id);

  CREATE TABLE workspace_resources (
    id TEXT PRIMARY KEY,
    workspace_id TEXT NOT NULL REFERENCES workspaces (id),
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    status TEXT NOT NULL,
    creator_id TEXT NOT NULL REFERENCES people (id),
    created_at INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX workspace_resources_of_workspace ON workspace_resources (workspace_id, kind, created_at);
  `,
  // Two accounts may share an e-mail: on the real servers it is no identity, because people sign up by different means.
  `
  CREATE TABLE people_by_id (
    id TEXT PRIMARY KEY,
    -- Compared byte by byte: "April@" and "april@" are two addresses, as they are on the real servers.
    email TEXT NOT NULL COLLATE BINARY,
    nickname TEXT,
    first_name TEXT,
    last_name TEXT,
    picture_url TEXT,
    email_verified INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    signup_at INTEGER,
    tos_accepted_at INTEGER,
    quarantined_at INTEGER,
    suspended_at INTEGER
  ) WITHOUT ROWID;
  INSERT INTO people_by_id SELECT * FROM people;
  DROP TABLE people;
  ALTER TABLE people_by_id RENAME TO people;
  CREATE INDEX people_of_email ON people (email, id);
  `,
];

/** The newest schema this code knows. */
export const schemaVersion = migrations.length;

/**
 * Brings an opened database up to {@link schemaVersion}, each step in one transaction with its number.
 * Throws for a database written by a newer version: the caller reports it and leaves the file alone. `upTo`: an earlier
 * version, for the tests of what comes after it.
 */
export function migrate(db: Database.Database, upTo = schemaVersion): void {
  const found = Number(db.pragma('user_version', { simple: true }));
  if (found > schemaVersion) {
    throw new Error(`This instance's data was written by a newer version (schema ${found}).`);
  }
  // A table that others refer to can be replaced only while references aren't enforced; it can't be switched inside a transaction.
  db.pragma('foreign_keys = OFF');
  for (const [index, sql] of migrations.entries()) {
    const version = index + 1;
    if (version <= found || version > upTo) continue;
    db.transaction(() => {
      db.exec(sql);
      db.pragma(`user_version = ${version}`);
    })();
  }
  db.pragma('foreign_keys = ON');
}
