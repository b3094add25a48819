import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  samplePeople,
  sampleWorkspaces,
  startTestInstance,
  type TestInstance,
} from '../../../support/instance.ts';

const base = '/management/workspaces';
/** Vitest's matchers are untyped. */
const someText: unknown = expect.any(String);

let server: TestInstance;
let production: string;
let token: string;

async function automationToken(workspaceId: string, session: string): Promise<string> {
  const answer = await server.call('POST', `/workspaces/${workspaceId}/authTokens`, {
    token: session,
    body: { expiration: '1h' },
  });
  return z.object({ token: z.string() }).parse(answer.json).token;
}

beforeEach(async () => {
  server = await startTestInstance();
  production = server.workspaceId(sampleWorkspaces.production);
  token = await automationToken(production, server.token);
});
afterEach(() => server.close());

const roleOf = (list: unknown, email: string) =>
  z
    .array(z.object({ email: z.string(), role: z.string() }))
    .parse(list)
    .find((member) => member.email === email)?.role;

describe('the public API', () => {
  it('it says who a token belongs to', async () => {
    const answer = await server.callPublic('GET', '/whoami', { token });
    expect(answer.json).toMatchObject({
      userId: server.directory.people.byEmail(samplePeople.ana)?.id,
      userEmail: samplePeople.ana,
      workspaceId: production,
      token: { version: '2', role: 'automation' },
    });
  });

  it('it rejects session tokens and strangers in its nested error shape', async () => {
    for (const wrong of [null, 'garbage', server.token]) {
      const answer = await server.callPublic('GET', base, { token: wrong });
      expect([answer.status, answer.json]).toEqual([
        401,
        { error: { message: someText, statusCode: 401, code: null } },
      ]);
    }
  });

  it('it lists workspaces with EDITOR and members with COLLABORATOR', async () => {
    const list = await server.callPublic('GET', base, { token });
    expect(list.json).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          displayName: sampleWorkspaces.edge,
          role: 'EDITOR',
          externalId: someText,
        }),
      ]),
    );
    const members = await server.callPublic('GET', `${base}/${production}/members`, { token });
    expect(roleOf(members.json, samplePeople.collaborator)).toBe('COLLABORATOR');
  });

  it('it creates on its own instance only', async () => {
    const created = await server.callPublic('POST', base, {
      token,
      body: { instanceUrl: 'https://app.systeminit.com', displayName: 'Fresh', description: '' },
    });
    expect([created.status, created.json]).toEqual([200, expect.objectContaining({ displayName: 'Fresh' })]);
    const foreign = await server.callPublic('POST', base, {
      token,
      body: { instanceUrl: 'https://si.elsewhere.example', displayName: 'Fresh' },
    });
    expect([foreign.status, foreign.json]).toEqual([400, { message: someText, statusCode: 400, code: null }]);
  });

  it('it changes, reads and deletes a workspace', async () => {
    const changed = await server.callPublic('PATCH', `${base}/${production}`, {
      token,
      body: { instanceUrl: 'https://app.systeminit.com', displayName: 'Renamed', description: 'd' },
    });
    expect(changed.json).toMatchObject({ id: production, displayName: 'Renamed' });
    expect((await server.callPublic('GET', `${base}/${production}`, { token })).json).toMatchObject({
      displayName: 'Renamed',
    });
    const deleted = await server.callPublic('DELETE', `${base}/${production}`, { token });
    expect([deleted.status, deleted.text]).toEqual([204, '']);
  });

  it('it invites, changes access and removes, with its own failure messages', async () => {
    const path = `${base}/${production}`;
    const email = 'new.person@northwind.example';
    expect((await server.callPublic('POST', `${path}/members`, { token, body: { email } })).status).toBe(200);
    const twice = await server.callPublic('POST', `${path}/members`, { token, body: { email } });
    expect([twice.status, twice.json]).toEqual([
      409,
      { message: 'Auth API returned error status: 409 Conflict', statusCode: 409, code: null },
    ]);
    const userId = server.directory.people.byEmail(email)?.id;
    for (const [role, shown] of [
      ['APPROVER', 'APPROVER'],
      ['COLLABORATOR', 'COLLABORATOR'],
    ] as const) {
      const answer = await server.callPublic('POST', `${path}/update_member_access`, {
        token,
        body: { userId, role },
      });
      expect(roleOf(answer.json, email)).toBe(shown);
    }
    const removed = await server.callPublic('DELETE', `${path}/members`, { token, body: { email } });
    expect([removed.status, roleOf(removed.json, email)]).toEqual([200, undefined]);
    expect((await server.callPublic('DELETE', `${path}/leave`, { token })).status).toBe(500);
  });

  it('it lets a collaborator leave, and keeps approvers from changing roles', async () => {
    const session = await server.signInAs(samplePeople.approver);
    const approver = await automationToken(production, session);
    const denied = await server.callPublic('POST', `${base}/${production}/update_member_access`, {
      token: approver,
      body: { userId: 'x', role: 'APPROVER' },
    });
    expect(denied.status).toBe(403);
    expect(
      (await server.callPublic('DELETE', `${base}/${production}/leave`, { token: approver })).status,
    ).toBe(200);
    expect((await server.callPublic('GET', `${base}/${production}`, { token: approver })).status).toBe(403);
  });
});
