import { beforeEach, describe, expect, it } from 'vitest';
import { knownValue, none, notReported } from '../../../src-preload/shared/known.ts';
import { day } from '../../../src-preload/shared/units.ts';
import type { SearchedConnection } from '../../../src-main/store/search/types.ts';
import { meta, tokenRow, value, workspaceRow } from './support.ts';
import { connections, members, named, now, places, roster, work } from './two-connections.ts';

describe('tokens across all connections', () => {
  beforeEach(() => {
    places('a', [workspaceRow('w1', { name: 'Production' }), workspaceRow('me', { scope: 'account' })]);
    places('b', [
      workspaceRow('w1', { name: 'Sandbox', tokensAt: 'me' }),
      workspaceRow('me', { name: 'Me' }),
    ]);
    members('a', 'w1', [named('U1', 'Ana')]);
    value(
      work.swapTokens(
        { connectionId: 'a', workspaceId: 'w1' },
        [
          tokenRow('t1', { name: knownValue('deploy'), expiresAt: knownValue(now + day) }),
          tokenRow('t2', { name: knownValue('backup'), expiresAt: none, lastUsedAt: none }),
          tokenRow('t3', { name: knownValue('old'), expiresAt: knownValue(now - day) }),
        ],
        meta(now),
      ),
    );
    value(
      work.swapTokens(
        { connectionId: 'b', workspaceId: 'me' },
        [
          tokenRow('t4', {
            name: knownValue('mine'),
            ownerId: 'X',
            expiresAt: notReported,
            scopes: knownValue('read:all'),
            enabled: knownValue(false),
          }),
        ],
        meta(now),
      ),
    );
  });
  const ask = (query: string, more = {}) =>
    roster.tokensAcross({
      query,
      connections,
      sort: { by: 'name', order: 'asc' },
      offset: 0,
      limit: 50,
      now,
      ...more,
    });
  const ids = (query: string, more = {}) => ask(query, more).rows.map(({ id }) => id);

  it.each([
    ['', ['t2', 't1', 't4', 't3']],
    ['expiring<14d', ['t1']],
    ['token:expiring<14d', ['t1']],
    ['expires:never', ['t2']],
    ['expires:unknown', ['t4']],
    ['status:expired', ['t3']],
    ['status:disabled,expired', ['t4', 't3']],
    ['last:none', ['t2']],
    ['owner:ana -status:expired', ['t2', 't1']],
    ['scope:read', ['t4']],
    ['ws:sandbox', ['t4']],
    ['conn:northwind dep', ['t1']],
    ['mi', ['t4']],
  ])('are found by “%s”', (query, expected) => {
    expect(ids(query)).toEqual(expected);
    expect(ask(query)).toMatchObject({ matching: expected.length, problem: null });
  });

  it('numbers in the names of tokens, owners and workspaces sort by their value', () => {
    places('c', [workspaceRow('t10', { name: 'Team 10' }), workspaceRow('t9', { name: 'Team 9' })]);
    for (const [place, token, bot] of [
      ['t10', 'Key 9', 'Bot 10'],
      ['t9', 'Key 10', 'Bot 9'],
    ] as const) {
      members('c', place, [named(`of ${place}`, bot)]);
      const row = tokenRow(token, { name: knownValue(token), ownerId: `of ${place}` });
      value(work.swapTokens({ connectionId: 'c', workspaceId: place }, [row], meta(now)));
    }
    const numbered: SearchedConnection[] = [
      { id: 'c', label: 'Numbered', system: { id: 'modbox', label: 'Modbox' }, roles: [] },
    ];
    const sorted = (by: string) => ids('', { connections: numbered, sort: { by, order: 'asc' } });
    expect(sorted('name')).toEqual(['Key 9', 'Key 10']);
    expect(sorted('owner')).toEqual(['Key 10', 'Key 9']);
    expect(sorted('workspace')).toEqual(['Key 10', 'Key 9']);
    expect(ids('name:"key 1"', { connections: numbered })).toEqual(['Key 10']);
    const people = roster.people({
      query: '',
      connections: numbered,
      sort: { by: 'name', order: 'asc' },
      limit: 1,
      now,
    });
    expect(people.rows.map(({ name }) => name)).toEqual([knownValue('Bot 9')]);
    const workspaces = roster.workspacesAcross({
      query: '',
      connections: numbered,
      sort: { by: 'name', order: 'desc' },
      offset: 0,
      limit: 50,
      now,
    });
    expect(workspaces.rows.map(({ name }) => name)).toEqual(['Team 10', 'Team 9']);
  });

  it('tokens show their place and owner, and sort with missing values last', () => {
    expect(ask('deploy').rows).toMatchObject([
      { connectionId: 'a', workspaceId: 'w1', workspaceName: 'Production', ownerName: knownValue('Ana') },
    ]);
    expect(ids('', { sort: { by: 'expires', order: 'desc' } })).toEqual(['t1', 't3', 't2', 't4']);
    expect(ids('', { sort: { by: 'workspace', order: 'asc' } })).toEqual(['t4', 't2', 't1', 't3']);
    expect(ids('', { offset: 1, limit: 2 })).toEqual(['t1', 't4']);
  });
});
