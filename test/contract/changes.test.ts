import { randomBytes, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createChanges, type Changes } from '../../src-main/changes/changes.ts';
import { mergeHistory } from '../../src-main/changes/history.ts';
import { createNodeTransport } from '../../src-main/http/node-fetch.ts';
import { createHttpClient } from '../../src-main/http/client.ts';
import type { Transport } from '../../src-main/http/http.ts';
import { systemInitiative } from '../../src-main/providers/system-initiative/provider.ts';
import { openStore } from '../../src-main/store/open.ts';
import type { ConnectionRecord, Store } from '../../src-main/store/types.ts';
import { createSync } from '../../src-main/sync/create.ts';
import type { Sync } from '../../src-main/sync/sync.ts';
import type { ChangeRequest, Plan } from '../../src-preload/contract/changes.ts';
import { ok, type AppError, type Result } from '../../src-preload/contract/result.ts';
import { memoryDevice } from '../support/device.ts';
import { samplePeople, sampleWorkspaces, startTestInstance, type TestInstance } from '../support/instance.ts';

/** The engine as the app runs it: real provider over HTTP, real sync, real encrypted store; only the server is ours. */
let server: TestInstance;
let store: Store;
let changes: Changes;
let sync: Sync;
let production: string;
let staging: string;
let me: ConnectionRecord;
let secrets: string[];
let signedOut: AppError[];
/** Called before a write leaves; never resolving is what a killed app looks like. */
let beforeWrite: (() => Promise<void>) | null;
/** Called when the answer to a write has arrived, before the app sees it. */
let afterWrite: (() => Promise<void>) | null;

const signal = new AbortController().signal;
const membersPath = (id: string) => `/si/auth/workspace/${id}/members`;
const rolePath = (id: string) => `/si/auth/workspace/${id}/membership`;

beforeEach(async () => {
  secrets = [];
  signedOut = [];
  beforeWrite = null;
  afterWrite = null;
  server = await startTestInstance();
  production = server.workspaceId(sampleWorkspaces.production);
  staging = server.workspaceId(sampleWorkspaces.staging);
  store = value(
    await openStore({
      folder: join(tmpdir(), `steward-changes-${randomUUID()}`),
      ledgerKey: randomBytes(32),
      rosterKey: randomBytes(32),
      ephemeral: true,
      writerFile: join(import.meta.dirname, '../../src-main/store/writer-thread.ts'),
    }),
  );
  const identity = value(await sessionOf(server.token).whoami(signal));
  me = {
    id: 'c1',
    provider: 'system-initiative',
    kind: 'local-dev',
    address: server.url,
    label: 'Test',
    badge: 'development',
    colour: 'blue',
    position: 0,
    identity,
    credential: 'session',
    signedOut: null,
    builtIn: false,
    insecure: false,
    face: systemInitiative.defaultFace,
    options: {},
    startsAt: 'selector',
  };
  value(await store.ledger.saveConnection(me));
  startApp();
  await fetchAll();
});

afterEach(async () => {
  await sync.stop();
  await store.close();
  await server.close();
});

const plain = createNodeTransport();
const transport: Transport = {
  forget: (id) => plain.forget(id),
  async send(request) {
    const writes = request.method !== 'GET';
    if (writes) await beforeWrite?.();
    const answer = await plain.send(request);
    if (writes) await afterWrite?.();
    return answer;
  },
};
const http = createHttpClient({ transport, sleep: () => Promise.resolve() });

function sessionOf(token: string) {
  const target = { connectionId: 'c1', address: server.url, credential: null, allowInsecure: false };
  return systemInitiative.session(http, target, memoryDevice(token, { face: systemInitiative.defaultFace }));
}

/** A new engine and sync over the same store, as after a restart. */
function startApp(): void {
  const sessions = { for: () => ok({ session: sessionOf(server.token), provider: systemInitiative }) };
  sync = createSync({
    sessions,
    roster: store.roster,
    ledger: store.ledger,
    now: Date.now,
    random: Math.random,
    onChanged: () => undefined,
    onSignedOut: (_, error) => signedOut.push(error),
  });
  changes = createChanges({
    sessions,
    connections: { get: (id) => (id === me.id ? { ...me, provider: systemInitiative } : null) },
    roster: store.roster,
    ledger: store.ledger,
    sync,
    now: Date.now,
    newId: randomUUID,
    cannotWrite: () => null,
    secrets: { put: (secret) => `reveal${secrets.push(secret)}` },
    onEvent: () => undefined,
  });
}

