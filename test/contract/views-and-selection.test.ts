import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { calls } from '../../src-preload/contract/api.ts';
import type { ChangeRequest, SelectionChange } from '../../src-preload/contract/change-request.ts';
import type { Plan } from '../../src-preload/contract/plan.ts';
import { knownValue, none, notReported } from '../../src-preload/shared/known.ts';
import { ok } from '../../src-preload/shared/result.ts';
import type { SavedView } from '../../src-preload/contract/views.ts';
import { changesHandlers } from '../../src-main/ipc/changes.ts';
import { connectionsHandlers } from '../../src-main/ipc/connections.ts';
import { membersHandlers } from '../../src-main/ipc/members.ts';
import { peopleHandlers } from '../../src-main/ipc/people.ts';
import { viewsHandlers } from '../../src-main/ipc/views.ts';
import { plainToken, type TokenRow } from '../../src-main/base/records.ts';
import { startConnectedCore, type ConnectedCore } from '../support/core.ts';
import { valueOf } from '../support/results.ts';
import { signal } from '../support/signal.ts';

const place = 'Northwind Production';

let app: ConnectedCore;
let connectionId = '';
let workspaceId = '';

beforeAll(async () => {
  app = await startConnectedCore();
  connectionId = app.connectionTo('system-initiative').id;
  valueOf(await app.core.sync.fetchNow(connectionId, null, ['workspaces'], signal));
  workspaceId = app.server.workspaceId(place);
  valueOf(await app.core.sync.fetchNow(connectionId, workspaceId, ['members'], signal));
}, 60_000);
afterAll(() => app.close());

const context = () => app.context();
const ref = () => ({ connectionId, workspaceId });
const members = () => membersHandlers(context());
const changes = () =>
  changesHandlers(
    context(),
    { saveText: async () => ok(false) },
    { program: ['steward'], profile: null, shell: 'posix' },
  );

async function everybody(query: string): Promise<string[]> {
  const sort = { by: 'name', order: 'asc' } as const;
  const page = valueOf(await members().page({ ...ref(), query, offset: 0, limit: 200, sort }));
  return page.rows.map(({ userId }) => userId);
}
const idsOf = (plan: Plan) => plan.items.map(({ request }) => ('userId' in request ? request.userId : null));

const planned = async (rule: Omit<SelectionChange, 'connectionId' | 'workspaceId'>): Promise<Plan> =>
  calls.changes.planSelection.output.parse(valueOf(await changes().planSelection({ ...ref(), ...rule })));

describe('members in pages', () => {
  const ask = { query: 'a', offset: 0, limit: 10, sort: { by: 'role', order: 'asc' } } as const;

  it('it serves pages uncounted on request, one after the other without skipping', async () => {
    const first = valueOf(await members().page({ ...ref(), ...ask, count: 'none' }));
    expect([first.matching, first.rows.length]).toEqual([null, 10]);
    const next = valueOf(await members().page({ ...ref(), ...ask, count: 'none', after: first.next ?? '' }));
    const skipped = valueOf(await members().page({ ...ref(), ...ask, offset: 10 }));
    expect(next.rows).toEqual(skipped.rows);
  });

  it('it needs no counting when nothing is searched', async () => {
    const page = valueOf(await members().page({ ...ref(), ...ask, query: ' ', count: 'none' }));
    expect(page.matching).toBe(page.total);
  });

  it('it counts separately, and only the newest question of a list', async () => {
    const { page, count } = members();
    const exact = valueOf(await page({ ...ref(), ...ask })).matching;
    const [old, now] = await Promise.all([
      count({ ...ref(), query: 'a', as: 'list' }),
      count({ ...ref(), query: 'a', as: 'list' }),
    ]);
    expect(valueOf(now).matching).toBe(exact);
    expect([null, exact]).toContain(valueOf(old).matching);
  });
});

