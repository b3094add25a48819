import { knownValue, none, notReported, valueOr } from '../../../src-preload/contract/known.ts';
import type { ChangeRequest, Plan } from '../../../src-preload/contract/changes.ts';
import type { Capability } from '../../../src-preload/contract/capabilities.ts';
import type { Badge, CredentialKind } from '../../../src-preload/contract/connections.ts';
import type { ListName } from '../../../src-preload/contract/freshness.ts';
import type { StewardEvent } from '../../../src-preload/contract/events.ts';
import { fail, ok, type AppError, type Result } from '../../../src-preload/contract/result.ts';
import type { SystemFacts } from '../../../src-preload/contract/system.ts';
import type { ConnectionFacts } from '../../../src-main/changes/deps.ts';
import { createChanges } from '../../../src-main/changes/changes.ts';
import { plainError } from '../../../src-main/errors.ts';
import type {
  CapabilityEntry,
  Performed,
  Provider,
  ProviderSession,
  ProvisionRequest,
  RowOutcome,
} from '../../../src-main/providers/provider.ts';
import { systemInitiative } from '../../../src-main/providers/system-initiative/provider.ts';
import { plainPlace, plainToken } from '../../../src-main/rows.ts';
import type {
  ConnectionRecord,
  DetailsRow,
  Difference,
  HistoryRow,
  InvitationRow,
  LedgerReader,
  LedgerWriter,
  MemberRow,
  RoleRow,
  RosterReader,
  RosterWriter,
  StoredFreshness,
  TokenRow,
  WorkspaceRow,
} from '../../../src-main/store/types.ts';
import { createSync } from '../../../src-main/sync/create.ts';
import { fakeCapabilities, fakeFace, fakeFacts, fakeProvider } from '../../support/provider.ts';

const never: StoredFreshness = { fetchedAt: null, triedAt: null, error: null, unreadable: 0 };
const unused = () => {
  throw new Error('not used by these tests');
};

export type FakeRoster = RosterReader & RosterWriter;

