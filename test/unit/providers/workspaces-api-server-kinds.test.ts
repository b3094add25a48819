import { describe, expect, it } from 'vitest';
import type { Result } from '../../../src-preload/contract/result.ts';
import { createHttpClient } from '../../../src-main/http/client.ts';
import type { TransportAnswer, TransportRequest } from '../../../src-main/http/http.ts';
import { workspacesApi } from '../../../src-main/providers/workspaces-api/provider.ts';
import { memoryDevice } from '../../support/device.ts';

/* Servers that differ from each other where the documents leave it open. */

const signal = new AbortController().signal;
const base = 'https://api.example.com';
const now = Date.UTC(2026, 2, 1, 12);

interface Asked {
  method: string;
  path: string;
  query: URLSearchParams;
  body: unknown;
  bearer: string | undefined;
}
type Route = (asked: Asked) => { status: number; json: unknown };

const said = (data: unknown, status = 200) => ({ status, json: { success: true, data, message: 'ok' } });
const refused = (status: number, code: string) => ({
  status,
  json: { error: { code, message: 'no', details: {}, timestamp: '' } },
});
const missing = { status: 404, json: { detail: 'Not Found' } };
const organizations = said({ organizations: [{ id: 1, name: 'One', role: 'Admin' }], total_count: 1 });
const roles = said({
  roles: [
    { id: 11, name: 'Admin' },
    { id: 12, name: 'Auditor' },
  ],
});

