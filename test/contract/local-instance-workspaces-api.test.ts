import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { samplePassword } from '../../src-main/local-instance/sample/password.ts';
import { samplePeople } from '../../src-main/local-instance/sample/seed.ts';
import { sampleWorkspacesApi } from '../../src-main/local-instance/sample/workspaces-api.ts';
import { startInstance, type Instance, type InstanceOptions } from '../../src-main/local-instance/server.ts';

/** Vitest's matchers are untyped. */
const someText: unknown = expect.any(String);
const someNumber: unknown = expect.any(Number);

const { ana, secondOwner, approver, collaborator, outsider, suspended, pending } = samplePeople;
const day = 24 * 60 * 60 * 1000;

const named = z.object({ id: z.int(), name: z.string() });
const organizationsAnswer = z.object({ data: z.object({ organizations: z.array(named) }) });
const workspacesAnswer = z.object({
  data: z.object({
    workspaces: z.array(named.extend({ organization_id: z.int(), slug: z.string() })),
    total_count: z.int(),
  }),
});
const workspaceAnswer = z.object({ data: z.object({ workspace: named }) });
const settingsAnswer = z.object({ data: z.object({ settings: z.record(z.string(), z.unknown()) }) });
const rolesAnswer = z.object({ data: z.object({ roles: z.array(named) }) });
const membersAnswer = z.object({
  data: z.object({
    members: z.array(
      z.object({
        user_id: z.int(),
        email: z.string(),
        name: z.string(),
        role: named,
        joined_at: z.iso.datetime(),
      }),
    ),
  }),
});
const invitationsAnswer = z.object({
  data: z.object({
    invitations: z.array(z.object({ id: z.int(), email: z.string(), status: z.string() })),
  }),
});
const tokenAnswer = z.object({ data: z.object({ id: z.int(), token: z.string() }) });
const loginAnswer = z.object({ access_token: z.string(), refresh_token: z.string() });

let server: Instance;
let clock: number;
const sessions = new Map<string, string>();
const cleanups: (() => Promise<void>)[] = [];

async function start(options: Partial<InstanceOptions> = {}) {
  sessions.clear();
  server = await startInstance({
    directoryPath: ':memory:',
    port: 0,
    faults: true,
    now: () => clock,
    ...options,
  });
  cleanups.push(server.close);
}

beforeEach(async () => {
  clock = Date.parse('2026-03-01T12:00:00Z');
  await start();
});
afterEach(async () => {
  for (const close of cleanups.splice(0)) await close();
});

interface Options {
  readonly as?: string;
  /** Instead of a session; null: none. */
  readonly token?: string | null;
  readonly body?: unknown;
}

