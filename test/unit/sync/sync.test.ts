import { describe, expect, it } from 'vitest';
import { fail, ok, type Result } from '../../../src-preload/shared/result.ts';
import { plainError } from '../../../src-main/base/errors.ts';
import { bench as benchOf, fetchedOf, minute, never, person, settle, token, workspace } from './support.ts';
import { twoLists, benchOfTwoLists as bench } from './two-lists.ts';

describe('a sign-in', () => {
  it('it fetches every list of every workspace', async () => {
    const { sync, server, roster } = bench();
    sync.refresh('c1', 'sign-in');
    await settle();
    expect([...server.fetched].sort()).toEqual([
      'members w1',
      'members w2',
      'tokens w1',
      'tokens w2',
      'workspaces',
    ]);
    expect(roster.members({ connectionId: 'c1', workspaceId: 'w1' })).toHaveLength(3);
    expect(sync.health('c1').state).toBe('ok');
  });

  it('it skips lists that automation tokens can’t read, without marking them as failed', async () => {
    const { sync, server, roster } = bench('automation');
    sync.refresh('c1', 'sign-in');
    await settle();
    expect([...server.fetched].sort()).toEqual(['members w1', 'members w2', 'workspaces']);
    expect(roster.freshness('c1', 'w1', 'tokens')).toMatchObject({ triedAt: null, error: null });
    const asked = await sync.fetchNow('c1', 'w1', ['tokens'], never);
    expect(asked.ok ? null : asked.error.kind).toBe('not-supported');
  });
});

describe('the queue of a connection', () => {
  it('it has at most four requests at once, and never delays another connection', async () => {
    const { sync, servers } = bench();
    servers.c1.workspaces = Array.from({ length: 6 }, (_, index) => workspace(`w${index}`));
    let open = 0;
    let most = 0;
    const stuck: (() => void)[] = [];
    const slowly = async <T>(rows: T[]) => {
      open += 1;
      most = Math.max(most, open);
      await new Promise<void>((resolve) => stuck.push(resolve));
      open -= 1;
      return ok(fetchedOf(rows));
    };
    servers.c1.session.members = () => slowly([person('ana', 'owner')]);
    servers.c1.session.tokens = () => slowly([token('ci')]);
    sync.refresh('c1', 'sign-in');
    await settle();
    expect(most).toBe(4);
    sync.refresh('c2', 'sign-in');
    await settle();
    expect(servers.c2.fetched).toHaveLength(5);
    while (stuck.length > 0) {
      stuck.shift()?.();
      await settle();
    }
    expect(most).toBe(4);
  });

  it('it fetches a list once that is requested several times', async () => {
    const { sync, server } = bench();
    const ref = { connectionId: 'c1', workspaceId: 'w2' };
    for (let count = 0; count < 5; count += 1) sync.refresh('c1', 'selection', ref);
    await settle();
    expect(server.fetched.filter((name) => name === 'workspaces')).toHaveLength(1);
    expect(server.fetched.filter((name) => name === 'members w2')).toHaveLength(1);
    sync.refresh('c1', 'selection', ref);
    await settle();
    expect(server.fetched.filter((name) => name === 'members w2')).toHaveLength(1);
  });

  it('it fetches again for a caller who needs what came after the fetch under way', async () => {
    const { sync, server, roster } = bench();
    await sync.fetchNow('c1', null, ['workspaces'], never);
    let release = () => undefined as void;
    const original = server.session.members;
    server.session.members = async (id, signal) => {
      const early = await original(id, signal);
      await new Promise<void>((resolve) => {
        release = resolve;
      });
      return early;
    };
    const first = sync.fetchNow('c1', 'w1', ['members'], never);
    await settle();
    server.members.set('w1', [person('ana', 'owner'), person('eli', 'viewer')]);
    server.session.members = original;
    const second = sync.fetchNow('c1', 'w1', ['members'], never);
    release();
    expect([(await first).ok, (await second).ok]).toEqual([true, true]);
    expect(roster.members({ connectionId: 'c1', workspaceId: 'w1' })).toHaveLength(2);
  });
});

describe('what was seen to change', () => {
  it('it becomes history between the two fetches; the first fetch is no change', async () => {
    const { sync, server, history, clock } = bench();
    await sync.fetchNow('c1', null, ['workspaces'], never);
    await sync.fetchNow('c1', 'w1', ['members'], never);
    expect(history).toEqual([]);
    server.members.set('w1', [person('ana', 'owner'), person('dana', 'viewer')]);
    clock.now += minute;
    await sync.fetchNow('c1', 'w1', ['members'], never);
    expect(history).toMatchObject([
      { kind: 'member.left', subject: 'eli@example.com' },
      {
        kind: 'member.role',
        subject: 'dana@example.com',
        before: 'editor',
        after: 'viewer',
        from: 1_000_000,
        at: 1_060_000,
      },
    ]);
  });

  it('nothing counts as gone from a list with unreadable records', async () => {
    const { sync, server, history } = bench();
    await sync.fetchNow('c1', null, ['workspaces'], never);
    server.workspaces = [workspace('w1')];
    server.unreadable = 1;
    await sync.fetchNow('c1', null, ['workspaces'], never);
    expect(history).toEqual([]);
  });
});

