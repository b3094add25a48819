import { describe, expect, it } from 'vitest';
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
    const { server, sync, roster } = await fetched({ expectedGone: (_c, _w, list) => new Set(gone[list]) });
    server.tokens.set('w1', []);
    server.workspaces = [workspace('w1')];
    expect(await sync.fetchNow('c1', 'w1', ['tokens', 'workspaces'], never)).toMatchObject({ ok: true });
    expect(roster.tokens(w1)).toEqual([]);
    expect(roster.workspaces('c1', 0)).toHaveLength(1);
  });

  it('that is always the same after it was accepted isn’t doubted again', async () => {
    const { server, sync, pass } = await fetched();
    server.tokens.set('w1', [token('ci'), { ...token('ci'), expiresAt: { state: 'none' } }]);
    await sync.fetchNow('c1', 'w1', ['tokens'], never);
    await pass(3 * minute);
    expect(await sync.fetchNow('c1', 'w1', ['tokens'], never)).toMatchObject({ ok: true });
  });
});