async function fetchAll(): Promise<void> {
  value(await sync.fetchNow('c1', null, ['workspaces'], signal));
  for (const id of [production, staging]) value(await sync.fetchNow('c1', id, ['members', 'tokens'], signal));
}

function value<T>(result: Result<T>): T {
  if (!result.ok)
    throw new Error(`${result.error.kind}: ${result.error.sentence} ${result.error.detail ?? ''}`);
  return result.value;
}
function errorOf(result: Result<unknown>): AppError {
  if (result.ok) throw new Error('expected an error');
  return result.error;
}

const states = (plan: Plan) => plan.items.map(({ state }) => state.state);
const codes = (plan: Plan) =>
  plan.items.flatMap(({ checks }) => checks.map(({ code, level }) => `${code}:${level}`));

async function apply(requests: ChangeRequest[], typed = '') {
  const plan = value(await changes.plan(requests));
  return changes.apply(plan.id, yes(plan, typed));
}
const yes = (plan: Plan, typed = '') => ({
  typed,
  acknowledged: plan.items.flatMap((item) => item.checks.map(({ code }) => `${item.id}:${code}`)),
});

/** Whom the server itself has, asked without the app. */
function onServer(workspaceId: string, email: string) {
  const person = server.directory.people.byEmail(email);
  return person ? server.directory.memberships.roleOf(workspaceId, person.id) : null;
}
function memberOf(workspaceId: string, email: string) {
  const found = store.roster
    .members({ connectionId: 'c1', workspaceId })
    .find((member) => member.email === email);
  if (!found) throw new Error(`${email} isn’t in the roster`);
  return found;
}
const ref = (workspaceId: string) => ({ connectionId: 'c1', workspaceId });
const setRole = (email: string, role: string, workspaceId = production): ChangeRequest => ({
  type: 'member.set-role',
  ...ref(workspaceId),
  userId: memberOf(workspaceId, email).userId,
  email,
  role,
});
const remove = (email: string, workspaceId = production): ChangeRequest => ({
  type: 'member.remove',
  ...ref(workspaceId),
  userId: memberOf(workspaceId, email).userId,
  email,
});
const invite = (email: string, role: string | null): ChangeRequest => ({
  type: 'member.invite',
  ...ref(production),
  email,
  role,
});

