import { beforeEach, describe, expect, it } from 'vitest';
import { knownValue, none } from '../../../src-preload/shared/known.ts';
import { day } from '../../../src-preload/shared/units.ts';
import type { SyncRosterSearch } from '../../../src-main/store/search/types.ts';
import { meta, tokenRow, value, workspaceRow } from './support.ts';
import { connections, members, named, now, places, roster, work } from './two-connections.ts';

describe('people across all connections', () => {
  beforeEach(() => {
    places('a', [
      workspaceRow('o', { name: 'Org', scope: 'organization' }),
      workspaceRow('w1', { name: 'Production' }),
      workspaceRow('w2', { name: 'Staging', organization: knownValue({ id: 'o', name: 'Acme' }) }),
      workspaceRow('w3', { name: 'Inner', membersAt: 'o' }),
    ]);
    places('b', [workspaceRow('w1', { name: 'Production' })]);
    members('a', 'o', [named('U5', 'Edda')]);
    members('a', 'w1', [named('U1', 'Ana', { role: 'OWNER' }), named('U2', 'Bo', { status: 'pending' })]);
    members('a', 'w2', [named('U1', 'Ana'), named('U3', 'Cleo'), named('U2', 'Zed')]);
    members('b', 'w1', [named('U1', 'Ana'), named('U4', 'Dan', { role: 'viewer' })]);
    value(
      work.swapTokens(
        { connectionId: 'a', workspaceId: 'w2' },
        [
          tokenRow('t1', { ownerId: 'U1', expiresAt: knownValue(now + 3 * day) }),
          tokenRow('t2', { ownerId: 'U1', expiresAt: knownValue(now - 1) }),
        ],
        meta(now),
      ),
    );
  });
  const ask = (query: string, more: Partial<Parameters<SyncRosterSearch['people']>[0]> = {}) =>
    roster.people({
      query,
      connections,
      sort: { by: 'name', order: 'asc' },
      limit: 50,
      now,
      ...more,
    });
  const who = (query: string, more = {}) =>
    ask(query, more).rows.map(({ connectionId, userId }) => `${connectionId} ${userId}`);

  it('there is one row for each connection and user ID, by name, whatever the e-mail', () => {
    expect(who('')).toEqual(['a U1', 'b U1', 'a U2', 'a U3', 'b U4', 'a U5']);
    expect(roster.peopleCount({ query: '', connections, now })).toBe(6);
  });

  it('each person comes with their places, roles and tokens', () => {
    expect(ask('ana role:owner').rows[0]).toEqual({
      connectionId: 'a',
      userId: 'U1',
      email: 'u1@example.com',
      name: knownValue('Ana'),
      places: [
        { workspaceId: 'w1', workspaceName: 'Production', role: 'OWNER', status: 'active', matches: true },
        { workspaceId: 'w2', workspaceName: 'Staging', role: 'EDITOR', status: 'active', matches: false },
      ],
      placeCount: 2,
      tokens: { all: 2, active: 1 },
    });
  });

  it.each([
    ['ws:prod', ['a U1', 'b U1', 'a U2', 'b U4']],
    ['ws:prod conn:northwind', ['a U1', 'a U2']],
    ['-conn:northwind', ['b U1', 'b U4']],
    ['system:modbox', ['b U1', 'b U4']],
    ['org:acme', ['a U1', 'a U3', 'a U2']],
    ['ws:inner', ['a U5']],
    ['status:pending', ['a U2']],
    ['token:expiring<14d', ['a U1']],
    ['-token:any ws:staging', ['a U3', 'a U2']],
    ['zed', ['a U2']],
  ])('people are found by %s', (query, expected) => {
    expect(who(query)).toEqual(expected);
    expect(roster.peopleCount({ query, connections, now })).toBe(expected.length);
    expect(ask(query).problem).toBeNull();
  });

  it('roles are those of each person’s own system: one ID may mean another role elsewhere', () => {
    expect(who('role:owner')).toEqual(['a U1', 'b U1']);
    expect(who('role:viewer')).toEqual(['b U4']);
    expect(who('role:collaborator')).toEqual(['a U2', 'a U3', 'a U1', 'a U5'].sort(byName));
    expect(ask('role:nobody').problem).toContain('nobody');
  });
  const order = ['a U1', 'a U2', 'a U3', 'a U5'];
  const byName = (one: string, other: string) => order.indexOf(one) - order.indexOf(other);

  it.each(['asc', 'desc'] as const)('pages follow each other without gaps (%s)', (way) => {
    const sort = { by: 'name', order: way } as const;
    const all = who('', { sort });
    for (const limit of [1, 2, 3, 6]) {
      const seen: string[] = [];
      for (let after: string | undefined; ;) {
        const page = ask('', { sort, limit, ...(after === undefined ? {} : { after }) });
        seen.push(...page.rows.map(({ connectionId, userId }) => `${connectionId} ${userId}`));
        expect(page.rows.length).toBeLessThanOrEqual(limit);
        if (page.next === null) break;
        after = page.next;
      }
      expect(seen).toEqual(all);
    }
  });

  it('a person with different names in two places is listed once, at the first of them', () => {
    expect(who('', { sort: { by: 'name', order: 'desc' } })).toEqual([
      'a U2',
      'a U5',
      'b U4',
      'a U3',
      'a U1',
      'b U1',
    ]);
  });
});

