import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ChangeRequest } from '../../src-preload/contract/changes.ts';
import type { Identity } from '../../src-preload/contract/connections.ts';
import { knownValue, none, notReported } from '../../src-preload/contract/known.ts';
import { ok, type AppError, type Result } from '../../src-preload/contract/result.ts';
import { catalogue } from '../../src-main/local-instance/dialects/system/failures.ts';
import { sampleSignIn } from '../../src-main/local-instance/dialects/system/identity.ts';
import type { Fault } from '../../src-main/local-instance/faults.ts';
import { samplePeople } from '../../src-main/local-instance/sample/seed.ts';
import { sampleSystemWorkspaces } from '../../src-main/local-instance/sample/system.ts';
import { startInstance, type Instance, type InstanceOptions } from '../../src-main/local-instance/server.ts';
import type { Device, ProviderSession } from '../../src-main/providers/provider.ts';
import { system } from '../../src-main/providers/system/provider.ts';
import { parseSecret } from '../../src-main/providers/system/secret.ts';
import type { Later } from '../../src-main/providers/system/secure-channel.ts';
import { createSession } from '../../src-main/providers/system/session.ts';
import { testHttpClient } from '../support/http-client.ts';

const http = testHttpClient();
const { signal } = new AbortController();
const start = Date.parse('2026-03-01T12:00:00Z');
const day = 86_400_000;
const { operations, treasury, logistics, sandbox, archive, commons } = sampleSystemWorkspaces;
const { ana, approver, collaborator, outsider } = samplePeople;

let clock: number;
let server: Instance;
let requests: string[];

async function startWith(options: Partial<InstanceOptions> = {}): Promise<void> {
  requests = [];
  server = await startInstance({
    directoryPath: ':memory:',
    port: 0,
    faults: true,
    systemRateLimit: 100_000,
    now: () => clock,
    log: (line) => requests.push(line),
    ...options,
  });
}
async function restartWith(options: Partial<InstanceOptions>): Promise<void> {
  await server.close();
  await startWith(options);
}
beforeEach(async () => {
  clock = start;
  await startWith();
});
afterEach(() => server.close());

const target = () => ({
  connectionId: 'c',
  address: server.systemUrl,
  credential: null,
  allowInsecure: false,
});

function valueOf<T>(result: Result<T>): T {
  if (!result.ok)
    throw new Error(`${result.error.kind}: ${result.error.sentence} ${result.error.detail ?? ''}`);
  return result.value;
}
function errorOf(result: Result<unknown>): AppError {
  if (result.ok) throw new Error('expected a failure');
  return result.error;
}
/** How often a path was asked for, whatever came of it. */
const asked = (path: string) => requests.filter((line) => line.includes(`${path} `)).length;
const fault = (path: string, one: Fault) => server.faults?.set([{ path: `/system${path}`, fault: one }]);

const passwordForm = (email: string, more: Record<string, string> = {}) => ({
  email,
  password: sampleSignIn.password,
  portalCode: sampleSignIn.portalCode,
  ...more,
});
const beginSignIn = (values: Record<string, string>, options: Record<string, string> = {}) =>
  system.formSignIn(http, target(), { method: 'password', values, options }, signal);

async function askedForCode(email: string) {
  const step = valueOf(await beginSignIn(passwordForm(email)));
  if (step.step !== 'code') throw new Error('no code asked for');
  return step;
}
const secretFor = async (email: string): Promise<string> =>
  valueOf(await (await askedForCode(email)).complete(sampleSignIn.mfaCode, signal));

interface Kept {
  secret: string | null;
}
function deviceOf(
  secret: string,
  { options = {}, identity = null, kept = { secret: null } }: Partial<Device> & { kept?: Kept } = {},
): Device {
  return {
    secret,
    keepSecret: (next) => {
      kept.secret = next;
      return Promise.resolve(ok(null));
    },
    held: {
      get: () => ok(null),
      put: () => Promise.resolve(ok(null)),
      drop: () => Promise.resolve(ok(null)),
    },
    options,
    face: system.defaultFace,
    identity,
    inventory: { read: () => null, write: () => Promise.resolve(ok(null)) },
    now: () => clock,
  };
}
const sessionOf = async (
  email: string,
  options: Record<string, string> = {},
  identity: Identity | null = null,
): Promise<ProviderSession> =>
  system.session(http, target(), deviceOf(await secretFor(email), { options, identity }));

const idOf = (email: string) => server.directory.people.byEmail(email)?.id ?? '';
function workspaceId(name: string): string {
  for (const person of server.directory.people.signedUp(1000)) {
    const found = server.directory.workspaces.createdBy(person.id, 'system').find((one) => one.name === name);
    if (found) return found.id;
  }
  throw new Error(`No workspace ${name}`);
}
const roleId = (workspace: string, name: string) =>
  server.directory.customRoles.byName(workspaceId(workspace), name)?.id ?? '';

/** A change of a workspace, without the two ids that all of them carry. */
type Change<R = ChangeRequest> = R extends { workspaceId: string }
  ? Omit<R, 'connectionId' | 'workspaceId'>
  : never;
const change = (session: ProviderSession, workspace: string, request: Change) =>
  session.perform(
    { ...request, connectionId: 'c', workspaceId: workspaceId(workspace) },
    { workspace: null },
    signal,
  );
const create = (session: ProviderSession, name: string, timezone: string) =>
  session.perform(
    {
      type: 'workspace.create',
      connectionId: 'c',
      kind: 'remote-url',
      name,
      description: '',
      url: '',
      isDefault: false,
      timezone,
    },
    { workspace: null },
    signal,
  );
const answerInvitation = (session: ProviderSession, invitationId: string, what: 'accept' | 'decline') =>
  session.perform(
    { type: `invitation.${what}`, connectionId: 'c', invitationId },
    { workspace: null },
    signal,
  );
