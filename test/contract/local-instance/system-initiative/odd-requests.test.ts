import { request as httpRequest } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { start as startOfTime } from '../../../support/time.ts';
import {
  samplePeople,
  sampleWorkspaces,
  startTestInstance,
  type TestInstance,
} from '../../../support/instance.ts';

/* What the real auth API answers to requests that no client of its own sends, as compared with it request by request. */

let server: TestInstance;
let production: string;

beforeEach(async () => {
  server = await startTestInstance({ now: () => startOfTime });
  production = server.workspaceId(sampleWorkspaces.production);
});
afterEach(() => server.close());

const kindOf = (json: unknown) => z.object({ kind: z.string() }).safeParse(json).data?.kind;
const idOf = (email: string) => server.directory.people.byEmail(email)?.id ?? '';

/** A request whose path is sent as it is written; `fetch` would correct it. */
function rawGet(path: string): Promise<{ status: number; json: unknown }> {
  return new Promise((resolve, reject) => {
    const { pathname } = new URL(server.url);
    const sent = httpRequest(
      {
        port: server.port,
        host: '127.0.0.1',
        path: pathname + path,
        headers: { authorization: `Bearer ${server.token}` },
      },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (part: string) => (text += part));
        response.on('end', () => {
          const json: unknown = JSON.parse(text);
          resolve({ status: response.statusCode ?? 0, json });
        });
      },
    );
    sent.on('error', reject);
    sent.end();
  });
}

describe('tokens of other versions', () => {
  const whoami = async (claims: Record<string, unknown>) =>
    server.call('GET', '/workspaces', { token: await server.sign(claims) });

  it.each([
    ['a V1 token', () => ({ user_pk: idOf(samplePeople.ana), workspace_pk: production })],
    [
      'a V2 token without an ID',
      () => ({ version: '2', userId: idOf(samplePeople.ana), workspaceId: production, role: 'web' }),
    ],
    [
      'a token of version 3',
      () => ({ version: '3', userId: idOf(samplePeople.ana), workspaceId: production, role: 'web' }),
    ],
  ])('it accepts %s', async (_title, claims) => {
    const answer = await whoami(claims());
    expect([answer.status, z.array(z.unknown()).parse(answer.json)]).toEqual([
      200,
      expect.objectContaining({ length: 6 }),
    ]);
  });

  it('it reports an unknown workspace of a V1 token as missing', async () => {
    const answer = await whoami({ user_pk: idOf(samplePeople.ana), workspace_pk: 'nowhere' });
    expect([answer.status, kindOf(answer.json)]).toEqual([401, 'AuthWorkspaceMissing']);
  });

  it('it takes a V2 token of an odd role for one of automation', async () => {
    const token = await server.sign({
      version: '2',
      userId: idOf(samplePeople.ana),
      workspaceId: production,
      role: 'odd',
    });
    const answer = await server.call('GET', `/workspaces/${production}/authTokens`, { token });
    expect([answer.status, kindOf(answer.json)]).toEqual([401, 'AutomationToken']);
  });

  it('it fails over a user ID that is a number', async () => {
    const answer = await whoami({ userId: 7 });
    expect([answer.status, kindOf(answer.json)]).toEqual([500, 'InternalServerError']);
  });
});

describe('quarantined and suspended accounts', () => {
  it('it lets a suspended person do everything', async () => {
    const token = await server.signInAs(samplePeople.suspended);
    expect((await server.call('GET', '/whoami', { token })).status).toBe(200);
    expect((await server.call('GET', '/workspaces', { token })).status).toBe(200);
    const made = await server.call('POST', '/workspaces/new', {
      token,
      body: {
        instanceUrl: 'https://app.systeminit.com',
        displayName: 'Mine',
        isDefault: false,
        description: '',
      },
    });
    expect(made.status).toBe(200);
  });

  it('it tells a quarantined person who they are, and nothing else', async () => {
    const token = await server.signInAs(samplePeople.quarantined);
    const me = await server.call('GET', '/whoami', { token });
    expect([me.status, me.json]).toEqual([
      200,
      { user: expect.objectContaining({ email: samplePeople.quarantined }) as unknown },
    ]);
    expect((await server.call('GET', '/workspaces', { token })).status).toBe(401);
  });

  it.each(['quarantined', 'suspended'] as const)(
    'it answers the invitation of a %s account with an error of its own',
    async (state) => {
      const laptop = server.workspaceId(sampleWorkspaces.laptop);
      const answer = await server.call('POST', `/workspace/${laptop}/members`, {
        body: { email: samplePeople[state] },
      });
      expect([answer.status, answer.json]).toEqual([
        409,
        { error: "Cannot read properties of undefined (reading 'id')" },
      ]);
    },
  );
});