/** The roster in maps, with just as much of differences as the tests look at. */
export function fakeRoster(ledger: Pick<LedgerWriter, 'addHistory'>): FakeRoster {
  const workspaces = new Map<string, WorkspaceRow[]>();
  const members = new Map<string, MemberRow[]>();
  const tokens = new Map<string, TokenRow[]>();
  const invitations = new Map<string, InvitationRow[]>();
  const roles = new Map<string, RoleRow[]>();
  const details = new Map<string, DetailsRow>();
  const fresh = new Map<string, StoredFreshness>();
  const counts = { members: null, pending: null, openInvitations: null, activeTokens: null };
  const at = (ref: { connectionId: string; workspaceId: string }) => `${ref.connectionId} ${ref.workspaceId}`;
  /** What a swap found becomes history, against the copy before it. */
  const told = async (key: string, now: number, found: Difference[]) => {
    const { fetchedAt } = fresh.get(key) ?? never;
    if (fetchedAt !== null && found.length > 0)
      await ledger.addHistory(key.split(' ')[0] ?? '', fetchedAt, Math.max(now, fetchedAt), found);
    return ok(fetchedAt === null ? [] : found);
  };
  const stamp = (key: string, fetchedAt: number, unreadable: number) =>
    fresh.set(key, { fetchedAt, triedAt: fetchedAt, error: null, unreadable });
  const rows = (connectionId: string) =>
    (workspaces.get(connectionId) ?? []).map((row) => ({ ...row, counts }));
  return {
    workspaces: rows,
    workspace: (ref) => rows(ref.connectionId).find(({ id }) => id === ref.workspaceId) ?? null,
    membersPage: unused,
    members: (ref) => members.get(at(ref)) ?? [],
    member: (ref, userId) => (members.get(at(ref)) ?? []).find((row) => row.userId === userId) ?? null,
    countByRole: unused,
    tokensPage: unused,
    tokenPieces: unused,
    tokens: (ref) => tokens.get(at(ref)) ?? [],
    invitations: (ref) => invitations.get(at(ref)) ?? [],
    invitationsPage: unused,
    roles: (ref) => roles.get(at(ref)) ?? [],
    details: (ref) => details.get(at(ref)) ?? null,
    candidates: unused,
    freshness: (connectionId, workspaceId, list) =>
      fresh.get(`${connectionId} ${workspaceId ?? ''} ${list}`) ?? never,
    counts: unused,
    async swapWorkspaces(connectionId, next, meta) {
      const before = workspaces.get(connectionId) ?? [];
      workspaces.set(connectionId, next);
      const key = `${connectionId}  workspaces`;
      const gone = before.filter((row) => !next.some(({ id }) => id === row.id));
      const differences = await told(
        key,
        meta.finishedAt,
        gone.map((row): Difference => ({
          kind: 'workspace.gone',
          workspaceId: row.id,
          subjectId: row.id,
          subject: row.name,
          before: null,
          after: null,
        })),
      );
      stamp(key, meta.finishedAt, meta.unreadable);
      return differences;
    },
    async swapMembers(ref, next, meta) {
      const before = members.get(at(ref)) ?? [];
      members.set(at(ref), next);
      const differences = await told(
        `${at(ref)} members`,
        meta.finishedAt,
        next.flatMap((row): Difference[] => {
          const old = before.find(({ userId }) => userId === row.userId);
          if (!old || old.role === row.role) return [];
          const subject = { workspaceId: ref.workspaceId, subjectId: row.userId, subject: row.email };
          return [{ kind: 'member.role', ...subject, before: old.role, after: row.role }];
        }),
      );
      stamp(`${at(ref)} members`, meta.finishedAt, meta.unreadable);
      return differences;
    },
    async swapTokens(ref, next, meta) {
      tokens.set(at(ref), next);
      stamp(`${at(ref)} tokens`, meta.finishedAt, meta.unreadable);
      return ok([]);
    },
    async swapInvitations(ref, next, meta) {
      invitations.set(at(ref), next);
      stamp(`${at(ref)} invitations`, meta.finishedAt, meta.unreadable);
      return ok([]);
    },
    async swapRoles(ref, next, meta) {
      roles.set(at(ref), next);
      stamp(`${at(ref)} roles`, meta.finishedAt, meta.unreadable);
      return ok([]);
    },
    async swapDetails(ref, next, meta) {
      const [row] = next;
      if (row) details.set(at(ref), row);
      stamp(`${at(ref)} details`, meta.finishedAt, meta.unreadable);
      return ok([]);
    },
    settleHistory: async () => ok(null),
    async markTried(connectionId, workspaceId, list, triedAt, error) {
      const key = `${connectionId} ${workspaceId ?? ''} ${list}`;
      fresh.set(key, { ...(fresh.get(key) ?? never), triedAt, error });
      return ok(null);
    },
    async eraseConnection(connectionId) {
      workspaces.delete(connectionId);
      return ok(null);
    },
    async eraseWorkspace(ref) {
      members.delete(at(ref));
      tokens.delete(at(ref));
      return ok(null);
    },
  };
}

export type FakeLedger = Pick<
  LedgerReader & LedgerWriter,
  'connections' | 'plan' | 'plans' | 'interruptedPlans' | 'savePlan' | 'deletePlan' | 'addHistory'
> & {
  rows: HistoryRow[];
  /** Every version that was saved, as JSON: what a disk would have held. */
  writes: string[];
  /** Set to let the next saves fail. */
  broken: AppError | null;
};

export function fakeLedger(credential: CredentialKind = 'session', face = ''): FakeLedger {
  const plans = new Map<string, string>();
  const read = (text: string): Plan => JSON.parse(text) as Plan;
  const ledger: FakeLedger = {
    rows: [],
    writes: [],
    broken: null,
    connections: () => [record(credential, face)],
    plan(planId) {
      const text = plans.get(planId);
      return text === undefined ? null : read(text);
    },
    plans: () => [...plans.values()].map(read).filter(({ status }) => status !== 'draft'),
    interruptedPlans: () =>
      [...plans.values()]
        .map(read)
        .filter(
          (plan) => plan.status === 'applying' || plan.items.some(({ state }) => state.state === 'sent'),
        ),
    async savePlan(plan) {
      if (ledger.broken) return fail(ledger.broken);
      plans.set(plan.id, JSON.stringify(plan));
      ledger.writes.push(JSON.stringify(plan));
      return ok(null);
    },
    async deletePlan(planId) {
      plans.delete(planId);
      return ok(null);
    },
    async addHistory(connectionId, from, at, rows) {
      for (const row of rows)
        ledger.rows.push({ ...row, id: ledger.rows.length + 1, connectionId, from, at });
      return ok(null);
    },
  };
  return ledger;
}

