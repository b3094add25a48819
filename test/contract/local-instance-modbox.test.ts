import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { samplePassword } from '../../src-main/local-instance/sample/password.ts';
import type { Faults } from '../../src-main/local-instance/faults.ts';
import { sampleModboxWorkspaces } from '../../src-main/local-instance/sample/modbox.ts';
import { samplePeople } from '../../src-main/local-instance/sample/seed.ts';
import { startInstance, type Instance } from '../../src-main/local-instance/server.ts';
import type { Answer } from '../support/instance.ts';
import { callAt } from '../support/other-systems.ts';

const tokensSchema = z.object({
  success: z.literal(true),
  tokens: z.object({
    access_token: z.string(),
    refresh_token: z.string(),
    expires_in: z.literal(300),
    refresh_expires_in: z.literal(1800),
  }),
});
const detailSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  description: z.string().nullable(),
  realm: z.string(),
  created_by: z.string(),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
  members: z.array(
    z.object({ user_id: z.string(), role: z.string(), email: z.string(), created_at: z.iso.datetime() }),
  ),
});
const madeToken = z.object({ id: z.uuid(), token: z.string().regex(/^mbx_/), prefix: z.string() });

let clock: number;
let server: Instance;
let logged: string[];

beforeEach(async () => {
  clock = Date.parse('2026-03-01T12:00:00Z');
  logged = [];
  server = await startInstance({
    directoryPath: ':memory:',
    port: 0,
    faults: true,
    now: () => clock,
    log: (line) => logged.push(line),
  });
});
afterEach(() => server.close());

const call = (method: string, path: string, token: string | null, body?: unknown, headers = {}) =>
  callAt(
    server.modboxUrl,
    method,
    path,
    { ...(token === null ? {} : { authorization: `Bearer ${token}` }), ...headers },
    body,
  );

async function login(email: string) {
  const body = { username: email.split('@')[0], password: samplePassword, recaptchaToken: 'x' };
  return tokensSchema.parse((await call('POST', '/auth/login', null, body)).json).tokens;
}
const signIn = async (email: string) => (await login(email)).access_token;

function workspaceId(name: string): string {
  for (const person of server.directory.people.signedUp(1000)) {
    const found = server.directory.workspaces.createdBy(person.id, 'modbox').find((one) => one.name === name);
    if (found) return found.id;
  }
  throw new Error(`No workspace ${name}`);
}
const idOf = (email: string) => server.directory.people.byEmail(email)?.id ?? '';
const roleOf = (workspace: string, email: string) =>
  server.directory.memberships.roleOf(workspace, idOf(email));
const detailText = (answer: Answer) => z.object({ detail: z.string() }).parse(answer.json).detail;

