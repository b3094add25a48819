import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { monotonicFactory } from 'ulid';
import { migrate } from './schema.ts';
import { createApiKeys, type ApiKeys } from './tables/api-keys.ts';
import { createCustomRoles, type CustomRoles } from './tables/custom-roles.ts';
import { createDefaultWorkspaces, type DefaultWorkspaces } from './tables/default-workspaces.ts';
import { createMemberships, type Memberships } from './tables/memberships.ts';
import { createNumbers, type Numbers } from './tables/numbers.ts';
import {
  createOrganizationInvitations,
  type OrganizationInvitations,
} from './tables/organization-invitations.ts';
import { createOrganizations, type Organizations } from './tables/organizations.ts';
import { createPeople, type People } from './tables/people.ts';
import { createPersonalTokens, type PersonalTokens } from './tables/personal-tokens.ts';
import { createSystemInvitations, type SystemInvitations } from './tables/system-invitations.ts';
import { createTokens, type Tokens } from './tables/tokens.ts';
import { createUsernames, type Usernames } from './tables/usernames.ts';
import { createResources, type Resources } from './tables/workspace-resources.ts';
import { createWorkspaces, type Workspaces } from './tables/workspaces.ts';

/**
 * The domain of the local instance over SQLite: people, workspaces, memberships, tokens. It knows no system's
 * wire format or permissions; dialects do. Every call is synchronous, so that whatever one request does
 * between two awaits is atomic to all others.
 */
export interface Directory {
  readonly people: People;
  readonly workspaces: Workspaces;
  readonly memberships: Memberships;
  readonly tokens: Tokens;
  readonly organizations: Organizations;
  readonly organizationInvitations: OrganizationInvitations;
  readonly apiKeys: ApiKeys;
  readonly numbers: Numbers;
  readonly customRoles: CustomRoles;
  readonly systemInvitations: SystemInvitations;
  readonly defaultWorkspaces: DefaultWorkspaces;
  readonly personalTokens: PersonalTokens;
  readonly resources: Resources;
  readonly usernames: Usernames;
  /** A new ULID; later ones sort after earlier ones. */
  newId(): string;
  /** Milliseconds since the epoch. */
  now(): number;
  /** Another one after each change, those included that were undone. */
  version(): string;
  readSetting(key: string): string | null;
  writeSetting(key: string, value: string): void;
  transaction<T>(work: () => T): T;
  /** A transaction that trusts its work to name only rows that exist: a third faster for very many of them. */
  bulk<T>(work: () => T): T;
  /** Does the work, takes its result, and undoes all it changed: how a server lies. */
  rolledBack<T>(work: () => T): T;
  close(): void;
}

export interface DirectoryOptions {
  /** A file, or `:memory:`. */
  readonly path: string;
  readonly now?: () => number;
}

/** Before the database is opened: its log gets the rights that it has. */
function ownerOnly(path: string): void {
  closeSync(openSync(path, 'a', 0o600));
  chmodSync(path, 0o600);
}

/**
 * Opens, and if need be creates, a directory. The file holds the key that signs tokens, so that only its owner
 * may read it. Throws when it can't be opened or was written by a newer version.
 */
export function openDirectory({ path, now = Date.now }: DirectoryOptions): Directory {
  const inMemory = path === ':memory:';
  if (!inMemory) mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  if (!inMemory) ownerOnly(path);
  const db = new Database(path);
  try {
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = NORMAL');
    db.pragma('cache_size = -65536');
    db.pragma('foreign_keys = ON');
    migrate(db);
  } catch (error) {
    db.close();
    throw error;
  }

  const nextUlid = monotonicFactory();
  const newId = () => nextUlid(now());
  const selectSetting = db.prepare<[string], { value: string }>('SELECT value FROM meta WHERE key = ?');
  const upsertSetting = db.prepare<[string, string]>(
    'INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  );

  const selectChanges = db.prepare<[], { n: number }>('SELECT total_changes() AS n');
  let rollbacks = 0;

  return {
    people: createPeople(db, newId, now),
    workspaces: createWorkspaces(db, newId, now),
    memberships: createMemberships(db, now),
    tokens: createTokens(db),
    organizations: createOrganizations(db, newId, now),
    organizationInvitations: createOrganizationInvitations(db),
    apiKeys: createApiKeys(db),
    numbers: createNumbers(db),
    customRoles: createCustomRoles(db),
    systemInvitations: createSystemInvitations(db),
    defaultWorkspaces: createDefaultWorkspaces(db),
    personalTokens: createPersonalTokens(db),
    resources: createResources(db),
    usernames: createUsernames(db),
    newId,
    now,
    version() {
      // Which another process has made, this one has made, and this one has taken back.
      const others = db.pragma('data_version', { simple: true });
      return `${String(others)} ${selectChanges.get()?.n ?? 0} ${rollbacks}`;
    },
    readSetting: (key) => selectSetting.get(key)?.value ?? null,
    writeSetting(key, value) {
      upsertSetting.run(key, value);
    },
    transaction: (work) => db.transaction(work)(),
    bulk(work) {
      // Can't be switched inside a transaction.
      db.pragma('foreign_keys = OFF');
      try {
        return db.transaction(work)();
      } finally {
        db.pragma('foreign_keys = ON');
      }
    },
    rolledBack(work) {
      db.exec('SAVEPOINT lie');
      try {
        return work();
      } finally {
        rollbacks += 1;
        db.exec('ROLLBACK TO lie');
        db.exec('RELEASE lie');
      }
    },
    close() {
      db.close();
    },
  };
}