function record(credential: CredentialKind, face: string): ConnectionRecord {
  return {
    id: 'c1',
    provider: 'system-initiative',
    kind: 'local-dev',
    address: 'http://127.0.0.1:1',
    label: 'Test',
    badge: 'development',
    colour: 'blue',
    position: 0,
    identity: me,
    credential,
    signedOut: null,
    builtIn: false,
    insecure: false,
    face,
    options: {},
    startsAt: 'selector',
  };
}

export const me = { userId: 'ana', name: 'Ana', email: 'ana@example.com' };

export const person = (userId: string, role: string, more: Partial<MemberRow> = {}): MemberRow => ({
  userId,
  email: `${userId}@example.com`,
  name: knownValue(userId[0]?.toUpperCase() + userId.slice(1)),
  role,
  status: 'active',
  signedUpAt: knownValue(1),
  enteredAt: notReported,
  ...more,
});

export const workspace = (id: string, more: Partial<WorkspaceRow> = {}): WorkspaceRow => ({
  ...plainPlace,
  id,
  name: id.toUpperCase(),
  description: none,
  instance: { kind: 'local-dev', url: knownValue('http://localhost:8080') },
  myRole: knownValue('OWNER'),
  owner: notReported,
  isDefault: knownValue(false),
  serverFavourite: knownValue(false),
  serverHidden: knownValue(false),
  approvalsEnabled: knownValue(false),
  ...more,
});

export const token = (id: string, ownerId: string, more: Partial<TokenRow> = {}): TokenRow => ({
  ...plainToken,
  id,
  name: knownValue(id),
  ownerId,
  createdAt: knownValue(1),
  expiresAt: none,
  revokedAt: none,
  lastUsedAt: notReported,
  ...more,
});

export const theSecret = 'eyJhbGciOiJIUzI1NiJ9.secret-of-the-new-token';

export const invitation = (id: string, email: string, more: Partial<InvitationRow> = {}): InvitationRow => ({
  id,
  email,
  role: none,
  status: 'pending',
  invitedBy: notReported,
  message: none,
  createdAt: knownValue(1),
  expiresAt: none,
  endedAt: none,
  ...more,
});

export const customRole = (id: string, permissions: string[], more: Partial<RoleRow> = {}): RoleRow => ({
  id,
  name: id[0]?.toUpperCase() + id.slice(1),
  kind: 'custom',
  description: none,
  permissions: knownValue(permissions),
  ...more,
});

/** One server in memory. `onPerform` may answer instead of it, before or after it did the work. */
export interface FakeServer {
  workspaces: WorkspaceRow[];
  members: Map<string, MemberRow[]>;
  invitations: Map<string, InvitationRow[]>;
  roles: Map<string, RoleRow[]>;
  tokens: Map<string, TokenRow[]>;
  details: Map<string, DetailsRow>;
  sent: ChangeRequest[];
  /** Rows of each provisioning request. */
  provisioned: ProvisionRequest[][];
  fetched: string[];
  onPerform: ((request: ChangeRequest, work: () => Result<Performed>) => Promise<Result<Performed>>) | null;
  onProvision:
    ((rows: readonly ProvisionRequest[], work: () => RowOutcome[]) => Promise<Result<RowOutcome[]>>) | null;
  onFetch: ((list: string) => AppError | null) | null;
  unreadable: number;
  /** Where somebody who is invited shows. */
  invitedIn: 'members' | 'invitations';
  session: ProviderSession;
}