describe('signing in', () => {
  it('is by the local part of the e-mail and the sample password', async () => {
    const { access_token } = await login(samplePeople.ana);
    expect((await call('GET', '/auth/me', access_token)).json).toEqual({
      user_id: idOf(samplePeople.ana),
      email: samplePeople.ana,
      name: 'Ana Oliveira',
    });
  });

  it('refuses a wrong password, the unknown, those who never signed up, and the suspended', async () => {
    const attempt = (username: string, password = samplePassword) =>
      call('POST', '/auth/login', null, { username, password });
    expect((await attempt('ana', 'wrong')).status).toBe(401);
    expect((await attempt('nobody')).status).toBe(401);
    expect((await attempt('newhire')).status).toBe(401);
    expect((await attempt('simone.durand')).status).toBe(403);
    expect((await attempt('quinn.ashford')).status).toBe(403);
  });

  it('lasts five minutes, and half an hour by the refresh token', async () => {
    const first = await login(samplePeople.ana);
    clock += 299_000;
    expect((await call('GET', '/workspaces', first.access_token)).status).toBe(200);
    clock += 2_000;
    expect((await call('GET', '/workspaces', first.access_token)).status).toBe(401);

    const refreshed = await call('POST', '/auth/refresh', null, { refresh_token: first.refresh_token });
    const second = tokensSchema.parse(refreshed.json).tokens;
    expect((await call('GET', '/workspaces', second.access_token)).status).toBe(200);
    clock += 1_801_000;
    const late = await call('POST', '/auth/refresh', null, { refresh_token: second.refresh_token });
    expect(late.status).toBe(401);
  });

  it('keeps the two kinds of tokens, and the systems, apart', async () => {
    const { access_token, refresh_token } = await login(samplePeople.ana);
    expect((await call('GET', '/workspaces', refresh_token)).status).toBe(401);
    expect((await call('POST', '/auth/refresh', null, { refresh_token: access_token })).status).toBe(401);
    expect((await call('GET', '/workspaces', server.token)).status).toBe(401);
    const elsewhere = await callAt(server.url, 'GET', '/whoami', { authorization: `Bearer ${access_token}` });
    expect(elsewhere.status).toBe(401);
  });

  it.each(['google', 'github'])('by %s ends with the tokens in the fragment', async (provider) => {
    const url = `${server.modboxUrl}/auth/sso/${provider}?redirect_uri=http://127.0.0.1:45678/done`;
    const page = await (await fetch(url)).text();
    const link = /href="([^"]+)">Sign in as Ana Oliveira</.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const redirect = await fetch(new URL(link, url), { redirect: 'manual' });
    const target = new URL(redirect.headers.get('location') ?? '');
    const tokens = new URLSearchParams(target.hash.slice(1));
    expect([target.origin, target.pathname, target.search]).toEqual(['http://127.0.0.1:45678', '/done', '']);
    expect((await call('GET', '/auth/me', tokens.get('access_token'))).status).toBe(200);
    expect(tokens.get('expires_in')).toBe('300');
  });

  it('carries SSO tokens to no other computer', async () => {
    const path = `/auth/sso/google/callback?person=${idOf(samplePeople.ana)}&redirect_uri=https://evil.example/`;
    const answer = await call('GET', path, null);
    expect(answer.headers.get('location')).toMatch(/^\.\.\/done#access_token=/);
    expect((await call('GET', '/auth/sso/done', null)).status).toBe(200);
    expect((await call('GET', '/auth/sso/facebook', null)).status).toBe(404);
  });

  it('makes a workspace of their own for whoever has made none', async () => {
    const token = await signIn(samplePeople.collaborator);
    await signIn(samplePeople.collaborator);
    const { workspaces } = z
      .object({ workspaces: z.array(z.object({ name: z.string() })) })
      .parse((await call('GET', '/workspaces', token)).json);
    expect(workspaces.filter(({ name }) => name === "Eddie's workspace")).toHaveLength(1);
  });
});

describe('workspaces', () => {
  it('are listed whole, without pages, to their members only', async () => {
    const answer = await call('GET', '/workspaces', await signIn(samplePeople.ana));
    const { workspaces } = z
      .object({ workspaces: z.array(detailSchema.omit({ members: true })) })
      .parse(answer.json);
    expect(workspaces.map(({ name }) => name).toSorted()).toEqual(
      ['agents', 'evaluation', 'personal', 'data', 'research']
        .map((key) =>
          z.string().parse(Object.entries(sampleModboxWorkspaces).find(([one]) => one === key)?.[1]),
        )
        .toSorted(),
    );
    const demo = await call(
      'GET',
      `/workspaces/${workspaceId('Lumen Demo')}`,
      await signIn(samplePeople.ana),
    );
    expect(demo.status).toBe(403);
  });

  it('are made with their maker as owner, changed, and deleted', async () => {
    const token = await signIn(samplePeople.ana);
    const made = await call('POST', '/workspaces', token, { name: 'New', description: 'd' });
    const detail = detailSchema.parse(made.json);
    expect([made.status, detail.name, detail.members.map(({ role }) => role)]).toEqual([
      201,
      'New',
      ['owner'],
    ]);
    clock += 60_000;
    const path = `/workspaces/${detail.id}`;
    const changed = await call('PUT', path, token, { name: 'Newer', description: null });
    expect(changed.json).toMatchObject({
      name: 'Newer',
      description: null,
      updated_at: '2026-03-01T12:01:00.000Z',
    });
    const gone = await call('DELETE', path, token);
    expect([gone.status, gone.text]).toEqual([204, '']);
    expect((await call('GET', path, token)).status).toBe(404);
  });

  it('tell every problem of a body in the shape of 422', async () => {
    const token = await signIn(samplePeople.ana);
    const answer = await call('POST', '/workspaces', token, { description: 'x'.repeat(1001) });
    expect([answer.status, answer.json]).toEqual([
      422,
      {
        detail: [
          { loc: ['body', 'name'], msg: 'Field required', type: 'missing' },
          {
            loc: ['body', 'description'],
            msg: 'String should have at most 1000 characters',
            type: 'string_too_long',
          },
        ],
      },
    ]);
    for (const name of ['', 'x'.repeat(256), 7]) {
      expect((await call('POST', '/workspaces', token, { name })).status).toBe(422);
    }
    expect((await call('POST', '/workspaces', token, { name: 'x'.repeat(255) })).status).toBe(201);
    expect((await call('POST', '/workspaces', token, '{')).status).toBe(422);
    expect((await call('GET', '/workspaces/not-a-uuid', token)).status).toBe(422);
  });

  it('that nobody knows are 404, and no token is 401', async () => {
    const path = '/workspaces/00000000-0000-4000-8000-000000000000';
    expect(detailText(await call('GET', path, await signIn(samplePeople.ana)))).toBe('Workspace not found');
    expect(detailText(await call('GET', path, null))).toBe('Not authenticated');
    expect((await call('GET', '/nothing', null)).status).toBe(404);
  });
});

