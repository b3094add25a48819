import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ChangeRequest } from '../../src-preload/contract/changes.ts';
import { knownValue, none, notReported, valueOr } from '../../src-preload/contract/known.ts';
import type { AppError, Result } from '../../src-preload/contract/result.ts';
import { samplePassword } from '../../src-main/local-instance/sample/password.ts';
import { samplePeople } from '../../src-main/local-instance/sample/seed.ts';
import { sampleWorkspacesApi } from '../../src-main/local-instance/sample/workspaces-api.ts';
import { startInstance, type Instance, type InstanceOptions } from '../../src-main/local-instance/server.ts';
import type { Performed, ProviderSession } from '../../src-main/providers/provider.ts';
import { workspacesApi } from '../../src-main/providers/workspaces-api/provider.ts';
import type { WorkspaceRow } from '../../src-main/rows.ts';
import { memoryDevice } from '../support/device.ts';
import { testHttpClient } from '../support/http-client.ts';

const { ana, approver, collaborator, outsider, suspended } = samplePeople;
const signal = new AbortController().signal;
const day = 86_400_000;
const hour = 3_600_000;

let clock: number;
let server: Instance;
const cleanups: (() => Promise<void>)[] = [];
const http = testHttpClient({ now: () => clock });

async function start(options: Partial<InstanceOptions> = {}) {
  server = await startInstance({
    directoryPath: ':memory:',
    port: 0,
    faults: true,
    now: () => clock,
    workspacesApiPerMinute: 100_000,
    ...options,
  });
  cleanups.push(server.close);
}

beforeEach(() => {
  clock = Date.parse('2026-03-01T12:00:00Z');
});
afterEach(async () => {
  for (const close of cleanups.splice(0)) await close();
});

const address = () => server.addresses['workspaces-api'];
const target = (at = address()) => ({
  connectionId: 'c',
  address: at,
  credential: null,
  allowInsecure: false,
});
const deviceOf = (secret: string) => memoryDevice(secret, { now: () => clock });
const sessionWith = (secret: string, at?: string) =>
  workspacesApi.session(http, target(at), deviceOf(secret));
const sessionOf = async (email: string) => sessionWith(await server.sessionFor('workspaces-api', email));

function valueOf<T>(result: Result<T>): T {
  if (!result.ok)
    throw new Error(`${result.error.kind}: ${result.error.sentence} ${result.error.detail ?? ''}`);
  return result.value;
}
function errorOf(result: Result<unknown>): AppError {
  if (result.ok) throw new Error('expected a failure');
  return result.error;
}

const places = async (session: ProviderSession) => valueOf(await session.workspaces(signal)).rows;
async function placeBy(session: ProviderSession, name: string): Promise<WorkspaceRow> {
  const found = (await places(session)).find((row) => row.name === name);
  if (found === undefined) throw new Error(`no place ${name}`);
  return found;
}

/** A change without the connection's id. */
type Change<R = ChangeRequest> = R extends ChangeRequest ? Omit<R, 'connectionId'> : never;
const perform = (session: ProviderSession, change: Change): Promise<Result<Performed>> =>
  session.perform({ ...change, connectionId: 'c' }, { workspace: null }, signal);

const creation = (organizationId: string, name: string): Change => ({
  type: 'workspace.create',
  kind: 'managed',
  name,
  description: '',
  url: '',
  isDefault: false,
  organizationId,
});
const row = (organizationId: string, name: string, settings: string | null = null) =>
  ({ type: 'workspace.provision', connectionId: 'c', organizationId, name, settings }) as const;
const settingsOf = async (session: ProviderSession, placeId: string): Promise<Record<string, unknown>> => {
  const [details] = valueOf(await session.details(placeId, signal)).rows;
  return JSON.parse(valueOr(details?.settings ?? none, '{}')) as Record<string, unknown>;
};