const rename = (session: ProviderSession, workspace: string, name: string) =>
  change(session, workspace, { type: 'workspace.update', name, description: '' });

const workspaceBy = async (session: ProviderSession, name: string) =>
  valueOf(await session.workspaces(signal)).rows.find((row) => row.name === name);
const memberBy = async (session: ProviderSession, workspace: string, email: string) =>
  valueOf(await session.members(workspaceId(workspace), signal)).rows.find((row) => row.email === email);
const roleBy = async (session: ProviderSession, workspace: string, name: string) =>
  valueOf(await session.roles(workspaceId(workspace), signal)).rows.find((row) => row.name === name);
const invitationsOf = async (session: ProviderSession, workspace: string) =>
  valueOf(await session.invitations(workspaceId(workspace), signal)).rows;
const factOf = async (session: ProviderSession, workspace: string, label: string) =>
  valueOf(await session.details(workspaceId(workspace), signal)).rows[0]?.facts.find(
    (one) => one.label === label,
  )?.value;

describe('recognising', () => {
  const recognise = (address: string, options = {}) =>
    system.recognise(http, { ...target(), address }, options, signal);

  it('is sure of SYSTEM in both generations, and of nobody else', async () => {
    const face = { face: 'portal', methods: ['password', 'token'] };
    expect(valueOf(await recognise(server.systemUrl))).toEqual(face);
    const others = [
      server.url,
      server.publicApiUrl,
      server.modboxUrl,
      ...Object.values(server.addresses).filter((one) => one !== server.systemUrl),
    ];
    for (const address of others) expect(valueOf(await recognise(address)), address).toBeNull();
    await restartWith({ systemGeneration: 'v1.3' });
    expect(valueOf(await recognise(server.systemUrl))).toEqual(face);
  });

  it('asks at the connection’s own path', async () => {
    await recognise(server.systemUrl, { 'path.mine': '/web/v1/mine' });
    expect(asked('/web/v1/mine')).toBe(1);
    expect(errorOf(await recognise(server.systemUrl, { 'path.mine': 'mine' }))).toMatchObject({
      kind: 'invalid',
      fields: [{ path: 'path.mine' }],
    });
  });

  it('says which kind an address is', () => {
    expect(system.kindOf(server.systemUrl)).toBe('local-dev');
    expect(system.kindOf('https://portal.example.com/prometheus')).toBe('remote-url');
  });
});

describe('signing in', () => {
  it('by password goes on with a code, and then it is known who it is', async () => {
    const step = await askedForCode(ana);
    expect(step.words).toBe('SYSTEM sent a code by e-mail. It is good for 5 minutes.');
    expect(errorOf(await step.complete('000000', signal))).toMatchObject({
      kind: 'invalid',
      fields: [{ path: 'code' }],
    });
    const secret = valueOf(await step.complete(` ${sampleSignIn.mfaCode} `, signal));
    expect(valueOf(system.inspectCredential(secret))).toEqual({
      credential: 'session',
      expiresAt: knownValue(start + 7 * day),
    });
    const session = system.session(http, target(), deviceOf(secret));
    expect(valueOf(await session.whoami(signal))).toEqual({
      userId: idOf(ana),
      email: ana,
      name: 'Ana Oliveira',
    });
  });

  it('sends the code as SMS where that is wished', async () => {
    expect(valueOf(await beginSignIn(passwordForm(ana, { bySms: 'on' })))).toMatchObject({
      words: 'SYSTEM sent a code as SMS. It is good for 5 minutes.',
    });
  });

  it.each([
    [{ password: 'wrong' }, 'password', 'The e-mail or the password is wrong.'],
    [
      { portalCode: 'wrong' },
      'portalCode',
      'The portal access code is not the one that this server expects.',
    ],
  ])('with %j points to the field', async (values, path, words) => {
    const error = errorOf(await beginSignIn(passwordForm(ana, values)));
    expect(error).toMatchObject({ kind: 'invalid', fields: [{ path }] });
    expect(error.sentence).toContain(words);
  });

  it('with something missing or unfit for a header sends nothing', async () => {
    expect(errorOf(await beginSignIn({ email: ana }))).toMatchObject({
      kind: 'invalid',
      fields: [{ path: 'password' }, { path: 'portalCode' }],
    });
    expect(errorOf(await beginSignIn(passwordForm(ana, { portalCode: 'a\r\nb' })))).toMatchObject({
      fields: [{ path: 'portalCode' }],
    });
    expect(requests).toEqual([]);
  });

  it('that took too long has to be begun again; it signs nobody out', async () => {
    const step = await askedForCode(ana);
    clock += 300_000;
    expect(errorOf(await step.complete(sampleSignIn.mfaCode, signal))).toMatchObject({
      kind: 'conflict',
      nextStep: 'Start it again; the code is good for five minutes.',
    });
  });

  it('of an account that is not active says so', async () => {
    expect(errorOf(await beginSignIn(passwordForm(samplePeople.suspended))).sentence).toBe(
      'Your account is not active on this server.',
    );
  });

  async function tokenSession(values: Record<string, string>) {
    const form = { method: 'token' as const, values, options: {} };
    const step = valueOf(await system.formSignIn(http, target(), form, signal));
    return step.step === 'secret' ? system.session(http, target(), deviceOf(step.secret)) : null;
  }
  const accessOf = async (email: string) => valueOf(parseSecret(await secretFor(email)));

  it('by a pasted token finds the name and e-mail in a members list', async () => {
    const { access } = await accessOf(ana);
    const unbound = await server.signer.sign({
      system: 'system',
      use: 'access',
      sub: idOf(ana),
      clientHash: null,
      exp: start / 1000 + 900,
    });
    const { portalCode } = sampleSignIn;
    const session = await tokenSession({ token: `Bearer ${unbound}`, portalCode });
    expect(valueOf((await session?.whoami(signal)) ?? ok(null))).toEqual({
      userId: idOf(ana),
      email: ana,
      name: 'Ana Oliveira',
    });
    // That one belongs to the client which signed in.
    const other = await tokenSession({ token: access, portalCode });
    expect(errorOf((await other?.whoami(signal)) ?? ok(null))).toMatchObject({
      kind: 'forbidden',
      sentence: 'The server takes this session from the client that began it, and from no other.',
    });
  });

  it('by a pasted token goes on as the client that it is tied to, where its hash is given', async () => {
    const { access, clientHash, portalCode } = await accessOf(ana);
    const session = await tokenSession({ token: access, portalCode, clientHash: clientHash ?? '' });
    expect((await session?.whoami(signal))?.ok).toBe(true);
  });

  it('of somebody in no workspace is still known by the token', async () => {
    const session = await sessionOf(outsider);
    expect(valueOf(await session.whoami(signal))).toEqual({
      userId: idOf(outsider),
      email: outsider,
      name: outsider,
    });
  });
});

