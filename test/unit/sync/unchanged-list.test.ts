import { describe, expect, it } from 'vitest';
import { createHttpClient } from '../../../src-main/http/client.ts';
import { systemInitiative } from '../../../src-main/providers/system-initiative/provider.ts';
import { fetchList } from '../../../src-main/sync/fetch-list.ts';
import type { MemberRow } from '../../../src-main/base/records.ts';
import { ok } from '../../../src-preload/shared/result.ts';
import { memoryStorage } from '../../support/connection-storage.ts';
import type { MembersAhead, SendsMembersAhead } from '../../../src-main/store/roster/types.ts';
import { connectionRecord } from '../store/support.ts';
import { memoryRoster, never, workspace, type Seen } from './support.ts';

const ref = { connectionId: 'c1', workspaceId: 'w1' };
const someone = (userId: string, more = {}) => ({
  userId,
  email: `${userId}@example.com`,
  nickname: userId,
  role: 'EDITOR',
  signupAt: '2026-01-01T00:00:00Z',
  ...more,
});
const people = ['ana', 'bo', 'cy'].map((id) => someone(id));

/** A server that answers with `answer`, and a roster that tells how often a list was swapped in. */
async function fetching() {
  const answer = { members: people as unknown[], headers: {} as Record<string, string> };
  const record = connectionRecord('c1', {
    identity: { userId: 'ana', name: 'Ana', email: 'ana@example.com' },
  });
  const http = createHttpClient({
    transport: {
      send: () =>
        Promise.resolve({
          ok: true,
          status: 200,
          headers: {
            'content-type': 'application/json',
            date: new Date(clock.now).toUTCString(),
            ...answer.headers,
          },
          body: Buffer.from(JSON.stringify(answer.members)),
        }),
      forget: () => Promise.resolve(),
    },
    now: () => clock.now,
  });
  const clock = { now: Date.UTC(2026, 5, 1) };
  const target = {
    connectionId: 'c1',
    address: 'https://example.com',
    credential: null,
    allowInsecure: false,
  };
  const session = systemInitiative.session(http, target, memoryStorage('token', { apiVariant: 'auth' }));
  const history: Seen[] = [];
  const memory = memoryRoster(history);
  const swaps = { count: 0 };
  const serverDates: (number | null)[] = [];
  const roster: typeof memory & Partial<SendsMembersAhead> = {
    ...memory,
    swapMembers(...args) {
      swaps.count += 1;
      return memory.swapMembers(...args);
    },
  };
  await roster.swapWorkspaces('c1', [workspace('w1', { myRole: { state: 'known', value: 'OWNER' } })], {
    startedAt: 1,
    finishedAt: 1,
    unreadable: 0,
  });
  const deps = {
    sessions: { for: () => ok({ session, provider: systemInitiative }) },
    roster,
    ledger: { connection: () => record },
    now: () => clock.now,
    onChanged: () => undefined,
    onServerDate: (_: string, date: number | null) => void serverDates.push(date),
  };
  const fetch = async (confirmed = false) => {
    clock.now += 60_000;
    const what = { ...ref, list: 'members' } as const;
    const { end } = await fetchList(
      deps,
      what,
      never,
      () => true,
      () => confirmed,
    );
    return end;
  };
  return { answer, record, roster, memory, history, swaps, serverDates, clock, fetch };
}