describe('finding it', () => {
  beforeEach(() => start());
  const recognise = (at: string) => workspacesApi.recognise(http, target(at), {}, signal);

  it.each(['', '/', '/api', '/api/v1', '/api/v1/'])('at its address with %j behind it', async (path) => {
    expect(valueOf(await recognise(`${address()}${path}`))).toEqual({
      face: 'v1',
      methods: ['password', 'token'],
    });
  });

  it('and nothing else', async () => {
    const { origin } = new URL(address());
    const others = [
      origin,
      server.url,
      server.publicApiUrl,
      server.modboxUrl,
      server.systemUrl,
      server.addresses.unstructured,
      `${address()}/nothing`,
    ];
    for (const other of others) expect(valueOf(await recognise(other)), other).toBeNull();
  });
});

describe('signing in', () => {
  beforeEach(() => start());
  const signIn = async (values: Record<string, string>, method: 'password' | 'token' = 'password') => {
    const step = await workspacesApi.formSignIn(http, target(), { method, values, options: {} }, signal);
    return step.ok && step.value.step === 'secret' ? step.value.secret : errorOf(step);
  };
  const asText = (secret: string | AppError): string => {
    if (typeof secret !== 'string') throw new Error(secret.sentence);
    return secret;
  };

  it('by user name and password', async () => {
    const secret = asText(await signIn({ username: ' ana ', password: samplePassword }));
    expect(secret).not.toContain(samplePassword);
    expect(valueOf(await sessionWith(secret).whoami(signal))).toMatchObject({ name: 'ana', email: ana });
    const { credential, expiresAt } = valueOf(workspacesApi.inspectCredential(secret));
    // The refresh token's end: the access token is renewed until then.
    expect([credential, expiresAt]).toEqual(['session', knownValue(clock + 30 * day)]);
  });

  it('by a pasted token, also with what people copy along', async () => {
    const token = await server.sessionFor('workspaces-api', approver);
    for (const typed of [token, ` Bearer ${token} `, `"${token}"`]) {
      const secret = asText(await signIn({ token: typed }, 'token'));
      expect(valueOf(await sessionWith(secret).whoami(signal)).email).toBe(approver);
    }
  });

  it('is refused in words that fit, never as a session that ended', async () => {
    const wrong = await signIn({ username: 'ana', password: 'not-this-one' });
    expect(wrong).toMatchObject({ kind: 'invalid', fields: [{ path: 'password' }] });
    expect(JSON.stringify(wrong)).not.toContain('not-this-one');
    const username = suspended.slice(0, suspended.indexOf('@'));
    expect(await signIn({ username, password: samplePassword })).toMatchObject({ kind: 'forbidden' });
    expect(await signIn({ username: '', password: '' })).toMatchObject({
      fields: [{ path: 'username' }, { path: 'password' }],
    });
    expect(await signIn({ token: 'two words' }, 'token')).toMatchObject({ fields: [{ path: 'token' }] });
  });

  it('lasts beyond the hour, by the refresh token, ahead of its end and after it', async () => {
    const secret = asText(await signIn({ username: 'ana', password: samplePassword }));
    // The login was at this computer's time; here it is the server's.
    const parts = JSON.parse(secret) as Record<string, unknown>;
    const device = deviceOf(JSON.stringify({ ...parts, expiresAt: clock + hour }));
    const session = workspacesApi.session(http, target(), device);
    valueOf(await session.whoami(signal));
    expect(device.current()).toBe(device.secret);

    clock += hour - 30_000;
    valueOf(await session.whoami(signal));
    const second = device.current();
    expect(second).not.toBe(device.secret);

    clock += hour + 1;
    valueOf(await session.whoami(signal));
    expect(device.current()).not.toBe(second);

    // By the server's word alone: nothing said here when the token ends.
    const unaware = deviceOf(JSON.stringify({ ...parts, expiresAt: null }));
    valueOf(await workspacesApi.session(http, target(), unaware).workspaces(signal));
    expect(unaware.current()).not.toBe(unaware.secret);

    clock += 31 * day;
    expect(errorOf(await session.whoami(signal))).toMatchObject({
      kind: 'signed-out',
      sentence: expect.stringContaining('could not be renewed') as unknown,
    });
  });

  it('ends by a refused token, and not by anything else', async () => {
    expect(errorOf(await sessionWith('garbage').whoami(signal)).kind).toBe('signed-out');
    expect(errorOf(await sessionWith('pat_unknown').workspaces(signal)).kind).toBe('signed-out');
    const path = '/workspaces-api/api/v1/organizations/';
    const session = await sessionOf(ana);
    for (const [body, kind] of [
      [{ detail: 'no' }, 'forbidden'],
      ['<html>Sign in to the network</html>', 'proxy'],
    ] as const) {
      server.faults?.set([{ path, fault: { kind: 'status', status: 401, body } }]);
      expect(errorOf(await session.workspaces(signal)).kind).toBe(kind);
    }
  });
});