describe('the session', () => {
  const accessIn = (secret: string | null) => valueOf(parseSecret(secret ?? '')).access;

  it('is refreshed ahead of its end, once for all who ask, and kept', async () => {
    const kept: Kept = { secret: null };
    const secret = await secretFor(ana);
    const session = system.session(http, target(), deviceOf(secret, { kept }));
    clock += 850_000;
    const lists = await Promise.all([1, 2, 3, 4].map(() => session.workspaces(signal)));
    for (const list of lists) expect(list.ok).toBe(true);
    expect(asked('/auth/refresh')).toBe(1);
    expect(accessIn(kept.secret)).not.toBe(accessIn(secret));
    clock += 800_000;
    expect((await session.workspaces(signal)).ok).toBe(true);
    expect(asked('/auth/refresh')).toBe(1);
  });

  it('is refreshed when the server says 4010, and the request sent once more', async () => {
    const secret = await secretFor(ana);
    // This computer's clock is an hour behind.
    const device = { ...deviceOf(secret), now: () => clock - 3600_000 };
    const session = system.session(http, target(), device);
    clock += 901_000;
    const results = await Promise.all([
      rename(session, logistics, 'x'),
      rename(session, operations, 'Renamed'),
    ]);
    expect(results.map((result) => result.ok)).toEqual([false, true]);
    expect(asked('/auth/refresh')).toBe(1);
  });

  it('ends when refreshing is refused too, and only then', async () => {
    const session = await sessionOf(ana);
    clock += 8 * day;
    expect(errorOf(await session.workspaces(signal))).toMatchObject({
      kind: 'signed-out',
      sentence: 'Your sign-in has expired or is not valid any more. Nothing is wrong with the workspace.',
    });
  });

  it('does not end because refreshing fails', async () => {
    const session = await sessionOf(ana);
    clock += 901_000;
    fault('/web/v1/system/auth/refresh', { kind: 'status', status: 503 });
    expect(errorOf(await session.workspaces(signal)).kind).toBe('server');
    fault('/web/v1/system/auth/refresh', { kind: 'status', status: 404, body: '<p>Nothing here</p>' });
    expect(errorOf(await session.workspaces(signal))).toMatchObject({
      kind: 'not-implemented',
      sentence: expect.stringContaining('has to be refreshed') as unknown,
    });
    server.faults?.clear();
    expect((await session.workspaces(signal)).ok).toBe(true);
  });

  it('ends without a refresh token when the access token does', async () => {
    const secret = { ...valueOf(parseSecret(await secretFor(ana))), refresh: null };
    const session = system.session(http, target(), deviceOf(JSON.stringify(secret)));
    clock += 901_000;
    expect(errorOf(await session.workspaces(signal)).kind).toBe('signed-out');
    expect(asked('/auth/refresh')).toBe(0);
  });

  it('survives a wrong portal code, a proxy’s 401 and a 4010 that is not in the envelope', async () => {
    const secret = valueOf(parseSecret(await secretFor(ana)));
    const wrong = JSON.stringify({ ...secret, portalCode: 'other' });
    const session = system.session(http, target(), deviceOf(wrong));
    expect(errorOf(await session.workspaces(signal))).toMatchObject({
      kind: 'forbidden',
      sentence: expect.stringContaining('Your sign-in itself is fine') as unknown,
    });
    const good = system.session(http, target(), deviceOf(JSON.stringify(secret)));
    for (const body of ['denied', { error: 'denied' }, { code: '4010', success: false }]) {
      fault('/**', { kind: 'status', status: 401, body });
      expect(errorOf(await good.workspaces(signal)).kind).toBe('forbidden');
    }
  });

  it('waits where the server wants fewer requests', async () => {
    await restartWith({ systemRateLimit: 1 });
    const secret = JSON.stringify({
      access: await server.signer.sign({
        system: 'system',
        use: 'access',
        sub: idOf(ana),
        clientHash: null,
        exp: start / 1000 + 900,
      }),
      portalCode: sampleSignIn.portalCode,
    });
    const session = system.session(http, target(), deviceOf(secret));
    expect((await session.workspaces(signal)).ok).toBe(true);
    expect(errorOf(await session.workspaces(signal))).toMatchObject({
      kind: 'rate-limited',
      retryAfterMs: 60_000,
    });
  });

  it('with a damaged secret says so without showing it', async () => {
    const session = system.session(http, target(), deviceOf('{"access":"hidden'));
    const error = errorOf(await session.workspaces(signal));
    expect([error.kind, JSON.stringify(error).includes('hidden')]).toEqual(['invalid', false]);
  });
});

