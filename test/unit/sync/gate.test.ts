import { describe, expect, it, vi } from 'vitest';
import { plainError } from '../../../src-main/base/errors.ts';
import { bench, minute, never, person, settle, token, workspace } from './support.ts';

const w1 = { connectionId: 'c1', workspaceId: 'w1' };

async function fetched(options: Parameters<typeof bench>[0] = {}) {
  const it = bench(options);
  it.sync.refresh('c1', 'sign-in');
  await settle();
  it.history.length = 0;
  const names = () =>
    it.roster
      .members(w1)
      .map(({ userId }) => userId)
      .sort();
  return { ...it, names };
}

describe('a list that can’t be what the server really has', () => {
  it('an empty list of workspaces erases no copy and no history', async () => {
    const { server, sync, roster, history, pass } = await fetched();
    server.workspaces = [];
    sync.refresh('c1', 'manual');
    await settle();
    expect(roster.workspaces('c1', 0)).toHaveLength(2);
    expect(roster.members(w1)).toHaveLength(3);
    expect(history).toEqual([]);
    expect(roster.freshness('c1', null, 'workspaces').error?.sentence).toBe(
      'The server now reports no workspaces instead of 2. The last copy stays until that’s confirmed.',
    );
    server.workspaces = [workspace('w1'), workspace('w2')];
    await pass(minute);
    expect(roster.freshness('c1', null, 'workspaces').error).toBeNull();
    expect(history).toEqual([]);
  });

  it('is taken once it stood in several readings for a while, and is history then', async () => {
    const { server, sync, roster, history, names, pass } = await fetched();
    server.members.set('w1', [person('ana', 'owner')]);
    sync.refresh('c1', 'manual', w1);
    await settle();
    expect(names()).toEqual(['ana', 'dana', 'eli']);
    await pass(30_000);
    expect(names()).toEqual(['ana', 'dana', 'eli']);
    await pass(2 * minute);
    expect(names()).toEqual(['ana']);
    expect(history.map(({ kind }) => kind)).toEqual(['member.left', 'member.left']);
    expect(roster.freshness('c1', 'w1', 'members').error).toBeNull();
  });

  it('leaves the connection healthy, and fails the caller that waits for proof', async () => {
    const { server, sync, pass } = await fetched();
    server.tokens.set('w1', []);
    await pass(minute);
    const proof = await sync.fetchNow('c1', 'w1', ['tokens'], never);
    expect(proof).toMatchObject({ ok: false, error: { kind: 'malformed' } });
    expect(sync.health('c1').state).toBe('ok');
  });

  it('without me, or with one ID for two people, leaves the copy as it is', async () => {
    const { server, sync, names } = await fetched();
    server.members.set('w1', [person('dana', 'editor'), person('eli', 'viewer')]);
    await sync.fetchNow('c1', 'w1', ['members'], never);
    expect(names()).toEqual(['ana', 'dana', 'eli']);
    server.members.set('w1', [
      person('ana', 'owner'),
      person('dana', 'owner'),
      person('dana', 'editor'),
      person('eli', 'viewer'),
    ]);
    const again = await sync.fetchNow('c1', 'w1', ['members'], never);
    expect(again).toMatchObject({
      error: { sentence: expect.stringContaining('contradicts itself') as string },
    });
  });

  it('is expected where this app’s own change removed what is missing', async () => {
    const gone = { workspaces: ['w2'], members: [], tokens: ['ci'] } as Record<string, string[]>;
    const { server, sync, roster } = await fetched({ expectedGone: ({ list }) => new Set(gone[list]) });
    server.tokens.set('w1', []);
    server.workspaces = [workspace('w1')];
    expect(await sync.fetchNow('c1', 'w1', ['tokens', 'workspaces'], never)).toMatchObject({ ok: true });
    expect(roster.tokens(w1)).toEqual([]);
    expect(roster.workspaces('c1', 0)).toHaveLength(1);
  });

  it('is judged without reading its whole copy where this app removed what is missing', async () => {
    const { server, sync, roster } = await fetched({ expectedGone: () => new Set(['dana', 'eli']) });
    const members = vi.spyOn(roster, 'members');
    server.members.set('w1', [person('ana', 'owner')]);
    expect(await sync.fetchNow('c1', 'w1', ['members'], never)).toMatchObject({ ok: true });
    expect(members).not.toHaveBeenCalled();
  });

  it('that is always the same after it was accepted isn’t doubted again', async () => {
    const { server, sync, pass } = await fetched();
    server.tokens.set('w1', [token('ci'), { ...token('ci'), expiresAt: { state: 'none' } }]);
    await sync.fetchNow('c1', 'w1', ['tokens'], never);
    await pass(3 * minute);
    expect(await sync.fetchNow('c1', 'w1', ['tokens'], never)).toMatchObject({ ok: true });
  });
});

