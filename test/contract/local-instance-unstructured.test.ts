import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { sessionLifetime } from '../../src-main/local-instance/dialects/unstructured/session.ts';
import { samplePeople } from '../../src-main/local-instance/sample/seed.ts';
import { sampleUnstructured } from '../../src-main/local-instance/sample/unstructured.ts';
import { startInstance, type Instance } from '../../src-main/local-instance/server.ts';

/** Vitest's matchers are untyped. */
const someText: unknown = expect.any(String);

const { ana, secondOwner, approver, collaborator, outsider, suspended } = samplePeople;
const organizationList = z.array(
  z.object({
    id: z.string(),
    name: z.string(),
    kind: z.enum(['organization', 'personal']),
    role: z.string(),
  }),
);
const workspaceList = z.array(
  z.object({
    id: z.string(),
    name: z.string(),
    organization_id: z.string(),
    is_default: z.boolean(),
    role: z.string().nullable(),
    created_at: z.iso.datetime(),
  }),
);
const memberList = z.array(
  z.object({ user_id: z.string(), email: z.string(), name: z.string(), role: z.string() }),
);
const keyWithValue = z.object({ id: z.string(), value: z.string() });
const createdId = z.object({ id: z.string() });

let server: Instance;
let clock: number;
const sessions = new Map<string, string>();

beforeEach(async () => {
  clock = Date.parse('2026-03-01T12:00:00Z');
  sessions.clear();
  server = await startInstance({ directoryPath: ':memory:', port: 0, faults: true, now: () => clock });
});
afterEach(() => server.close());

interface Options {
  readonly as?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

async function send(method: string, path: string, { body, headers }: Options) {
  const response = await fetch(`${server.addresses.unstructured}${path}`, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const json: unknown = response.status === 204 ? null : JSON.parse(text);
  return { status: response.status, json };
}

async function call(method: string, path: string, options: Options = {}) {
  const email = options.as ?? ana;
  const token = sessions.get(email) ?? (await server.sessionFor('unstructured', email));
  sessions.set(email, token);
  return send(method, `/api/v1${path}`, {
    ...options,
    headers: { authorization: `Bearer ${token}`, ...options.headers },
  });
}

async function organization(name: string, as = ana) {
  const all = organizationList.parse((await call('GET', '/organizations/', { as })).json);
  return all.find((one) => one.name === name)?.id ?? '';
}

async function workspace(organizationId: string, name: string, as = ana) {
  const all = workspaceList.parse(
    (await call('GET', `/organizations/${organizationId}/workspaces/`, { as })).json,
  );
  return all.find((one) => one.name === name)?.id ?? '';
}

const idOf = (email: string) => server.directory.people.byEmail(email)?.id ?? '';

/** Somebody who is in the organization, in this role, and in none of its workspaces. */
async function newcomer(organizationId: string, role: string): Promise<string> {
  const email = `${role}@newcomers.example`;
  await call('POST', `/organizations/${organizationId}/members/`, { body: { email, role } });
  return email;
}

describe('signing in', () => {
  it('takes a session of this system, and says who it is', async () => {
    expect(await call('GET', '/users/me')).toEqual({
      status: 200,
      json: { id: idOf(ana), email: ana, name: 'Ana Oliveira' },
    });
  });

  it('refuses none, a wrong one, one of another system, one that ended, and blocked people', async () => {
    const path = '/api/v1/users/me';
    expect(await send('GET', path, {})).toEqual({ status: 401, json: { detail: 'Not authenticated' } });
    for (const token of ['garbage', server.token, await server.sessionFor('workspaces-api', ana)]) {
      const answer = await send('GET', path, { headers: { authorization: `Bearer ${token}` } });
      expect(answer).toEqual({ status: 401, json: { detail: 'Invalid authentication credentials' } });
    }
    await call('GET', '/users/me');
    clock += sessionLifetime * 1000;
    expect(await call('GET', '/users/me')).toEqual({
      status: 401,
      json: { detail: 'The session has expired' },
    });
    expect((await call('GET', '/users/me', { as: suspended })).status).toBe(403);
  });

  it("does not open System Initiative's dialect", async () => {
    const token = await server.sessionFor('unstructured', ana);
    const answer = await fetch(`${server.url}/whoami`, { headers: { authorization: `Bearer ${token}` } });
    expect(answer.status).toBe(401);
  });

  it('has a page that shows a session token', async () => {
    const page = await (await fetch(`${server.addresses.unstructured}/sign-in`)).text();
    const link = /href="([^"]+)">Sign in as Ana Oliveira</.exec(page)?.[1] ?? '';
    const tokenPage = await (await fetch(`${server.addresses.unstructured}/sign-in${link}`)).text();
    const token = /<code>([^<]+)<\/code>/.exec(tokenPage)?.[1] ?? '';
    const me = await send('GET', '/api/v1/users/me', { headers: { authorization: `Bearer ${token}` } });
    expect(me.json).toMatchObject({ email: ana });
  });
});