describe('paths of the connection', () => {
  it('are taken as they are set, one by one', async () => {
    const session = await sessionOf(ana, { 'path.roles': '/portal-b/{workspaceBizId}/roles' });
    const error = errorOf(await session.roles(workspaceId(operations), signal));
    expect(error).toMatchObject({
      kind: 'not-implemented',
      nextStep: 'Compare the paths in the connection’s settings with those of your portal.',
    });
    expect(asked(`/portal-b/${workspaceId(operations)}/roles`)).toBe(1);
    expect((await session.members(workspaceId(operations), signal)).ok).toBe(true);
  });

  it('without their placeholder are refused before anything is sent', async () => {
    const session = await sessionOf(ana, { 'path.leave': '/leave' });
    expect(errorOf(await change(session, logistics, { type: 'workspace.leave' }))).toMatchObject({
      kind: 'invalid',
      fields: [{ path: 'path.leave', message: '{workspaceId} is missing.' }],
    });
    expect(asked('/leave')).toBe(0);
  });

  it('that the server lacks for members are told apart from everything else', async () => {
    const session = await sessionOf(ana);
    const members = `/web/v1/workspaces/${workspaceId(operations)}/members`;
    const lacking: Fault[] = [
      { kind: 'status', status: 404, body: 'Cannot GET' },
      { kind: 'status', status: 501, body: { error: 'no' } },
    ];
    for (const one of lacking) {
      fault(members, one);
      const error = errorOf(await session.members(workspaceId(operations), signal));
      expect(error.kind).toBe('not-implemented');
      expect(error.sentence).toContain('doesn’t tell who is in a workspace');
    }
    server.faults?.clear();
    expect(errorOf(await session.members('nowhere', signal))).toMatchObject({
      kind: 'not-found',
      sentence: 'The workspace doesn’t exist (any more).',
    });
  });
});