describe.each(['built', 'stub'] as const)('with the workspace endpoints %s', (mode) => {
  let session: ProviderSession;
  let organization: WorkspaceRow;
  beforeEach(async () => {
    await start({ workspacesApi: mode });
    session = await sessionOf(ana);
    organization = await placeBy(session, sampleWorkspacesApi.northwind);
  });

  it('organizations and workspaces are listed, with my role and where their rosters are', async () => {
    const rows = await places(session);
    const organizations = rows.filter(({ scope }) => scope === 'organization');
    expect(organizations.map(({ name, myRole }) => [name, valueOr(myRole, null)])).toEqual(
      expect.arrayContaining([
        [sampleWorkspacesApi.northwind, 'admin'],
        [sampleWorkspacesApi.fabrikam, 'developer'],
      ]),
    );
    expect(
      organizations.find(({ facts }) => facts.some(({ value }) => value === 'Personal organization')),
    ).toBeDefined();
    expect(rows.filter(({ scope }) => scope === 'workspace')).toHaveLength(17);
    expect(rows.find(({ name }) => name === 'Checkout')).toMatchObject({
      id: expect.stringMatching(new RegExp(`^${organization.id}/\\d+$`)) as unknown,
      organization: knownValue({ id: organization.id, name: sampleWorkspacesApi.northwind }),
      membersAt: organization.id,
      tokensAt: organization.id,
      myRole: knownValue('admin'),
      facts: [{ label: 'Slug', value: 'checkout' }],
      instance: { kind: 'local-dev' },
    });
  });

  it('a base that ends in /api/v1 gives the same', async () => {
    const token = await server.sessionFor('workspaces-api', ana);
    const other = sessionWith(token, `${address()}/api/v1`);
    expect(await places(other)).toEqual(await places(session));
  });

  it('workspaces are created, renamed and deleted', async () => {
    const id =
      valueOf(await perform(session, creation(organization.id, 'Café Ops'))).createdWorkspaceId ?? '';
    expect(await placeBy(session, 'Café Ops')).toMatchObject({ id, membersAt: organization.id });
    expect(errorOf(await perform(session, creation(organization.id, 'Café Ops')))).toMatchObject({
      kind: 'conflict',
      sentence: expect.stringContaining('Café Ops') as unknown,
    });
    expect(errorOf(await perform(session, creation(organization.id, ' ')))).toMatchObject({
      kind: 'invalid',
      fields: [{ path: 'name', message: 'must not be empty' }],
    });
    const rename: Change = { type: 'workspace.update', workspaceId: id, name: 'Café', description: '' };
    valueOf(await perform(session, rename));
    expect((await placeBy(session, 'Café')).id).toBe(id);
    valueOf(await perform(session, { type: 'workspace.delete', workspaceId: id }));
    expect((await places(session)).some((place) => place.id === id)).toBe(false);
    expect(errorOf(await perform(session, { type: 'workspace.delete', workspaceId: id })).kind).toBe(
      'not-found',
    );
  });

  it('a row of a list can be created by itself, settings included', async () => {
    const made = await session.perform(
      row(organization.id, 'Single', '{"theme":"dark"}'),
      { workspace: null },
      signal,
    );
    expect((await placeBy(session, 'Single')).id).toBe(valueOf(made).createdWorkspaceId);
  });

  it('a new session asks by itself whether the collection is there', async () => {
    const fresh = await sessionOf(ana);
    valueOf(await perform(fresh, creation(organization.id, 'Out of the blue')));
    expect(await placeBy(session, 'Out of the blue')).toBeDefined();
  });
});

