import { describe, expect, it } from 'vitest';
import { valueOr } from '../../../../src-preload/shared/known.ts';
import { newWorkspace, perform } from '../../../support/perform.ts';
import { errorOf, valueOf } from '../../../support/results.ts';
import { signal } from '../../../support/signal.ts';
import { base, missing, organizations, refused, roles, said, sessionOver, type Route } from './server.ts';

describe('addresses', () => {
  it.each([base, `${base}/api`, `${base}/api/v1`, `${base}/api/v1/workspaces`, `${base}/api/auth`])(
    'it computes paths from %s',
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

  it('it reads long lists by skip and limit', async () => {
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

  it('it reads long lists by page and page_size where the answer names pages', async () => {
    const { session, asked } = sessionOver({ [path]: byPage });
    expect(valueOf(await session.members('1', signal)).rows).toHaveLength(250);
    expect(asked).toHaveLength(13);
  });

  it('it reads long lists by page where the server ignores skip', async () => {
    const silent: Route = (asked) => {
      const { members } = (byPage(asked).json as { data: { members: unknown[] } }).data;
      return said({ members, total_count: 250 });
    };
    const { session } = sessionOver({ [path]: silent });
    const { rows } = valueOf(await session.members('1', signal));
    expect(new Set(rows.map(({ userId }) => userId)).size).toBe(250);
  });

  it('it reports an error when a list ends too early', async () => {
    const { session } = sessionOver({ [path]: () => said({ members: part(0, 20), total_count: 250 }) });
    expect(errorOf(await session.members('1', signal)).kind).toBe('malformed');
  });

  it('it ends a list without a total at the first page that isn’t full', async () => {
    const { session, asked } = sessionOver({ [path]: () => said({ members: part(0, 20) }) });
    expect(valueOf(await session.members('1', signal)).rows).toHaveLength(20);
    expect(asked).toHaveLength(1);
  });

  it('it leaves out unreadable records and counts them', async () => {
    const members = [...part(0, 2), { user_id: 'x' }, { user_id: 'y' }];
    const { session } = sessionOver({ [path]: () => said({ members, total_count: 4 }) });
    const list = valueOf(await session.members('1', signal));
    expect([list.rows.length, list.unreadable]).toEqual([2, 2]);
  });

  it('it reads dates in UTC, with or without an offset', async () => {
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
  ])('it reads workspaces from the organizations when the collection answers %s', async (_name, stub) => {
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
  ])('it doesn’t take %s for a stub', async (_name, answer, kind) => {
    const { session } = sessionOver({ ...organizationPath, [collection]: () => answer });
    expect(errorOf(await session.workspaces(signal)).kind).toBe(kind);
  });

  it('it asks once by GET before the first write', async () => {
    const { session, count } = sessionOver({
      ...organizationPath,
      'PUT /api/v1/organizations/1/workspaces/7': () => said({ workspace: { id: 7 } }),
    });
    const rename = {
      type: 'workspace.update',
      workspaceId: '1/7',
      description: '',
    } as const;
    valueOf(await perform(session, { ...rename, name: 'A' }));
    valueOf(await perform(session, { ...rename, name: 'B' }));
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
  const create = newWorkspace('New', { kind: 'managed', organizationId: '1' });
  const viaOrganization = 'POST /api/v1/organizations/1/workspaces';

  it('it creates through the organization where creating is a stub', async () => {
    const { session, asked, count } = sessionOver({
      ...listOnly,
      'POST /api/v1/workspaces/': () => refused(501, 'not_implemented'),
      [viaOrganization]: () => said({ workspace: { id: 8 } }, 201),
    });
    const made = valueOf(await perform(session, create));
    expect(made.createdWorkspaceId).toBe('1/8');
    expect(count(viaOrganization)).toBe(1);
    expect(asked.at(-1)?.body).toEqual({ name: 'New' });
  });

  it('it checks before it creates again after an empty success', async () => {
    const { session, count } = sessionOver({
      ...listOnly,
      'POST /api/v1/workspaces/': () => ({ status: 200, json: {} }),
      'GET /api/v1/organizations/1/workspaces': () =>
        said({ workspaces: [{ id: 9, name: 'New' }], total_count: 1 }),
      [viaOrganization]: () => refused(409, 'CONFLICT'),
    });
    const made = valueOf(await perform(session, create));
    expect(made.createdWorkspaceId).toBe('1/9');
    expect(count(viaOrganization)).toBe(0);
  });

  it('it never creates twice after an answer that may have created one', async () => {
    const { session, count } = sessionOver({
      ...listOnly,
      'POST /api/v1/workspaces/': () => refused(500, 'INTERNAL_ERROR'),
    });
    expect(errorOf(await perform(session, create)).kind).toBe('server');
    expect(count(viaOrganization)).toBe(0);
  });

  it('it learns that cloning is a stub by trying, and then says so on every workspace', async () => {
    const { session, count } = sessionOver({
      ...listOnly,
      'GET /api/v1/workspaces/7/settings': () => said({ settings: {} }),
      'POST /api/v1/workspaces/7/clone': () => refused(501, 'not_implemented'),
    });
    const first = valueOf(await session.workspaces(signal)).rows[1];
    expect(first?.unavailable).toEqual({});
    const clone = {
      type: 'workspace.clone',
      workspaceId: '1/7',
      name: 'Copy',
      copyMembers: false,
      copySettings: true,
    } as const;
    for (let turn = 0; turn < 2; turn += 1) {
      expect(errorOf(await perform(session, clone))).toMatchObject({
        kind: 'not-implemented',
        sentence: 'api.example.com doesn’t support cloning yet.',
      });
    }
    expect(count('POST /api/v1/workspaces/7/clone')).toBe(1);
    const again = valueOf(await session.workspaces(signal)).rows[1];
    expect(Object.keys(again?.unavailable ?? {})).toEqual(['workspace.clone']);
  });
});

it('it shows and writes back every key of the settings, whatever its name', async () => {
  const text = '{"a": 1, "__proto__": {"b": 2}, "constructor": 3}';
  const { session, asked } = sessionOver({
    'GET /api/v1/workspaces/7/settings': () => said({ settings: JSON.parse(text) as unknown }),
    'PUT /api/v1/workspaces/7/settings': ({ body }) => said(body),
  });
  const [details] = valueOf(await session.details('1/7', signal)).rows;
  const settings = details ? valueOr(details.settings, '') : '';
  valueOf(await perform(session, { type: 'workspace.change-settings', workspaceId: '1/7', settings }));
  expect(JSON.stringify(asked.at(-1)?.body)).toBe(JSON.stringify({ settings: JSON.parse(text) as unknown }));
});
