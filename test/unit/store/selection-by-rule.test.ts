import { beforeEach, describe, expect, it } from 'vitest';
import { roles, workspaceRow } from './support.ts';
import { members, named, now, places, roster } from './two-connections.ts';

describe('a selection by rule', () => {
  const ref = { connectionId: 'a', workspaceId: 'w1' };
  beforeEach(() => {
    places('a', [workspaceRow('w1')]);
    members(
      'a',
      'w1',
      Array.from({ length: 25 }, (_, n) =>
        named(`U${n}`, `Name ${String(n).padStart(2, '0')}`, { role: n % 5 === 0 ? 'OWNER' : 'EDITOR' }),
      ),
    );
  });
  const rule = (query: string, except: string[] = []) => ({ query, except, roles, now });

  it('it gives the first matches and the total without the exceptions', () => {
    const found = roster.membersMatching(ref, rule('role:owner', ['U0', 'U1', 'gone']), 2);
    expect(found).toEqual({
      rows: [
        { userId: 'U5', email: 'u5@example.com', role: 'OWNER', status: 'active' },
        { userId: 'U10', email: 'u10@example.com', role: 'OWNER', status: 'active' },
      ],
      total: 4,
      problem: null,
    });
    expect(roster.membersMatching(ref, rule(''), 0)).toMatchObject({ rows: [], total: 25 });
  });

  it('it says when the query isn’t understood, since it would select too much', () => {
    expect(roster.membersMatching(ref, rule('role:boss'), 5)).toMatchObject({ total: 25 });
    expect(roster.membersMatching(ref, rule('role:boss'), 5).problem).toContain('boss');
  });

  it('its pieces add up to the whole selection', () => {
    const pieces = [];
    for (let after: string | null | undefined; after !== null;) {
      const { rows, next } = roster.matchingPage(ref, rule('name', ['U3', 'U4']), 4, after);
      pieces.push(rows);
      after = next;
    }
    const all = pieces.flat().map(({ userId }) => userId);
    expect(pieces.every((piece) => piece.length <= 4)).toBe(true);
    expect(all).toEqual(Array.from({ length: 25 }, (_, n) => `U${n}`).filter((id) => !/^U[34]$/.test(id)));
  });

  it('it is counted, and counting can be stopped', async () => {
    const query = { query: '-name:"name 1" role:editor', roles, now };
    const going = new AbortController();
    expect(await roster.countMembers(ref, query, going.signal)).toBe(12);
    expect(await roster.countMembers({ ...ref, workspaceId: 'w9' }, query, going.signal)).toBe(0);
  });
});