describe('organizations', () => {
  it('are those of the caller, personal accounts among them', async () => {
    const all = organizationList.parse((await call('GET', '/organizations/')).json);
    expect(all.map(({ name, kind, role }) => [name, kind, role])).toEqual([
      [sampleUnstructured.northwind, 'organization', 'super_admin'],
      [sampleUnstructured.fabrikam, 'organization', 'member'],
      ['Ana (personal)', 'personal', 'super_admin'],
      [sampleUnstructured.unpaid, 'organization', 'billing_admin'],
    ]);
  });

  it('are created and deleted by representatives only', async () => {
    const id = await organization(sampleUnstructured.northwind);
    const refused = (what: string) => ({
      status: 403,
      json: { detail: `Only authorized Unstructured representatives can ${what}` },
    });
    expect(await call('POST', '/organizations/', { body: { name: 'Mine' } })).toEqual(
      refused('create organizational accounts'),
    );
    expect(await call('DELETE', `/organizations/${id}`)).toEqual(refused('delete organizational accounts'));
  });

  it('do not exist for those who are not in them', async () => {
    const id = await organization(sampleUnstructured.northwind);
    for (const path of ['workspaces/', 'members/']) {
      const answer = await call('GET', `/organizations/${id}/${path}`, { as: outsider });
      expect(answer).toEqual({ status: 404, json: { detail: 'Organization not found' } });
    }
    expect((await call('DELETE', '/organizations/nothing')).status).toBe(404);
    expect(await call('GET', '/nothing')).toEqual({ status: 404, json: { detail: 'Not Found' } });
  });
});

describe('workspaces', () => {
  it('begin with one default; a Super Administrator sees all, the others their own', async () => {
    const northwind = await organization(sampleUnstructured.northwind);
    const all = workspaceList.parse((await call('GET', `/organizations/${northwind}/workspaces/`)).json);
    expect(all).toHaveLength(8);
    expect(all.filter((one) => one.is_default).map(({ name }) => name)).toEqual(['Default workspace']);
    expect(all.find(({ name }) => name === 'Contracts')?.role).toBeNull();
    const theirs = workspaceList.parse(
      (await call('GET', `/organizations/${northwind}/workspaces/`, { as: approver })).json,
    );
    expect(theirs.map(({ name, role }) => [name, role])).toEqual([
      ['Default workspace', 'admin'],
      ['Contracts', 'admin'],
    ]);
  });

  it.each([
    ['super_admin', 201],
    ['member', 403],
    ['billing_admin', 403],
  ])('are created by Super Administrators only: %s → %i', async (role, status) => {
    const id = await organization(sampleUnstructured.northwind);
    const as = await newcomer(id, role);
    const path = `/organizations/${id}/workspaces/`;
    const answer = await call('POST', path, { as, body: { name: 'New' } });
    expect(answer.status).toBe(status);
    if (status === 201) {
      expect(answer.json).toMatchObject({ name: 'New', organization_id: id, is_default: false });
    }
    expect(await workspace(id, 'New')).toEqual(status === 201 ? someText : '');
  });

  it('are deleted by representatives only', async () => {
    const id = await organization(sampleUnstructured.northwind);
    const scratch = await workspace(id, 'Scratch');
    expect(await call('DELETE', `/organizations/${id}/workspaces/${scratch}`)).toEqual({
      status: 403,
      json: { detail: 'Only authorized Unstructured representatives can delete workspaces' },
    });
    expect((await call('DELETE', `/organizations/${id}/workspaces/nothing`)).status).toBe(404);
  });

  it('belong to one organization', async () => {
    const northwind = await organization(sampleUnstructured.northwind);
    const fabrikam = await organization(sampleUnstructured.fabrikam);
    const foreign = await workspace(fabrikam, 'Scanned archive');
    const answer = await call('GET', `/organizations/${northwind}/workspaces/${foreign}/members/`);
    expect(answer).toEqual({ status: 404, json: { detail: 'Workspace not found' } });
  });
});