describe('where the endpoints are built', () => {
  let session: ProviderSession;
  let organization: WorkspaceRow;
  let checkout: WorkspaceRow;
  beforeEach(async () => {
    await start();
    session = await sessionOf(ana);
    organization = await placeBy(session, sampleWorkspacesApi.northwind);
    checkout = await placeBy(session, 'Checkout');
  });

  it('nothing is unavailable', async () => {
    for (const place of await places(session)) expect(place.unavailable).toEqual({});
  });

  it('settings are told whole, in order, with the default role by its name', async () => {
    const [details] = valueOf(await session.details(checkout.id, signal)).rows;
    expect(JSON.parse(valueOr(details?.settings ?? none, ''))).toEqual({
      allow_public_access: false,
      default_role_id: 'viewer',
      features: { beta: true },
      integrations: ['slack'],
    });
    expect(Object.keys(await settingsOf(session, checkout.id))).toEqual([
      'allow_public_access',
      'default_role_id',
      'features',
      'integrations',
    ]);
  });

  it('settings are changed whole, unknown keys kept', async () => {
    const change = (settings: string) =>
      perform(session, { type: 'workspace.change-settings', workspaceId: checkout.id, settings });
    const wanted = {
      ...(await settingsOf(session, checkout.id)),
      allow_public_access: true,
      default_role_id: 'developer',
      new_key: [1, { two: null }],
    };
    valueOf(await change(JSON.stringify(wanted)));
    expect(await settingsOf(session, checkout.id)).toEqual(wanted);

    expect(errorOf(await change('[1]'))).toMatchObject({ kind: 'invalid', fields: [{ path: 'settings' }] });
    expect(errorOf(await change('{"default_role_id": "emperor"}'))).toMatchObject({ kind: 'invalid' });
    expect(errorOf(await change('{"allow_public_access": "yes"}'))).toMatchObject({
      kind: 'invalid',
      fields: [{ path: 'settings' }],
      sentence: expect.stringContaining('allow_public_access') as unknown,
    });
  });

  it.each([
    [true, { beta: true }],
    [false, undefined],
  ])('a workspace is cloned with its settings: %s', async (copySettings, features) => {
    const clone: Change = {
      type: 'workspace.clone',
      workspaceId: checkout.id,
      name: 'Copy',
      copyMembers: copySettings,
      copySettings,
    };
    const id = valueOf(await perform(session, clone)).createdWorkspaceId ?? '';
    expect((await placeBy(session, 'Copy')).id).toBe(id);
    expect((await settingsOf(session, id))['features']).toEqual(features);
    expect(errorOf(await perform(session, clone)).kind).toBe('conflict');
  });

  it('many are provisioned in one request, each with its outcome', async () => {
    const rows = [
      row(organization.id, 'P1', '{"theme":"dark","default_role_id":"developer"}'),
      row(organization.id, 'Checkout'),
      row(organization.id, 'P2'),
      row(organization.id, 'P2'),
      row(organization.id, 'P3', '{"allow_public_access":"maybe"}'),
      row(organization.id, 'P4', 'not json'),
    ];
    const outcomes = valueOf(await provision(session, rows));
    expect(outcomes).toMatchObject([
      { made: true },
      { made: false, error: { kind: 'conflict' } },
      { made: true },
      { made: false, error: { kind: 'conflict' } },
      { made: false, error: { kind: 'invalid' } },
      { made: false, error: { kind: 'invalid' } },
    ]);
    const [first] = outcomes;
    const id = first?.made === true ? first.workspaceId : '';
    expect((await placeBy(session, 'P1')).id).toBe(id);
    expect(await settingsOf(session, id)).toMatchObject({ theme: 'dark', default_role_id: 'developer' });
  });
});

const provision = (session: ProviderSession, rows: readonly ReturnType<typeof row>[]) => {
  if (session.provision === undefined) throw new Error('provision is missing');
  return session.provision(rows, signal);
};

