import Database from 'better-sqlite3';
import { knownValue, none, notReported } from '../../../src-preload/shared/known.ts';
import type { StewardEvent } from '../../../src-preload/contract/events.ts';
import type { AppError } from '../../../src-preload/contract/result.ts';
import { fail, ok } from '../../../src-preload/shared/result.ts';
import { plainError } from '../../../src-main/base/errors.ts';
import type { Fetched, Provider, ProviderSession } from '../../../src-main/providers/provider.ts';
import {
  plainPlace,
  plainToken,
  type DetailsRow,
  type InvitationRow,
  type MemberRow,
  type RoleRow,
  type TokenRow,
  type WorkspaceRow,
} from '../../../src-main/base/records.ts';
import { migrate } from '../../../src-main/store/open/migrate.ts';
import { rosterMigrations } from '../../../src-main/store/open/migrations/roster.ts';
import { createRosterReader } from '../../../src-main/store/roster/roster-reader.ts';
import { createRosterWriter } from '../../../src-main/store/roster/roster-writer.ts';
import type { ConnectionRecord } from '../../../src-main/store/ledger/types.ts';
import type { Difference } from '../../../src-main/store/history/types.ts';
import type { RosterReader, RosterWriter } from '../../../src-main/store/roster/types.ts';
import { createRosterSearch } from '../../../src-main/store/search/roster-search.ts';
import type { RosterSearch } from '../../../src-main/store/search/types.ts';
import { createHistoryOutbox } from '../../../src-main/store/history/history-outbox.ts';
import { createSync } from '../../../src-main/sync/create-sync.ts';
import type { SyncDeps } from '../../../src-main/sync/sync-deps.ts';
import { fakeProvider } from '../../support/provider.ts';

export const never = new AbortController().signal;
export const minute = 60_000;

/** Lets everything that is ready run, without any clock. */
export async function settle() {
  for (let turn = 0; turn < 400; turn += 1) await Promise.resolve();
}

/** The roster itself, in memory and without its thread; what its swaps find goes into `history`. */
export function memoryRoster(
  history: Seen[] = [],
): RosterReader & RosterWriter & Pick<RosterSearch, 'membersPage'> {
  const db = new Database(':memory:');
  migrate(db, rosterMigrations, () => undefined);
  const outbox = createHistoryOutbox(db);
  const work = createRosterWriter(db, new Set(), () => {
    outbox.handOn(({ rows, from, at }) => history.push(...rows.map((row) => ({ ...row, from, at }))));
    return ok(null);
  });
  const reader = createRosterReader(db);
  const search = createRosterSearch(db, reader);
  return {
    ...reader,
    membersPage: async (ref, query) => search.membersPage(ref, query),
    confirmMembers: async (ref, digest, meta) => work.confirmMembers(ref, digest, meta),
    swapWorkspaces: async (connectionId, rows, meta) => work.swapWorkspaces(connectionId, rows, meta),
    swapMembers: async (ref, rows, meta) => work.swapMembers(ref, rows, meta),
    swapInvitations: async (ref, rows, meta) => work.swapInvitations(ref, rows, meta),
    swapRoles: async (ref, rows, meta) => work.swapRoles(ref, rows, meta),
    swapTokens: async (ref, rows, meta) => work.swapTokens(ref, rows, meta),
    swapDetails: async (ref, rows, meta) => work.swapDetails(ref, rows, meta),
    swapReadings: async (of) => work.swapReadings(of),
    markTried: async (connectionId, workspaceId, list, triedAt, error) =>
      work.markTried(connectionId, workspaceId, list, triedAt, error),
    markDoubted: async (connectionId, workspaceId, list, triedAt, error, doubt) =>
      work.markDoubted(connectionId, workspaceId, list, triedAt, error, doubt),
    flushHistory: async () => work.flushHistory(),
    // Nothing of what these do to files matters here.
    eraseConnection: async () => ok(null),
    eraseWorkspace: async () => ok(null),
  };
}

export const workspace = (id: string, more: Partial<WorkspaceRow> = {}): WorkspaceRow => ({
  ...plainPlace,
  facts: [],
  id,
  name: id.toUpperCase(),
  description: none,
  instance: { kind: 'local-dev', url: none },
  myRole: knownValue('owner'),
  owner: notReported,
  isDefault: notReported,
  serverFavourite: notReported,
  serverHidden: notReported,
  approvalsEnabled: notReported,
  ...more,
});
export const person = (userId: string, role: string, more: Partial<MemberRow> = {}): MemberRow => ({
  userId,
  email: `${userId}@example.com`,
  name: knownValue(userId),
  role,
  status: 'active',
  signedUpAt: notReported,
  enteredAt: notReported,
  ...more,
});
export const token = (id: string): TokenRow => ({
  ...plainToken,
  id,
  name: knownValue(id),
  ownerId: 'ana',
  createdAt: notReported,
  expiresAt: none,
  revokedAt: none,
  lastUsedAt: notReported,
});
export const customRole = (id: string, permissions: string[]): RoleRow => ({
  id,
  name: id,
  kind: 'custom',
  description: none,
  permissions: knownValue(permissions),
});