describe('a personal account', () => {
  it('has exactly one workspace, and no members but its owner', async () => {
    const id = await organization('Ana (personal)');
    const base = `/organizations/${id}`;
    const all = workspaceList.parse((await call('GET', `${base}/workspaces/`)).json);
    expect(all.map(({ name, is_default: isDefault }) => [name, isDefault])).toEqual([
      ['Personal workspace', true],
    ]);
    const roster = `${base}/workspaces/${all[0]?.id ?? ''}/members/`;
    const body = { email: approver, role: 'member' };
    expect((await call('POST', `${base}/workspaces/`, { body: { name: 'Second' } })).status).toBe(403);
    expect((await call('POST', `${base}/members/`, { body })).status).toBe(403);
    expect((await call('DELETE', `${base}/members/${idOf(ana)}`)).status).toBe(403);
    expect((await call('POST', roster, { body: { user_id: idOf(approver), role: 'viewer' } })).status).toBe(
      403,
    );
    expect((await call('DELETE', `${roster}${idOf(ana)}`)).status).toBe(403);
    expect((await call('DELETE', `${base}/workspaces/${all[0]?.id ?? ''}`)).status).toBe(403);
    expect(memberList.parse((await call('GET', `${base}/members/`)).json)).toHaveLength(1);
    const key = await call('POST', `${base}/workspaces/${all[0]?.id ?? ''}/api-keys/`, {
      body: { name: 'Mine' },
    });
    expect(key.status).toBe(201);
  });
});

describe("an organization's members", () => {
  it.each([
    ['super_admin', 200, 201],
    ['member', 200, 403],
    ['billing_admin', 200, 403],
  ])('%s: view %i, manage %i', async (role, view, manage) => {
    const id = await organization(sampleUnstructured.northwind);
    const as = await newcomer(id, role);
    const members = `/organizations/${id}/members/`;
    expect((await call('GET', members, { as })).status).toBe(view);
    const body = { email: 'invited@newcomers.example', role: 'member' };
    expect((await call('POST', members, { as, body })).status).toBe(manage);
    const target = `${members}${idOf(collaborator)}`;
    const change = await call('PATCH', target, { as, body: { role: 'billing_admin' } });
    expect(change.status).toBe(manage === 201 ? 200 : 403);
    expect((await call('DELETE', target, { as })).status).toBe(manage === 201 ? 204 : 403);
  });

  it('are added by e-mail and role, once; unknown addresses become people', async () => {
    const id = await organization(sampleUnstructured.northwind);
    const members = `/organizations/${id}/members/`;
    const body = { email: 'somebody@new.example', role: 'billing_admin' };
    const added = await call('POST', members, { body });
    const member = { user_id: idOf(body.email), ...body, name: body.email };
    expect(added).toEqual({ status: 201, json: member });
    expect((await call('POST', members, { body })).status).toBe(409);
    const changed = await call('PATCH', `${members}${member.user_id}`, { body: { role: 'member' } });
    expect(changed).toEqual({ status: 200, json: { ...member, role: 'member' } });
    const listed = memberList.parse((await call('GET', members)).json);
    expect(listed).toContainEqual({ ...member, role: 'member' });
    expect((await call('PATCH', `${members}nobody`, { body: { role: 'member' } })).status).toBe(404);
    expect((await call('DELETE', `${members}nobody`)).status).toBe(404);
  });

  it('leave all workspaces when removed, keep their keys, and come back to none', async () => {
    const id = await organization(sampleUnstructured.northwind);
    const base = `/organizations/${id}`;
    const research = `${base}/workspaces/${await workspace(id, 'Research')}`;
    const emails = async () =>
      memberList.parse((await call('GET', `${research}/members/`)).json).map(({ email }) => email);
    expect(await emails()).toContain(collaborator);
    expect((await call('DELETE', `${base}/members/${idOf(collaborator)}`)).status).toBe(204);
    expect(await emails()).not.toContain(collaborator);
    expect((await call('GET', `${research}/api-keys/`)).json).toEqual([
      expect.objectContaining({ name: 'Embedding trial', created_by: idOf(collaborator) }),
    ]);
    await call('POST', `${base}/members/`, { body: { email: collaborator, role: 'member' } });
    expect(await emails()).not.toContain(collaborator);
    const theirs = await call('GET', `${base}/workspaces/`, { as: collaborator });
    expect(theirs.json).toEqual([]);
  });
});