describe('reading', () => {
  it('my workspaces in v2: role, default, what can’t be the default', async () => {
    const list = valueOf(await (await sessionOf(ana)).workspaces(signal));
    expect([list.unreadable, list.serverDate, list.asOf]).toEqual([0, start, null]);
    const rows = new Map(list.rows.map((row) => [row.name, row]));
    expect(rows.get(operations)).toMatchObject({
      id: workspaceId(operations),
      scope: 'workspace',
      myRole: knownValue('OWNER'),
      owner: { state: 'known', value: { userId: idOf(ana) } },
      isDefault: knownValue(true),
      facts: [
        { label: 'Kind', value: 'Live' },
        { label: 'Joined', value: 'As its creator' },
      ],
      unavailable: {},
    });
    expect(rows.get(treasury)).toMatchObject({
      myRole: knownValue(roleId(treasury, 'Steward')),
      owner: notReported,
      isDefault: knownValue(false),
    });
    expect(rows.get(sandbox)?.unavailable['workspace.set-default']).toContain('sandbox');
    expect(rows.get(archive)?.facts).toContainEqual({ label: 'Can be entered', value: 'No' });
    expect(rows.get(archive)?.unavailable['workspace.set-default']).toContain('can’t be the default');
  });

  it('my workspaces in v1.3: time zone, kind and status; my role comes from the members', async () => {
    await restartWith({ systemGeneration: 'v1.3' });
    const { rows } = valueOf(await (await sessionOf(ana)).workspaces(signal));
    const found = new Map(rows.map((row) => [row.name, row]));
    expect(found.get(operations)).toMatchObject({
      myRole: knownValue('OWNER'),
      isDefault: notReported,
      facts: [
        { label: 'Kind', value: 'Live' },
        { label: 'Status', value: 'Active' },
        { label: 'Time zone', value: 'Europe/Lisbon' },
      ],
    });
    expect(found.get(treasury)?.myRole).toEqual(knownValue(roleId(treasury, 'Steward')));
    expect(found.get(archive)?.facts).toContainEqual({ label: 'Status', value: 'Suspended' });
    expect(found.get(operations)?.unavailable).toEqual({});
    expect(found.get(treasury)?.unavailable['member.invite']).toContain('only the owner invites');
  });

  it('my role in v1.3 is not reported where no members list tells it', async () => {
    await restartWith({ systemGeneration: 'v1.3' });
    const session = await sessionOf(ana);
    fault('/web/v1/workspaces/*/members', { kind: 'status', status: 404, body: {} });
    expect((await workspaceBy(session, operations))?.myRole).toEqual(notReported);
    server.faults?.clear();
    await session.members(workspaceId(operations), signal);
    expect((await workspaceBy(session, operations))?.myRole).toEqual(knownValue('OWNER'));
  });

  it('members: the owner first and as OWNER, custom roles by their id', async () => {
    const { rows } = valueOf(await (await sessionOf(ana)).members(workspaceId(operations), signal));
    expect(rows[0]).toMatchObject({
      userId: idOf(ana),
      email: ana,
      name: knownValue('Ana Oliveira'),
      role: 'OWNER',
      status: 'active',
      signedUpAt: { state: 'known' },
    });
    expect(rows.filter(({ role }) => role === 'OWNER')).toHaveLength(1);
    expect(rows.find(({ email }) => email === approver)?.role).toBe(roleId(operations, 'Recruiter'));
  });

  it('members: the owner is found by the owner’s role where they aren’t marked', async () => {
    const session = await sessionOf(ana);
    const ownerRole = server.directory.memberships.roleOf(workspaceId(operations), idOf(ana));
    const line = { accountId: idOf(ana), accountName: 'Ana', email: ana, workspaceRoleBizId: ownerRole };
    fault(`/web/v1/workspaces/${workspaceId(operations)}/members`, {
      kind: 'status',
      status: 200,
      body: { version: 'v2', timestamp: start, success: true, code: '2000', message: '', data: [line] },
    });
    expect(valueOf(await session.members(workspaceId(operations), signal)).rows[0]?.role).toBe('OWNER');
  });

  it('roles: OWNER and the custom ones with their permissions', async () => {
    const session = await sessionOf(ana);
    const { rows } = valueOf(await session.roles(workspaceId(operations), signal));
    expect(rows.find(({ kind }) => kind === 'built-in')).toMatchObject({ id: 'OWNER', permissions: none });
    expect(rows.find(({ name }) => name === 'Auditor')).toMatchObject({
      id: roleId(operations, 'Auditor'),
      kind: 'custom',
      permissions: knownValue(['workspace:read', 'workspace:role:read', 'workspace:invitation:read']),
    });
  });

  it('roles: permissions that the list leaves out are asked for', async () => {
    const session = await sessionOf(ana);
    const role = {
      bizId: roleId(operations, 'Auditor'),
      roleName: 'Auditor',
      roleType: { name: 'CUSTOM', value: 'x' },
      description: '',
      permissionCodes: null,
    };
    fault(`/web/v1/workspaces/${workspaceId(operations)}/roles`, {
      kind: 'status',
      status: 200,
      body: { version: 'v2', timestamp: start, success: true, code: '2000', message: '', data: [role] },
    });
    const { rows } = valueOf(await session.roles(workspaceId(operations), signal));
    expect(rows[0]?.permissions).toEqual(
      knownValue(['workspace:read', 'workspace:role:read', 'workspace:invitation:read']),
    );
  });

  it('roles: who may not read them still gets the names that members have', async () => {
    const { rows } = valueOf(await (await sessionOf(collaborator)).roles(workspaceId(operations), signal));
    expect(rows.find(({ name }) => name === 'Recruiter')).toMatchObject({
      id: roleId(operations, 'Recruiter'),
      permissions: notReported,
      description: { state: 'known', value: expect.stringContaining('there may be more') as unknown },
    });
    expect(rows.find(({ id }) => id === 'OWNER')).toMatchObject({ kind: 'built-in' });
  });

  it('invitations of every state, over all pages', async () => {
    const session = await sessionOf(ana);
    const before = await invitationsOf(session, operations);
    const states = before.map(({ status }) => status);
    expect([...new Set(states)].sort()).toEqual(['accepted', 'cancelled', 'declined', 'expired', 'pending']);
    expect(before.find(({ status }) => status === 'accepted')?.endedAt.state).toBe('known');
    expect(before.find(({ status }) => status === 'declined')?.endedAt).toEqual(notReported);
    for (let one = 0; one < 120; one += 1) {
      server.directory.systemInvitations.add({
        id: `many-${one}`,
        workspaceId: workspaceId(operations),
        inviterId: idOf(ana),
        email: `many-${one}@example.com`,
        message: '',
        state: 'PENDING',
        createdAt: start,
        expiresAt: start + day,
        acceptedAt: null,
      });
    }
    expect(await invitationsOf(session, operations)).toHaveLength(before.length + 120);
  });

  it('lists in the other style of pages, and one that comes incomplete is refused', async () => {
    const session = await sessionOf(ana);
    const page = (currentPage: number, workspaceBizId: string, totalElements: number) => ({
      path: '/system/web/v1/tenant/workspaces/mine',
      times: 1,
      fault: {
        kind: 'status' as const,
        status: 200,
        body: {
          ...{ version: 'v2', timestamp: start, success: true, code: '2000', message: '' },
          data: {
            workspaces: [{ userBizId: 'u', workspaceBizId, workspaceName: workspaceBizId, isOwner: true }],
            ...{ totalElements, totalPages: 2, currentPage, pageSize: 1 },
          },
        },
      },
    });
    server.faults?.set([page(1, 'a', 2), page(2, 'b', 2)]);
    expect(valueOf(await session.workspaces(signal)).rows.map(({ id }) => id)).toEqual(['a', 'b']);
    server.faults?.set([page(0, 'a', 3), page(1, 'b', 3)]);
    expect(errorOf(await session.workspaces(signal))).toMatchObject({
      kind: 'malformed',
      sentence: expect.stringContaining('incomplete') as unknown,
    });
  });

  it('one bad record is left out and counted', async () => {
    const session = await sessionOf(ana);
    fault('/web/v1/tenant/workspaces/mine', {
      kind: 'status',
      status: 200,
      body: {
        ...{ version: 'v1.3', timestamp: start, success: true, code: 2000, message: '' },
        data: [{ bizId: 'w', workspaceName: 'W' }, { bizId: 7 }],
      },
    });
    const list = valueOf(await session.workspaces(signal));
    expect([list.rows.length, list.unreadable]).toEqual([1, 1]);
  });

  it('details: time zone, status with a warning where it sleeps, no settings', async () => {
    const session = await sessionOf(ana);
    const details = valueOf(await session.details(workspaceId(archive), signal));
    expect(details.rows[0]?.settings).toEqual(none);
    expect(details.rows[0]?.facts).toContainEqual({
      label: 'Status',
      value: 'Suspended',
      tone: 'warn',
      hint: 'A workspace that is not active can’t be entered.',
    });
    expect(await factOf(session, archive, 'Time zone')).toBe('America/New_York');
  });

  it('follows the locale in nothing', async () => {
    const spanish = await sessionOf(ana, { locale: 'es-ES' });
    const english = await sessionOf(ana);
    expect(valueOf(await spanish.workspaces(signal)).rows).toEqual(
      valueOf(await english.workspaces(signal)).rows,
    );
  });

  it('tokens are not asked for', async () => {
    expect(errorOf(await (await sessionOf(ana)).tokens(workspaceId(operations), signal)).kind).toBe(
      'not-supported',
    );
  });
});