describe('a list whose answers are the same ones again', () => {
  it('isn’t read again: only its age, the server’s clock and how long it has been known are new', async () => {
    const { fetch, swaps, roster, clock, serverDates, history } = await fetching();
    await fetch();
    await roster.markTried('c1', 'w1', 'members', clock.now, {
      kind: 'server',
      sentence: '',
      nextStep: '',
      retryable: true,
      detail: null,
    });
    expect(await fetch()).toBe('fetched');
    expect(swaps.count).toBe(1);
    expect(roster.freshness('c1', 'w1', 'members')).toMatchObject({
      fetchedAt: clock.now,
      error: null,
      unreadable: 0,
    });
    expect(serverDates.at(-1)).toBe(clock.now);
    expect(roster.members(ref).map(({ userId }) => userId)).toEqual(['ana', 'bo', 'cy']);
    expect(history).toEqual([]);
  });

  it('is read when one of them differs, and what changed since the last reading becomes history', async () => {
    const { answer, fetch, swaps, history } = await fetching();
    await fetch();
    await fetch();
    answer.members = [people[0], people[1], someone('dan')];
    await fetch();
    await fetch();
    expect(swaps.count).toBe(2);
    expect(history.map(({ kind, subjectId }) => [kind, subjectId])).toEqual([
      ['member.joined', 'dan'],
      ['member.left', 'cy'],
    ]);
    const [joined] = history;
    expect((joined?.at ?? 0) - (joined?.from ?? 0)).toBe(60_000);
  });

  it('is read when the connection’s settings or identity decide otherwise what is made of it', async () => {
    const { record, fetch, swaps } = await fetching();
    await fetch();
    record.options = { region: 'eu' };
    await fetch();
    record.identity = { ...record.identity, userId: 'bo' };
    await fetch();
    expect(swaps.count).toBe(3);
  });

  it('is refused where it says that it is only a part now, or comes from a cache', async () => {
    const { answer, fetch, roster } = await fetching();
    await fetch();
    const { fetchedAt } = roster.freshness('c1', 'w1', 'members');
    answer.headers = { 'x-total-count': '100' };
    expect(await fetch()).toBe('failed');
    answer.headers = { age: '3600' };
    expect(await fetch()).toBe('failed');
    expect(roster.freshness('c1', 'w1', 'members').fetchedAt).toBe(fetchedAt);
  });

  it('is judged each time where records couldn’t be read or it was doubted', async () => {
    const { answer, fetch, swaps } = await fetching();
    answer.members = [...people, { userId: 'bad' }];
    await fetch();
    await fetch();
    expect(swaps.count).toBe(2);
    answer.members = [];
    expect(await fetch()).toBe('doubted');
    expect(await fetch(true)).toBe('fetched');
    await fetch();
    expect(swaps.count).toBe(4);
  });

  it('is read whole where the copy was replaced by other answers meanwhile', async () => {
    const { fetch, memory, roster } = await fetching();
    await fetch();
    const confirm = roster.confirmMembers;
    roster.confirmMembers = async (...args) => {
      await memory.swapMembers(ref, [], { startedAt: 2, finishedAt: 3, unreadable: 0 });
      return confirm(...args);
    };
    expect(await fetch()).toBe('fetched');
    expect(roster.members(ref)).toHaveLength(3);
  });
});

describe('a list whose members go to the writer while they are read', () => {
  /** What was done with those of each reading. */
  const recorded =
    (memory: Awaited<ReturnType<typeof fetching>>['memory'], log: string[]) => (): MembersAhead => {
      const sent: MemberRow[] = [];
      return {
        send(rows) {
          log.push('sent');
          sent.push(...rows);
        },
        isAll: (rows) => rows.length === sent.length,
        swap(place, meta) {
          log.push('swapped');
          return memory.swapMembers(place, sent, meta);
        },
        forget: () => void log.push('forgotten'),
      };
    };

  it('is swapped in only once it is judged, and forgotten where it is doubted', async () => {
    const { answer, roster, memory, fetch } = await fetching();
    const log: string[] = [];
    roster.membersAhead = recorded(memory, log);
    await fetch();
    expect(log).toEqual(['sent', 'swapped', 'forgotten']);
    log.length = 0;
    answer.members = [someone('eve'), someone('fay')];
    expect(await fetch()).toBe('doubted');
    expect(log).toEqual(['sent', 'forgotten']);
    expect(roster.members(ref).map(({ userId }) => userId)).toEqual(['ana', 'bo', 'cy']);
  });
});