describe('a list in doubt', () => {
  const shrunk = { kind: 'shrunk', is: 1 } as const;
  const smaller = async (options: Parameters<typeof bench>[0] = {}) => {
    const it = await fetched(options);
    it.server.members.set('w1', [person('ana', 'owner')]);
    await it.sync.fetchNow('c1', 'w1', ['members'], never);
    return it;
  };

  it('keeps why beside its copy, with what it would change', async () => {
    const { roster, clock } = await smaller();
    expect(roster.freshness('c1', 'w1', 'members').doubt).toEqual({
      ...shrunk,
      was: 3,
      since: clock.now,
      readings: 1,
      missing: { count: 2, names: ['dana@example.com', 'eli@example.com'] },
      added: 0,
    });
    expect(roster.doubtedLists('c1')).toEqual([{ workspaceId: 'w1', list: 'members' }]);
  });

  it('is taken at once where the admin accepts it, and is history then', async () => {
    const { sync, names, history, roster } = await smaller();
    expect(await sync.accept('c1', 'w1', 'members', shrunk)).toEqual({ ok: true, value: null });
    expect(names()).toEqual(['ana']);
    expect(history.map(({ kind }) => kind)).toEqual(['member.left', 'member.left']);
    expect(roster.freshness('c1', 'w1', 'members').doubt).toBeNull();
  });

  it('isn’t taken where the server’s answer is another one by now, and says so', async () => {
    const { server, sync, names, roster } = await smaller();
    server.members.set('w1', []);
    expect(await sync.accept('c1', 'w1', 'members', shrunk)).toMatchObject({
      ok: false,
      error: { kind: 'conflict' },
    });
    expect(names()).toEqual(['ana', 'dana', 'eli']);
    expect(roster.freshness('c1', 'w1', 'members').doubt).toMatchObject({ kind: 'empty', is: 0 });
    // What was accepted is no leave for later answers.
    server.members.set('w1', [person('ana', 'owner')]);
    await sync.fetchNow('c1', 'w1', ['members'], never);
    expect(names()).toEqual(['ana', 'dana', 'eli']);
  });

  it('ends without a word in history where the server’s answer is whole again', async () => {
    const { server, sync, names, history, roster } = await smaller();
    server.members.set('w1', [person('ana', 'owner'), person('dana', 'editor'), person('eli', 'viewer')]);
    expect(await sync.accept('c1', 'w1', 'members', shrunk)).toMatchObject({ ok: true });
    expect(names()).toEqual(['ana', 'dana', 'eli']);
    expect(history).toEqual([]);
    expect(roster.freshness('c1', 'w1', 'members').doubt).toBeNull();
  });

  it('stays in doubt after a failure and a restart, and earlier readings don’t confirm it', async () => {
    const { server, sync, roster, pass, clock } = await smaller();
    const since = clock.now;
    await pass(30_000);
    server.onFetch = () => plainError('server', 'It failed.', 'Try again.');
    await sync.fetchNow('c1', 'w1', ['members'], never);
    await sync.stop();
    expect(roster.freshness('c1', 'w1', 'members').doubt).toMatchObject(shrunk);
    const again = bench({ earlier: { roster, server, now: clock.now + 10 * minute } });
    server.onFetch = null;
    again.sync.refresh('c1', 'sign-in');
    await settle();
    expect(roster.members(w1)).toHaveLength(3);
    expect(roster.freshness('c1', 'w1', 'members').doubt).toMatchObject({ ...shrunk, since, readings: 1 });
    expect(await again.sync.accept('c1', 'w1', 'members', shrunk)).toMatchObject({ ok: true });
    expect(roster.members(w1)).toHaveLength(1);
  });
});