/** One person of each role in Northwind Agents. */
const cast = {
  owner: samplePeople.ana,
  admin: samplePeople.approver,
  member: samplePeople.collaborator,
  viewer: samplePeople.outsider,
} as const;
type CastRole = keyof typeof cast;

describe('the role matrix', () => {
  const matrix: readonly (readonly [CastRole, string, boolean])[] = [
    ['owner', 'create sandboxes', true],
    ['admin', 'create sandboxes', true],
    ['member', 'create sandboxes', true],
    ['viewer', 'create sandboxes', false],
    ['owner', 'manage images', true],
    ['admin', 'manage images', true],
    ['member', 'manage images', false],
    ['viewer', 'manage images', false],
    ['owner', 'add members', true],
    ['admin', 'add members', true],
    ['member', 'add members', false],
    ['viewer', 'add members', false],
    ['owner', 'change members', true],
    ['admin', 'change members', true],
    ['member', 'change members', false],
    ['viewer', 'change members', false],
    ['owner', 'remove members', true],
    ['admin', 'remove members', true],
    ['member', 'remove members', false],
    ['viewer', 'remove members', false],
    ['owner', 'update', true],
    ['admin', 'update', true],
    ['member', 'update', false],
    ['viewer', 'update', false],
    ['owner', 'delete', true],
    ['admin', 'delete', false],
    ['member', 'delete', false],
    ['viewer', 'delete', false],
    ['owner', 'read', true],
    ['admin', 'read', true],
    ['member', 'read', true],
    ['viewer', 'read', true],
    // A second owner is there, so that the first may go.
    ['owner', 'leave', true],
    ['admin', 'leave', true],
    ['member', 'leave', true],
    ['viewer', 'leave', true],
  ];

  it.each(matrix)('%s: %s: %s', async (role, action, may) => {
    const id = workspaceId(sampleModboxWorkspaces.agents);
    const token = await signIn(cast[role]);
    const workspace = `/workspaces/${id}`;
    const target = `${workspace}/members/${idOf(samplePeople.pending)}`;
    const header = { 'x-workspace-id': id };
    const attempts: Readonly<Record<string, () => Promise<Answer>>> = {
      'create sandboxes': () => call('POST', '/sandboxes', token, { name: 's' }, header),
      'manage images': () => call('POST', '/images', token, { name: 'i' }, header),
      'add members': () =>
        call('POST', `${workspace}/members`, token, { email: 'a@b.example', role: 'member' }),
      'change members': () => call('PUT', target, token, { role: 'viewer' }),
      'remove members': () => call('DELETE', target, token),
      update: () => call('PUT', workspace, token, { name: 'x' }),
      delete: () => call('DELETE', workspace, token),
      read: () => call('GET', workspace, token),
      leave: () => call('DELETE', `${workspace}/members/${idOf(cast[role])}`, token),
    };
    const status = (await attempts[action]?.())?.status ?? 0;
    if (may) expect(status).toBeLessThan(300);
    else expect(status).toBe(403);
  });
});