describe('a plan from a selection', () => {
  it('it names everyone who matches, except those excluded', async () => {
    const [first, second, ...others] = await everybody('role:collaborator');
    const plan = await planned({
      query: 'role:collaborator',
      except: [first ?? '', second ?? ''],
      change: { type: 'member.remove' },
    });
    expect(idsOf(plan)).toEqual(others);
  });

  it('it leaves out who already has the role', async () => {
    const approvers = new Set(await everybody('role:approver'));
    const plan = await planned({
      query: '-role:owner',
      except: [],
      change: { type: 'member.set-role', role: 'APPROVER' },
    });
    expect(idsOf(plan)).toEqual((await everybody('-role:owner')).filter((id) => !approvers.has(id)));
    const roles = plan.items.map(({ request }: { request: ChangeRequest }) =>
      request.type === 'member.set-role' ? request.role : null,
    );
    expect(new Set(roles)).toEqual(new Set(['APPROVER']));
  });

  it('it refuses a rule that selects more than meant, no one, or only people who have the role', async () => {
    const plan = (query: string, role: string) =>
      changes().planSelection({
        ...ref(),
        query,
        except: [],
        change: { type: 'member.set-role', role },
      });
    expect(await plan('rol:collaborator', 'APPROVER')).toMatchObject({
      ok: false,
      error: { kind: 'invalid', sentence: expect.stringContaining('isn’t understood') as string },
    });
    expect(await plan('nobody-is-called-that', 'APPROVER')).toMatchObject({
      error: { sentence: 'No members are selected anymore.' },
    });
    expect(await plan('role:approver', 'APPROVER')).toMatchObject({
      error: { sentence: 'All of them already have this role.' },
    });
  });

  it('it previews whom it would affect', async () => {
    const found = valueOf(
      await peopleHandlers(context()).previewSelection({
        ...ref(),
        query: 'role:approver',
        except: [],
        limit: 2,
      }),
    );
    expect(found.total).toBe((await everybody('role:approver')).length);
    expect(found.rows).toHaveLength(2);
  });
});

describe('saved views', () => {
  const view = (name: string, more: Partial<SavedView> = {}): SavedView & { id: string | null } => ({
    id: '',
    name,
    list: 'members',
    place: null,
    query: 'role:owner',
    part: null,
    sort: { by: 'name', order: 'asc' },
    columns: null,
    ...more,
  });
  const add = (handlers: ReturnType<typeof viewsHandlers>, one: SavedView) =>
    handlers.save({ ...one, id: null });
  beforeEach(async () => {
    valueOf(await app.core.store.ledger.setPreference('views', []));
  });

  it('it saves, overwrites, deletes and restores views', async () => {
    const views = viewsHandlers(context());
    const saved = valueOf(await add(views, view('Owners')));
    const changed = { ...saved, query: 'role:owner status:active' };
    valueOf(await views.save(changed));
    expect(valueOf(await views.list({}))).toEqual([changed]);
    valueOf(await views.remove({ id: saved.id }));
    expect(valueOf(await views.list({}))).toEqual([]);
    valueOf(await views.save(changed));
    expect(valueOf(await views.list({}))).toEqual([changed]);
    valueOf(await views.remove({ id: saved.id }));
  });

  it('it gives the views of one list names of their own', async () => {
    const views = viewsHandlers(context());
    const [one, twin, elsewhere] = await Promise.all([
      add(views, view('Pending')),
      add(views, view('PENDING')),
      add(views, view('Pending', { list: 'tokens' })),
    ]);
    expect([one.ok, twin.ok, elsewhere.ok]).toEqual([true, false, true]);
    expect(twin).toMatchObject({ error: { fields: [{ path: 'name' }] } });
  });

  it('it removes views with their connection', async () => {
    const views = viewsHandlers(context());
    valueOf(await add(views, view('Everywhere')));
    valueOf(await add(views, view('Here', { place: { connectionId: 'gone', workspaceId: 'w' } })));
    await connectionsHandlers(context()).remove({ connectionId: 'gone' });
    expect(valueOf(await views.list({})).map(({ name }) => name)).toEqual(['Everywhere']);
  });

  it('it leaves out views that another version wrote differently', async () => {
    const views = viewsHandlers(context());
    const { ledger } = app.core.store;
    valueOf(await ledger.setPreference('views', [view('Kept', { id: 'k' }), { name: 'of the future' }]));
    expect(valueOf(await views.list({})).map(({ name }) => name)).toEqual(['Kept']);
    valueOf(await ledger.setPreference('views', 'not a list'));
    expect(valueOf(await views.list({}))).toEqual([]);
  });
});