describe('changes over HTTP', () => {
  it('every kind of change is done on the server, read back, and in the history', async () => {
    const { collaborator } = samplePeople;
    const outcome = value(
      await apply([
        setRole(collaborator, 'APPROVER'),
        invite('fresh@northwind.example', 'APPROVER'),
        { type: 'workspace.update', ...ref(production), name: 'Northwind Live', description: 'New words' },
        { type: 'workspace.approvals', ...ref(production), enabled: false },
        { type: 'workspace.favourite', ...ref(production), enabled: false },
        { type: 'workspace.hide', ...ref(production), enabled: true },
        { type: 'workspace.set-default', ...ref(staging) },
      ]),
    );
    expect(states(outcome.plan)).toEqual(Array(8).fill('done'));
    expect(onServer(production, collaborator)).toBe('APPROVER');
    expect(onServer(production, 'fresh@northwind.example')).toBe('APPROVER');
    const entries = mergeHistory(
      store.ledger.plans('c1', production),
      store.ledger.history('c1', production),
      {
        workspaceId: production,
      },
    );
    expect(entries.filter(({ source }) => source === 'observed')).toEqual([]);
    expect(entries.map(({ words }) => words)).toContain(
      '“Northwind Production” is now called “Northwind Live”.',
    );
  });

  it('undo puts back what can be put back', async () => {
    const { collaborator, approver } = samplePeople;
    const first = value(
      await apply([setRole(collaborator, 'APPROVER'), remove(approver), invite('x@y.example', null)]),
    );
    expect(states(first.plan)).toEqual(['done', 'done', 'done']);
    const undo = value(await changes.undo(first.plan.id));
    const undone = value(await changes.apply(undo.id, yes(undo)));
    expect(states(undone.plan)).toEqual(['done', 'done', 'done', 'done']);
    expect(onServer(production, collaborator)).toBe('EDITOR');
    expect(onServer(production, approver)).toBe('APPROVER');
    expect(onServer(production, 'x@y.example')).toBeNull();
  });

  it('a workspace is created, found again, and deleted by typing its name', async () => {
    const made = value(
      await apply([
        {
          type: 'workspace.create',
          connectionId: 'c1',
          kind: 'remote-url',
          name: 'Brand new',
          description: 'd',
          url: 'https://si.new.example',
          isDefault: false,
        },
      ]),
    );
    expect(states(made.plan)).toEqual(['done']);
    const id = made.createdWorkspaceId ?? '';
    expect(store.roster.workspace(ref(id), Date.now())?.name).toBe('Brand new');
    const undo = value(await changes.undo(made.plan.id));
    expect(undo.confirmation).toEqual({ type: 'type-name', name: 'Brand new' });
    expect(errorOf(await changes.apply(undo.id, yes(undo, 'Brand'))).kind).toBe('invalid');
    expect(states(value(await changes.apply(undo.id, yes(undo, 'Brand new'))).plan)).toEqual(['done']);
    expect(store.roster.workspace(ref(id), Date.now())).toBeNull();
  });

  it('a token is created, its secret kept out of every file, and revoked although the answer shows it as before', async () => {
    const made = value(
      await apply([{ type: 'token.create', ...ref(production), name: 'Deploy key', expiry: '30d' }]),
    );
    const tokenId = made.reveals[0]?.tokenId ?? '';
    expect(secrets).toHaveLength(1);
    const secret = secrets[0] ?? 'none';
    expect(JSON.stringify([made, store.ledger.plans(null, null)])).not.toContain(secret.slice(0, 20));
    const files = readdirSync(store.folder, { recursive: true, withFileTypes: true }).filter((one) =>
      one.isFile(),
    );
    expect(files.length).toBeGreaterThan(1);
    for (const file of files)
      expect(readFileSync(join(file.parentPath, file.name)).includes(secret)).toBe(false);
    const revoked = value(
      await apply([{ type: 'token.revoke', ...ref(production), tokenId, name: 'Deploy key' }]),
    );
    expect(states(revoked.plan)).toEqual(['done']);
    const row = store.roster.tokens(ref(production)).find(({ id }) => id === tokenId);
    expect(row?.revokedAt.state).toBe('known');
  });

  it('explains the owner’s traps instead of running into them', async () => {
    const leave = value(await changes.plan([{ type: 'workspace.leave', ...ref(staging) }]));
    expect(codes(leave)).toContain('last-owner:block');
    expect(codes(value(await changes.plan([setRole(samplePeople.ana, 'EDITOR', staging)])))).toContain(
      'last-owner:block',
    );
    expect(codes(value(await changes.plan([remove(samplePeople.secondOwner)])))).toContain(
      'not-allowed:block',
    );
    expect(errorOf(await changes.apply(leave.id, yes(leave))).kind).toBe('not-allowed');
    const variant = value(await changes.plan([invite(samplePeople.collaborator.toUpperCase(), null)]));
    expect(codes(variant)).toEqual(['case-variant-email:warn']);
  });
});

describe('ground that moved', () => {
  it('is noticed before anything is sent, and said', async () => {
    const plan = value(await changes.plan([remove(samplePeople.collaborator)]));
    const { userId } = memberOf(production, samplePeople.collaborator);
    await server.call('POST', `/workspace/${production}/membership`, { body: { userId, role: 'APPROVER' } });
    const refused = errorOf(await changes.apply(plan.id, yes(plan)));
    expect(refused.kind).toBe('plan-moved');
    expect(refused.sentence).toMatch(/^Since you looked: .+ is Approver now \(was Collaborator\)\.$/);
    expect(onServer(production, samplePeople.collaborator)).toBe('APPROVER');
    const again = value(changes.get(plan.id));
    expect(states(value(await changes.apply(plan.id, yes(again))).plan)).toEqual(['done']);
    expect(onServer(production, samplePeople.collaborator)).toBeNull();
  });
});