export function fakeServer(): FakeServer {
  const nothing: Performed = { createdWorkspaceId: null, createdToken: null };
  const server: FakeServer = {
    workspaces: [workspace('w1'), workspace('w2')],
    members: new Map([
      [
        'w1',
        [
          person('ana', 'OWNER'),
          person('dana', 'EDITOR'),
          person('eli', 'APPROVER'),
          person('finn', 'EDITOR'),
        ],
      ],
      ['w2', [person('ana', 'OWNER')]],
    ]),
    invitations: new Map(),
    roles: new Map(),
    tokens: new Map([['w1', [token('ci', 'dana')]]]),
    details: new Map(),
    sent: [],
    provisioned: [],
    fetched: [],
    onPerform: null,
    onProvision: null,
    onFetch: null,
    unreadable: 0,
    invitedIn: 'members',
    session: {
      whoami: async () => ok(me),
      workspaces: async () => list('workspaces', server.workspaces),
      members: async (id) => list(`members ${id}`, server.members.get(id) ?? []),
      invitations: async (id) => list(`invitations ${id}`, server.invitations.get(id) ?? []),
      roles: async (id) => list(`roles ${id}`, server.roles.get(id) ?? []),
      tokens: async (id) => list(`tokens ${id}`, server.tokens.get(id) ?? []),
      details: async (id) => list(`details ${id}`, [server.details.get(id) ?? { settings: none, facts: [] }]),
      async perform(request) {
        server.sent.push(request);
        const work = () => perform(request);
        return server.onPerform ? server.onPerform(request, work) : work();
      },
      async provision(rows) {
        server.provisioned.push([...rows]);
        const work = () =>
          rows.map(({ organizationId, name }): RowOutcome => ({
            made: true,
            workspaceId: made({ name, organization: knownValue({ id: organizationId, name: 'Org' }) }),
          }));
        return server.onProvision ? server.onProvision(rows, work) : ok(work());
      },
    },
  };
  function made(more: Partial<WorkspaceRow>): string {
    const id = `w${server.workspaces.length + 7}`;
    server.workspaces.push(workspace(id, more));
    return id;
  }
  function list<T>(name: string, rows: T[]) {
    server.fetched.push(name);
    const error = server.onFetch?.(name);
    return error
      ? fail(error)
      : ok({ rows: structuredClone(rows), unreadable: server.unreadable, serverDate: null, asOf: null });
  }
  function perform(request: ChangeRequest): Result<Performed> {
    switch (request.type) {
      case 'workspace.create':
      case 'workspace.provision':
      case 'workspace.clone': {
        const organization = 'organizationId' in request ? request.organizationId : undefined;
        const at = organization === undefined ? none : knownValue({ id: organization, name: 'Org' });
        return ok({ ...nothing, createdWorkspaceId: made({ name: request.name, organization: at }) });
      }
      case 'organization.create':
        return ok({ ...nothing, createdWorkspaceId: made({ name: request.name, scope: 'organization' }) });
      case 'invitation.accept':
        return ok({ ...nothing, createdWorkspaceId: made({ name: 'Theirs' }) });
      case 'invitation.decline':
        return ok(nothing);
      case 'token.rotate':
        return unused();
      default:
        return performAt(request);
    }
  }
  function performAt(request: Extract<ChangeRequest, { workspaceId: string }>): Result<Performed> {
    const id = request.workspaceId;
    const members = server.members.get(id) ?? [];
    const tokens = server.tokens.get(id) ?? [];
    const change = (part: Partial<WorkspaceRow>) => {
      server.workspaces = server.workspaces.map((row) => (row.id === id ? { ...row, ...part } : row));
    };
    const changeToken = (tokenId: string, part: Partial<TokenRow>) =>
      server.tokens.set(
        id,
        tokens.map((row) => (row.id === tokenId ? { ...row, ...part } : row)),
      );
    switch (request.type) {
      case 'workspace.update':
        change({
          name: request.name,
          description: knownValue(request.description),
          ...(request.timezone ? { facts: [{ label: 'Time zone', value: request.timezone }] } : {}),
        });
        break;
      case 'organization.update':
        change({ name: request.name });
        break;
      case 'workspace.change-settings':
        server.details.set(id, { settings: knownValue(request.settings), facts: [] });
        break;
      case 'workspace.transfer':
        change({ owner: notReported, myRole: knownValue('editor') });
        server.members.set(
          id,
          members.map((row) =>
            row.userId === request.userId
              ? { ...row, role: 'owner' }
              : row.role === 'owner'
                ? { ...row, role: 'editor' }
                : row,
          ),
        );
        break;
      case 'workspace.approvals':
        change({ approvalsEnabled: knownValue(request.enabled) });
        break;
      case 'workspace.delete':
      case 'workspace.leave':
        server.workspaces = server.workspaces.filter((row) => row.id !== id);
        break;
      case 'member.invite': {
        if (server.invitedIn === 'invitations') {
          const { email, role } = request;
          const open = server.invitations.get(id) ?? [];
          const row = invitation(`i${open.length + 1}`, email, {
            role: role === null ? none : knownValue(role),
          });
          server.invitations.set(id, [...open, row]);
          break;
        }
        const userId = request.email.split('@')[0] ?? '';
        const role = request.role ?? 'EDITOR';
        server.members.set(id, [
          ...members,
          person(userId, role, { email: request.email, status: 'pending' }),
        ]);
        break;
      }
      case 'member.set-role':
        server.members.set(
          id,
          members.map((row) => (row.userId === request.userId ? { ...row, role: request.role } : row)),
        );
        break;
      case 'member.remove':
        server.members.set(
          id,
          members.filter((row) => row.userId !== request.userId),
        );
        break;
      case 'invitation.cancel':
        server.invitations.set(
          id,
          (server.invitations.get(id) ?? []).filter((row) => row.id !== request.invitationId),
        );
        break;
      case 'role.create': {
        const roles = server.roles.get(id) ?? [];
        server.roles.set(id, [...roles, customRole(`r${roles.length + 1}`, [], { name: request.name })]);
        break;
      }
      case 'role.set-permissions':
        server.roles.set(
          id,
          (server.roles.get(id) ?? []).map((row) =>
            row.id === request.roleId ? { ...row, permissions: knownValue(request.permissions) } : row,
          ),
        );
        break;
      case 'token.create': {
        const row = token(`t${tokens.length + 1}`, me.userId, { name: knownValue(request.name) });
        server.tokens.set(id, [row, ...tokens]);
        return ok({ ...nothing, createdToken: { id: row.id, secret: theSecret } });
      }
      case 'token.enable':
        changeToken(request.tokenId, { enabled: knownValue(request.enabled) });
        break;
      case 'token.revoke':
        changeToken(request.tokenId, { revokedAt: knownValue(2) });
        break;
      case 'token.delete':
        server.tokens.set(
          id,
          tokens.filter((row) => row.id !== request.tokenId),
        );
        break;
      default:
        unused();
    }
    return ok(nothing);
  }
  return server;
}