describe("a workspace's members and keys", () => {
  it.each([
    // The workspace's role, and what is allowed: viewing members, managing them, managing keys.
    ['viewer', true, false, false],
    ['operator', true, false, false],
    ['developer', true, false, true],
    ['admin', true, true, true],
  ])('for a workspace role of %s', async (role, view, manage, keys) => {
    const id = await organization(sampleUnstructured.northwind);
    const as = await newcomer(id, 'billing_admin');
    const base = `/organizations/${id}/workspaces/${await workspace(id, 'Scratch')}`;
    await call('POST', `${base}/members/`, { body: { user_id: idOf(as), role } });
    await call('POST', `${base}/members/`, { body: { user_id: idOf(approver), role: 'viewer' } });
    await expectRights(base, as, { view, manage, keys });
  });

  it.each([
    // The organization's role of somebody who is in no workspace.
    ['super_admin', true, true, true],
    ['member', true, false, false],
    ['billing_admin', false, false, false],
  ])('for an organization role of %s alone', async (role, view, manage, keys) => {
    const id = await organization(sampleUnstructured.northwind);
    const as = await newcomer(id, role);
    const base = `/organizations/${id}/workspaces/${await workspace(id, 'Scratch')}`;
    await call('POST', `${base}/members/`, { body: { user_id: idOf(approver), role: 'viewer' } });
    await expectRights(base, as, { view, manage, keys });
  });

  async function expectRights(
    base: string,
    as: string,
    may: { readonly view: boolean; readonly manage: boolean; readonly keys: boolean },
  ) {
    const made = keyWithValue.parse(
      (await call('POST', `${base}/api-keys/`, { body: { name: 'Of Ana' } })).json,
    );
    const target = `${base}/members/${idOf(approver)}`;
    const add = { user_id: idOf(secondOwner), role: 'viewer' };
    const key = `${base}/api-keys/${made.id}`;
    const found = {
      view: (await call('GET', `${base}/members/`, { as })).status,
      add: (await call('POST', `${base}/members/`, { as, body: add })).status,
      change: (await call('PATCH', target, { as, body: { role: 'operator' } })).status,
      remove: (await call('DELETE', target, { as })).status,
      keys: (await call('GET', `${base}/api-keys/`, { as })).status,
      create: (await call('POST', `${base}/api-keys/`, { as, body: { name: 'k' } })).status,
      value: (await call('GET', `${key}/value`, { as })).status,
      disable: (await call('PATCH', key, { as, body: { enabled: false } })).status,
      delete: (await call('DELETE', key, { as })).status,
      deleteWorkspace: (await call('DELETE', base, { as })).status,
    };
    const status = (allowed: boolean, success: number) => (allowed ? success : 403);
    expect(found).toEqual({
      view: status(may.view, 200),
      add: status(may.manage, 201),
      change: status(may.manage, 200),
      remove: status(may.manage, 204),
      keys: status(may.keys, 200),
      create: status(may.keys, 201),
      value: status(may.keys, 200),
      disable: status(may.keys, 200),
      delete: status(may.keys, 204),
      deleteWorkspace: 403,
    });
  }

  it('lets all three organization roles be added, and only members of the organization', async () => {
    const id = await organization(sampleUnstructured.northwind);
    const members = `/organizations/${id}/workspaces/${await workspace(id, 'Scratch')}/members/`;
    for (const role of ['super_admin', 'member', 'billing_admin']) {
      const user = idOf(await newcomer(id, role));
      const body = { user_id: user, role: 'operator' };
      const added = await call('POST', members, { body });
      expect([added.status, added.json]).toEqual([201, expect.objectContaining(body)]);
      expect((await call('POST', members, { body })).status).toBe(409);
    }
    const stranger = { user_id: idOf(outsider), role: 'viewer' };
    expect((await call('POST', members, { body: stranger })).status).toBe(409);
    expect((await call('PATCH', `${members}${idOf(outsider)}`, { body: { role: 'viewer' } })).status).toBe(
      404,
    );
    expect((await call('DELETE', `${members}${idOf(outsider)}`)).status).toBe(404);
  });

  it('keeps keys: created by name, value read again, enabled and disabled, deleted for good', async () => {
    const id = await organization(sampleUnstructured.northwind);
    const keys = `/organizations/${id}/workspaces/${await workspace(id, 'Scratch')}/api-keys/`;
    const created = await call('POST', keys, { body: { name: 'Runner' } });
    const { id: keyId, value } = keyWithValue.parse(created.json);
    const shown = { id: keyId, name: 'Runner', enabled: true, created_at: someText, created_by: idOf(ana) };
    expect(created).toEqual({ status: 201, json: { ...shown, value } });
    expect((await call('GET', keys)).json).toEqual([shown]);
    expect((await call('GET', `${keys}${keyId}/value`)).json).toEqual({ value });
    const off = await call('PATCH', `${keys}${keyId}`, { body: { enabled: false } });
    expect(off.json).toEqual({ ...shown, enabled: false });
    expect((await call('DELETE', `${keys}${keyId}`)).status).toBe(204);
    expect((await call('GET', `${keys}${keyId}/value`)).status).toBe(404);
    expect((await call('PATCH', `${keys}${keyId}`, { body: { enabled: true } })).status).toBe(404);
    expect((await call('DELETE', `${keys}${keyId}`)).status).toBe(404);
  });
});