describe.each(['v1.3', 'v2'] as const)('changing, in %s', (generation) => {
  beforeEach(() => restartWith({ systemGeneration: generation }));

  it('a workspace is created for oneself, once', async () => {
    const session = await sessionOf(outsider);
    const made = valueOf(await create(session, 'Mine', 'Europe/Oslo'));
    const row = await workspaceBy(session, 'Mine');
    expect([row?.id, row?.myRole]).toEqual([made.createdWorkspaceId, knownValue('OWNER')]);
    expect(await factOf(session, 'Mine', 'Time zone')).toBe('Europe/Oslo');
    const error = errorOf(await create(session, 'Second', 'Europe/Oslo'));
    expect(error.kind).toBe('conflict');
    expect(error.sentence).toMatch(/^You own (a workspace already|as many workspaces as)/);
    expect(error.nextStep).toContain('Ask the owner of another workspace for an invitation');
  });

  it('a workspace without a time zone or with a bad one is refused by field', async () => {
    const session = await sessionOf(outsider);
    expect(errorOf(await create(session, 'Mine', ''))).toMatchObject({
      kind: 'invalid',
      fields: [{ path: 'timezone' }],
    });
    expect(errorOf(await create(session, ' ', 'Nowhere'))).toMatchObject({
      kind: 'invalid',
      fields: [{ path: 'name' }, { path: 'timezone' }],
    });
  });

  it('name and time zone', async () => {
    const session = await sessionOf(ana);
    valueOf(
      await change(session, operations, {
        type: 'workspace.update',
        name: 'Renamed',
        description: '',
        timezone: 'Asia/Tokyo',
      }),
    );
    expect(await workspaceBy(session, 'Renamed')).toBeDefined();
    expect(await factOf(session, 'Renamed', 'Time zone')).toBe('Asia/Tokyo');
    valueOf(await rename(session, 'Renamed', 'Again'));
    expect(await factOf(session, 'Again', 'Time zone')).toBe('Asia/Tokyo');
  });

  it('the default workspace, where it is eligible', async () => {
    const session = await sessionOf(ana);
    valueOf(await change(session, treasury, { type: 'workspace.set-default' }));
    expect(server.directory.defaultWorkspaces.of(idOf(ana), 'system')).toBe(workspaceId(treasury));
    if (generation === 'v2') {
      expect((await workspaceBy(session, treasury))?.isDefault).toEqual(knownValue(true));
      expect((await workspaceBy(session, operations))?.isDefault).toEqual(knownValue(false));
    }
    expect(errorOf(await change(session, sandbox, { type: 'workspace.set-default' })).sentence).toBe(
      'This workspace can’t be the default one.',
    );
  });

  it('leaving, but not by the owner, nor the system’s own', async () => {
    const session = await sessionOf(ana);
    valueOf(await change(session, logistics, { type: 'workspace.leave' }));
    expect(await workspaceBy(session, logistics)).toBeUndefined();
    expect(errorOf(await change(session, operations, { type: 'workspace.leave' }))).toMatchObject({
      kind: 'conflict',
      sentence: 'The owner can’t leave the workspace.',
    });
    expect(errorOf(await change(session, commons, { type: 'workspace.leave' })).sentence).toContain(
      'it can’t be left',
    );
  });

  it('the owner', async () => {
    const session = await sessionOf(ana);
    const userId = idOf(approver);
    valueOf(await change(session, operations, { type: 'workspace.transfer', userId, email: approver }));
    expect((await memberBy(session, operations, approver))?.role).toBe('OWNER');
    expect((await workspaceBy(session, operations))?.myRole).toEqual(
      knownValue(roleId(operations, 'Member')),
    );
    const again = await change(session, operations, {
      type: 'workspace.transfer',
      userId,
      email: approver,
    });
    expect(errorOf(again).sentence).toBe('Only the owner of the workspace may do this.');
  });

  it('an invitation: sent without a role, cancelled, and each duplicate explained', async () => {
    const session = await sessionOf(ana);
    const invite = (email: string, days?: number) =>
      change(session, operations, {
        type: 'member.invite',
        email,
        role: roleId(operations, 'Auditor'),
        message: 'Welcome',
        ...(days === undefined ? {} : { days }),
      });
    valueOf(await invite('new@x.example', 3));
    const [made] = (await invitationsOf(session, operations)).filter((one) => one.email === 'new@x.example');
    expect(made).toMatchObject({
      status: 'pending',
      role: none,
      message: knownValue('Welcome'),
      invitedBy: knownValue('Ana Oliveira'),
      expiresAt: knownValue(start + 3 * day),
      endedAt: none,
    });
    expect(errorOf(await invite('new@x.example')).sentence).toBe(
      'This person has a pending invitation already. Nothing is wrong with their e-mail.',
    );
    expect(errorOf(await invite(collaborator)).sentence).toBe('This person is in the workspace already.');
    expect(errorOf(await invite('nobody'))).toMatchObject({ kind: 'invalid', fields: [{ path: 'email' }] });
    expect(errorOf(await invite('later@x.example', 31))).toMatchObject({
      kind: 'invalid',
      fields: [{ path: 'days', message: 'From 1 to 30 days.' }],
    });
    const cancel = (invitationId: string) =>
      change(session, operations, {
        type: 'invitation.cancel',
        invitationId,
        email: 'new@x.example',
        reason: 'A mistake',
      });
    valueOf(await cancel(made?.id ?? ''));
    const [ended] = (await invitationsOf(session, operations)).filter(({ id }) => id === made?.id);
    expect(ended?.status).toBe('cancelled');
    expect(errorOf(await cancel(made?.id ?? '')).sentence).toContain('not pending any more');
    expect(errorOf(await cancel('x')).sentence).toContain('doesn’t exist');
  });

  it('an invitation: accepted, and the role given afterwards', async () => {
    const session = await sessionOf(ana);
    const nora = await sessionOf(outsider);
    const [pending] = (await invitationsOf(session, operations)).filter((one) => one.email === outsider);
    const id = pending?.id ?? '';
    expect(errorOf(await answerInvitation(session, id, 'accept')).sentence).toContain(
      'for another e-mail address',
    );
    valueOf(await answerInvitation(nora, id, 'accept'));
    expect((await workspaceBy(nora, operations))?.id).toBe(workspaceId(operations));
    expect((await memberBy(session, operations, outsider))?.role).toBe(roleId(operations, 'Member'));
    expect(errorOf(await answerInvitation(nora, id, 'decline')).kind).toBe('conflict');
    const give = () =>
      change(session, operations, {
        type: 'member.set-role',
        userId: idOf(outsider),
        email: outsider,
        role: roleId(operations, 'Auditor'),
      });
    valueOf(await give());
    expect((await memberBy(session, operations, outsider))?.role).toBe(roleId(operations, 'Auditor'));
    // The server says 2000 instead of 2004 where nothing changes.
    valueOf(await give());
  });

  it('an invitation: declined, expired, and to a full workspace', async () => {
    const session = await sessionOf(ana);
    const [pending] = (await invitationsOf(session, operations)).filter((one) => one.email === outsider);
    valueOf(await answerInvitation(await sessionOf(outsider), pending?.id ?? '', 'decline'));
    const after = await invitationsOf(session, operations);
    expect(after.find(({ id }) => id === pending?.id)?.status).toBe('declined');
    const [full] = server.directory.systemInvitations.of(workspaceId(treasury));
    const eddie = await sessionOf(collaborator);
    expect(errorOf(await answerInvitation(eddie, full?.id ?? '', 'accept')).sentence).toBe(
      'The workspace has as many members as it may have.',
    );
    clock += 6 * day;
    expect(errorOf(await answerInvitation(eddie, full?.id ?? '', 'accept')).sentence).toBe(
      'This invitation has expired.',
    );
  });

  it('roles: made under a name of their own, permissions replaced whole, the owner’s fixed', async () => {
    const session = await sessionOf(ana);
    const make = (name: string) =>
      change(session, operations, { type: 'role.create', name, description: 'Files things' });
    valueOf(await make('Clerk'));
    const made = await roleBy(session, operations, 'Clerk');
    expect(made).toMatchObject({ kind: 'custom', permissions: knownValue([]) });
    expect(errorOf(await make('clerk'))).toMatchObject({
      kind: 'conflict',
      nextStep: 'Use the role that is there, or choose another name.',
    });
    const replace = (id: string, permissions: string[]) =>
      change(session, operations, { type: 'role.set-permissions', roleId: id, name: 'Clerk', permissions });
    valueOf(await replace(made?.id ?? '', ['workspace:read', 'workspace:write']));
    valueOf(await replace(made?.id ?? '', ['workspace:role:read']));
    expect((await roleBy(session, operations, 'Clerk'))?.permissions).toEqual(
      knownValue(['workspace:role:read']),
    );
    expect(errorOf(await replace(made?.id ?? '', ['workspace:fly']))).toMatchObject({
      kind: 'invalid',
      fields: [{ path: 'permissions' }],
    });
    expect(errorOf(await replace('OWNER', [])).kind).toBe('not-allowed');
  });

  it('the owner’s role is neither given nor taken', async () => {
    const session = await sessionOf(ana);
    const setRole = (email: string, role: string) =>
      change(session, operations, { type: 'member.set-role', userId: idOf(email), email, role });
    requests = [];
    expect(errorOf(await setRole(collaborator, 'OWNER')).kind).toBe('not-allowed');
    expect(requests).toEqual([]);
    expect(errorOf(await setRole(ana, roleId(operations, 'Auditor'))).sentence).toBe(
      'The owner’s role can’t be changed, taken away or given.',
    );
    expect(errorOf(await setRole(outsider, roleId(operations, 'Auditor'))).kind).toBe('not-found');
  });

  it('what SYSTEM doesn’t offer is refused with the reason, and nothing is sent', async () => {
    const session = await sessionOf(ana);
    requests = [];
    const refused = [
      await change(session, operations, { type: 'workspace.delete' }),
      await change(session, operations, { type: 'member.remove', userId: 'u', email: 'a@b.example' }),
      await change(session, operations, { type: 'token.create', name: 't', expiry: '' }),
      await change(session, operations, { type: 'workspace.favourite', enabled: true }),
    ];
    for (const result of refused) expect(errorOf(result).kind).toBe('not-supported');
    expect(requests).toEqual([]);
  });

  it('what my role doesn’t allow is said so', async () => {
    const session = await sessionOf(collaborator);
    expect(errorOf(await rename(session, operations, 'x')).sentence).toBe(
      'Your role in this workspace does not allow this.',
    );
    const recruiter = await sessionOf(approver);
    const invited = await change(recruiter, operations, {
      type: 'member.invite',
      email: 'new@x.example',
      role: null,
    });
    if (generation === 'v2') expect(invited.ok).toBe(true);
    else expect(errorOf(invited).sentence).toBe('Only the owner of the workspace invites people here.');
  });
});

