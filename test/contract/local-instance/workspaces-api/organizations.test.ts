import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { samplePeople } from '../../../../src-main/local-instance/sample/seed.ts';
import { sampleWorkspacesApi } from '../../../../src-main/local-instance/sample/workspaces-api.ts';
import { localInstance } from '../../../support/local-instance.ts';
import { listWith, someNumber, someText } from '../../../support/matchers.ts';
import { present } from '../../../support/results.ts';
import { day } from '../../../support/time.ts';
import { coded, missing, outcome, plain, rolesAnswer, tokenAnswer, workspacesApiCalls } from './calls.ts';

const { ana, secondOwner, approver, collaborator, outsider } = samplePeople;

const local = localInstance();
const { call, organization, workspace, role, member } = workspacesApiCalls(local);
beforeEach(() => local.start());

const invitationsAnswer = z.object({
  data: z.object({
    invitations: z.array(z.object({ id: z.int(), email: z.string(), status: z.string() })),
  }),
});

describe('roles', () => {
  it.each([
    ['Admin', secondOwner, true],
    ['Developer', approver, false],
    ['Viewer', collaborator, false],
  ])('it lets %s read everything and operate or not', async (name, as, operates) => {
    const organizationId = await organization();
    const base = `/v1/organizations/${organizationId}`;
    const id = await workspace('Attic');
    const target = present(await member(organizationId, samplePeople.unverified), 'member').user_id;
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

  it('it keeps strangers out, with each prefix’s own message', async () => {
    const organizationId = await organization();
    const id = await workspace('Attic');
    const base = `/v1/organizations/${organizationId}`;
    for (const path of [base, `${base}/members`, `${base}/workspaces/${id}`, `${base}/tokens`]) {
      const answer = await call('GET', path, { as: outsider });
      expect(outcome(answer)).toEqual([403, plain('organization_access_denied')]);
    }
    const answer = await call('GET', `/v1/workspaces/${id}`, { as: outsider });
    expect(outcome(answer)).toEqual([403, coded('PERMISSION_DENIED')]);
    expect((await call('GET', `/v1/organizations/${missing}`, { as: outsider })).status).toBe(404);
  });
});

describe('organizations', () => {
  it('it lets anyone create an organization as its Admin, and rename it', async () => {
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

  it('it has three roles, numbered for each organization', async () => {
    const northwind = (await call('GET', `/v1/organizations/${await organization()}/roles`)).json;
    expect(rolesAnswer.parse(northwind).data.roles.map(({ name }) => name)).toEqual([
      'Admin',
      'Developer',
      'Viewer',
    ]);
    const other = await organization(sampleWorkspacesApi.fabrikam);
    expect((await call('GET', `/v1/organizations/${other}/roles`)).json).not.toEqual(northwind);
  });

  it('it changes and removes members', async () => {
    const id = await organization();
    const found = present(await member(id, collaborator), 'member');
    const path = `/v1/organizations/${id}/members/${found.user_id}`;
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

  it('it keeps invitations pending for seven days, once per address, and never for members', async () => {
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
            expires_at: new Date(local.clock + 7 * day).toISOString(),
          },
        },
      }),
    ]);
    const conflict = coded('CONFLICT', { field: 'email', reason: 'already exists' });
    expect(outcome(await invite(id, outsider))).toEqual([409, conflict]);
    expect(outcome(await invite(id, collaborator))).toEqual([409, conflict]);
    local.clock += 7 * day;
    expect((await listed(id)).find(({ email }) => email === outsider)?.status).toBe('expired');
    expect((await invite(id, outsider)).status).toBe(201);
  });

  it('it accepts an invitation by signing in, unless it has expired', async () => {
    const id = await organization();
    await invite(id, outsider);
    await call('GET', '/auth/me', { as: outsider });
    expect((await member(id, outsider))?.role.name).toBe('Developer');
    expect((await listed(id)).some(({ email }) => email === outsider)).toBe(false);

    const late = samplePeople.departed;
    await invite(id, late);
    local.clock += 7 * day;
    await call('GET', '/auth/me', { as: late });
    expect(await member(id, late)).toBeUndefined();
  });

  it('it lists and cancels invitations', async () => {
    const id = await organization();
    const before = await listed(id);
    expect(before.map(({ status }) => status).sort()).toEqual(['expired', 'pending', 'pending']);
    const [first] = before;
    const path = `/v1/organizations/${id}/invitations/${first?.id}`;
    expect((await call('DELETE', path)).status).toBe(200);
    expect(await listed(id)).toHaveLength(2);
    expect((await call('DELETE', path)).status).toBe(404);
  });

  it('it requires an address and a role of the organization', async () => {
    const id = await organization();
    const path = `/v1/organizations/${id}/members/invite`;
    for (const [body, field] of [
      [{ email: 'nowhere', role_id: 1 }, 'email'],
      [{ email: 'a@b.example' }, 'role_id'],
      [{ email: 'a@b.example', role_id: missing }, 'role_id'],
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

  it('it returns a token’s secret once', async () => {
    const organizationId = await organization();
    const created = await token({ name: 'CI 2', scopes: ['read', 'write'], expires_in_days: 10 });
    const { id, token: secret } = tokenAnswer.parse(created.json).data;
    const shown = {
      id,
      name: 'CI 2',
      scopes: ['read', 'write'],
      organization_id: organizationId,
      user_id: someNumber,
      expires_at: new Date(local.clock + 10 * day).toISOString(),
      created_at: new Date(local.clock).toISOString(),
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
      data: { total_count: 5, tokens: listWith(shown) },
    });
  });

  it('it limits tokens to their organization and scopes, until they expire', async () => {
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
    local.clock += day;
    expect(outcome(await call('GET', base, { token: reader }))).toEqual([401, coded('AUTH_EXPIRED')]);
    expect((await call('DELETE', `${base}/tokens/${write.data.id}`)).status).toBe(200);
    const gone = await call('GET', base, { token: write.data.token });
    expect(outcome(gone)).toEqual([401, coded('AUTH_INVALID')]);
    expect((await call('DELETE', `${base}/tokens/${write.data.id}`)).status).toBe(404);
  });

  it('it allows tokens no more than their owner', async () => {
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
  ])('it refuses with token_creation_failed: %j', async (body) => {
    expect(outcome(await token(body))).toEqual([400, plain('token_creation_failed')]);
  });
});