describe('the end of a session', () => {
  const signedOut = plainError('signed-out', 'The token was revoked.', 'Sign in again.');

  it('it stops everything until the next sign-in', async () => {
    const { sync, server, ended, pass } = bench();
    sync.refresh('c1', 'sign-in');
    await settle();
    server.onFetch = () => signedOut;
    sync.refresh('c1', 'manual');
    await settle();
    expect(ended).toEqual([signedOut]);
    server.fetched.length = 0;
    sync.refresh('c1', 'manual');
    await pass(120 * minute);
    const asked: Result<null> = await sync.fetchNow('c1', 'w1', ['members'], never);
    expect(asked).toEqual(fail(signedOut));
    expect(server.fetched).toEqual([]);
    server.onFetch = null;
    sync.refresh('c1', 'sign-in');
    await settle();
    expect(server.fetched).toHaveLength(5);
  });

  it('it isn’t reported again when there is no session to begin with', async () => {
    const { sync, ended, parts, roster } = bench();
    parts.noSession = signedOut;
    sync.refresh('c1', 'manual');
    await settle();
    expect(ended).toEqual([]);
    expect(roster.freshness('c1', null, 'workspaces').error).toBeNull();
  });

  it('it drops an answer that comes after the connection was forgotten', async () => {
    const { sync, server, roster } = bench();
    let release = () => undefined as void;
    server.session.workspaces = async (signal) => {
      await new Promise<void>((resolve) => {
        release = resolve;
      });
      expect(signal.aborted).toBe(true);
      return ok(fetchedOf([workspace('w1', { name: 'late' })]));
    };
    sync.refresh('c1', 'sign-in');
    await settle();
    sync.forget('c1');
    release();
    await settle();
    expect(roster.workspaces('c1', 0)).toEqual([]);
  });

  it('stopping aborts what is under way and leaves no timer', async () => {
    const { sync, server, timers } = bench();
    server.session.workspaces = (signal) =>
      new Promise((resolve) => {
        signal.addEventListener('abort', () => resolve(fail(plainError('cancelled', 'Stopped.', ''))));
      });
    sync.refresh('c1', 'sign-in');
    await settle();
    await sync.stop();
    expect(timers.size).toBe(0);
  });
});

describe('by itself', () => {
  it('it refreshes the workspace in view every 5 minutes and everything every 30', async () => {
    const { sync, server, pass } = bench();
    sync.refresh('c1', 'sign-in');
    await settle();
    sync.setInView({ connectionId: 'c1', workspaceId: 'w1' });
    server.fetched.length = 0;
    await pass(5 * minute);
    expect([...server.fetched].sort()).toEqual(['members w1', 'tokens w1', 'workspaces']);
    await pass(24 * minute);
    expect(server.fetched).not.toContain('members w2');
    await pass(2 * minute);
    expect(server.fetched).toContain('members w2');
    sync.setInView(null);
    server.fetched.length = 0;
    await pass(20 * minute);
    expect(server.fetched).toEqual([]);
  });

  it('it follows other periods from the moment that they are set, and asks for nothing where there are none', async () => {
    const periods = { inView: null as number | null, everything: null as number | null };
    const { sync, server, pass, timers } = benchOf({ provider: twoLists, periods: () => periods });
    sync.refresh('c1', 'sign-in');
    await settle();
    sync.setInView({ connectionId: 'c1', workspaceId: 'w1' });
    server.fetched.length = 0;
    expect(timers.size).toBe(0);
    await pass(120 * minute);
    expect(server.fetched).toEqual([]);
    periods.everything = 60 * minute;
    sync.periodsChanged();
    await pass(minute);
    expect(server.fetched).toContain('members w2');
    server.fetched.length = 0;
    await pass(58 * minute);
    expect(server.fetched).toEqual([]);
    await pass(3 * minute);
    expect(server.fetched).toContain('members w2');
  });

  it('it fetches the lists of a new workspace', async () => {
    const { sync, server } = bench();
    sync.refresh('c1', 'sign-in');
    await settle();
    server.fetched.length = 0;
    server.workspaces.push(workspace('w3', { name: 'New' }));
    sync.refresh('c1', 'change');
    await settle();
    expect([...server.fetched].sort()).toEqual(['members w3', 'tokens w3', 'workspaces']);
  });
});