describe('a body that is wrong', () => {
  it.each([
    ['no body', undefined, [{ loc: ['body'], msg: 'Field required', type: 'missing' }]],
    ['no field', {}, [{ loc: ['body', 'name'], msg: 'Field required', type: 'missing' }]],
    [
      'another type',
      { name: 7 },
      [{ loc: ['body', 'name'], msg: 'Input should be a valid string', type: 'string_type' }],
    ],
    [
      'nothing in it',
      { name: ' ' },
      [{ loc: ['body', 'name'], msg: 'String should have at least 1 character', type: 'string_too_short' }],
    ],
    ['no JSON', '{', [{ loc: ['body', 0], msg: 'JSON decode error', type: 'json_invalid' }]],
  ])('is told as a list: %s', async (_what, body, detail) => {
    const id = await organization(sampleUnstructured.northwind);
    const answer = await call('POST', `/organizations/${id}/workspaces/`, { body });
    expect(answer).toEqual({ status: 422, json: { detail } });
  });

  it('is told with all its problems', async () => {
    const id = await organization(sampleUnstructured.northwind);
    const answer = await call('POST', `/organizations/${id}/members/`, {
      body: { email: 'nowhere', role: 'owner' },
    });
    expect(answer).toEqual({
      status: 422,
      json: {
        detail: [
          { loc: ['body', 'email'], msg: 'value is not a valid email address', type: 'value_error' },
          {
            loc: ['body', 'role'],
            msg: "Input should be 'super_admin', 'member' or 'billing_admin'",
            type: 'enum',
          },
        ],
      },
    });
  });
});