/** `path` is under `/api`. */
async function call(method: string, path: string, { as = ana, token, body }: Options = {}) {
  let bearer = token === undefined ? sessions.get(as) : token;
  if (bearer === undefined) {
    bearer = await server.sessionFor('workspaces-api', as);
    sessions.set(as, bearer);
  }
  const response = await fetch(`${server.addresses['workspaces-api']}/api${path}`, {
    method,
    headers: {
      ...(bearer === null ? {} : { authorization: `Bearer ${bearer}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const json: unknown = JSON.parse(await response.text());
  return { status: response.status, json, headers: response.headers };
}

const coded = (code: string, details: unknown = {}) => ({
  error: { code, message: someText, details, timestamp: someText },
});
const plain = (code: string) => ({ success: false, error: { code, message: someText } });
const outcome = ({ status, json }: { status: number; json: unknown }) => [status, json];

async function organization(name: string = sampleWorkspacesApi.northwind, as = ana): Promise<number> {
  const all = organizationsAnswer.parse((await call('GET', '/v1/organizations/', { as })).json);
  return all.data.organizations.find((one) => one.name === name)?.id ?? 0;
}

async function workspaces(organizationId: number, as = ana) {
  const answer = await call('GET', `/v1/organizations/${organizationId}/workspaces`, { as });
  return workspacesAnswer.parse(answer.json).data.workspaces;
}

async function workspace(name: string, organizationName?: string): Promise<number> {
  const all = await workspaces(await organization(organizationName));
  return all.find((one) => one.name === name)?.id ?? 0;
}

async function role(organizationId: number, name: string): Promise<number> {
  const all = rolesAnswer.parse((await call('GET', `/v1/organizations/${organizationId}/roles`)).json);
  return all.data.roles.find((one) => one.name === name)?.id ?? 0;
}

async function member(organizationId: number, email: string, as = ana) {
  // Pages of a hundred: the sample's organization has more people than that.
  for (const skip of [0, 100]) {
    const answer = await call('GET', `/v1/organizations/${organizationId}/members?skip=${skip}`, { as });
    const found = membersAnswer.parse(answer.json).data.members.find((one) => one.email === email);
    if (found !== undefined) return found;
  }
  return undefined;
}

describe('signing in', () => {
  const login = (username: string, password: string = samplePassword) =>
    call('POST', '/auth/login', { token: null, body: { username, password } });

  it('takes the name before the @, or the whole address, and the sample password', async () => {
    for (const username of ['ana', ana]) {
      const answer = await login(username);
      expect(outcome(answer)).toEqual([
        200,
        {
          access_token: someText,
          refresh_token: someText,
          token_type: 'bearer',
          expires_in: 3600,
          user: { id: someNumber, username: 'ana', email: ana, role: 'Admin' },
        },
      ]);
      const token = loginAnswer.parse(answer.json).access_token;
      const me = await call('GET', '/auth/me', { token });
      expect(me.json).toMatchObject({ success: true, data: { user: { email: ana } } });
    }
  });

  it('refuses a wrong password, nobody, who never signed up, and blocked people', async () => {
    expect(outcome(await login('ana', 'wrong'))).toEqual([401, coded('AUTH_INVALID')]);
    expect((await login('nobody')).status).toBe(401);
    expect((await login(pending)).status).toBe(401);
    expect(outcome(await login(suspended))).toEqual([403, coded('PERMISSION_DENIED')]);
    const empty = await call('POST', '/auth/login', { token: null, body: {} });
    expect([empty.status, empty.json]).toEqual([
      400,
      coded('VALIDATION_ERROR', { field: 'username', reason: someText }),
    ]);
  });

  it('lasts an hour, and longer by the refresh token', async () => {
    const tokens = loginAnswer.parse((await login('ana')).json);
    clock += 3_599_000;
    expect((await call('GET', '/auth/me', { token: tokens.access_token })).status).toBe(200);
    clock += 1000;
    const expired = await call('GET', '/auth/me', { token: tokens.access_token });
    expect(outcome(expired)).toEqual([401, coded('AUTH_EXPIRED')]);
    const body = { refresh_token: tokens.refresh_token };
    const fresh = await call('POST', '/auth/refresh', { token: null, body });
    expect(outcome(fresh)).toEqual([200, { access_token: someText, token_type: 'bearer', expires_in: 3600 }]);
    const { access_token: token } = z.object({ access_token: z.string() }).parse(fresh.json);
    expect((await call('GET', '/auth/me', { token })).status).toBe(200);
    clock += 30 * day;
    const over = await call('POST', '/auth/refresh', { token: null, body });
    expect(outcome(over)).toEqual([401, coded('AUTH_EXPIRED')]);
  });

  it('keeps the two kinds of token, and those of other systems, apart', async () => {
    const tokens = loginAnswer.parse((await login('ana')).json);
    const wrong = [tokens.refresh_token, 'garbage', 'pat_unknown', server.token];
    for (const token of [...wrong, await server.sessionFor('unstructured', ana)]) {
      expect(outcome(await call('GET', '/auth/me', { token }))).toEqual([401, coded('AUTH_INVALID')]);
    }
    const body = { refresh_token: tokens.access_token };
    expect((await call('POST', '/auth/refresh', { token: null, body })).status).toBe(401);
    expect((await call('POST', '/auth/refresh', { token: null, body: {} })).status).toBe(400);
    expect(outcome(await call('GET', '/auth/me', { token: null }))).toEqual([401, coded('AUTH_REQUIRED')]);
  });

  it('for the first time makes a personal organization with a workspace', async () => {
    await login(collaborator);
    await login(collaborator);
    const answer = await call('GET', '/v1/organizations/', { as: collaborator });
    const personal = expect.objectContaining({
      name: "Eddie Mensah's organization",
      is_personal: true,
      role: 'Admin',
    }) as unknown;
    expect(answer.json).toMatchObject({ data: { total_count: 3 } });
    expect(z.object({ data: z.object({ organizations: z.array(z.unknown()) }) }).parse(answer.json)).toEqual({
      data: { organizations: expect.arrayContaining([personal]) as unknown },
    });
    const id = await organization("Eddie Mensah's organization", collaborator);
    expect(await workspaces(id, collaborator)).toHaveLength(1);
  });
});

describe('the nine workspace endpoints', () => {
  const missing = 999_999;

  it('create, read, change and delete', async () => {
    const organizationId = await organization();
    const body = { name: 'Café Ops', organization_id: organizationId, settings: { theme: { dark: true } } };
    const created = await call('POST', '/v1/workspaces/', { body });
    expect(outcome(created)).toEqual([
      201,
      {
        success: true,
        message: someText,
        data: {
          message: someText,
          workspace: {
            id: someNumber,
            name: 'Café Ops',
            slug: 'cafe-ops',
            organization_id: organizationId,
            settings: {
              allow_public_access: false,
              default_role_id: await role(organizationId, 'Viewer'),
              theme: { dark: true },
            },
            created_at: someText,
            updated_at: someText,
          },
        },
      },
    ]);
    const { id } = workspaceAnswer.parse(created.json).data.workspace;
    const path = `/v1/workspaces/${id}`;
    expect((await call('GET', path)).json).toMatchObject({ data: { workspace: { id, slug: 'cafe-ops' } } });
    const changed = await call('PUT', path, {
      body: { name: 'Café', settings: { allow_public_access: true } },
    });
    expect(outcome(changed)).toEqual([
      200,
      {
        success: true,
        message: someText,
        data: { message: someText, workspace: { id, name: 'Café', updated_at: someText } },
      },
    ]);
    expect((await call('GET', path)).json).toMatchObject({
      data: { workspace: { name: 'Café', settings: { allow_public_access: true, theme: { dark: true } } } },
    });
    const deleted = await call('DELETE', path);
    expect(outcome(deleted)).toEqual([
      200,
      { success: true, message: someText, data: { message: someText } },
    ]);
    expect(outcome(await call('GET', path))).toEqual([404, coded('RESOURCE_NOT_FOUND')]);
  });

  it('list those of all my organizations, in both page styles', async () => {
    const all = workspacesAnswer.parse((await call('GET', '/v1/workspaces/')).json).data;
    expect([all.workspaces.length, all.total_count]).toEqual([17, 17]);
    const skipped = workspacesAnswer.parse((await call('GET', '/v1/workspaces/?skip=15&limit=10')).json).data;
    expect([skipped.workspaces, skipped.total_count]).toEqual([all.workspaces.slice(15), 17]);
    const page = (await call('GET', '/v1/workspaces/?page=2&page_size=5')).json;
    expect(workspacesAnswer.parse(page).data.workspaces).toEqual(all.workspaces.slice(5, 10));
    expect(page).toMatchObject({
      data: { total_count: 17, pagination: { page: 2, page_size: 5, total_count: 17, total_pages: 4 } },
    });
    for (const [query, field] of [
      ['skip=-1', 'skip'],
      ['limit=0', 'limit'],
      ['limit=101', 'limit'],
      ['page=0', 'page'],
      ['page_size=x', 'page_size'],
    ]) {
      const refused = await call('GET', `/v1/workspaces/?${query}`);
      expect(outcome(refused)).toEqual([400, coded('VALIDATION_ERROR', { field, reason: someText })]);
    }
  });

  it('clone with and without settings and members, which are the organization’s either way', async () => {
    const source = await workspace('Checkout');
    const path = `/v1/workspaces/${source}`;
    const clone = (name: string, copy: boolean) =>
      call('POST', `${path}/clone`, { body: { name, copy_members: copy, copy_settings: copy } });
    const bare = await clone('Bare', false);
    const { id } = workspaceAnswer.parse(bare.json).data.workspace;
    expect(outcome(bare)).toEqual([
      200,
      {
        success: true,
        message: someText,
        data: {
          message: someText,
          workspace: { id, name: 'Bare', slug: 'bare', source_workspace_id: source },
        },
      },
    ]);
    const settingsOf = async (workspaceId: number) =>
      settingsAnswer.parse((await call('GET', `/v1/workspaces/${workspaceId}/settings`)).json).data.settings;
    expect(Object.keys(await settingsOf(id)).sort()).toEqual(['allow_public_access', 'default_role_id']);
    const full = workspaceAnswer.parse((await clone('Full', true)).json).data.workspace.id;
    expect(await settingsOf(full)).toEqual(await settingsOf(source));
    expect(outcome(await clone('Full', true))).toEqual([
      409,
      coded('CONFLICT', { field: 'name', reason: 'already exists' }),
    ]);
    const wrong = await call('POST', `${path}/clone`, { body: { name: 'x', copy_members: 'yes' } });
    expect(outcome(wrong)).toEqual([
      400,
      coded('VALIDATION_ERROR', { field: 'copy_members', reason: someText }),
    ]);
  });

  it('read and change settings, and keep the keys that nobody knows', async () => {
    const path = `/v1/workspaces/${await workspace('Checkout')}/settings`;
    const developer = await role(await organization(), 'Developer');
    const settings = { default_role_id: developer, new_key: [1, { two: null }] };
    const changed = await call('PUT', path, { body: { settings } });
    const after = {
      allow_public_access: false,
      features: { beta: true },
      integrations: ['slack'],
      ...settings,
    };
    expect(changed.json).toMatchObject({ success: true, data: { settings: after } });
    expect(settingsAnswer.parse((await call('GET', path)).json).data.settings).toEqual(after);

    const foreign = await role(await organization(sampleWorkspacesApi.fabrikam), 'Viewer');
    for (const [wrong, field] of [
      [{ allow_public_access: 'yes' }, 'settings.allow_public_access'],
      [{ default_role_id: foreign }, 'settings.default_role_id'],
      [{ default_role_id: 'Admin' }, 'settings.default_role_id'],
    ] as const) {
      const refused = await call('PUT', path, { body: { settings: wrong } });
      expect(outcome(refused)).toEqual([400, coded('VALIDATION_ERROR', { field, reason: someText })]);
    }
    expect((await call('PUT', path, { body: {} })).status).toBe(400);
  });

  it('provision many, each for itself', async () => {
    const organizationId = await organization();
    const answer = await call('POST', '/v1/workspaces/provision', {
      body: {
        organization_id: organizationId,
        workspaces: [
          { name: 'P1' },
          { name: 'Storefront' },
          { name: '' },
          { name: 'P2', settings: { allow_public_access: true, x: 1 } },
          { name: 'P1' },
          { name: 'P3', settings: { allow_public_access: 'yes' } },
          {},
        ],
      },
    });
    const made = { organization_id: organizationId, slug: someText };
    expect(answer.status).toBe(201);
    expect(answer.json).toMatchObject({
      data: {
        total_count: 2,
        workspaces: [
          { ...made, name: 'P1' },
          { ...made, name: 'P2', settings: { x: 1, allow_public_access: true } },
        ],
        failed: [
          { name: 'Storefront', error: 'The organization has a workspace named "Storefront" already' },
          { name: '', error: 'name must not be empty' },
          { name: 'P1', error: someText },
          { name: 'P3', error: 'settings.allow_public_access must be true or false' },
          { name: null, error: 'name is required and must be text' },
        ],
      },
    });
    const names = (await workspaces(organizationId)).map(({ name }) => name);
    expect(names.slice(-2)).toEqual(['P1', 'P2']);
    const none = await call('POST', '/v1/workspaces/provision', {
      body: { organization_id: organizationId, workspaces: [] },
    });
    expect(none.status).toBe(400);
  });

  it('answer 404 to numbers that were never given', async () => {
    for (const [method, rest] of [
      ['GET', ''],
      ['PUT', ''],
      ['DELETE', ''],
      ['POST', '/clone'],
      ['GET', '/settings'],
      ['PUT', '/settings'],
    ] as const) {
      const answer = await call(method, `/v1/workspaces/${missing}${rest}`, {
        ...(method === 'GET' || method === 'DELETE' ? {} : { body: { name: 'x', settings: {} } }),
      });
      expect(outcome(answer)).toEqual([404, coded('RESOURCE_NOT_FOUND')]);
    }
    const create = { name: 'x', organization_id: missing };
    expect((await call('POST', '/v1/workspaces/', { body: create })).status).toBe(404);
    expect((await call('GET', '/v1/workspaces/text')).status).toBe(404);
    expect((await call('GET', '/v1/nothing')).status).toBe(404);
  });

  it('answer 501 as stubs, while the organization’s path works', async () => {
    await start({ workspacesApi: 'stub' });
    for (const [method, path] of [
      ['POST', '/'],
      ['GET', '/'],
      ['GET', '/1'],
      ['PUT', '/1'],
      ['DELETE', '/1'],
      ['POST', '/1/clone'],
      ['GET', '/1/settings'],
      ['PUT', '/1/settings'],
      ['POST', '/provision'],
    ] as const) {
      const answer = await call(method, `/v1/workspaces${path}`);
      expect(outcome(answer)).toEqual([501, plain('not_implemented')]);
    }
    expect((await call('GET', '/v1/workspaces/', { token: null })).status).toBe(401);
    expect(await workspaces(await organization())).toHaveLength(8);
  });
});

describe("workspaces under the organization's path", () => {
  it('create, list, read, change and delete with the same bodies', async () => {
    const organizationId = await organization();
    const base = `/v1/organizations/${organizationId}/workspaces`;
    const created = await call('POST', base, { body: { name: 'New', settings: { a: 1 } } });
    const { id } = workspaceAnswer.parse(created.json).data.workspace;
    expect([created.status, created.json]).toEqual([
      201,
      expect.objectContaining({
        data: expect.objectContaining({
          workspace: expect.objectContaining({ id, organization_id: organizationId, slug: 'new' }) as unknown,
        }) as unknown,
      }),
    ]);
    expect((await call('POST', base, { body: { name: 'New' } })).status).toBe(409);
    expect((await call('PUT', `${base}/${id}`, { body: { name: 'Storefront' } })).status).toBe(409);
    expect((await call('PUT', `${base}/${id}`, { body: { name: 'Newer' } })).status).toBe(200);
    expect((await call('GET', `${base}/${id}`)).json).toMatchObject({
      data: { workspace: { name: 'Newer' } },
    });
    const page = workspacesAnswer.parse((await call('GET', `${base}?page=3&page_size=4`)).json).data;
    expect([page.workspaces.map(({ name }) => name), page.total_count]).toEqual([['Newer'], 9]);
    expect((await call('DELETE', `${base}/${id}`)).status).toBe(200);
    expect((await call('GET', `${base}/${id}`)).status).toBe(404);
    const foreign = await workspace('Robotics', sampleWorkspacesApi.fabrikam);
    expect((await call('GET', `${base}/${foreign}`)).status).toBe(404);
  });
});

describe('roles', () => {
  it.each([
    ['Admin', secondOwner, true],
    ['Developer', approver, false],
    ['Viewer', collaborator, false],
  ])('%s reads everything and operates or not', async (name, as, operates) => {
    const organizationId = await organization();
    const base = `/v1/organizations/${organizationId}`;
    const id = await workspace('Attic');
    const target = (await member(organizationId, samplePeople.unverified))?.user_id ?? 0;
    expect((await member(organizationId, as))?.role.name).toBe(name);
    const viewer = await role(organizationId, 'Viewer');
    for (const path of [
      base,
      `${base}/members`,
      `${base}/roles`,
      `${base}/workspaces`,
      `${base}/workspaces/${id}`,
      '/v1/workspaces/',
      `/v1/workspaces/${id}`,
      `/v1/workspaces/${id}/settings`,
    ]) {
      expect((await call('GET', path, { as })).status, path).toBe(200);
    }
    const operations: readonly (readonly [method: string, path: string, success: number, body?: unknown])[] =
      [
        ['PATCH', base, 200, { name: sampleWorkspacesApi.northwind }],
        ['POST', `${base}/workspaces`, 201, { name: 'By path' }],
        ['PUT', `${base}/workspaces/${id}`, 200, { name: 'Attic 2' }],
        ['POST', '/v1/workspaces/', 201, { name: 'By collection', organization_id: organizationId }],
        ['PUT', `/v1/workspaces/${id}`, 200, { name: 'Attic 3' }],
        ['PUT', `/v1/workspaces/${id}/settings`, 200, { settings: { a: 1 } }],
        ['POST', `/v1/workspaces/${id}/clone`, 200, { name: 'Clone' }],
        [
          'POST',
          '/v1/workspaces/provision',
          201,
          { organization_id: organizationId, workspaces: [{ name: 'P' }] },
        ],
        ['DELETE', `/v1/workspaces/${id}`, 200],
        ['DELETE', `${base}/workspaces/${await workspace('Mobile')}`, 200],
        ['PUT', `${base}/members/${target}`, 200, { role_id: viewer }],
        ['DELETE', `${base}/members/${target}`, 200],
        ['POST', `${base}/members/invite`, 201, { email: 'x@y.example', role_id: viewer }],
        ['GET', `${base}/invitations`, 200],
        ['DELETE', `${base}/invitations/1`, 200],
        ['GET', `${base}/tokens`, 200],
      ];
    for (const [method, path, success, body] of operations) {
      const answer = await call(method, path, { as, ...(body === undefined ? {} : { body }) });
      expect(answer.status, `${method} ${path}`).toBe(operates ? success : 403);
      if (!operates) expect(answer.json).toEqual(coded('PERMISSION_DENIED'));
    }
    const own = await call('POST', `${base}/tokens`, { as, body: { name: 'Own', scopes: ['read'] } });
    expect(own.status).toBe(201);
    const ownId = tokenAnswer.parse(own.json).data.id;
    expect((await call('DELETE', `${base}/tokens/${ownId}`, { as })).status).toBe(200);
    expect((await call('DELETE', `${base}/tokens/1`, { as })).status).toBe(operates ? 200 : 403);
  });

  it('keep strangers out, in the words of each prefix', async () => {
    const organizationId = await organization();
    const id = await workspace('Attic');
    const base = `/v1/organizations/${organizationId}`;
    for (const path of [base, `${base}/members`, `${base}/workspaces/${id}`, `${base}/tokens`]) {
      const answer = await call('GET', path, { as: outsider });
      expect(outcome(answer)).toEqual([403, plain('organization_access_denied')]);
    }
    const answer = await call('GET', `/v1/workspaces/${id}`, { as: outsider });
    expect(outcome(answer)).toEqual([403, coded('PERMISSION_DENIED')]);
    expect((await call('GET', '/v1/organizations/999999', { as: outsider })).status).toBe(404);
  });
});

describe('organizations', () => {
  it('are made by anybody, who is then their Admin, and renamed', async () => {
    const created = await call('POST', '/v1/organizations/', { as: collaborator, body: { name: 'Side' } });
    expect([created.status, created.json]).toEqual([
      201,
      expect.objectContaining({
        data: {
          message: someText,
          organization: {
            id: someNumber,
            name: 'Side',
            slug: 'side',
            is_personal: false,
            role: 'Admin',
            created_at: someText,
          },
        },
      }),
    ]);
    const id = await organization('Side', collaborator);
    const path = `/v1/organizations/${id}`;
    const body = { name: 'Other side' };
    expect((await call('PATCH', path, { as: collaborator, body })).status).toBe(200);
    expect((await call('GET', path, { as: collaborator })).json).toMatchObject({
      data: { organization: body },
    });
    const refused = await call('POST', '/v1/organizations/', { body: { name: ' ' } });
    expect(outcome(refused)).toEqual([
      400,
      coded('VALIDATION_ERROR', { field: 'name', reason: 'must not be empty' }),
    ]);
  });

  it('have three roles, numbered for each of them', async () => {
    const northwind = (await call('GET', `/v1/organizations/${await organization()}/roles`)).json;
    expect(rolesAnswer.parse(northwind).data.roles.map(({ name }) => name)).toEqual([
      'Admin',
      'Developer',
      'Viewer',
    ]);
    const other = await organization(sampleWorkspacesApi.fabrikam);
    expect((await call('GET', `/v1/organizations/${other}/roles`)).json).not.toEqual(northwind);
  });

  it('change and remove members', async () => {
    const id = await organization();
    const found = await member(id, collaborator);
    const path = `/v1/organizations/${id}/members/${found?.user_id ?? 0}`;
    const changed = await call('PUT', path, { body: { role_id: await role(id, 'Developer') } });
    expect(changed.json).toMatchObject({ data: { member: { role: { name: 'Developer' } } } });
    expect((await member(id, collaborator))?.role.name).toBe('Developer');
    const foreign = await role(await organization(sampleWorkspacesApi.fabrikam), 'Viewer');
    expect((await call('PUT', path, { body: { role_id: foreign } })).status).toBe(400);
    expect((await call('DELETE', path)).status).toBe(200);
    expect(await member(id, collaborator)).toBeUndefined();
    expect(outcome(await call('DELETE', path))).toEqual([404, coded('RESOURCE_NOT_FOUND')]);
  });
});

describe('invitations', () => {
  const invite = async (id: number, email: string, name = 'Developer') =>
    call('POST', `/v1/organizations/${id}/members/invite`, {
      body: { email, role_id: await role(id, name) },
    });
  const listed = async (id: number) =>
    invitationsAnswer.parse((await call('GET', `/v1/organizations/${id}/invitations`)).json).data.invitations;

  it('are pending for seven days, once per address, and never for members', async () => {
    const id = await organization();
    const sent = await invite(id, outsider);
    expect([sent.status, sent.json]).toEqual([
      201,
      expect.objectContaining({
        data: {
          message: someText,
          invitation: {
            id: someNumber,
            email: outsider,
            role_id: await role(id, 'Developer'),
            status: 'pending',
            expires_at: new Date(clock + 7 * day).toISOString(),
          },
        },
      }),
    ]);
    const conflict = coded('CONFLICT', { field: 'email', reason: 'already exists' });
    expect(outcome(await invite(id, outsider))).toEqual([409, conflict]);
    expect(outcome(await invite(id, collaborator))).toEqual([409, conflict]);
    clock += 7 * day;
    sessions.clear();
    expect((await listed(id)).find(({ email }) => email === outsider)?.status).toBe('expired');
    expect((await invite(id, outsider)).status).toBe(201);
  });

  it('are taken up by signing in, unless they have expired', async () => {
    const id = await organization();
    await invite(id, outsider);
    await call('GET', '/auth/me', { as: outsider });
    expect((await member(id, outsider))?.role.name).toBe('Developer');
    expect((await listed(id)).some(({ email }) => email === outsider)).toBe(false);

    const late = samplePeople.departed;
    await invite(id, late);
    clock += 7 * day;
    sessions.clear();
    await call('GET', '/auth/me', { as: late });
    expect(await member(id, late)).toBeUndefined();
  });

  it('are listed and cancelled', async () => {
    const id = await organization();
    const before = await listed(id);
    expect(before.map(({ status }) => status).sort()).toEqual(['expired', 'pending', 'pending']);
    const path = `/v1/organizations/${id}/invitations/${before[0]?.id ?? 0}`;
    expect((await call('DELETE', path)).status).toBe(200);
    expect(await listed(id)).toHaveLength(2);
    expect((await call('DELETE', path)).status).toBe(404);
  });

  it('need an address and a role of the organization', async () => {
    const id = await organization();
    const path = `/v1/organizations/${id}/members/invite`;
    for (const [body, field] of [
      [{ email: 'nowhere', role_id: 1 }, 'email'],
      [{ email: 'a@b.example' }, 'role_id'],
      [{ email: 'a@b.example', role_id: 999_999 }, 'role_id'],
      ['{', 'body'],
    ] as const) {
      const answer = await call('POST', path, { body });
      expect(outcome(answer)).toEqual([400, coded('VALIDATION_ERROR', { field, reason: someText })]);
    }
  });
});

describe("an organization's tokens", () => {
  async function token(body: unknown, as = ana) {
    const id = await organization();
    return call('POST', `/v1/organizations/${id}/tokens`, { as, body });
  }

  it('show their secret once', async () => {
    const organizationId = await organization();
    const created = await token({ name: 'CI 2', scopes: ['read', 'write'], expires_in_days: 10 });
    const { id, token: secret } = tokenAnswer.parse(created.json).data;
    const shown = {
      id,
      name: 'CI 2',
      scopes: ['read', 'write'],
      organization_id: organizationId,
      user_id: someNumber,
      expires_at: new Date(clock + 10 * day).toISOString(),
      created_at: new Date(clock).toISOString(),
    };
    expect(created.status).toBe(201);
    expect(created.json).toEqual({
      success: true,
      message: someText,
      data: { ...shown, token: secret, message: someText },
    });
    expect(secret).toMatch(/^pat_/);
    const list = await call('GET', `/v1/organizations/${organizationId}/tokens`);
    expect(JSON.stringify(list.json)).not.toContain('pat_');
    expect(list.json).toMatchObject({
      data: { total_count: 5, tokens: expect.arrayContaining([shown]) as unknown },
    });
  });

  it('open their organization only, for their scopes, until they end', async () => {
    const read = tokenAnswer.parse((await token({ name: 'R', scopes: ['read'], expires_in_days: 1 })).json);
    const write = tokenAnswer.parse((await token({ name: 'W', scopes: ['read', 'write'] })).json);
    const id = await organization();
    const other = await organization(sampleWorkspacesApi.fabrikam);
    const base = `/v1/organizations/${id}`;
    const reader = read.data.token;
    expect((await call('GET', `${base}/workspaces`, { token: reader })).status).toBe(200);
    const body = { name: 'By token' };
    const denied = await call('POST', `${base}/workspaces`, { token: reader, body });
    expect(outcome(denied)).toEqual([403, coded('PERMISSION_DENIED')]);
    expect((await call('POST', `${base}/workspaces`, { token: write.data.token, body })).status).toBe(201);
    const elsewhere = await call('GET', `/v1/organizations/${other}`, { token: reader });
    expect(outcome(elsewhere)).toEqual([403, plain('organization_access_denied')]);
    const mine = await call('GET', '/v1/organizations/', { token: reader });
    expect(mine.json).toMatchObject({ data: { total_count: 1 } });
    clock += day;
    expect(outcome(await call('GET', base, { token: reader }))).toEqual([401, coded('AUTH_EXPIRED')]);
    sessions.clear();
    expect((await call('DELETE', `${base}/tokens/${write.data.id}`)).status).toBe(200);
    const gone = await call('GET', base, { token: write.data.token });
    expect(outcome(gone)).toEqual([401, coded('AUTH_INVALID')]);
    expect((await call('DELETE', `${base}/tokens/${write.data.id}`)).status).toBe(404);
  });

  it('can do no more than their owner', async () => {
    const made = tokenAnswer.parse(
      (await token({ name: 'V', scopes: ['read', 'write'] }, collaborator)).json,
    );
    const id = await organization();
    const answer = await call('POST', `/v1/organizations/${id}/workspaces`, {
      token: made.data.token,
      body: { name: 'x' },
    });
    expect(outcome(answer)).toEqual([403, coded('PERMISSION_DENIED')]);
  });

  it.each([
    [{ scopes: ['read'] }],
    [{ name: '', scopes: ['read'] }],
    [{ name: 'x' }],
    [{ name: 'x', scopes: [] }],
    [{ name: 'x', scopes: ['admin'] }],
    [{ name: 'x', scopes: ['read'], expires_in_days: 0 }],
  ])('are refused with token_creation_failed: %j', async (body) => {
    expect(outcome(await token(body))).toEqual([400, plain('token_creation_failed')]);
  });
});

describe('the server', () => {
  it('answers a hundred requests a minute per token, and says when it goes on', async () => {
    const token = await server.sessionFor('workspaces-api', ana);
    for (let turn = 0; turn < 100; turn += 1) {
      expect((await call('GET', '/auth/me', { token })).status).toBe(200);
    }
    const limited = await call('GET', '/auth/me', { token });
    expect(outcome(limited)).toEqual([429, coded('RATE_LIMIT_EXCEEDED')]);
    const reset = Number(limited.headers.get('x-ratelimit-reset'));
    expect(reset).toBe(clock / 1000 + 60);
    expect((await call('GET', '/auth/me', { as: approver })).status).toBe(200);
    clock = reset * 1000;
    expect((await call('GET', '/auth/me', { token })).status).toBe(200);
  });

  it('lies when told to: the answer tells of a change that was not made', async () => {
    server.faults?.set([{ method: 'POST', path: '/workspaces-api/**', fault: { kind: 'lie' } }]);
    const id = await organization();
    const told = await call('POST', `/v1/organizations/${id}/workspaces`, { body: { name: 'Never' } });
    expect(told.status).toBe(201);
    expect((await workspaces(id)).some(({ name }) => name === 'Never')).toBe(false);
  });

  it('has the same sample data every time, numbers included', async () => {
    const read = async () => {
      const id = await organization();
      const paths = ['', '/members', '/workspaces', '/invitations', '/tokens', '/roles'];
      const answers = [];
      for (const path of paths) answers.push((await call('GET', `/v1/organizations/${id}${path}`)).json);
      return answers;
    };
    const first = await read();
    await start();
    expect(await read()).toEqual(first);
  });
});