describe('chosen columns', () => {
  beforeEach(async () => {
    valueOf(await app.core.store.ledger.setPreference('columns', {}));
  });

  it('it saves columns by the kind of list, and restores them', async () => {
    const views = viewsHandlers(context());
    const columns = [{ id: 'role', shown: false, width: 120 }];
    valueOf(await views.setColumns({ list: 'members', columns }));
    valueOf(await views.setColumns({ list: 'tokens', columns: [] }));
    expect(valueOf(await views.columns({}))).toEqual({ members: columns, tokens: [] });
    valueOf(await views.setColumns({ list: 'members', columns: null }));
    expect(valueOf(await views.columns({}))).toEqual({ tokens: [] });
  });

  it('it falls back to the list’s own columns when the saved ones can’t be read', async () => {
    valueOf(await app.core.store.ledger.setPreference('columns', { members: 'wide', tokens: [] }));
    expect(valueOf(await viewsHandlers(context()).columns({}))).toEqual({ members: [], tokens: [] });
  });
});

it('it can filter by roles of all systems across everything', async () => {
  const roles = valueOf(await peopleHandlers(context()).roles({ connectionIds: null }));
  const labels = roles.map(({ label }) => label);
  expect(labels).toEqual(expect.arrayContaining(['Collaborator', 'Viewer']));
  expect(new Set(labels.map((label) => label.toLowerCase())).size).toBe(labels.length);
});

describe('tokens with unknown values', () => {
  const token = (id: string, lastUsedAt: TokenRow['lastUsedAt']): TokenRow => ({
    ...plainToken,
    id,
    name: knownValue(id),
    ownerId: 'somebody',
    createdAt: notReported,
    expiresAt: none,
    revokedAt: none,
    lastUsedAt,
  });
  const read = async (query: string, order: 'asc' | 'desc') => {
    const about = { query, offset: 0, limit: 10, sort: { by: 'last-used', order } as const };
    const here = app.core.store.roster
      .tokensPage(ref(), { ...about, list: 'active', now: 2000 })
      .rows.map(({ id }) => id);
    const across = valueOf(
      await peopleHandlers(context()).tokens({
        ...about,
        query: `${query} ws:"${place}"`,
        connectionIds: [connectionId],
      }),
    );
    expect(across.rows.map(({ id }) => id)).toEqual(here);
    return here;
  };

  it('it finds tokens by what is unknown, and sorts them last, with never and not reported apart', async () => {
    const rows = [
      token('told nothing', notReported),
      token('old', knownValue(1000)),
      token('never used', none),
      token('new', knownValue(1500)),
    ];
    valueOf(
      await app.core.store.roster.swapTokens(ref(), rows, { startedAt: 1, finishedAt: 2, unreadable: 0 }),
    );
    expect(await read('', 'desc')).toEqual(['new', 'old', 'never used', 'told nothing']);
    expect(await read('', 'asc')).toEqual(['old', 'new', 'never used', 'told nothing']);
    expect(await read('last:unknown', 'asc')).toEqual(['told nothing']);
    expect(await read('last:none', 'asc')).toEqual(['never used']);
    expect(await read('-last:unknown', 'asc')).toEqual(['old', 'new', 'never used']);
  });
});