describe('members', () => {
  let agents: string;
  let path: string;
  beforeEach(() => {
    agents = workspaceId(sampleModboxWorkspaces.agents);
    path = `/workspaces/${agents}/members`;
  });

  it('are in the detail, and are added at once, once', async () => {
    const token = await signIn(samplePeople.ana);
    const body = { email: 'colleague@new.example', role: 'member' };
    const added = await call('POST', path, token, body);
    expect([added.status, added.json]).toEqual([
      201,
      { user_id: idOf(body.email), ...body, created_at: '2026-03-01T12:00:00.000Z' },
    ]);
    const again = await call('POST', path, token, body);
    expect([again.status, detailText(again)]).toEqual([409, 'User is already a member of this workspace']);
    const detail = detailSchema.parse((await call('GET', `/workspaces/${agents}`, token)).json);
    expect(detail.members.find(({ email }) => email === body.email)?.role).toBe('member');
  });

  it('have valid roles and addresses only', async () => {
    const token = await signIn(samplePeople.ana);
    expect((await call('POST', path, token, { email: 'a@b.example', role: 'editor' })).status).toBe(422);
    expect((await call('POST', path, token, { email: 'nonsense', role: 'member' })).status).toBe(422);
    const nobody = await call('PUT', `${path}/nobody`, token, { role: 'member' });
    expect([nobody.status, detailText(nobody)]).toEqual([404, 'Member not found']);
    expect((await call('DELETE', `${path}/nobody`, token)).status).toBe(404);
  });

  it('become and stop being owners by an owner only', async () => {
    const admin = await signIn(samplePeople.approver);
    const owner = await signIn(samplePeople.ana);
    const member = `${path}/${idOf(samplePeople.collaborator)}`;
    const second = `${path}/${idOf(samplePeople.secondOwner)}`;
    expect((await call('POST', path, admin, { email: 'a@b.example', role: 'owner' })).status).toBe(403);
    expect((await call('PUT', member, admin, { role: 'owner' })).status).toBe(403);
    expect((await call('PUT', second, admin, { role: 'member' })).status).toBe(403);
    expect((await call('DELETE', second, admin)).status).toBe(403);
    expect((await call('PUT', member, owner, { role: 'owner' })).json).toMatchObject({ role: 'owner' });
    expect((await call('PUT', member, owner, { role: 'admin' })).json).toMatchObject({ role: 'admin' });
  });

  it('who own can be removed by nobody but themselves, and the last of them not at all', async () => {
    const owner = await signIn(samplePeople.ana);
    const second = await signIn(samplePeople.secondOwner);
    const ana = `${path}/${idOf(samplePeople.ana)}`;
    expect((await call('DELETE', ana, second)).status).toBe(403);
    expect((await call('DELETE', `${path}/${idOf(samplePeople.secondOwner)}`, second)).status).toBe(204);
    expect((await call('DELETE', ana, owner)).status).toBe(403);
    expect((await call('PUT', ana, owner, { role: 'member' })).status).toBe(403);
    expect(roleOf(agents, samplePeople.ana)).toBe('owner');
  });

  it('stay as they are when the server lies', async () => {
    const faults: Faults | null = server.faults;
    faults?.set([{ method: 'DELETE', path: '/modbox/**', fault: { kind: 'lie' } }]);
    const token = await signIn(samplePeople.ana);
    const member = `${path}/${idOf(samplePeople.collaborator)}`;
    expect((await call('DELETE', member, token)).status).toBe(204);
    expect(roleOf(agents, samplePeople.collaborator)).toBe('member');
  });
});