describe('where the endpoints are stubs', () => {
  let session: ProviderSession;
  let organization: WorkspaceRow;
  let checkout: WorkspaceRow;
  beforeEach(async () => {
    await start({ workspacesApi: 'stub' });
    session = await sessionOf(ana);
    organization = await placeBy(session, sampleWorkspacesApi.northwind);
    checkout = await placeBy(session, 'Checkout');
  });

  it('workspaces say what this server lacks before it is tried; organizations don’t', () => {
    expect(Object.keys(checkout.unavailable).sort()).toEqual([
      'workspace.change-settings',
      'workspace.clone',
      'workspace.details',
    ]);
    for (const reason of Object.values(checkout.unavailable))
      expect(reason).toMatch(/^127.*has not built.*\.$/);
    expect(organization.unavailable).toEqual({});
  });

  it.each([
    [
      'clone',
      (s: ProviderSession, at: string) =>
        perform(s, {
          type: 'workspace.clone',
          workspaceId: at,
          name: 'x',
          copyMembers: true,
          copySettings: true,
        }),
    ],
    [
      'settings',
      (s: ProviderSession, at: string) =>
        perform(s, { type: 'workspace.change-settings', workspaceId: at, settings: '{}' }),
    ],
    ['details', (s: ProviderSession, at: string) => s.details(at, signal)],
    ['provision', (s: ProviderSession, at: string) => provision(s, [row(at.split('/')[0] ?? '', 'x')])],
  ] as const)(
    '%s is not implemented, said plainly, also by a session that has listed nothing',
    async (_name, attempt) => {
      for (const one of [session, await sessionOf(ana)]) {
        expect(errorOf(await attempt(one, checkout.id))).toMatchObject({
          kind: 'not-implemented',
          sentence: expect.stringMatching(/has not built/) as unknown,
        });
      }
    },
  );
});

