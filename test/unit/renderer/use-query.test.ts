import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AppError } from '../../../src-preload/contract/result.ts';
import type { Result } from '../../../src-preload/shared/result.ts';
import { concerns } from '../../../src-renderer/stores/events.ts';
import { createQuery } from '../../../src-renderer/stores/query.ts';

const offline: AppError = {
  kind: 'offline',
  sentence: 'This device is offline.',
  nextStep: 'Check the network.',
  retryable: true,
  detail: null,
};

/** Calls that are answered by hand, in any order. */
function answers() {
  const pending: { signal: AbortSignal; answer: (result: Result<string>) => void }[] = [];
  const call = (signal: AbortSignal) =>
    new Promise<Result<string>>((resolve) => {
      pending.push({ signal, answer: resolve });
    });
  const answer = async (index: number, result: Result<string>) => {
    pending[index]?.answer(result);
    await vi.advanceTimersByTimeAsync(0);
  };
  return { call, answer, pending, ok: (index: number, value: string) => answer(index, { ok: true, value }) };
}

describe('a query', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: 1000 });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('shows an answer with the time at which it arrived', async () => {
    const query = createQuery<string>();
    const { call, ok } = answers();
    query.ask('a', call);
    expect(query.store.getState()).toEqual({
      key: 'a',
      value: null,
      error: null,
      loading: true,
      answeredAt: null,
    });
    await ok(0, 'one');
    expect(query.store.getState()).toEqual({
      key: 'a',
      value: 'one',
      error: null,
      loading: false,
      answeredAt: 1000,
    });
  });

  it('drops an answer that a newer call has overtaken, whichever arrives first', async () => {
    const query = createQuery<string>();
    const { call, ok, pending } = answers();
    query.ask('a', call);
    query.ask('b', call);
    expect(pending.map(({ signal }) => signal.aborted)).toEqual([true, false]);
    await ok(1, 'of b');
    await ok(0, 'of a');
    expect(query.store.getState()).toMatchObject({ key: 'b', value: 'of b', loading: false });
  });

  it('keeps the answer while the same is asked for again, and when that fails', async () => {
    const query = createQuery<string>();
    const { call, ok, answer } = answers();
    query.ask('a', call);
    await ok(0, 'one');
    void query.reload();
    expect(query.store.getState()).toMatchObject({ value: 'one', loading: true });
    await answer(1, { ok: false, error: offline });
    expect(query.store.getState()).toMatchObject({ value: 'one', error: offline, loading: false });
    void query.reload();
    await ok(2, 'two');
    expect(query.store.getState()).toMatchObject({ value: 'two', error: null });
  });

  it('drops the answer to another key at once, unless it is to be kept', async () => {
    const query = createQuery<string>();
    const { call, ok } = answers();
    query.ask('a', call);
    await ok(0, 'of a');
    query.ask('ab', call, { keepPrevious: true });
    expect(query.store.getState()).toMatchObject({ key: 'ab', value: 'of a', loading: true });
    query.ask('c', call);
    expect(query.store.getState()).toMatchObject({ key: 'c', value: null, answeredAt: null });
  });

  it('calls once for keys that change faster than its delay', async () => {
    const query = createQuery<string>();
    const { call, pending } = answers();
    for (const key of ['a', 'ab', 'abc']) query.ask(key, call, { delayMs: 120 });
    await vi.advanceTimersByTimeAsync(119);
    expect(pending).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(pending).toHaveLength(1);
  });

  it('calls once for all events that come close together', async () => {
    const query = createQuery<string>();
    const { call, ok, pending } = answers();
    query.ask('a', call);
    await ok(0, 'one');
    for (let event = 0; event < 20; event += 1) query.reloadSoon(150);
    await vi.advanceTimersByTimeAsync(150);
    expect(pending).toHaveLength(2);
    expect(query.store.getState()).toMatchObject({ value: 'one', loading: true });
  });

  it('shows what another call brought, and drops what was under way before that', async () => {
    const query = createQuery<string>();
    const { call, ok } = answers();
    query.ask('a', call);
    query.set('saved');
    await ok(0, 'from before');
    expect(query.store.getState()).toMatchObject({ value: 'saved', loading: false });
  });

  it('keeps what it knows when stopped, and forgets it when cleared', async () => {
    const query = createQuery<string>();
    const { call, ok, pending } = answers();
    query.ask('a', call);
    await ok(0, 'one');
    query.reloadSoon(150);
    query.stop();
    await vi.advanceTimersByTimeAsync(1000);
    expect([query.store.getState().value, pending.length]).toEqual(['one', 1]);
    query.clear();
    await query.reload();
    expect([query.store.getState().value, pending.length]).toEqual([null, 1]);
  });
});

describe('an event', () => {
  const place = { connectionId: 'c', workspaceId: 'w' };

  it('concerns a place when it is about it, its whole connection, or all connections', () => {
    expect(concerns({ topic: 'members', connectionId: 'c', workspaceId: 'w' }, place)).toBe(true);
    expect(concerns({ topic: 'members', connectionId: 'c', workspaceId: null }, place)).toBe(true);
    expect(concerns({ topic: 'workspaces', connectionId: 'c' }, place)).toBe(true);
    expect(concerns({ topic: 'status' }, place)).toBe(true);
  });

  it('does not concern a place when it is about another workspace or connection', () => {
    expect(concerns({ topic: 'members', connectionId: 'c', workspaceId: 'other' }, place)).toBe(false);
    expect(concerns({ topic: 'members', connectionId: 'other', workspaceId: 'w' }, place)).toBe(false);
    expect(concerns({ topic: 'workspaces', connectionId: 'other' }, place)).toBe(false);
  });

  it('about any workspace concerns its connection as a whole', () => {
    const connection = { connectionId: 'c', workspaceId: null };
    expect(concerns({ topic: 'tokens', connectionId: 'c', workspaceId: 'w' }, connection)).toBe(true);
  });
});