describe('api tokens', () => {
  it('are made with their secret told once, work as their person, and are deleted by it', async () => {
    const jwt = await signIn(samplePeople.ana);
    const made = await call('POST', '/api-tokens/', jwt, { description: 'CI' });
    const { token, id, prefix } = madeToken.parse(made.json);
    expect([made.status, token.startsWith(prefix)]).toEqual([201, true]);
    const list = await call('GET', '/api-tokens/', jwt);
    expect(list.json).toEqual([{ id, description: 'CI', prefix, created_at: '2026-03-01T12:00:00.000Z' }]);
    expect(list.text).not.toContain(token);
    clock += 365 * 24 * 3600_000;
    expect((await call('GET', '/auth/me', token)).json).toMatchObject({ email: samplePeople.ana });
    const later = await signIn(samplePeople.ana);
    expect((await call('DELETE', `/api-tokens/${token}`, later)).status).toBe(204);
    expect((await call('GET', '/auth/me', token)).status).toBe(401);
    expect((await call('DELETE', `/api-tokens/${token}`, later)).status).toBe(404);
  });

  it('are managed from a login session only, by their own person only', async () => {
    const jwt = await signIn(samplePeople.ana);
    const { token } = madeToken.parse((await call('POST', '/api-tokens', jwt, { description: 'x' })).json);
    for (const [method, path] of [
      ['GET', '/api-tokens'],
      ['POST', '/api-tokens'],
      ['DELETE', `/api-tokens/${token}`],
    ] as const) {
      expect(
        (await call(method, path, token, method === 'POST' ? { description: 'y' } : undefined)).status,
      ).toBe(403);
    }
    const other = await signIn(samplePeople.approver);
    expect((await call('DELETE', `/api-tokens/${token}`, other)).status).toBe(404);
    expect((await call('POST', '/api-tokens', jwt, {})).status).toBe(422);
  });

  it('never show in the log or in the data', async () => {
    const jwt = await signIn(samplePeople.ana);
    const { token } = madeToken.parse((await call('POST', '/api-tokens', jwt, { description: 'x' })).json);
    await call('DELETE', `/api-tokens/${token}`, jwt);
    await call('DELETE', `/api%2Dtokens/${token.replace('m', '%6D')}`, jwt);
    await call('DELETE', `/elsewhere/${token}`, jwt);
    expect(logged.filter((line) => line.startsWith('DELETE'))).toEqual([
      'DELETE /modbox/api-tokens/[redacted] 204',
      'DELETE /modbox/api-tokens/[redacted] 404',
      'DELETE /modbox/elsewhere/[redacted] 404',
    ]);
    expect(logged.join('\n')).not.toContain(token.slice(4));
  });
});

describe('sandboxes', () => {
  it('are counted in the workspace of the header, by status', async () => {
    const token = await signIn(samplePeople.ana);
    const header = { 'x-workspace-id': workspaceId(sampleModboxWorkspaces.agents) };
    const count = async (query: string) =>
      z
        .object({ sandboxes: z.array(z.object({ status: z.string() })), total: z.number() })
        .parse((await call('GET', `/sandboxes${query}`, token, undefined, header)).json);
    expect((await count('')).total).toBe(10);
    const running = await count('?status=running');
    expect([running.total, new Set(running.sandboxes.map(({ status }) => status))]).toEqual([
      7,
      new Set(['running']),
    ]);
  });

  it('need the header, of a workspace of mine', async () => {
    const token = await signIn(samplePeople.ana);
    const missing = await call('GET', '/sandboxes', token);
    expect([missing.status, missing.json]).toEqual([
      422,
      { detail: [{ loc: ['header', 'x-workspace-id'], msg: 'Field required', type: 'missing' }] },
    ]);
    const at = (id: string) => call('GET', '/sandboxes', token, undefined, { 'x-workspace-id': id });
    expect((await at('x')).status).toBe(422);
    expect((await at(workspaceId(sampleModboxWorkspaces.demo))).status).toBe(403);
  });

  it('and images come and go', async () => {
    const token = await signIn(samplePeople.ana);
    const header = { 'x-workspace-id': workspaceId(sampleModboxWorkspaces.personal) };
    for (const path of ['/sandboxes', '/images']) {
      const made = await call('POST', path, token, { name: 'n' }, header);
      const { id } = z.object({ id: z.uuid() }).parse(made.json);
      expect((await call('DELETE', `${path}/${id}`, token, undefined, header)).status).toBe(204);
      expect((await call('DELETE', `${path}/${id}`, token, undefined, header)).status).toBe(404);
    }
  });
});