describe('workspaces across all connections', () => {
  beforeEach(() => {
    places('a', [
      workspaceRow('w1', { name: 'Production', myRole: knownValue('OWNER') }),
      workspaceRow('w2', {
        name: 'Beta',
        myRole: knownValue('EDITOR'),
        organization: knownValue({ id: 'o', name: 'Acme' }),
      }),
      workspaceRow('o', { name: 'Acme', scope: 'organization', myRole: none }),
    ]);
    places('b', [workspaceRow('w1', { name: 'alpha', origin: 'entered', myRole: knownValue('EDITOR') })]);
    members('a', 'w2', [named('U1', 'Ana'), named('U2', 'Bo')]);
  });
  const ask = (query: string, sort = { by: 'name' as 'name' | 'members', order: 'asc' as const }) =>
    roster.workspacesAcross({ query, connections, sort, offset: 0, limit: 50, now });
  const names = (query: string) => ask(query).rows.map(({ name }) => name);

  it.each([
    ['', ['Acme', 'alpha', 'Beta', 'Production']],
    ['role:owner', ['alpha', 'Production']],
    ['-role:owner', ['Acme', 'Beta']],
    ['scope:organization', ['Acme']],
    ['origin:entered', ['alpha']],
    ['org:acme', ['Beta']],
    ['acme', ['Acme', 'Beta']],
    ['conn:contoso', ['alpha']],
  ])('are found by “%s”', (query, expected) => {
    expect(names(query)).toEqual(expected);
  });

  it('are found by the freshness of their own list of members', () => {
    members('a', 'w1', [named('U1', 'Ana')], now - day);
    expect(names('freshness:fresh')).toEqual(['Beta']);
    expect(names('freshness:stale')).toEqual(['Production']);
    expect(names('freshness:never')).toEqual(['Acme']);
    expect(names('freshness:stale,waiting,never')).toEqual(['Acme', 'Production']);
  });

  it('workspaces sort by members, with uncounted ones last', () => {
    expect(ask('', { by: 'members', order: 'asc' }).rows[0]).toMatchObject({
      name: 'Beta',
      counts: { members: 2 },
    });
  });
});

it('nothing of a hidden copy is found, shown or counted', () => {
  places('a', [workspaceRow('w1', { name: 'Shown' }), workspaceRow('w2', { name: 'Hidden' })]);
  for (const id of ['w1', 'w2']) {
    members('a', id, [named('U1', 'Ana'), ...(id === 'w2' ? [named('U2', 'Bo')] : [])]);
    value(
      work.swapTokens({ connectionId: 'a', workspaceId: id }, [tokenRow(id, { ownerId: 'U1' })], meta(now)),
    );
  }
  const [first] = connections;
  if (first === undefined) throw new Error('there are two connections');
  const asked = { query: '', connections: [{ ...first, hidden: new Set(['w2']) }], limit: 9, now: 5 };
  const people = roster.people({ ...asked, sort: { by: 'name', order: 'asc' } });
  expect(people.rows).toMatchObject([{ userId: 'U1', placeCount: 1, tokens: { all: 1, active: 1 } }]);
  expect(roster.peopleCount(asked)).toBe(1);
  const tokens = roster.tokensAcross({ ...asked, offset: 0, sort: { by: 'name', order: 'asc' } });
  expect(tokens.rows.map(({ id }) => id)).toEqual(['w1']);
  // By the server's time, where this computer's clock is off, they have ended.
  const later = [{ ...first, serverNow: 200_000 }];
  const ended = { ...asked, query: 'status:expired', connections: later, offset: 0 };
  expect(roster.tokensAcross({ ...ended, sort: { by: 'name', order: 'asc' } }).matching).toBe(2);
  expect(
    roster.people({ ...asked, connections: later, sort: { by: 'name', order: 'asc' } }).rows[0],
  ).toMatchObject({ tokens: { all: 2, active: 0 } });
});

describe('a text typed anywhere', () => {
  beforeEach(() => {
    places('a', [workspaceRow('w1', { name: 'Production' }), workspaceRow('w2', { name: 'Staging' })]);
    places('b', [workspaceRow('w1', { name: 'Production' })]);
    members('a', 'w1', [
      named('U1', 'Aaron Hanani'),
      named('U2', 'Ana Zed'),
      named('U3', 'Ana'),
      named('U4', 'Zoe', { email: 'ana.z@example.com' }),
    ]);
    members('a', 'w2', [named('U3', 'Ana')]);
    members('b', 'w1', [named('U9', 'Ánà')]);
    const token = (id: string, name: string) => tokenRow(id, { ownerId: 'U1', name: knownValue(name) });
    value(
      work.swapTokens(
        { connectionId: 'a', workspaceId: 'w1' },
        [token('t1', 'a ci one'), token('t2', 'ci'), token('t3', 'CI runner')],
        meta(now),
      ),
    );
  });
  const find = (query: string, limit = 10) =>
    roster.findPeople({ query, connections, limit, now }).map((row) => `${row.connectionId} ${row.userId}`);

  it('finds people named exactly so first, then those who begin with it, then the others', () => {
    expect(find('ana')).toEqual(['a U3', 'b U9', 'a U2', 'a U4', 'a U1']);
    expect(find('ana', 2)).toEqual(['a U3', 'b U9']);
  });

  it('takes the words of a name in any order, and the search language', () => {
    expect(find('zed ana')).toEqual(['a U2']);
    expect(find('ana conn:contoso')).toEqual(['b U9']);
  });

  it('finds tokens in the same order', () => {
    const found = roster.tokensAcross({
      query: 'ci',
      connections,
      limit: 10,
      offset: 0,
      now,
      sort: { by: 'match', order: 'asc' },
    });
    expect(found.rows.map(({ id }) => id)).toEqual(['t2', 't3', 't1']);
  });
});