describe('an organization', () => {
  let session: ProviderSession;
  let organization: WorkspaceRow;
  beforeEach(async () => {
    await start();
    session = await sessionOf(ana);
    organization = await placeBy(session, sampleWorkspacesApi.northwind);
  });
  const memberBy = async (email: string) =>
    valueOf(await session.members(organization.id, signal)).rows.find((one) => one.email === email);
  const invitationBy = async (email: string) =>
    valueOf(await session.invitations(organization.id, signal)).rows.find((one) => one.email === email);
  const tokens = async () => valueOf(await session.tokens(organization.id, signal)).rows;

  it('is made and renamed', async () => {
    const made = valueOf(await perform(session, { type: 'organization.create', name: 'Side' }));
    expect(await placeBy(session, 'Side')).toMatchObject({
      id: made.createdWorkspaceId,
      scope: 'organization',
      myRole: knownValue('admin'),
    });
    const id = made.createdWorkspaceId ?? '';
    valueOf(await perform(session, { type: 'organization.update', workspaceId: id, name: 'Other side' }));
    expect((await placeBy(session, 'Other side')).id).toBe(id);
  });

  it('has members by role', async () => {
    const list = valueOf(await session.members(organization.id, signal));
    // More than a page of a hundred.
    expect([list.rows.length, list.unreadable]).toEqual([150, 0]);
    expect(await memberBy(ana)).toMatchObject({
      role: 'admin',
      status: 'active',
      name: knownValue('Ana Oliveira'),
      signedUpAt: { state: 'known' },
    });
    expect(new Set(list.rows.map(({ role }) => role))).toEqual(new Set(['admin', 'developer', 'viewer']));
  });

  it('has its three roles', async () => {
    expect(valueOf(await session.roles(organization.id, signal)).rows.map(({ id }) => id)).toEqual([
      'admin',
      'developer',
      'viewer',
    ]);
  });

  it('changes and removes members', async () => {
    const { userId = '' } = (await memberBy(collaborator)) ?? {};
    const at = { workspaceId: organization.id, userId, email: collaborator };
    valueOf(await perform(session, { type: 'member.set-role', ...at, role: 'developer' }));
    expect((await memberBy(collaborator))?.role).toBe('developer');
    valueOf(await perform(session, { type: 'member.remove', ...at }));
    expect(await memberBy(collaborator)).toBeUndefined();
    expect(errorOf(await perform(session, { type: 'member.remove', ...at })).kind).toBe('not-found');
  });

  it('invites people with a role, lists and cancels that', async () => {
    const invite = (email: string, role: string | null): Change => ({
      type: 'member.invite',
      workspaceId: organization.id,
      email,
      role,
    });
    valueOf(await perform(session, invite(` ${outsider} `, 'developer')));
    expect(await invitationBy(outsider)).toMatchObject({
      role: knownValue('developer'),
      status: 'pending',
      expiresAt: knownValue(clock + 7 * day),
      invitedBy: notReported,
    });
    expect(errorOf(await perform(session, invite(outsider, 'viewer'))).kind).toBe('conflict');
    expect(errorOf(await perform(session, invite('nowhere', 'viewer')))).toMatchObject({
      kind: 'invalid',
      fields: [{ path: 'email' }],
    });
    expect((await invitationBy('late.reply@partner.example'))?.status).toBe('expired');

    const { id: invitationId = '' } = (await invitationBy(outsider)) ?? {};
    const cancel: Change = {
      type: 'invitation.cancel',
      workspaceId: organization.id,
      invitationId,
      email: outsider,
      reason: '',
    };
    valueOf(await perform(session, cancel));
    expect(await invitationBy(outsider)).toBeUndefined();
    expect(errorOf(await perform(session, cancel)).kind).toBe('not-found');

    // Without a wish: the role that may do the least. It is taken up by signing in.
    valueOf(await perform(session, invite(outsider, null)));
    await server.sessionFor('workspaces-api', outsider);
    expect((await memberBy(outsider))?.role).toBe('viewer');
    expect(await invitationBy(outsider)).toBeUndefined();
  });

  const makeToken = (change: Partial<Extract<ChangeRequest, { type: 'token.create' }>> = {}) =>
    perform(session, {
      type: 'token.create',
      workspaceId: organization.id,
      name: 'CI 2',
      expiry: '30 days',
      scopes: ['read', 'write'],
      ...change,
    });

  it('makes tokens whose secret is told once', async () => {
    const made = valueOf(await makeToken()).createdToken;
    expect(made?.secret).toMatch(/^pat_/);
    const all = await tokens();
    expect(JSON.stringify(all)).not.toContain('pat_');
    expect(all.find(({ id }) => id === made?.id)).toMatchObject({
      name: knownValue('CI 2'),
      scopes: knownValue('read, write'),
      expiresAt: knownValue(clock + 30 * day),
      createdAt: knownValue(clock),
      revokedAt: none,
      ownerId: valueOf(await session.whoami(signal)).userId,
    });
    expect(valueOf(await sessionWith(made?.secret ?? '').whoami(signal)).email).toBe(ana);
  });

  it('makes tokens without an end', async () => {
    const id = valueOf(await makeToken({ expiry: 'never' })).createdToken?.id;
    expect((await tokens()).find((one) => one.id === id)?.expiresAt).toEqual(none);
  });

  it('refuses tokens at the field that is wrong', async () => {
    expect(errorOf(await makeToken({ expiry: '2 weeks' }))).toMatchObject({ fields: [{ path: 'expiry' }] });
    expect(errorOf(await makeToken({ scopes: [] }))).toMatchObject({ fields: [{ path: 'scopes' }] });
    expect(errorOf(await makeToken({ name: ' ' }))).toMatchObject({ fields: [{ path: 'name' }] });
  });

  it('deletes tokens, which then open nothing', async () => {
    const { id: tokenId = '', secret = '' } = valueOf(await makeToken()).createdToken ?? {};
    const remove: Change = { type: 'token.delete', workspaceId: organization.id, tokenId, name: 'CI 2' };
    valueOf(await perform(session, remove));
    expect((await tokens()).some(({ id }) => id === tokenId)).toBe(false);
    expect(errorOf(await sessionWith(secret).whoami(signal)).kind).toBe('signed-out');
    expect(errorOf(await perform(session, remove)).kind).toBe('not-found');
  });

  it('is all that its tokens open, and no more than their scopes', async () => {
    const secret = valueOf(await makeToken({ scopes: ['read'] })).createdToken?.secret ?? '';
    const token = sessionWith(secret);
    const mine = await places(token);
    expect(mine.filter(({ scope }) => scope === 'organization').map(({ id }) => id)).toEqual([
      organization.id,
    ]);
    expect(errorOf(await perform(token, creation(organization.id, 'By token')))).toMatchObject({
      kind: 'forbidden',
      sentence: expect.stringContaining('write') as unknown,
    });
  });

  it('has the lists; a workspace hasn’t, and nothing is sent for it', async () => {
    const { id } = await placeBy(session, 'Checkout');
    server.faults?.set([{ path: '/workspaces-api/**', fault: { kind: 'offline' } }]);
    for (const list of [session.members, session.invitations, session.roles, session.tokens]) {
      expect(errorOf(await list(id, signal)).kind).toBe('not-supported');
    }
    expect(errorOf(await session.details(organization.id, signal)).kind).toBe('not-supported');
    expect(errorOf(await perform(session, { type: 'workspace.leave', workspaceId: id })).kind).toBe(
      'not-supported',
    );
  });
});