describe('every failure of the server', () => {
  it.each(Object.values(catalogue).map((entry) => [entry.code, entry] as const))(
    '%s comes as an error with a next step',
    async (code, entry) => {
      const session = await sessionOf(ana);
      const body = { version: 'v2', timestamp: clock, success: false, code, message: 'm', data: null };
      fault('/web/v1/tenant/workspaces/mine', { kind: 'status', status: entry.status, body });
      if (code === '4010') fault('/web/v1/**', { kind: 'status', status: entry.status, body });
      const error = errorOf(await session.workspaces(signal));
      expect(error.kind === 'signed-out').toBe(code === '4010');
      expect(error.nextStep).not.toBe('');
    },
  );

  it('is the same where it comes with HTTP 200', async () => {
    const session = await sessionOf(ana);
    const body = { version: 'v2', timestamp: clock, success: false, code: 'U1071', message: 'm', data: null };
    fault('/web/v1/tenant/workspaces/mine', { kind: 'status', status: 200, body });
    expect(errorOf(await session.workspaces(signal)).kind).toBe('not-allowed');
  });
});

describe('the secure channel', () => {
  const on = { secureChannel: 'on' };
  beforeEach(() => restartWith({ systemSecureChannel: true }));
  const opened = () => asked('/secure-channel/session');

  it('carries every change and its answer, over one channel; reading stays plain', async () => {
    const session = await sessionOf(ana, on);
    valueOf(await session.workspaces(signal));
    expect(opened()).toBe(0);
    const results = await Promise.all([
      rename(session, operations, 'Sealed'),
      change(session, operations, { type: 'role.create', name: 'Clerk', description: '' }),
      change(session, treasury, { type: 'workspace.set-default' }),
    ]);
    for (const result of results) valueOf(result);
    expect(opened()).toBe(1);
    expect((await workspaceBy(session, 'Sealed'))?.id).toBeDefined();
    expect(await roleBy(session, 'Sealed', 'Clerk')).toBeDefined();
  });

  it('carries refusals as well', async () => {
    const session = await sessionOf(ana, on);
    expect(errorOf(await create(session, 'Second', 'UTC')).nextStep).toContain('for an invitation');
    expect(errorOf(await change(session, operations, { type: 'workspace.leave' })).sentence).toBe(
      'The owner can’t leave the workspace.',
    );
  });

  it('is asked for in words where it is switched off and the server wants it', async () => {
    const session = await sessionOf(ana);
    expect(errorOf(await rename(session, operations, 'x'))).toMatchObject({
      kind: 'not-allowed',
      sentence: 'This server takes changes over its secure channel only.',
      nextStep: 'Switch on “Secure channel” in the connection’s settings, then try again.',
    });
  });

  it('that the server doesn’t have is said, and nothing is sent', async () => {
    const session = await sessionOf(ana, on);
    fault('/web/v1/secure-channel/public-key', { kind: 'status', status: 404, body: {} });
    expect(errorOf(await rename(session, operations, 'x'))).toMatchObject({
      kind: 'not-implemented',
      nextStep: expect.stringContaining('Switch “Secure channel” off') as unknown,
    });
    expect(asked('/update')).toBe(0);
  });

  it('with a key that is not strong enough is not opened', async () => {
    const session = await sessionOf(ana, on);
    const data = { keyId: 'k', publicKey: 'AAAA', algorithm: 'RSA-OAEP-2048' };
    fault('/web/v1/secure-channel/public-key', {
      kind: 'status',
      status: 200,
      body: { version: 'v2', timestamp: start, success: true, code: '2000', message: '', data },
    });
    expect(errorOf(await rename(session, operations, 'x')).sentence).toContain('2048 bits');
    expect(opened()).toBe(0);
  });

  it('that has expired is opened anew, once, and the change is made', async () => {
    const session = await sessionOf(ana, on);
    valueOf(await rename(session, operations, 'First'));
    clock += 600_000;
    const results = await Promise.all([
      rename(session, 'First', 'Second'),
      rename(session, 'First', 'Second'),
    ]);
    for (const result of results) valueOf(result);
    expect(opened()).toBe(2);
    expect(await workspaceBy(session, 'Second')).toBeDefined();
  });

  it('that the server forgets again and again is given up after the second one', async () => {
    const session = await sessionOf(ana, on);
    const body = {
      ...{ version: 'v2', timestamp: start, success: false, message: '', data: null },
      code: 'SECURE_CHANNEL.SESSION_NOT_FOUND',
    };
    fault('/web/v1/workspaces/*/update', { kind: 'status', status: 404, body });
    expect(errorOf(await rename(session, operations, 'x'))).toMatchObject({
      kind: 'not-allowed',
      sentence: expect.stringContaining('a new one right after it too') as unknown,
    });
    expect([opened(), asked('/update')]).toEqual([2, 2]);
  });

  it('goes on through a refresh of the sign-in', async () => {
    const session = await sessionOf(ana, on);
    valueOf(await rename(session, operations, 'First'));
    clock += 950_000;
    valueOf(await rename(session, 'First', 'Second'));
    expect(asked('/auth/refresh')).toBe(1);
  });

  it.each([
    ['changed', { v: 2, p: Buffer.alloc(60).toString('base64') }],
    ['of another version', { v: 3, p: Buffer.alloc(60).toString('base64') }],
    ['cut', { v: 2, p: 'AAAA' }],
  ])('does not believe an answer that is %s', async (_what, body) => {
    const session = await sessionOf(ana, on);
    for (const status of [200, 409]) {
      fault('/web/v1/workspaces/*/update', { kind: 'status', status, body });
      const error = errorOf(await rename(session, operations, 'x'));
      expect(error).toMatchObject({ kind: 'malformed', retryable: false });
      expect(error.sentence).toContain('changed on the way');
      expect(error.nextStep).toContain('Refresh to see whether the change was made');
    }
  });

  it('does not believe a yes that comes unencrypted', async () => {
    const session = await sessionOf(ana, on);
    const body = { version: 'v2', timestamp: start, success: true, code: '2000', message: '', data: null };
    fault('/web/v1/workspaces/*/update', { kind: 'status', status: 200, body });
    expect(errorOf(await rename(session, operations, 'x')).sentence).toContain('came unencrypted');
  });

  it('is closed when nothing has gone over it for a while', async () => {
    const due: (() => void)[] = [];
    const later: Later = (_ms, run) => {
      due.push(run);
      return () => due.splice(due.indexOf(run), 1);
    };
    const session = createSession(http, target(), deviceOf(await secretFor(ana), { options: on }), later);
    valueOf(await rename(session, operations, 'First'));
    valueOf(await rename(session, 'First', 'Second'));
    expect(due).toHaveLength(1);
    due[0]?.();
    await expect.poll(() => requests.some((line) => line.includes('/session/close 200'))).toBe(true);
    valueOf(await rename(session, 'Second', 'Third'));
    expect(opened()).toBe(2);
  });
});
