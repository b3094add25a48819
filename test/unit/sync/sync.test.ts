import { describe, expect, it } from 'vitest';
import type { AppError } from '../../../src-preload/contract/result.ts';
import { fail, ok, type Result } from '../../../src-preload/shared/result.ts';
import { plainError } from '../../../src-main/base/errors.ts';
import { backoff } from '../../../src-main/sync/backoff.ts';
import { fakeCapabilities, fakeApiVariant, fakeProvider } from '../../support/provider.ts';
import {
  bench as benchOf,
  failing,
  fetchedOf,
  minute,
  never,
  person,
  settle,
  token,
  workspace,
} from './support.ts';

const no = { supported: false, reason: 'Not here.', source: 'test' } as const;
/** Members and tokens, and an automation token is never given the latter: what these tests are about needs no more. */
const twoLists = fakeProvider({
  apiVariants: {
    only: fakeApiVariant({
      capabilities: fakeCapabilities({ 'invitation.list': no, 'role.list': no, 'workspace.details': no }),
    }),
  },
  permits: (capability, who) =>
    capability === 'token.list' && who.credential === 'automation'
      ? { allowed: false, reason: 'Not for an automation token.' }
      : { allowed: true },
});
const bench = (credential: 'session' | 'automation' = 'session') =>
  benchOf({ provider: twoLists, record: { credential } });

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