/** A session over these routes ("GET /api/v1/…"); whatever isn't among them is a 404 in nobody's shape. */
function sessionOver(routes: Record<string, Route>, secret = 'pat_x', address = base) {
  const asked: Asked[] = [];
  const answerTo = (request: TransportRequest): TransportAnswer => {
    const url = new URL(request.url);
    const one: Asked = {
      method: request.method,
      path: url.pathname,
      query: url.searchParams,
      body: request.body === null ? null : JSON.parse(request.body),
      bearer: request.headers['authorization'],
    };
    asked.push(one);
    const { status, json } = routes[`${one.method} ${one.path}`]?.(one) ?? missing;
    const body = Buffer.from(JSON.stringify(json));
    return { ok: true, status, headers: { 'content-type': 'application/json' }, body };
  };
  const http = createHttpClient({
    transport: { send: (request) => Promise.resolve(answerTo(request)), forget: () => Promise.resolve() },
    sleep: () => Promise.resolve(),
  });
  const device = memoryDevice(secret, { now: () => now });
  const target = { connectionId: 'c', address, credential: null, allowInsecure: false };
  const count = (route: string) => asked.filter(({ method, path }) => `${method} ${path}` === route).length;
  return { session: workspacesApi.session(http, target, device), asked, count, device };
}

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.kind}: ${result.error.sentence}`);
  return result.value;
}
function errorOf(result: Result<unknown>) {
  if (result.ok) throw new Error('expected a failure');
  return result.error;
}

describe('addresses', () => {
  it.each([base, `${base}/api`, `${base}/api/v1`, `${base}/api/v1/workspaces`, `${base}/api/auth`])(
    'paths are computed from %s',
    async (address) => {
      const { session, asked } = sessionOver({}, 'pat_x', address);
      await session.workspaces(signal);
      expect(asked[0]?.path).toBe('/api/v1/organizations/');
    },
  );
});

describe('long lists', () => {
  const everybody = Array.from({ length: 250 }, (_one, index) => ({
    user_id: index + 1,
    email: `p${index}@x.example`,
    name: `P ${index}`,
    role: { id: 11, name: 'Admin' },
    joined_at: '2026-01-01T00:00:00',
  }));
  const path = 'GET /api/v1/organizations/1/members';
  const part = (from: number, size: number) => everybody.slice(from, from + size);

  it('are read by skip and limit', async () => {
    const { session, asked } = sessionOver({
      [path]: ({ query }) => {
        const members = part(Number(query.get('skip')), Math.min(100, Number(query.get('limit'))));
        return said({ members, total_count: 250 });
      },
    });
    expect(valueOf(await session.members('1', signal)).rows).toHaveLength(250);
    expect(asked).toHaveLength(3);
  });

  const byPage: Route = ({ query }) => {
    const page = Number(query.get('page') ?? '1');
    const size = Number(query.get('page_size') ?? '20');
    const pagination = { page, page_size: size, total_count: 250, total_pages: Math.ceil(250 / size) };
    return said({ members: part((page - 1) * size, size), total_count: 250, pagination });
  };

  it('are read by page and page_size where the answer names pages', async () => {
    const { session, asked } = sessionOver({ [path]: byPage });
    expect(valueOf(await session.members('1', signal)).rows).toHaveLength(250);
    expect(asked).toHaveLength(13);
  });

  it('are read by page also where skip is passed over in silence', async () => {
    const silent: Route = (asked) => {
      const { members } = (byPage(asked).json as { data: { members: unknown[] } }).data;
      return said({ members, total_count: 250 });
    };
    const { session } = sessionOver({ [path]: silent });
    const { rows } = valueOf(await session.members('1', signal));
    expect(new Set(rows.map(({ userId }) => userId)).size).toBe(250);
  });

  it('that end too early are an error, not a short list', async () => {
    const { session } = sessionOver({ [path]: () => said({ members: part(0, 20), total_count: 250 }) });
    expect(errorOf(await session.members('1', signal)).kind).toBe('malformed');
  });

  it('without a total end with the first page that isn’t full', async () => {
    const { session, asked } = sessionOver({ [path]: () => said({ members: part(0, 20) }) });
    expect(valueOf(await session.members('1', signal)).rows).toHaveLength(20);
    expect(asked).toHaveLength(1);
  });

  it('leave out what can’t be read, and count it', async () => {
    const members = [...part(0, 2), { user_id: 'x' }, { user_id: 'x' }];
    const { session } = sessionOver({ [path]: () => said({ members, total_count: 4 }) });
    const list = valueOf(await session.members('1', signal));
    expect([list.rows.length, list.unreadable]).toEqual([2, 2]);
  });

  it('have dates in UTC, with or without an offset', async () => {
    const { session } = sessionOver({ [path]: () => said({ members: part(0, 1), total_count: 1 }) });
    const [row] = valueOf(await session.members('1', signal)).rows;
    expect(row?.signedUpAt).toEqual({ state: 'known', value: Date.UTC(2026, 0, 1) });
  });
});

describe('a collection that isn’t built', () => {
  const organizationPath: Record<string, Route> = {
    'GET /api/v1/organizations/': () => organizations,
    'GET /api/v1/organizations/1/workspaces': () =>
      said({ workspaces: [{ id: 7, name: 'Seven', slug: 'seven' }], total_count: 1 }),
  };
  const collection = 'GET /api/v1/workspaces/';

  it.each([
    ['501', { status: 501, json: { success: false, error: { code: 'not_implemented', message: 'no' } } }],
    ['405', { status: 405, json: { detail: 'Method Not Allowed' } }],
    ['404', missing],
    ['404 in its own shape', refused(404, 'RESOURCE_NOT_FOUND')],
    ['200 with null', { status: 200, json: null }],
    ['200 with a message only', { status: 200, json: { message: 'TODO' } }],
  ])('answers %s: workspaces come from the organizations', async (_name, stub) => {
    const { session } = sessionOver({ ...organizationPath, [collection]: () => stub });
    const { rows } = valueOf(await session.workspaces(signal));
    expect(rows.map(({ id }) => id)).toEqual(['1', '1/7']);
    expect(rows[1]).toMatchObject({ membersAt: '1', tokensAt: '1', myRole: { value: 'admin' } });
    expect(Object.keys(rows[1]?.unavailable ?? {}).sort()).toEqual([
      'workspace.change-settings',
      'workspace.clone',
      'workspace.details',
    ]);
  });

  it.each([
    ['500', refused(500, 'INTERNAL_ERROR'), 'server'],
    ['403', refused(403, 'PERMISSION_DENIED'), 'forbidden'],
  ])('is not what %s means', async (_name, answer, kind) => {
    const { session } = sessionOver({ ...organizationPath, [collection]: () => answer });
    expect(errorOf(await session.workspaces(signal)).kind).toBe(kind);
  });

  it('is asked by a GET before the first write, once', async () => {
    const { session, count } = sessionOver({
      ...organizationPath,
      'PUT /api/v1/organizations/1/workspaces/7': () => said({ workspace: { id: 7 } }),
    });
    const rename = {
      type: 'workspace.update',
      connectionId: 'c',
      workspaceId: '1/7',
      description: '',
    } as const;
    valueOf(await session.perform({ ...rename, name: 'A' }, { workspace: null }, signal));
    valueOf(await session.perform({ ...rename, name: 'B' }, { workspace: null }, signal));
    expect(count(collection)).toBe(1);
    expect(count('PUT /api/v1/workspaces/7')).toBe(0);
    expect(count('PUT /api/v1/organizations/1/workspaces/7')).toBe(2);
  });
});

describe('a collection of which a part is built', () => {
  const listOnly: Record<string, Route> = {
    'GET /api/v1/organizations/': () => organizations,
    'GET /api/v1/workspaces/': () =>
      said({ workspaces: [{ id: 7, name: 'Seven', organization_id: 1 }], total_count: 1 }),
    'GET /api/v1/organizations/1/roles': () => roles,
  };
  const create = {
    type: 'workspace.create',
    connectionId: 'c',
    kind: 'managed',
    name: 'New',
    description: '',
    url: '',
    isDefault: false,
    organizationId: '1',
  } as const;
  const viaOrganization = 'POST /api/v1/organizations/1/workspaces';

  it('creates by the organization where creating is a stub', async () => {
    const { session, asked, count } = sessionOver({
      ...listOnly,
      'POST /api/v1/workspaces/': () => refused(501, 'not_implemented'),
      [viaOrganization]: () => said({ workspace: { id: 8 } }, 201),
    });
    const made = valueOf(await session.perform(create, { workspace: null }, signal));
    expect(made.createdWorkspaceId).toBe('1/8');
    expect(count(viaOrganization)).toBe(1);
    expect(asked.at(-1)?.body).toEqual({ name: 'New' });
  });

  it('looks before it creates again, where the answer was an empty yes', async () => {
    const { session, count } = sessionOver({
      ...listOnly,
      'POST /api/v1/workspaces/': () => ({ status: 200, json: {} }),
      'GET /api/v1/organizations/1/workspaces': () =>
        said({ workspaces: [{ id: 9, name: 'New' }], total_count: 1 }),
      [viaOrganization]: () => refused(409, 'CONFLICT'),
    });
    const made = valueOf(await session.perform(create, { workspace: null }, signal));
    expect(made.createdWorkspaceId).toBe('1/9');
    expect(count(viaOrganization)).toBe(0);
  });

  it('never creates twice after an answer that may have done it', async () => {
    const { session, count } = sessionOver({
      ...listOnly,
      'POST /api/v1/workspaces/': () => refused(500, 'INTERNAL_ERROR'),
    });
    expect(errorOf(await session.perform(create, { workspace: null }, signal)).kind).toBe('server');
    expect(count(viaOrganization)).toBe(0);
  });

  it('learns that cloning is a stub by trying, and says so on every workspace from then on', async () => {
    const { session, count } = sessionOver({
      ...listOnly,
      'GET /api/v1/workspaces/7/settings': () => said({ settings: {} }),
      'POST /api/v1/workspaces/7/clone': () => refused(501, 'not_implemented'),
    });
    const first = valueOf(await session.workspaces(signal)).rows[1];
    expect(first?.unavailable).toEqual({});
    const clone = {
      type: 'workspace.clone',
      connectionId: 'c',
      workspaceId: '1/7',
      name: 'Copy',
      copyMembers: false,
      copySettings: true,
    } as const;
    for (let turn = 0; turn < 2; turn += 1) {
      expect(errorOf(await session.perform(clone, { workspace: null }, signal))).toMatchObject({
        kind: 'not-implemented',
        sentence: 'api.example.com has not built cloning.',
      });
    }
    expect(count('POST /api/v1/workspaces/7/clone')).toBe(1);
    const again = valueOf(await session.workspaces(signal)).rows[1];
    expect(Object.keys(again?.unavailable ?? {})).toEqual(['workspace.clone']);
  });
});

describe('whose token it is', () => {
  const proof = { 'GET /api/v1/organizations/': () => organizations };
  const user = { userId: '4', name: 'ana', email: 'ana@x.example' };

  it('is known from the login where the server doesn’t tell', async () => {
    const secret = JSON.stringify({ access: 'a', refresh: null, expiresAt: null, user });
    expect(valueOf(await sessionOver(proof, secret).session.whoami(signal))).toEqual(user);
  });

  it('is not guessed from a pasted token', async () => {
    expect(errorOf(await sessionOver(proof).session.whoami(signal))).toMatchObject({
      kind: 'not-implemented',
      nextStep: expect.stringContaining('user name and password') as unknown,
    });
  });

  it('is nobody’s where the sign-in is refused', async () => {
    const { session } = sessionOver({ 'GET /api/v1/organizations/': () => refused(401, 'AUTH_INVALID') });
    expect(errorOf(await session.whoami(signal)).kind).toBe('signed-out');
  });
});

describe('renewing the access token', () => {
  const kept = (left: number | null, refresh: string | null = 'r1') =>
    JSON.stringify({ access: 'old', refresh, expiresAt: left === null ? null : now + left });
  const renewal = 'POST /api/auth/refresh';
  const list = 'GET /api/v1/organizations/1/roles';
  const renewed = () => ({
    status: 200,
    json: { access_token: 'new', token_type: 'bearer', expires_in: 3600 },
  });

  it('happens ahead of its end, once for requests at the same time, and is kept', async () => {
    const { session, asked, count, device } = sessionOver(
      { [renewal]: renewed, [list]: () => roles },
      kept(59_000),
    );
    const results = await Promise.all([1, 2, 3].map(() => session.roles('1', signal)));
    for (const result of results) expect(result.ok).toBe(true);
    expect(count(renewal)).toBe(1);
    expect(asked[0]).toMatchObject({ body: { refresh_token: 'r1' }, bearer: undefined });
    expect(asked.slice(1).map(({ bearer }) => bearer)).toEqual(Array(3).fill('Bearer new'));
    expect(JSON.parse(device.current())).toMatchObject({
      access: 'new',
      refresh: 'r1',
      expiresAt: now + 3_600_000,
    });
  });

  it('doesn’t happen before', async () => {
    const { session, count } = sessionOver({ [renewal]: renewed, [list]: () => roles }, kept(61_000));
    valueOf(await session.roles('1', signal));
    expect(count(renewal)).toBe(0);
  });

  it('keeps the refresh token that comes along', async () => {
    const both = () => ({ status: 200, json: { ...renewed().json, refresh_token: 'r2' } });
    const { session, device } = sessionOver({ [renewal]: both, [list]: () => roles }, kept(0));
    valueOf(await session.roles('1', signal));
    expect(JSON.parse(device.current())).toMatchObject({ refresh: 'r2' });
  });

  const untilRenewed: Route = ({ bearer }) =>
    bearer === 'Bearer new' ? roles : refused(401, 'AUTH_EXPIRED');

  it('happens once when the server says that it is over, writes included', async () => {
    const { session, count } = sessionOver(
      {
        [renewal]: renewed,
        [list]: untilRenewed,
        'POST /api/v1/organizations/1/members/invite': (asked) =>
          untilRenewed(asked).status === 401
            ? refused(401, 'AUTH_EXPIRED')
            : said({ invitation: { id: 5 } }, 201),
      },
      kept(null),
    );
    valueOf(
      await session.perform(
        { type: 'member.invite', connectionId: 'c', workspaceId: '1', email: 'a@b.example', role: 'admin' },
        { workspace: null },
        signal,
      ),
    );
    expect(count(renewal)).toBe(1);
  });

  it('isn’t tried again and again where the new one is refused too', async () => {
    const { session, count } = sessionOver(
      { [renewal]: renewed, [list]: () => refused(401, 'AUTH_EXPIRED') },
      kept(null),
    );
    expect(errorOf(await session.roles('1', signal)).kind).toBe('signed-out');
    expect([count(renewal), count(list)]).toEqual([1, 2]);
  });

  it('that the server refuses ends the session, in words of its own', async () => {
    const { session } = sessionOver(
      { [renewal]: () => refused(401, 'AUTH_EXPIRED'), [list]: untilRenewed },
      kept(null),
    );
    expect(errorOf(await session.roles('1', signal))).toMatchObject({
      kind: 'signed-out',
      sentence: 'Your sign-in to api.example.com has ended and could not be renewed.',
    });
  });

  it('that fails otherwise doesn’t end the session, nor stop what the old token still opens', async () => {
    const broken = { [renewal]: () => refused(503, 'SERVICE_UNAVAILABLE') };
    const still = sessionOver({ ...broken, [list]: () => roles }, kept(30_000));
    expect((await still.session.roles('1', signal)).ok).toBe(true);
    const over = sessionOver({ ...broken, [list]: untilRenewed }, kept(-1));
    expect(errorOf(await over.session.roles('1', signal)).kind).toBe('server');
  });

  it('needs a refresh token, and is not what AUTH_INVALID asks for', async () => {
    const without = sessionOver({ [renewal]: renewed, [list]: untilRenewed }, kept(-1, null));
    expect(errorOf(await without.session.roles('1', signal)).kind).toBe('signed-out');
    expect(without.count(renewal)).toBe(0);
    const invalid = sessionOver(
      { [renewal]: renewed, [list]: () => refused(401, 'AUTH_INVALID') },
      kept(null),
    );
    expect(errorOf(await invalid.session.roles('1', signal)).kind).toBe('signed-out');
    expect(invalid.count(renewal)).toBe(0);
  });

  it('never lets a secret into an error', async () => {
    const { session } = sessionOver({ [renewal]: () => refused(401, 'AUTH_EXPIRED') }, kept(-1, 'r-secret'));
    expect(JSON.stringify(await session.roles('1', signal))).not.toContain('r-secret');
  });
});

describe('roles beyond the documents’', () => {
  it('go by their name, and are given by the number that the organization has for them', async () => {
    const { session, asked } = sessionOver({
      'GET /api/v1/organizations/1/roles': () => roles,
      'PUT /api/v1/organizations/1/members/3': () => said({}),
    });
    const { rows } = valueOf(await session.roles('1', signal));
    expect(rows.map(({ id, name }) => [id, name])).toEqual([
      ['admin', 'Admin'],
      ['auditor', 'Auditor'],
    ]);
    const give = {
      type: 'member.set-role',
      connectionId: 'c',
      workspaceId: '1',
      userId: '3',
      email: 'a@b.example',
    } as const;
    valueOf(await session.perform({ ...give, role: 'auditor' }, { workspace: null }, signal));
    expect(asked.at(-1)?.body).toEqual({ role_id: 12 });
    expect(
      errorOf(await session.perform({ ...give, role: 'viewer' }, { workspace: null }, signal)),
    ).toMatchObject({
      kind: 'invalid',
      sentence: 'The organization has no role “Viewer”.',
      fields: [{ path: 'role' }],
    });
  });
});

describe('provisioning', () => {
  const collection = {
    'GET /api/v1/workspaces/': () => said({ workspaces: [], total_count: 0 }),
  };
  const row = (name: string, settings: string | null = null) =>
    ({ type: 'workspace.provision', connectionId: 'c', organizationId: '1', name, settings }) as const;
  const provisionPath = 'POST /api/v1/workspaces/provision';

  it('gives rows of the same name the outcomes of that name in order', async () => {
    const { session } = sessionOver({
      ...collection,
      [provisionPath]: () =>
        said(
          {
            workspaces: [
              { id: 5, name: 'B' },
              { id: 6, name: 'A' },
            ],
            failed: [{ name: 'A', error: 'exists already' }],
            total_count: 2,
          },
          201,
        ),
    });
    const outcomes = valueOf(
      (await session.provision?.([row('A'), row('B'), row(' A '), row('C')], signal)) ?? none(),
    );
    expect(outcomes).toMatchObject([
      { made: true, workspaceId: '1/6' },
      { made: true, workspaceId: '1/5' },
      { made: false, error: { kind: 'conflict' } },
      { made: false, error: { kind: 'malformed' } },
    ]);
  });

  it('goes in requests of a hundred, and keeps what was made when a later one fails', async () => {
    const { session, asked } = sessionOver({
      ...collection,
      [provisionPath]: ({ body }) => {
        const { workspaces } = body as { workspaces: { name: string }[] };
        return workspaces[0]?.name === 'w100'
          ? refused(503, 'SERVICE_UNAVAILABLE')
          : said({ workspaces: workspaces.map(({ name }, id) => ({ id, name })), failed: [] }, 201);
      },
    });
    const rows = Array.from({ length: 150 }, (_one, index) => row(`w${index}`));
    const outcomes = valueOf((await session.provision?.(rows, signal)) ?? none());
    expect(outcomes.filter(({ made }) => made)).toHaveLength(100);
    expect(outcomes[149]).toMatchObject({ made: false, error: { kind: 'server' } });
    expect(asked.filter(({ path }) => path.endsWith('/provision'))).toHaveLength(2);
  });

  it.each([
    ['501', refused(501, 'not_implemented')],
    ['a yes without data', { status: 200, json: null }],
  ])('is not implemented after %s, and isn’t tried again', async (_name, answer) => {
    const { session, count } = sessionOver({ ...collection, [provisionPath]: () => answer });
    for (let turn = 0; turn < 2; turn += 1) {
      expect(errorOf((await session.provision?.([row('A')], signal)) ?? none()).kind).toBe('not-implemented');
    }
    expect(count(provisionPath)).toBe(1);
  });

  it('sends no row whose settings are no JSON object', async () => {
    const { session, asked } = sessionOver({
      ...collection,
      [provisionPath]: () => said({ workspaces: [{ id: 5, name: 'B' }], failed: [] }, 201),
    });
    const outcomes = valueOf(
      (await session.provision?.([row('A', '[1]'), row('B', '{"x":1}')], signal)) ?? none(),
    );
    expect(outcomes).toMatchObject([{ made: false, error: { kind: 'invalid' } }, { made: true }]);
    expect(asked.at(-1)?.body).toEqual({
      organization_id: 1,
      workspaces: [{ name: 'B', settings: { x: 1 } }],
    });
  });
});

const none = (): never => {
  throw new Error('provision is missing');
};
