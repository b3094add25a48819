import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  samplePeople,
  sampleWorkspaces,
  startTestInstance,
  type TestInstance,
} from '../../../support/instance.ts';

const memberList = z.array(
  z.object({ userId: z.string(), email: z.string(), role: z.string(), signupAt: z.string().nullable() }),
);
const workspaceList = z.array(
  z.object({
    id: z.string(),
    displayName: z.string(),
    role: z.string(),
    isDefault: z.boolean(),
    isHidden: z.boolean(),
  }),
);
const madeToken = z.object({
  token: z.string(),
  authToken: z.object({ id: z.string(), createdAt: z.string(), expiresAt: z.string(), revokedAt: z.null() }),
});

/** Vitest's matchers are untyped. */
const someText: unknown = expect.any(String);

let clock: number;
let server: TestInstance;
let production: string;

beforeEach(async () => {
  clock = Date.parse('2026-03-01T12:00:00Z');
  server = await startTestInstance({ now: () => clock });
  production = server.workspaceId(sampleWorkspaces.production);
});
afterEach(() => server.close());

const members = async () =>
  memberList.parse((await server.call('GET', `/workspace/${production}/members`)).json);
const memberBy = async (email: string) => (await members()).find((member) => member.email === email);
const kindOf = (json: unknown) => z.object({ kind: z.string() }).safeParse(json).data?.kind;

async function makeToken(
  workspaceId: string,
  token: string,
  body: unknown = { name: 'x', expiration: '1h' },
) {
  return madeToken.parse(
    (await server.call('POST', `/workspaces/${workspaceId}/authTokens`, { token, body })).json,
  );
}

describe('owners', () => {
  it('it answers 500 and changes nothing when an owner leaves', async () => {
    const before = await members();
    expect((await server.call('DELETE', `/workspace/${production}/leave`)).status).toBe(500);
    expect(await members()).toEqual(before);
  });

  it('it answers 500 when an owner is removed, even a second one', async () => {
    const answer = await server.call('DELETE', `/workspace/${production}/members`, {
      body: { email: samplePeople.secondOwner },
    });
    expect(answer.status).toBe(500);
    expect((await memberBy(samplePeople.secondOwner))?.role).toBe('OWNER');
  });

  it('it lets owners demote themselves until none is left', async () => {
    const laptop = server.workspaceId(sampleWorkspaces.laptop);
    const userId = server.directory.people.byEmail(samplePeople.ana)?.id;
    const answer = await server.call('POST', `/workspace/${laptop}/membership`, {
      body: { userId, role: 'EDITOR' },
    });
    expect(memberList.parse(answer.json).map(({ role }) => role)).toEqual(['EDITOR']);
  });
});

describe('members', () => {
  it('it answers 200 and changes nothing for an unknown role', async () => {
    const member = await memberBy(samplePeople.collaborator);
    const answer = await server.call('POST', `/workspace/${production}/membership`, {
      body: { userId: member?.userId, role: 'ADMIN' },
    });
    expect(answer.status).toBe(200);
    expect((await memberBy(samplePeople.collaborator))?.role).toBe('EDITOR');
  });

  it('it moves members to the end of the list when their row is written', async () => {
    const first = (await members())[0];
    await server.call('POST', `/workspace/${production}/membership`, {
      body: { userId: first?.userId, role: 'OWNER' },
    });
    expect((await members()).at(-1)?.userId).toBe(first?.userId);
  });

  it('it always adds members as EDITOR, whatever role is sent along', async () => {
    await server.call('POST', `/workspace/${production}/members`, {
      body: { email: 'someone@new.example', role: 'OWNER' },
    });
    expect(await memberBy('someone@new.example')).toMatchObject({ role: 'EDITOR', signupAt: null });
  });

  it('it invites by exact case: another case is another person', async () => {
    const existing = server.directory.people.byEmail(samplePeople.collaborator)?.id;
    const variant = 'Eddie.Mensah@northwind.example';
    const answer = await server.call('POST', `/workspace/${production}/members`, {
      body: { email: variant },
    });
    expect(answer.status).toBe(200);
    expect((await memberBy(variant))?.userId).not.toBe(existing);
  });

  it('it removes by exact case only', async () => {
    const answer = await server.call('DELETE', `/workspace/${production}/members`, {
      body: { email: samplePeople.collaborator.toUpperCase() },
    });
    expect([answer.status, answer.json]).toEqual([404, { error: 'User not found in workspace' }]);
  });

  it('it removes the oldest account where several members share the e-mail', async () => {
    const email = samplePeople.collaborator;
    const second = server.directory.people.add({ email, nickname: 'second', signupAt: clock });
    server.directory.memberships.add(production, second.id, 'EDITOR');
    const path = `/workspace/${production}/members`;
    expect((await server.call('DELETE', path, { body: { email } })).status).toBe(200);
    expect((await members()).filter((one) => one.email === email)).toMatchObject([{ userId: second.id }]);
  });

  it('it answers 409 to the invitation of an e-mail that several accounts share', async () => {
    const email = 'shared@northwind.example';
    server.directory.people.add({ email });
    server.directory.people.add({ email });
    const answer = await server.call('POST', `/workspace/${production}/members`, { body: { email } });
    expect([answer.status, answer.json]).toEqual([409, { error: `Multiple users found for ${email}` }]);
  });

  it('it lets an approver invite and remove, but not change roles', async () => {
    const token = await server.signInAs(samplePeople.approver);
    const path = `/workspace/${production}/members`;
    expect((await server.call('POST', path, { token, body: { email: 'a@b.example' } })).status).toBe(200);
    expect((await server.call('DELETE', path, { token, body: { email: 'a@b.example' } })).status).toBe(200);
    const role = await server.call('POST', `/workspace/${production}/membership`, {
      token,
      body: { userId: 'x', role: 'EDITOR' },
    });
    expect(role.status).toBe(403);
  });

  it('it keeps the tokens of members who leave', async () => {
    const session = await server.signInAs(samplePeople.collaborator);
    const { token } = await makeToken(production, session);
    await server.call('DELETE', `/workspace/${production}/leave`, { token: session });
    expect((await server.call('GET', '/whoami', { token })).status).toBe(200);
  });
});