export interface World {
  server: FakeServer;
  roster: FakeRoster;
  ledger: FakeLedger;
  clock: { now: number };
  events: StewardEvent[];
  secrets: string[];
  changes: ReturnType<typeof createChanges>;
  connections: { get(connectionId: string): ConnectionFacts | null };
  /** A new engine and sync over the same disk, as after a restart. */
  restart(): void;
  /** Fetches all that the server has. */
  syncAll(): Promise<void>;
  offline: string | null;
  badge: Badge;
}

export async function world(
  options: {
    credential?: CredentialKind;
    provider?: Provider;
    /** Prepares the server before its lists are first fetched. */
    seed?: (server: FakeServer) => void;
  } = {},
): Promise<World> {
  const credential = options.credential ?? 'session';
  const provider = options.provider ?? systemInitiative;
  const face = provider.defaultFace;
  const server = fakeServer();
  options.seed?.(server);
  const ledger = fakeLedger(credential, face);
  const roster = fakeRoster(ledger);
  let ids = 0;
  const sessions = { for: () => ok({ session: server.session, provider }) };
  const make = () => {
    const sync = createSync({
      sessions,
      roster,
      ledger,
      now: () => it.clock.now,
      setTimer: () => () => undefined,
      random: () => 0.5,
      onChanged: () => undefined,
      onSignedOut: () => undefined,
    });
    const changes = createChanges({
      sessions,
      connections: it.connections,
      roster,
      ledger,
      sync,
      now: () => it.clock.now,
      newId: () => `id${(ids += 1)}`,
      cannotWrite: () => it.offline,
      secrets: {
        put(secret) {
          it.secrets.push(secret);
          return `reveal${it.secrets.length}`;
        },
      },
      onEvent: (event) => it.events.push(event),
      setTimer(callback) {
        queueMicrotask(callback);
        return () => undefined;
      },
    });
    return { sync, changes };
  };
  const it: World = {
    server,
    roster,
    ledger,
    clock: { now: 1_000_000 },
    events: [],
    secrets: [],
    offline: null,
    badge: 'development',
    connections: {
      get: (id) =>
        id === 'c1'
          ? {
              label: 'Test',
              badge: it.badge,
              address: 'http://127.0.0.1:1',
              face,
              identity: me,
              credential,
              provider,
            }
          : null,
    },
    // Replaced below, once the clock that it reads exists.
    changes: undefined as unknown as World['changes'],
    restart() {
      it.changes = make().changes;
    },
    async syncAll() {
      const { sync } = make();
      const signal = new AbortController().signal;
      await sync.fetchNow('c1', null, ['workspaces'], signal);
      const lists: ListName[] = ['members', 'invitations', 'roles', 'tokens', 'details'];
      // Those that aren't offered here answer with an error, which is as good.
      for (const { id } of server.workspaces)
        for (const list of lists) await sync.fetchNow('c1', id, [list], signal);
      server.fetched.length = 0;
      await sync.stop();
    },
  };
  it.restart();
  await it.syncAll();
  return it;
}

