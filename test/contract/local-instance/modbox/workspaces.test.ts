import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { sampleModboxWorkspaces } from '../../../../src-main/local-instance/sample/modbox.ts';
import { samplePassword } from '../../../../src-main/local-instance/sample/password.ts';
import { samplePeople } from '../../../../src-main/local-instance/sample/seed.ts';
import { localInstance } from '../../../support/local-instance.ts';
import { bearer, callAt } from '../../../support/other-systems.ts';
import { detailSchema, detailText, modboxCalls, tokensSchema } from './calls.ts';

const local = localInstance();
const { call, login, signIn, workspaceId } = modboxCalls(local);
beforeEach(() => local.start());

describe('signing in', () => {
  it('it accepts the local part of the e-mail and the sample password', async () => {
    const { access_token } = await login(samplePeople.ana);
    expect((await call('GET', '/auth/me', access_token)).json).toEqual({
      user_id: local.idOf(samplePeople.ana),
      email: samplePeople.ana,
      name: 'Ana Oliveira',
    });
  });

  it('it refuses wrong passwords, unknown people, those who never signed up, and suspended ones', async () => {
    const attempt = (username: string, password = samplePassword) =>
      call('POST', '/auth/login', null, { username, password });
    expect((await attempt('ana', 'wrong')).status).toBe(401);
    expect((await attempt('nobody')).status).toBe(401);
    expect((await attempt('newhire')).status).toBe(401);
    expect((await attempt('simone.durand')).status).toBe(403);
    expect((await attempt('quinn.ashford')).status).toBe(403);
  });

  it('it lasts five minutes, and half an hour by the refresh token', async () => {
    const first = await login(samplePeople.ana);
    local.clock += 299_000;
    expect((await call('GET', '/workspaces', first.access_token)).status).toBe(200);
    local.clock += 2_000;
    expect((await call('GET', '/workspaces', first.access_token)).status).toBe(401);

    const refreshed = await call('POST', '/auth/refresh', null, { refresh_token: first.refresh_token });
    const second = tokensSchema.parse(refreshed.json).tokens;
    expect((await call('GET', '/workspaces', second.access_token)).status).toBe(200);
    local.clock += 1_801_000;
    const late = await call('POST', '/auth/refresh', null, { refresh_token: second.refresh_token });
    expect(late.status).toBe(401);
  });

  it('it keeps the two kinds of tokens, and the systems, apart', async () => {
    const { access_token, refresh_token } = await login(samplePeople.ana);
    expect((await call('GET', '/workspaces', refresh_token)).status).toBe(401);
    expect((await call('POST', '/auth/refresh', null, { refresh_token: access_token })).status).toBe(401);
    expect((await call('GET', '/workspaces', local.server.token)).status).toBe(401);
    const elsewhere = await callAt(local.server.url, 'GET', '/whoami', bearer(access_token));
    expect(elsewhere.status).toBe(401);
  });

  it.each(['google', 'github'])(
    'it ends a sign-in by %s with the tokens in the fragment',
    async (provider) => {
      const url = `${local.server.modboxUrl}/auth/sso/${provider}?redirect_uri=http://127.0.0.1:45678/done`;
      const page = await (await fetch(url)).text();
      const link = /href="([^"]+)">Sign in as Ana Oliveira</.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? '';
      const redirect = await fetch(new URL(link, url), { redirect: 'manual' });
      const target = new URL(redirect.headers.get('location') ?? '');
      const tokens = new URLSearchParams(target.hash.slice(1));
      expect([target.origin, target.pathname, target.search]).toEqual([
        'http://127.0.0.1:45678',
        '/done',
        '',
      ]);
      expect((await call('GET', '/auth/me', tokens.get('access_token'))).status).toBe(200);
      expect(tokens.get('expires_in')).toBe('300');
    },
  );

  it('it sends SSO tokens to no other computer', async () => {
    const path = `/auth/sso/google/callback?person=${local.idOf(samplePeople.ana)}&redirect_uri=https://evil.example/`;
    const answer = await call('GET', path, null);
    expect(answer.headers.get('location')).toMatch(/^\.\.\/done#access_token=/);
    expect((await call('GET', '/auth/sso/done', null)).status).toBe(200);
    expect((await call('GET', '/auth/sso/facebook', null)).status).toBe(404);
  });

  it('it creates a workspace for a person who has none', async () => {
    const token = await signIn(samplePeople.collaborator);
    await signIn(samplePeople.collaborator);
    const { workspaces } = z
      .object({ workspaces: z.array(z.object({ name: z.string() })) })
      .parse((await call('GET', '/workspaces', token)).json);
    expect(workspaces.filter(({ name }) => name === "Eddie's workspace")).toHaveLength(1);
  });
});

describe('workspaces', () => {
  it('it lists workspaces whole, without pages, to their members only', async () => {
    const { agents, evaluation, personal, data, research, demo } = sampleModboxWorkspaces;
    const answer = await call('GET', '/workspaces', await signIn(samplePeople.ana));
    const { workspaces } = z
      .object({ workspaces: z.array(detailSchema.omit({ members: true })) })
      .parse(answer.json);
    expect(workspaces.map(({ name }) => name).toSorted()).toEqual(
      [agents, evaluation, personal, data, research].toSorted(),
    );
    const path = `/workspaces/${workspaceId(demo)}`;
    expect((await call('GET', path, await signIn(samplePeople.ana))).status).toBe(403);
  });

  it('it creates workspaces owned by their creator, changes and deletes them', async () => {
    const token = await signIn(samplePeople.ana);
    const made = await call('POST', '/workspaces', token, { name: 'New', description: 'd' });
    const detail = detailSchema.parse(made.json);
    expect([made.status, detail.name, detail.members.map(({ role }) => role)]).toEqual([
      201,
      'New',
      ['owner'],
    ]);
    local.clock += 60_000;
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

  it('it reports every problem of a body in the shape of 422', async () => {
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

  it('it answers 404 for unknown workspaces, and 401 without a token', async () => {
    const path = '/workspaces/00000000-0000-4000-8000-000000000000';
    expect(detailText(await call('GET', path, await signIn(samplePeople.ana)))).toBe('Workspace not found');
    expect(detailText(await call('GET', path, null))).toBe('Not authenticated');
    expect((await call('GET', '/nothing', null)).status).toBe(404);
  });
});

describe('sandboxes', () => {
  it('it counts sandboxes in the workspace of the header, by status', async () => {
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

  it('it requires the header of a workspace of mine', async () => {
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

  it('it creates and deletes sandboxes and images', async () => {
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