/** One server in memory. `fetched` is what it was asked for ("members w1"). */
export interface FakeServer {
  workspaces: WorkspaceRow[];
  members: Map<string, MemberRow[]>;
  invitations: Map<string, InvitationRow[]>;
  roles: Map<string, RoleRow[]>;
  tokens: Map<string, TokenRow[]>;
  details: Map<string, DetailsRow>;
  fetched: string[];
  onFetch: ((list: string) => AppError | null) | null;
  unreadable: number;
  asOf: number | null;
  session: ProviderSession;
}

export function fakeServer(): FakeServer {
  const server: FakeServer = {
    workspaces: [workspace('w1'), workspace('w2')],
    members: new Map([
      ['w1', [person('ana', 'owner'), person('dana', 'editor'), person('eli', 'viewer')]],
      ['w2', [person('ana', 'owner')]],
    ]),
    invitations: new Map(),
    roles: new Map(),
    tokens: new Map([['w1', [token('ci')]]]),
    details: new Map(),
    fetched: [],
    onFetch: null,
    unreadable: 0,
    asOf: null,
    session: {
      whoami: async () => ok({ userId: 'ana', name: 'Ana', email: 'ana@example.com' }),
      workspaces: async () => list('workspaces', server.workspaces),
      members: async (id) => list(`members ${id}`, server.members.get(id) ?? []),
      invitations: async (id) => list(`invitations ${id}`, server.invitations.get(id) ?? []),
      roles: async (id) => list(`roles ${id}`, server.roles.get(id) ?? []),
      tokens: async (id) => list(`tokens ${id}`, server.tokens.get(id) ?? []),
      async details(id) {
        const row = server.details.get(id);
        return list(`details ${id}`, row === undefined ? [] : [row]);
      },
      async perform() {
        throw new Error('nothing is changed by these tests');
      },
    },
  };
  function list<T>(name: string, rows: T[]) {
    server.fetched.push(name);
    const error = server.onFetch?.(name);
    return error ? fail(error) : ok(fetchedOf(rows, server));
  }
  return server;
}

export const fetchedOf = <T>(
  rows: T[],
  { unreadable = 0, asOf = null }: { unreadable?: number; asOf?: number | null } = {},
): Fetched<T> => ({ rows: structuredClone(rows), unreadable, partlyUnreadable: 0, serverDate: null, asOf });

const record = (id: string, more: Partial<ConnectionRecord>): ConnectionRecord => ({
  id,
  provider: 'system',
  kind: 'local-dev',
  address: 'http://127.0.0.1:1',
  label: id,
  badge: 'development',
  colour: 'blue',
  position: 0,
  identity: { userId: 'ana', name: 'Ana', email: 'ana@example.com' },
  credential: 'session',
  signedOut: null,
  builtIn: false,
  insecure: false,
  apiVariant: 'only',
  options: {},
  startsAt: 'default',
  ...more,
});

export interface Seen extends Difference {
  from: number | null;
  at: number;
}

/** A sync over two servers, `c1` and `c2`, with a clock that only the test moves. */
export function bench(
  options: {
    provider?: Provider;
    record?: Partial<ConnectionRecord>;
    expectedGone?: SyncDeps['expectedGone'];
    periods?: SyncDeps['periods'];
    samplePast?: SyncDeps['samplePast'];
    /** What an earlier run left, and when this one starts. */
    earlier?: { roster: ReturnType<typeof memoryRoster>; server: FakeServer; now: number };
  } = {},
) {
  const provider = options.provider ?? fakeProvider();
  const clock = { now: options.earlier?.now ?? 1_000_000 };
  const timers = new Set<{ at: number; callback: () => void }>();
  const history: Seen[] = [];
  const roster = options.earlier?.roster ?? memoryRoster(history);
  const servers = { c1: options.earlier?.server ?? fakeServer(), c2: fakeServer() };
  const events: StewardEvent[] = [];
  const ended: AppError[] = [];
  const parts: { noSession: AppError | null } = { noSession: null };
  const sync = createSync({
    sessions: {
      for: (id) =>
        parts.noSession
          ? fail(parts.noSession)
          : ok({ session: (id === 'c2' ? servers.c2 : servers.c1).session, provider }),
    },
    roster,
    ledger: {
      connection: (connectionId) => record(connectionId, options.record ?? {}),
    },
    expectedGone: options.expectedGone,
    ...(options.periods === undefined ? {} : { periods: options.periods }),
    ...(options.samplePast === undefined ? {} : { samplePast: options.samplePast }),
    now: () => clock.now,
    setTimer(callback, ms) {
      const timer = { at: clock.now + ms, callback };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    random: () => 0.5,
    onChanged: (event) => events.push(event),
    onSignedOut: (_, error) => ended.push(error),
  });
  /** Moves the clock, running what falls due in its order. */
  async function pass(ms: number) {
    const end = clock.now + ms;
    for (;;) {
      const due = [...timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (!due) break;
      timers.delete(due);
      clock.now = Math.max(clock.now, due.at);
      due.callback();
      await settle();
    }
    clock.now = end;
    await settle();
  }
  return { parts, clock, roster, history, servers, server: servers.c1, events, ended, sync, pass, timers };
}

export const failing = (kind: 'timeout' | 'server' | 'refused' | 'forbidden') =>
  plainError(kind, `A ${kind} failure.`, 'Try again.');