describe('a server that lies, fails and cuts', () => {
  it('200 without a change is a failure', async () => {
    server.faults([{ method: 'POST', path: rolePath(production), fault: { kind: 'lie' } }]);
    const { plan } = value(await apply([setRole(samplePeople.collaborator, 'APPROVER')]));
    expect(plan.items[0]?.state).toMatchObject({
      state: 'failed',
      error: { sentence: 'The server said yes, but nothing changed.' },
    });
  });

  it('500 in the middle: the others are done, the failed one can be finished', async () => {
    server.faults([
      {
        method: 'POST',
        path: rolePath(production),
        skip: 1,
        times: 1,
        fault: { kind: 'status', status: 500, body: { kind: 'InternalServerError', message: 'Oops' } },
      },
    ]);
    const { collaborator, unverified, approver } = samplePeople;
    const { plan } = value(
      await apply([
        setRole(collaborator, 'APPROVER'),
        setRole(unverified, 'APPROVER'),
        setRole(approver, 'EDITOR'),
      ]),
    );
    expect(states(plan)).toEqual(['done', 'failed', 'done']);
    const rest = value(await changes.finish(plan.id));
    expect(rest.items).toHaveLength(1);
    expect(states(value(await changes.apply(rest.id, yes(rest))).plan)).toEqual(['done']);
    expect(onServer(production, unverified)).toBe('APPROVER');
  });

  it('an answer cut off after the work was done is found to be done', async () => {
    server.faults([{ method: 'POST', path: rolePath(production), times: 1, fault: { kind: 'cut' } }]);
    const { plan } = value(await apply([setRole(samplePeople.collaborator, 'APPROVER')]));
    expect(states(plan)).toEqual(['done']);
  });

  it('a connection broken before the work is a failure to try again', async () => {
    server.faults([{ method: 'POST', path: rolePath(production), times: 1, fault: { kind: 'offline' } }]);
    const { plan } = value(await apply([setRole(samplePeople.collaborator, 'APPROVER')]));
    expect(plan.items[0]?.state).toMatchObject({ state: 'failed', error: { retryable: true } });
    expect(plan.unfinished).toBe(1);
    expect(onServer(production, samplePeople.collaborator)).toBe('EDITOR');
  });

  it('a garbled answer is settled by reading back', async () => {
    server.faults([
      { method: 'POST', path: membersPath(production), times: 1, fault: { kind: 'garble', as: 'html' } },
    ]);
    const { plan } = value(await apply([invite('fresh@northwind.example', null)]));
    expect(states(plan)).toEqual(['done']);
    expect(signedOut).toEqual([]);
  });

  it('the half-done invitation is visible and can be finished', async () => {
    server.faults([
      {
        method: 'POST',
        path: rolePath(production),
        times: 1,
        fault: { kind: 'status', status: 500, body: {} },
      },
    ]);
    const { plan } = value(await apply([invite('fresh@northwind.example', 'APPROVER')]));
    expect(states(plan)).toEqual(['done', 'failed']);
    expect(onServer(production, 'fresh@northwind.example')).toBe('EDITOR');
    const rest = value(await changes.finish(plan.id));
    expect(states(value(await changes.apply(rest.id, yes(rest))).plan)).toEqual(['done']);
    expect(onServer(production, 'fresh@northwind.example')).toBe('APPROVER');
  });

  it('a server gone for reading back leaves it unverified until it is back', async () => {
    server.faults([
      { method: 'POST', path: rolePath(production), fault: { kind: 'cut' } },
      { method: 'GET', path: membersPath(production), fault: { kind: 'offline' } },
    ]);
    const { plan } = value(
      await apply([
        setRole(samplePeople.collaborator, 'APPROVER'),
        setRole(samplePeople.unverified, 'APPROVER'),
      ]),
    );
    expect(states(plan)[0]).toBe('unverified');
    server.clearFaults();
    expect(states(value(await changes.readBack(plan.id)))[0]).toBe('done');
  });
});

describe('an app killed in the middle', () => {
  const killed = () => new Promise<void>(() => undefined);

  it.each([
    ['after the server did it', 'after', 'done'],
    ['before the request left', 'before', 'failed'],
  ] as const)('reads back at the next start and repeats nothing: %s', async (_, when, expected) => {
    const { collaborator, unverified } = samplePeople;
    const plan = value(
      await changes.plan([setRole(collaborator, 'APPROVER'), setRole(unverified, 'APPROVER')]),
    );
    await new Promise<void>((resolve) => {
      const die = () => {
        resolve();
        return killed();
      };
      if (when === 'before') beforeWrite = die;
      else afterWrite = die;
      void changes.apply(plan.id, yes(plan));
    });
    expect(states(store.ledger.plan(plan.id) ?? plan)).toEqual(['sent', 'pending']);
    let writes = 0;
    beforeWrite = async () => void (writes += 1);
    afterWrite = null;
    await sync.stop();
    startApp();
    await changes.recover();
    expect(writes).toBe(0);
    const receipt = value(changes.get(plan.id));
    expect(receipt.status).toBe('interrupted');
    expect(states(receipt)).toEqual([expected, 'pending']);
    const rest = value(await changes.finish(plan.id));
    expect(states(value(await changes.apply(rest.id, yes(rest))).plan)).not.toContain('failed');
    expect([onServer(production, collaborator), onServer(production, unverified)]).toEqual([
      'APPROVER',
      'APPROVER',
    ]);
  });
});