describe('what each role may do', () => {
  it.each([
    [approver, 'developer'],
    [collaborator, 'viewer'],
  ] as const)('%s, %s: the server says the same as the table', async (email, role) => {
    await start();
    const session = await sessionOf(email);
    const { id, myRole } = await placeBy(session, sampleWorkspacesApi.northwind);
    expect(myRole).toEqual(knownValue(role));
    const who = { role: myRole, credential: 'session', scope: 'organization', roles: [] } as const;
    const attempts: readonly [Parameters<typeof workspacesApi.permits>[0], Promise<Result<unknown>>][] = [
      ['member.list', session.members(id, signal)],
      ['role.list', session.roles(id, signal)],
      ['invitation.list', session.invitations(id, signal)],
      ['token.list', session.tokens(id, signal)],
      ['organization.update', perform(session, { type: 'organization.update', workspaceId: id, name: 'x' })],
      ['workspace.create', perform(session, creation(id, 'x'))],
      ['workspace.provision', provision(session, [row(id, 'x')])],
      [
        'member.invite',
        perform(session, { type: 'member.invite', workspaceId: id, email: 'a@b.example', role: 'viewer' }),
      ],
      [
        'token.create',
        perform(session, {
          type: 'token.create',
          workspaceId: id,
          name: 'Own',
          expiry: '',
          scopes: ['read'],
        }),
      ],
    ];
    for (const [capability, attempt] of attempts) {
      const result = await attempt;
      expect(result.ok, capability).toBe(workspacesApi.permits(capability, who).allowed);
      if (!result.ok) expect(result.error.kind, capability).toBe('forbidden');
    }
  });

  it('strangers are told that the organization isn’t theirs', async () => {
    await start();
    const { id } = await placeBy(await sessionOf(ana), sampleWorkspacesApi.northwind);
    expect(errorOf(await (await sessionOf(outsider)).members(id, signal))).toMatchObject({
      kind: 'forbidden',
      sentence: expect.stringContaining('does not let you into this organization') as unknown,
    });
  });
});

describe('limits and failures', () => {
  it('the rate limit says when it goes on', async () => {
    await start({ workspacesApiPerMinute: 3 });
    const session = await sessionOf(ana);
    for (let turn = 0; turn < 3; turn += 1) valueOf(await session.whoami(signal));
    clock += 20_000;
    expect(errorOf(await session.whoami(signal))).toMatchObject({
      kind: 'rate-limited',
      retryAfterMs: 40_000,
      nextStep: 'Wait 40 s, then try again.',
    });
    clock += 40_000;
    valueOf(await session.whoami(signal));
  });

  it('an answer that is cut is an error, and no list', async () => {
    await start();
    const session = await sessionOf(ana);
    const { id } = await placeBy(session, sampleWorkspacesApi.northwind);
    const path = `/workspaces-api/api/v1/organizations/${id}/members`;
    server.faults?.set([{ path, fault: { kind: 'garble', as: 'truncated-json' } }]);
    expect(errorOf(await session.members(id, signal)).kind).toBe('malformed');
    server.faults?.set([{ path, fault: { kind: 'garble', as: 'html' } }]);
    expect(errorOf(await session.members(id, signal)).kind).toBe('proxy');
  });

  it('a yes that was a lie is shown by reading back', async () => {
    await start();
    const session = await sessionOf(ana);
    const { id } = await placeBy(session, sampleWorkspacesApi.northwind);
    server.faults?.set([{ method: 'POST', path: '/workspaces-api/**', fault: { kind: 'lie' } }]);
    expect((await perform(session, creation(id, 'Never'))).ok).toBe(true);
    expect((await places(session)).some(({ name }) => name === 'Never')).toBe(false);
  });
});