describe('signing in in local mode', () => {
  it('it sends the browser to the portal, never to the port of the caller', async () => {
    const answer = await fetch(`${server.url}/auth/login?cli_redir=5555`, { redirect: 'manual' });
    expect([answer.status, answer.headers.get('location'), await answer.text()]).toEqual([
      302,
      'http://localhost:9000/login-success?local=true',
      'Redirecting to http://localhost:9000/login-success?local=true.',
    ]);
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
  });

  it.each([
    ['an e-mail that is none', { token: null, body: { email: 'x' } }, 400, 'ValidationError'],
    ['a garbage token', { token: 'garbage', body: {} }, 401, 'AuthTokenCorrupt'],
  ])('it refuses a local login with %s', async (_title, options, status, kind) => {
    const answer = await server.call('POST', '/auth/local-login', options);
    expect([answer.status, kindOf(answer.json)]).toEqual([status, kind]);
    expect(answer.headers.get('set-cookie') ?? '').not.toMatch(/si-auth=ey/);
  });

  it('it refuses a local login with an automation token', async () => {
    const made = await server.call('POST', `/workspaces/${production}/authTokens`, {
      body: { expiration: '1h' },
    });
    const { token } = z.object({ token: z.string() }).parse(made.json);
    const answer = await server.call('POST', '/auth/local-login', { token, body: {} });
    expect([answer.status, kindOf(answer.json)]).toEqual([401, 'AutomationToken']);
  });
});

describe('odd values', () => {
  it('it fails over an expiry that no calendar has', async () => {
    const answer = await server.call('POST', `/workspaces/${production}/authTokens`, {
      body: { name: 'e', expiration: '10000y' },
    });
    expect([answer.status, kindOf(answer.json)]).toEqual([500, 'InternalServerError']);
    expect(server.directory.tokens.ofWorkspace(production).some(({ name }) => name === 'e')).toBe(false);
  });

  it.each(['toString', '__proto__', 'constructor', 'hasOwnProperty'])(
    'it fails over the role %s, which every object has',
    async (role) => {
      const userId = idOf(samplePeople.approver);
      const answer = await server.call('POST', `/workspace/${production}/membership`, {
        body: { userId, role },
      });
      expect([answer.status, kindOf(answer.json)]).toEqual([500, 'InternalServerError']);
      expect(server.directory.memberships.roleOf(production, userId)).toBe('APPROVER');
    },
  );

  it('it reads no body that calls itself text/json', async () => {
    const answer = await server.call('POST', '/workspaces/new', {
      headers: { 'content-type': 'text/json' },
      body: {
        instanceUrl: 'https://app.systeminit.com',
        displayName: 'x',
        isDefault: false,
        description: '',
      },
    });
    expect([answer.status, answer.json]).toEqual([
      400,
      { kind: 'ValidationError', message: 'Invalid `instanceUrl` - Required' },
    ]);
  });
});

describe('odd paths', () => {
  it('it doesn’t tell upper case from lower case in them', async () => {
    expect((await server.call('GET', '/WORKSPACES')).status).toBe(200);
    expect((await server.call('GET', `/Workspaces/${production}/AUTHTOKENS`)).status).toBe(200);
  });

  it('it tells the case of IDs', async () => {
    const answer = await server.call('GET', `/workspaces/${production.toLowerCase()}`);
    expect([answer.status, kindOf(answer.json)]).toEqual([404, 'NotFound']);
  });

  it.each([
    ['of 300 characters', 'x'.repeat(300), 404, 'NotFound'],
    ['that is a broken escape', '%E0%A4%A', 404, 'NotFound'],
    ['that is a single percent sign', '%', 404, 'NotFound'],
    ['with a NUL in it', '%00', 500, 'InternalServerError'],
  ])('it answers an ID %s', async (_title, id, status, kind) => {
    const answer = await rawGet(`/workspaces/${id}`);
    expect([answer.status, kindOf(answer.json)]).toEqual([status, kind]);
  });
});
