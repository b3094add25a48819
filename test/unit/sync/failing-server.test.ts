import { describe, expect, it } from 'vitest';
import type { AppError } from '../../../src-preload/contract/result.ts';
import { fail, ok } from '../../../src-preload/shared/result.ts';
import { plainError } from '../../../src-main/base/errors.ts';
import { backoff } from '../../../src-main/sync/backoff.ts';
import { failing, fetchedOf, minute, never, settle, token, workspace } from './support.ts';
import { benchOfTwoLists as bench } from './two-lists.ts';

describe('a server that fails', () => {
  it('the last good list stays with its age and the error', async () => {
    const { sync, server, roster } = bench();
    sync.refresh('c1', 'sign-in');
    await settle();
    server.onFetch = (name) => (name === 'members w1' ? failing('server') : null);
    await sync.fetchNow('c1', 'w1', ['members'], never);
    expect(roster.members({ connectionId: 'c1', workspaceId: 'w1' })).toHaveLength(3);
    expect(roster.freshness('c1', 'w1', 'members')).toMatchObject({
      fetchedAt: 1_000_000,
      error: { kind: 'server' },
    });
    expect(sync.health('c1').state).toBe('ok');
  });

  it('it is asked again after 5 s, 10 s, 20 s …, and at once when the user refreshes', async () => {
    const { sync, server, pass } = bench();
    server.onFetch = () => failing('refused');
    sync.refresh('c1', 'sign-in');
    await settle();
    expect(server.fetched).toHaveLength(1);
    expect(sync.health('c1')).toMatchObject({ state: 'failing', retryAt: 1_005_000 });
    sync.refresh('c1', 'focus');
    await settle();
    expect(server.fetched).toHaveLength(1);
    await pass(5_000);
    expect(server.fetched).toHaveLength(2);
    expect(sync.health('c1')).toMatchObject({ retryAt: 1_015_000, since: 1_000_000 });
    server.onFetch = null;
    sync.refresh('c1', 'network');
    await settle();
    expect(sync.health('c1').state).toBe('ok');
    expect(server.fetched).toContain('tokens w2');
  });

  it('everything is caught up automatically once it responds again', async () => {
    const { sync, server, pass, roster } = bench();
    sync.refresh('c1', 'sign-in');
    await settle();
    server.onFetch = () => failing('timeout');
    sync.refresh('c1', 'manual', { connectionId: 'c1', workspaceId: 'w1' });
    await settle();
    expect(roster.freshness('c1', 'w1', 'members').error?.kind).toBe('timeout');
    server.onFetch = null;
    await pass(10_000);
    expect(roster.freshness('c1', 'w1', 'members').error).toBeNull();
  });

  it('everything is caught up even when its list of workspaces failed first', async () => {
    const { sync, server, pass } = bench();
    sync.refresh('c1', 'sign-in');
    await settle();
    server.onFetch = () => failing('refused');
    sync.refresh('c1', 'manual');
    await settle();
    server.fetched.length = 0;
    server.onFetch = null;
    await pass(10_000);
    expect(server.fetched).toContain('members w2');
  });

  it('the pause doubles up to five minutes', () => {
    expect([1, 2, 3, 7, 40].map((failures) => backoff(failures, () => 0.5))).toEqual([
      5000, 10000, 20000, 300000, 300000,
    ]);
    expect(backoff(1, () => 0)).toBe(4000);
    expect(backoff(40, () => 1)).toBe(300000);
  });

  const asksToWait = (retryAfterMs: number): AppError => ({
    ...plainError('server', 'Too many.', 'Wait.'),
    kind: 'rate-limited',
    retryAfterMs,
  });

  it('it is left alone for its Retry-After, unless the user refreshes', async () => {
    const { sync, server, pass } = bench();
    server.onFetch = () => asksToWait(40_000);
    sync.refresh('c1', 'sign-in');
    await settle();
    sync.refresh('c1', 'focus');
    sync.refresh('c1', 'network');
    await pass(20_000);
    expect(server.fetched).toHaveLength(1);
    sync.refresh('c1', 'manual');
    await settle();
    await pass(39_000);
    expect(server.fetched).toHaveLength(2);
    server.onFetch = null;
    await pass(2_000);
    expect(server.fetched).toHaveLength(7);
  });

  it('our own back-off holds where its Retry-After is zero', async () => {
    const { sync, server, pass } = bench();
    server.onFetch = () => asksToWait(0);
    sync.refresh('c1', 'sign-in');
    await settle();
    await pass(4_000);
    expect(server.fetched).toHaveLength(1);
    await pass(60_000);
    expect(server.fetched.length).toBeLessThan(8);
  });

  it('it is asked again after a quarter of an hour where its Retry-After is centuries', async () => {
    const { sync, server, pass } = bench();
    server.onFetch = () => asksToWait(1e14);
    sync.refresh('c1', 'sign-in');
    await settle();
    await pass(14 * minute);
    expect(server.fetched).toHaveLength(1);
    await pass(2 * minute);
    expect(server.fetched.length).toBeGreaterThan(1);
  });

  it('who waits for a list is told of a long Retry-After, also where an answer on its way came after it', async () => {
    const { sync, server } = bench();
    sync.refresh('c1', 'sign-in');
    await settle();
    const stuck: (() => void)[] = [];
    server.session.tokens = async () => {
      await new Promise<void>((resolve) => stuck.push(resolve));
      return ok(fetchedOf([token('ci')]));
    };
    server.onFetch = (name) => (name === 'members w1' ? asksToWait(1e14) : null);
    const both = sync.fetchNow('c1', 'w1', ['members', 'tokens'], never);
    await settle();
    for (const go of stuck) go();
    await both;
    expect(sync.health('c1').state).toBe('failing');
    const asked = await Promise.race([sync.fetchNow('c1', 'w2', ['members'], never), settle()]);
    expect(asked).toMatchObject({ ok: false, error: { kind: 'rate-limited' } });
  });

  it('a refresh that the user asked for isn’t held by the answer to an earlier request', async () => {
    const { sync, server, clock } = bench();
    sync.refresh('c1', 'sign-in');
    await settle();
    const stuck: (() => void)[] = [];
    server.session.tokens = async () => {
      await new Promise<void>((resolve) => stuck.push(resolve));
      return fail(asksToWait(1e14));
    };
    const before = sync.fetchNow('c1', 'w1', ['tokens'], never);
    await settle();
    clock.now += 1;
    sync.refresh('c1', 'manual');
    await settle();
    server.session.tokens = async () => ok(fetchedOf([token('ci')]));
    for (const go of stuck.splice(0, 1)) go();
    await before;
    expect(await sync.fetchNow('c1', 'w2', ['members'], never)).toEqual(ok(null));
  });

  it('a 403, a 5xx or a proxy page never signs anyone out', async () => {
    const { sync, server, ended } = bench();
    for (const kind of ['forbidden', 'server', 'timeout'] as const) {
      server.onFetch = () => failing(kind);
      sync.refresh('c1', 'manual');
      await settle();
    }
    expect(ended).toEqual([]);
  });

  it('the list of workspaces is fetched when it says that I’m no longer a member', async () => {
    const { sync, server, roster, clock } = bench();
    sync.refresh('c1', 'sign-in');
    await settle();
    clock.now += minute;
    server.fetched.length = 0;
    server.workspaces = [workspace('w2')];
    server.onFetch = (name) => (name === 'members w1' ? failing('forbidden') : null);
    await sync.fetchNow('c1', 'w1', ['members'], never);
    await settle();
    expect(server.fetched).toEqual(['members w1', 'workspaces']);
    expect(roster.workspace({ connectionId: 'c1', workspaceId: 'w1' }, 0)).toBeNull();
  });
});