describe('the probe of the data API', () => {
  const path = '/data/api/v1/workflows/?page=1&page_size=1';
  const probe = (key: string, at = path) => send('GET', at, { headers: { 'unstructured-api-key': key } });
  const malformed = {
    status: 401,
    json: { detail: 'API key is malformed, please type the API key correctly in the header.' },
  };

  async function keyOf(organizationName: string, workspaceName: string, name: string, as = ana) {
    const id = await organization(organizationName, as);
    const keys = `/organizations/${id}/workspaces/${await workspace(id, workspaceName, as)}/api-keys/`;
    const { id: keyId } = createdId.parse((await call('POST', keys, { as, body: { name } })).json);
    const { value } = z
      .object({ value: z.string() })
      .parse((await call('GET', `${keys}${keyId}/value`, { as })).json);
    return { value, path: `${keys}${keyId}` };
  }

  it('lists workflows for a key that works, by page', async () => {
    const { value } = await keyOf(sampleUnstructured.northwind, 'Default workspace', 'Probe');
    const first = await probe(value);
    expect([first.status, first.json]).toEqual([
      200,
      [expect.objectContaining({ name: 'Nightly contracts' })],
    ]);
    expect((await probe(value, '/data/api/v1/workflows/?page=2&page_size=2')).json).toEqual([
      expect.objectContaining({ name: 'Support mail' }),
    ]);
  });

  it('answers 401 without a key, and to a wrong, disabled or deleted one', async () => {
    expect(await send('GET', path, {})).toEqual({
      status: 401,
      json: { detail: 'API key is missing, please provide an API key in the header.' },
    });
    expect(await probe('no key!')).toEqual(malformed);
    expect(await probe('A'.repeat(30))).toEqual(malformed);
    const { value, path: key } = await keyOf(sampleUnstructured.northwind, 'Research', 'Probe');
    await call('PATCH', key, { body: { enabled: false } });
    expect(await probe(value)).toEqual(malformed);
    await call('PATCH', key, { body: { enabled: true } });
    expect((await probe(value)).status).toBe(200);
    await call('DELETE', key);
    expect(await probe(value)).toEqual(malformed);
  });

  it('answers 402 where payment is due, 404 elsewhere, 422 in both shapes', async () => {
    const priya = 'priya.raman@lumen-consulting.example';
    const unpaid = await keyOf(sampleUnstructured.unpaid, 'Default workspace', 'Probe', priya);
    expect(await probe(unpaid.value)).toEqual({ status: 402, json: { detail: 'Payment required' } });
    expect(await probe(unpaid.value, '/data/api/v1/nothing')).toEqual({
      status: 404,
      json: { detail: 'Not Found' },
    });
    const { value } = await keyOf(sampleUnstructured.northwind, 'Research', 'Probe');
    const wrong = await probe(value, '/data/api/v1/workflows/?page=x&page_size=0');
    expect(wrong).toEqual({
      status: 422,
      json: {
        detail: [
          { loc: ['query', 'page'], msg: someText, type: 'int_parsing' },
          { loc: ['query', 'page_size'], msg: someText, type: 'greater_than_equal' },
        ],
      },
    });
    expect(await probe(value, '/data/api/v1/workflows/?page_size=1000')).toEqual({
      status: 422,
      json: { detail: someText },
    });
  });
});

describe('the server', () => {
  it('lies when told to: the answer tells of a change that was not made', async () => {
    const id = await organization(sampleUnstructured.northwind);
    server.faults?.set([{ method: 'POST', path: '/unstructured/**', fault: { kind: 'lie' } }]);
    const told = await call('POST', `/organizations/${id}/workspaces/`, { body: { name: 'Never' } });
    expect(told.status).toBe(201);
    expect(await workspace(id, 'Never')).toBe('');
  });

  it('without sample data has one organization with its default workspace', async () => {
    await server.close();
    server = await startInstance({ directoryPath: ':memory:', port: 0, seed: false });
    const as = 'dev@systeminit.local';
    const id = await organization('Local organization', as);
    const all = await call('GET', `/organizations/${id}/workspaces/`, { as });
    expect(all.json).toEqual([expect.objectContaining({ name: 'Default workspace', is_default: true })]);
  });

  it('has the same sample data every time, ids and keys included', async () => {
    const other = await startInstance({ directoryPath: ':memory:', port: 0, now: () => clock });
    const rows = (one: Instance) =>
      one.directory.organizations.ofPerson(idOf(ana), 'unstructured').map(({ organization: found }) => ({
        found,
        workspaces: one.directory.organizations.workspaceIdsOf(found.id),
        keys: one.directory.apiKeys.ofOrganization(found.id),
        members: one.directory.organizations.members(found.id),
      }));
    expect(rows(other)).toEqual(rows(server));
    await other.close();
  });
});