describe('workspaces', () => {
  it('it lists hidden workspaces, but not deleted and quarantined ones', async () => {
    const list = async () => workspaceList.parse((await server.call('GET', '/workspaces')).json);
    expect((await list()).map(({ displayName }) => displayName).toSorted()).toEqual(
      Object.values(sampleWorkspaces).toSorted(),
    );
    expect((await list()).find(({ displayName }) => displayName === sampleWorkspaces.partner)?.isHidden).toBe(
      true,
    );
    await server.call('DELETE', `/workspaces/${production}`);
    server.directory.workspaces.update(server.workspaceId(sampleWorkspaces.laptop), { quarantinedAt: clock });
    expect(await list()).toHaveLength(4);
  });

  it('it answers 200 with deletedAt to a deletion, which revokes the tokens and can be repeated', async () => {
    const { token } = await makeToken(production, server.token);
    for (let round = 0; round < 2; round += 1) {
      const answer = await server.call('DELETE', `/workspaces/${production}`);
      expect([answer.status, answer.text]).toEqual([200, '']);
      expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    }
    const read = await server.call('GET', `/workspaces/${production}`);
    expect([read.status, read.json]).toEqual([200, expect.objectContaining({ deletedAt: someText })]);
    expect(kindOf((await server.call('GET', '/workspaces', { token })).json)).toBe('AuthTokenRevoked');
  });

  it('it keeps the kind of a workspace when its URL changes, which accepts any URL', async () => {
    const answer = await server.call('PATCH', `/workspaces/${production}`, {
      body: { instanceUrl: 'ftp://x.example/?q=1', displayName: 'P', description: '' },
    });
    expect(answer.status).toBe(200);
    const row = await server.call('GET', `/workspaces/${production}`);
    expect(row.json).toMatchObject({ instanceEnvType: 'SI', instanceUrl: 'ftp://x.example/?q=1' });
  });

  it('it shares the marks of a workspace with everyone', async () => {
    const token = await server.signInAs(samplePeople.collaborator);
    await server.call('PATCH', `/workspaces/${production}/setHidden`, { token, body: { isHidden: true } });
    const mine = workspaceList.parse((await server.call('GET', '/workspaces')).json);
    expect(mine.find(({ id }) => id === production)?.isHidden).toBe(true);
  });
});