/** The value, or a failed test that says the error. */
export function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.kind}: ${result.error.sentence}`);
  return result.value;
}

export function error<T>(result: Result<T>): AppError {
  if (result.ok) throw new Error('expected an error');
  return result.error;
}

export const codes = (plan: Plan) =>
  plan.items.map((item) => item.checks.map(({ code, level }) => `${code}:${level}`));
export const states = (plan: Plan) => plan.items.map(({ state }) => state.state);
/** Every question of the plan answered with yes. */
export const yes = (plan: Plan, typed = '') => ({
  typed,
  acknowledged: plan.items.flatMap((item) =>
    item.checks.filter(({ needsYes }) => needsYes).map(({ code }) => `${item.id}:${code}`),
  ),
});

const w1 = { connectionId: 'c1', workspaceId: 'w1' };
export const setRole = (userId: string, role: string): ChangeRequest => ({
  type: 'member.set-role',
  ...w1,
  userId,
  email: `${userId}@example.com`,
  role,
});
export const remove = (userId: string): ChangeRequest => ({
  type: 'member.remove',
  ...w1,
  userId,
  email: `${userId}@example.com`,
});
export const invite = (email: string, role: string | null = null): ChangeRequest => ({
  type: 'member.invite',
  ...w1,
  email,
  role,
});
export const createToken = (name: string, expiry = '30d'): ChangeRequest => ({
  type: 'token.create',
  ...w1,
  name,
  expiry,
});
export const roleOf = (server: FakeServer, userId: string) =>
  server.members.get('w1')?.find((row) => row.userId === userId)?.role;
export const nameOf = (row: MemberRow) => valueOr(row.name, row.email);
export const failing = (kind: 'timeout' | 'server' | 'refused' | 'conflict' | 'forbidden') =>
  plainError(kind, `A ${kind} failure.`, 'Try again.');

export const notOffered = (reason: string) => ({ supported: false, reason, source: '' }) as const;

/** A system of its own ways: everything is offered and allowed but what a test says. */
export function system(
  parts: {
    facts?: Partial<SystemFacts>;
    joining?: Partial<SystemFacts['joining']>;
    tokens?: Partial<SystemFacts['tokens']>;
    capabilities?: Partial<Record<Capability, CapabilityEntry>>;
  } & Partial<Provider> = {},
): Provider {
  const { facts, joining, tokens, capabilities, ...rest } = parts;
  const plain = fakeFacts();
  const face = fakeFace({
    capabilities: fakeCapabilities(capabilities),
    facts: {
      ...plain,
      ...facts,
      joining: { ...plain.joining, ...joining },
      tokens: { ...plain.tokens, ...tokens },
    },
  });
  return fakeProvider({ faces: { only: face }, ...rest });
}

/** Ana owns both workspaces, Dana edits the first; roles as the fake system has them. */
export function plainPeople(server: FakeServer): void {
  server.workspaces = server.workspaces.map((row) => ({ ...row, myRole: knownValue('owner') }));
  server.members.set('w1', [person('ana', 'owner'), person('dana', 'editor'), person('eli', 'viewer')]);
  server.members.set('w2', [person('ana', 'owner')]);
}

/** Plans and applies with every question answered; gives the receipt. */
export async function applied(it: World, requests: ChangeRequest[], typed = '') {
  const plan = value(await it.changes.plan(requests));
  return value(await it.changes.apply(plan.id, yes(plan, typed)));
}
