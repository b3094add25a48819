import { describe, expect, it } from 'vitest';
import { knownValue } from '../../../src-preload/contract/known.ts';
import { fail, ok, type AppError, type Result } from '../../../src-preload/contract/result.ts';
import type { StewardEvent } from '../../../src-preload/contract/events.ts';
import { plainError } from '../../../src-main/errors.ts';
import { systemInitiative } from '../../../src-main/providers/system-initiative/provider.ts';
import { backoff } from '../../../src-main/sync/backoff.ts';
import { createSync } from '../../../src-main/sync/create.ts';
import { fakeLedger, fakeRoster, fakeServer, failing, person, workspace } from '../changes/support.ts';

const never = new AbortController().signal;
const minute = 60_000;

/** Lets everything that is ready run, without any clock. */
async function settle() {
  for (let turn = 0; turn < 200; turn += 1) await Promise.resolve();
}

function bench(credential: 'session' | 'automation' = 'session') {
  const clock = { now: 1_000_000 };
  const timers = new Set<{ at: number; callback: () => void }>();
  const roster = fakeRoster();
  const ledger = fakeLedger(credential);
  const servers = { c1: fakeServer(), c2: fakeServer() };
  const events: StewardEvent[] = [];
  const ended: AppError[] = [];
  const parts: { noSession: AppError | null } = { noSession: null };
  const sync = createSync({
    sessions: {
      for: (id) =>
        ok({ session: (id === 'c2' ? servers.c2 : servers.c1).session, provider: systemInitiative }),
    },
    roster,
    ledger,
    now: () => clock.now,
    setTimer(callback, ms) {
      const timer = { at: clock.now + ms, callback };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    random: () => 0.5,
    onChanged: (event) => events.push(event),
    onSignedOut: (_, error) => ended.push(error),
  });
  /** Moves the clock, running what falls due in its order. */
  async function pass(ms: number) {
    const end = clock.now + ms;
    for (;;) {
      const due = [...timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (!due) break;
      timers.delete(due);
      clock.now = Math.max(clock.now, due.at);
      due.callback();
      await settle();
    }
    clock.now = end;
    await settle();
  }
  return { parts, clock, roster, ledger, servers, server: servers.c1, events, ended, sync, pass, timers };
}

describe('a sign-in', () => {
  it('fetches every list of every workspace', async () => {
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
    expect(roster.members({ connectionId: 'c1', workspaceId: 'w1' })).toHaveLength(4);
    expect(sync.health('c1').state).toBe('ok');
  });

  it('skips lists that an automation token is never given, without marking them as failed', async () => {
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
  it('has four requests at once at most, and never delays another connection', async () => {
    const { sync, servers } = bench();
    servers.c1.workspaces = Array.from({ length: 6 }, (_, index) => workspace(`w${index}`));
    let open = 0;
    let most = 0;
    const stuck: (() => void)[] = [];
    servers.c1.session.members = async () => {
      open += 1;
      most = Math.max(most, open);
      await new Promise<void>((resolve) => stuck.push(resolve));
      open -= 1;
      return ok({ rows: [], unreadable: 0, serverDate: null });
    };
    servers.c1.session.tokens = servers.c1.session.members as never;
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

  it('asks once for a list that is wanted several times', async () => {
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

  it('fetches again for one who must see what came after the fetch under way', async () => {
    const { sync, server, roster } = bench();
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
    server.members.set('w1', [person('ana', 'OWNER')]);
    server.session.members = original;
    const second = sync.fetchNow('c1', 'w1', ['members'], never);
    release();
    expect([(await first).ok, (await second).ok]).toEqual([true, true]);
    expect(roster.members({ connectionId: 'c1', workspaceId: 'w1' })).toHaveLength(1);
  });
});

describe('what was seen to change', () => {
  it('becomes history between the two fetches; the first fetch is no change', async () => {
    const { sync, server, ledger, clock } = bench();
    await sync.fetchNow('c1', null, ['workspaces'], never);
    await sync.fetchNow('c1', 'w1', ['members'], never);
    expect(ledger.rows).toEqual([]);
    server.members.set('w1', [person('ana', 'OWNER'), person('dana', 'APPROVER')]);
    clock.now += minute;
    await sync.fetchNow('c1', 'w1', ['members'], never);
    expect(ledger.rows).toMatchObject([
      {
        kind: 'member.role',
        subject: 'dana@example.com',
        before: 'EDITOR',
        after: 'APPROVER',
        from: 1_000_000,
        at: 1_060_000,
      },
    ]);
  });

  it('claims nothing to be gone from a list with unreadable records', async () => {
    const { sync, server, ledger } = bench();
    await sync.fetchNow('c1', null, ['workspaces'], never);
    server.workspaces = [workspace('w1')];
    server.unreadable = 1;
    await sync.fetchNow('c1', null, ['workspaces'], never);
    expect(ledger.rows).toEqual([]);
  });
});

describe('a server that fails', () => {
  it('leaves the last good list with its age and the error', async () => {
    const { sync, server, roster } = bench();
    sync.refresh('c1', 'sign-in');
    await settle();
    server.onFetch = (name) => (name === 'members w1' ? failing('server') : null);
    await sync.fetchNow('c1', 'w1', ['members'], never);
    expect(roster.members({ connectionId: 'c1', workspaceId: 'w1' })).toHaveLength(4);
    expect(roster.freshness('c1', 'w1', 'members')).toMatchObject({
      fetchedAt: 1_000_000,
      error: { kind: 'server' },
    });
    expect(sync.health('c1').state).toBe('ok');
  });

  it('is asked again after 5 s, 10 s, 20 s …, and at once when the user asks', async () => {
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

  it('is caught up with by itself once it answers again', async () => {
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

  it('is caught up with in whole when its list of workspaces failed first', async () => {
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

  it('doubles its pause to five minutes at most', () => {
    expect([1, 2, 3, 7, 40].map((failures) => backoff(failures, () => 0.5))).toEqual([
      5000, 10000, 20000, 300000, 300000,
    ]);
    expect(backoff(1, () => 0)).toBe(4000);
    expect(backoff(40, () => 1)).toBe(300000);
  });

  it('is left alone for as long as its Retry-After says, even when the user asks', async () => {
    const { sync, server, pass } = bench();
    const slower: AppError = {
      ...plainError('server', 'Too many.', 'Wait.'),
      kind: 'rate-limited',
      retryAfterMs: 40_000,
    };
    server.onFetch = () => slower;
    sync.refresh('c1', 'sign-in');
    await settle();
    sync.refresh('c1', 'manual');
    await pass(39_000);
    expect(server.fetched).toHaveLength(1);
    server.onFetch = null;
    await pass(2_000);
    expect(server.fetched).toHaveLength(6);
  });

  it('never signs anybody out with a 403, a 5xx or a proxy page', async () => {
    const { sync, server, ended } = bench();
    for (const kind of ['forbidden', 'server', 'timeout'] as const) {
      server.onFetch = () => failing(kind);
      sync.refresh('c1', 'manual');
      await settle();
    }
    expect(ended).toEqual([]);
  });

  it('asks the list of workspaces when it says that I am no member any more', async () => {
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

  it('stops everything until the next sign-in', async () => {
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

  it('is not announced again when there is no session to begin with', async () => {
    const { sync, ended, parts, roster } = bench();
    parts.noSession = signedOut;
    sync.refresh('c1', 'manual');
    await settle();
    expect(ended).toEqual([]);
    expect(roster.freshness('c1', null, 'workspaces').error).toBeNull();
  });

  it('drops an answer that comes after the connection was forgotten', async () => {
    const { sync, server, roster } = bench();
    let release = () => undefined as void;
    server.session.workspaces = async (signal) => {
      await new Promise<void>((resolve) => {
        release = resolve;
      });
      expect(signal.aborted).toBe(true);
      return ok({ rows: [workspace('w1', { name: 'late' })], unreadable: 0, serverDate: null });
    };
    sync.refresh('c1', 'sign-in');
    await settle();
    sync.forget('c1');
    release();
    await settle();
    expect(roster.workspaces('c1', 0)).toEqual([]);
  });

  it('stop aborts what is under way and leaves no timer', async () => {
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
  it('refreshes the workspace in view every 5 minutes and everything every 30', async () => {
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

  it('fetches the lists of a workspace that newly appears', async () => {
    const { sync, server } = bench();
    sync.refresh('c1', 'sign-in');
    await settle();
    server.fetched.length = 0;
    server.workspaces.push(workspace('w3', { name: 'New', isDefault: knownValue(false) }));
    sync.refresh('c1', 'change');
    await settle();
    expect([...server.fetched].sort()).toEqual(['members w3', 'tokens w3', 'workspaces']);
  });
});