describe('tokens', () => {
  it.each([
    ['1m', 60],
    ['1M', 60],
    ['2 weeks', 1_209_600],
    ['1y', 31_557_600],
    [undefined, 2_592_000],
    ['', 2_592_000],
    ['Never', 2_592_000],
    ['0', 2_592_000],
  ])('it lets a token asked to live %j live %i seconds', async (expiration, seconds) => {
    const { authToken } = await makeToken(production, server.token, { expiration });
    expect(Date.parse(authToken.expiresAt) - Date.parse(authToken.createdAt)).toBe(seconds * 1000);
  });

  it.each([
    ['3600', 500, 'InternalServerError'],
    ['500ms', 500, 'InternalServerError'],
    ['  ', 500, 'InternalServerError'],
    ['1mo', 400, 'BadRequest'],
    ['1h30m', 400, 'BadRequest'],
    ['-1h', 400, 'BadRequest'],
    ['0h', 400, 'BadRequest'],
    ['1.5h', 400, 'ValidationError'],
    ['1y!', 400, 'ValidationError'],
    [3600, 400, 'ValidationError'],
  ])('it refuses a token asked to live %j with %i %s', async (expiration, status, kind) => {
    const answer = await server.call('POST', `/workspaces/${production}/authTokens`, {
      body: { expiration },
    });
    expect([answer.status, kindOf(answer.json)]).toEqual([status, kind]);
  });

  it('it calls expired tokens corrupt', async () => {
    const { token } = await makeToken(production, server.token, { expiration: '1m' });
    clock += 59_000;
    expect((await server.call('GET', '/workspaces', { token })).status).toBe(200);
    clock += 2_000;
    const late = await server.call('GET', '/workspaces', { token });
    expect([late.status, kindOf(late.json)]).toEqual([401, 'AuthTokenCorrupt']);
    expect(late.headers.get('set-cookie')).toContain('si-auth=;');
  });

  it('it answers a revocation with the token as it was before', async () => {
    const { authToken, token } = await makeToken(production, server.token);
    const path = `/workspaces/${production}/authTokens/${authToken.id}`;
    const answer = await server.call('POST', `${path}/revoke`);
    expect(answer.json).toMatchObject({ authToken: { revokedAt: null } });
    expect((await server.call('GET', path)).json).toMatchObject({
      authToken: { revokedAt: someText },
    });
    expect(kindOf((await server.call('GET', '/whoami', { token })).json)).toBe('AuthTokenRevoked');
  });

  it('it lets automation tokens reach all workspaces of their person, on the routes open to them', async () => {
    const { token } = await makeToken(server.workspaceId(sampleWorkspaces.laptop), server.token);
    expect((await server.call('GET', `/workspace/${production}/members`, { token })).status).toBe(200);
    expect(workspaceList.parse((await server.call('GET', '/workspaces', { token })).json)).toHaveLength(6);
    for (const [method, path] of [
      ['GET', `/workspaces/${production}/authTokens`],
      ['PATCH', `/workspaces/${production}/setDefault`],
      ['PATCH', `/workspaces/${production}/favourite`],
      ['PATCH', `/workspaces/${production}/setHidden`],
      ['PATCH', `/workspaces/${production}/approvalsEnabled`],
    ] as const) {
      const answer = await server.call(method, path, { token });
      expect([answer.status, kindOf(answer.json)], path).toEqual([401, 'AutomationToken']);
    }
  });

  it('it names tokens for a missing workspace as such', async () => {
    const userId = server.directory.people.byEmail(samplePeople.ana)?.id;
    const claims = { version: '2', userId, workspaceId: production, role: 'web' };
    const { authToken } = await makeToken(production, server.token);
    const elsewhere = await server.sign({ ...claims, workspaceId: 'nowhere', jti: authToken.id });
    expect(kindOf((await server.call('GET', '/whoami', { token: elsewhere })).json)).toBe(
      'AuthWorkspaceMissing',
    );
  });
});

describe('people', () => {
  it('it keeps people without a verified e-mail from changing workspaces, not from creating tokens', async () => {
    const token = await server.signInAs(samplePeople.unverified);
    const favourite = await server.call('PATCH', `/workspaces/${production}/favourite`, {
      token,
      body: { isFavourite: true },
    });
    expect([favourite.status, favourite.json]).toEqual([
      401,
      { kind: 'Unauthorized', message: 'You must verify your email' },
    ]);
    await makeToken(production, token);
  });

  it('it answers 401 everywhere but at whoami to people who are quarantined', async () => {
    const token = await server.signInAs(samplePeople.quarantined);
    for (const path of ['/workspaces', `/workspace/${production}/members`]) {
      const answer = await server.call('GET', path, { token });
      expect([answer.status, answer.text], path).toEqual([401, expect.stringContaining('quarantined')]);
    }
  });

  it('it shows people without membership an empty list', async () => {
    const token = await server.signInAs(samplePeople.outsider);
    expect((await server.call('GET', '/workspaces', { token })).json).toEqual([]);
  });
});

describe('broken requests', () => {
  it('it answers the generic 500 to broken JSON, as the real server does', async () => {
    const response = await fetch(`${server.url}/workspaces/new`, {
      method: 'POST',
      headers: { authorization: `Bearer ${server.token}`, 'content-type': 'application/json' },
      body: '{"displayName":',
    });
    expect([response.status, kindOf(await response.json())]).toEqual([500, 'InternalServerError']);
  });

  it('it names the first missing field of a request without a body', async () => {
    const answer = await server.call('DELETE', `/workspace/${production}/members`);
    expect(answer.json).toEqual({ kind: 'ValidationError', message: 'Invalid `email` - Required' });
  });
});
