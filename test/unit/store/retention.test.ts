import { describe, expect, it } from 'vitest';
import { observedKind } from '../../../src-preload/contract/history.ts';
import { retention } from '../../../src-preload/contract/storage.ts';
import { day } from '../../../src-preload/shared/units.ts';
import type { Store } from '../../../src-main/store/types.ts';
import {
  connectionRecord,
  memberRow,
  meta,
  open,
  plan,
  planItem,
  temporaryFolder,
  value,
  workspaceRow,
} from './support.ts';
import { filled, ref, start } from './filled-store.ts';

const defaultRetention = retention.parse({});
const confirmed = [0];

const run = async (store: Store, now: number, offsets: readonly number[] = confirmed, more = {}) =>
  value(await store.storage.applyRetention({ now, retention: { ...defaultRetention, ...more }, offsets }));

describe('how long things are kept', () => {
  it('history past its days is deleted, and the past is known from there on', async () => {
    const store = await filled();
    value(await store.roster.swapMembers(ref, [memberRow('U3')], meta(start + 50 * day)));
    const report = await run(store, start + 100 * day, confirmed, { eraseAfterDays: 0 });
    expect(report).toMatchObject({ held: null, erased: [], deleted: 4 + 4 });
    // What the refresh on the 50th day saw is within its days.
    expect(store.ledger.history('c1', null).map(({ at }) => at)).toEqual([
      start + 50 * day,
      start + 50 * day,
    ]);
    const since = start + 10 * day;
    expect(store.past.span(ref, 'members')).toEqual({ since, until: start + 50 * day });
    expect(store.past.moment(ref, 'members', since - 1)).toBeNull();
    expect(store.past.membersAt(ref, since).map((row) => row.userId)).toEqual(['U1']);
    expect(store.past.countsBetween(ref, since, since)).toMatchObject([{ members: 1 }]);
    // Not fetched for longer than that: the last that is known is known still.
    const other = { ...ref, workspaceId: 'w2' };
    expect(store.past.span(other, 'members')).toEqual({ since: start + day, until: start + day });
    expect(store.past.membersAt(other, start + 100 * day)).toHaveLength(1);
  });

  it('copies of the server that the app itself runs aren’t erased for their age', async () => {
    const store = await filled();
    value(await store.ledger.saveConnection(connectionRecord('c1', { builtIn: true })));
    const { erased } = await run(store, start + 200 * day, confirmed, { eraseAfterDays: 90 });
    expect(erased.map(({ connectionId }) => connectionId)).toEqual(['c2']);
    expect(store.roster.members(ref)).not.toEqual([]);
  });

  it('0 days means forever', async () => {
    const store = await filled();
    const never = { historyDays: 0, hideAfterDays: 0, eraseAfterDays: 0 };
    expect(await run(store, start + 5000 * day, confirmed, never)).toMatchObject({ deleted: 0, erased: [] });
    expect(store.storage.hiddenCopies('c1', start + 5000 * day, never)).toEqual([]);
    expect(store.past.span(ref, 'members')?.since).toBe(start);
  });

  it('what is kept of a place that left the list can be erased on its own, and nothing else', async () => {
    const store = await filled();
    expect(await store.storage.eraseGonePlace(ref)).toMatchObject({
      ok: false,
      error: { sentence: 'This workspace is in your list again.' },
    });
    value(await store.roster.swapWorkspaces('c1', [workspaceRow('w2')], meta(start + 2 * day)));
    value(await store.roster.flushHistory());
    const all = { kinds: observedKind.options, limit: 1000 };
    expect(store.ledger.historyAfter(ref, { id: 0, at: 0 }, all)).not.toEqual([]);
    value(await store.storage.eraseGonePlace(ref));
    expect(store.past.gonePlaces('c1')).toEqual([]);
    expect(store.ledger.historyAfter(ref, { id: 0, at: 0 }, all)).toEqual([]);
    expect(store.past.span({ ...ref, workspaceId: 'w2' }, 'members')).not.toBeNull();
    expect(store.past.span({ ...ref, connectionId: 'c2' }, 'members')).not.toBeNull();
  });

  it('a place that left the list isn’t counted among the lists of all connections', async () => {
    const store = await filled();
    value(await store.roster.swapWorkspaces('c1', [workspaceRow('w2')], meta(start + 2 * day)));
    const found = store.roster.coverage(null, 'members', start + 2 * day);
    expect(found.fresh + found.stale + found.never).toBe(3);
  });

  it('what is kept of a place that left the list goes with the history, not before', async () => {
    const store = await filled();
    value(await store.roster.swapWorkspaces('c1', [workspaceRow('w2')], meta(start + 2 * day)));
    const never = { hideAfterDays: 0, eraseAfterDays: 0 };
    const past = () => store.storage.stored('c1').lists.find(({ what }) => what === 'past')?.count ?? 0;
    const kept = past();
    await run(store, start + 91 * day, confirmed, never);
    expect(store.past.gonePlaces('c1').map(({ workspaceId }) => workspaceId)).toEqual(['w1']);
    expect(store.past.membersAt(ref, start + 91 * day).map(({ userId }) => userId)).toEqual(['U1']);
    expect(kept).toBeGreaterThan(past());
    await run(store, start + 93 * day, confirmed, never);
    expect(store.past.gonePlaces('c1')).toEqual([]);
    expect(store.past.membersAt(ref, start + 91 * day)).toEqual([]);
    expect(store.past.span({ ...ref, connectionId: 'c2' }, 'members')).not.toBeNull();
    expect(past()).toBe(0);
  });

  it('what is kept of a place that left the list is hidden with its connection’s copies', async () => {
    const store = await filled();
    value(await store.roster.swapWorkspaces('c1', [workspaceRow('w2')], meta(start + 2 * day)));
    const hidden = (now: number) => store.storage.copyHidden(ref, now, defaultRetention);
    expect(hidden(start + 20 * day)).toBeNull();
    expect(hidden(start + 40 * day)).toMatchObject({ whole: true, since: start + 2 * day });
    expect([...store.storage.hiddenPlaces('c1', start + 40 * day, defaultRetention)].sort()).toEqual([
      'w1',
      'w2',
    ]);
    value(await store.roster.swapWorkspaces('c1', [workspaceRow('w2')], meta(start + 41 * day)));
    expect(hidden(start + 42 * day)).toBeNull();
  });

  it('a copy without contact is hidden until it is fetched or the user shows it', async () => {
    const store = await filled();
    const hidden = (now: number) => store.storage.hiddenCopies('c1', now, defaultRetention);
    const since = start + day;
    expect(hidden(since + 30 * day)).toEqual([]);
    expect(hidden(since + 31 * day)).toEqual([{ workspaceId: null, since }]);
    // The list of workspaces is fetched, w2 too; w1 can't be.
    const later = since + 31 * day;
    value(await store.roster.swapWorkspaces('c1', [workspaceRow('w1'), workspaceRow('w2')], meta(later)));
    value(await store.roster.swapMembers({ ...ref, workspaceId: 'w2' }, [], meta(later)));
    expect(hidden(later)).toEqual([{ workspaceId: 'w1', since }]);
    expect(store.storage.copyHidden(ref, later, defaultRetention)).toEqual({
      workspaceId: 'w1',
      since,
      erasedAfter: since + 60 * day,
      whole: false,
    });
    expect(store.storage.hiddenPlaces('c1', later, defaultRetention)).toEqual(new Set(['w1']));
    expect(store.storage.hiddenPlaces('c2', later, defaultRetention)).toEqual(new Set(['w1', 'w2']));
    const other = { connectionId: 'c2', workspaceId: 'w1' };
    expect(store.storage.copyHidden(other, later, { ...defaultRetention, eraseAfterDays: 0 })).toMatchObject({
      erasedAfter: null,
      whole: true,
    });
    value(await store.storage.showStaleCopy('c1', 'w1', since, true));
    expect(store.storage.copyHidden(ref, later, defaultRetention)).toBeNull();
    value(await store.storage.showStaleCopy('c1', 'w1', since, false));
    expect(hidden(later)).toHaveLength(1);
    value(await store.storage.showStaleCopy('c1', 'w1', since, true));
    value(await store.roster.swapMembers(ref, [], meta(later)));
    // That was said of the copy as it was then.
    expect(hidden(later + 32 * day)).toHaveLength(1);
  });

  it('a copy that stays without contact is erased with a notice', async () => {
    const store = await filled();
    const later = start + 62 * day;
    value(await store.roster.swapWorkspaces('c1', [workspaceRow('w1'), workspaceRow('w2')], meta(later)));
    value(await store.roster.swapMembers({ ...ref, workspaceId: 'w2' }, [memberRow('U9')], meta(later)));
    const report = await run(store, later);
    expect(report.erased).toEqual([
      { connectionId: 'c2', workspaceId: null, lastContact: start + day },
      { connectionId: 'c1', workspaceId: 'w1', lastContact: start + day },
    ]);
    expect(report.notices.map((notice) => notice.sentence)).toEqual([
      'The offline copies of “c2” were erased after 61 days without contact.',
      'The offline copy of “Workspace w1” (c1) was erased because it couldn’t be refreshed for 61 days.',
    ]);
    expect(store.roster.workspaces('c2', later)).toEqual([]);
    expect(store.ledger.connections().map(({ id }) => id)).toContain('c2');
    expect(store.roster.workspace(ref, later)?.counts.members).toBeNull();
    expect(store.roster.members(ref)).toEqual([]);
    expect(store.past.span(ref, 'members')).toBeNull();
    expect(store.roster.freshness('c1', 'w1', 'members').fetchedAt).toBeNull();
    expect(store.storage.erasedCopies('c1')).toEqual([
      { workspaceId: 'w1', lastContact: start + day, erasedAt: later },
    ]);
    expect(store.roster.members({ ...ref, workspaceId: 'w2' })).toHaveLength(1);
    // It comes back with the next fetch, and that is the first one again.
    expect(value(await store.roster.swapMembers(ref, [memberRow('U7')], meta(later)))).toEqual([]);
    expect(store.storage.erasedCopies('c1')).toEqual([]);
    expect((await run(store, later)).erased).toEqual([]);
  });

  it('an inventory that was entered by hand never loses contact', async () => {
    const store = await open(temporaryFolder());
    const entered = workspaceRow('w1', { origin: 'entered' });
    value(await store.roster.swapWorkspaces('c1', [entered], meta(start)));
    value(await store.roster.swapMembers(ref, [memberRow('U1')], meta(start)));
    expect(store.storage.hiddenCopies('c1', start + 99 * day, defaultRetention)).toEqual([]);
    expect((await run(store, start + 99 * day)).erased).toEqual([]);
  });

  it('nothing is erased by an unconfirmed clock', async () => {
    const store = await filled();
    const far = start + 400 * day;
    expect(await run(store, far, [])).toMatchObject({ deleted: 0, erased: [], notices: [] });
    expect(store.storage.held()).toContain('jumped by more than a day');
    expect(store.roster.members(ref)).toHaveLength(1);
    expect((await run(store, far, [400 * day])).held).toBe(
      'This computer’s clock is 400 days ahead of the servers’ clocks. Nothing is erased because of its age until it’s correct.',
    );
    expect((await run(store, far, [])).held).toContain('400 days ahead');
    expect((await run(store, far, [5000])).erased).toHaveLength(2);
    expect(store.storage.held()).toBeNull();
  });
});

it('it reports what is stored of a connection: what, how much, how old and about how big', async () => {
  const store = await filled();
  value(await store.ledger.savePlan(plan('p1', [planItem('i1', 'c1')])));
  value(await store.ledger.setInventory('c1', { people: ['x'] }));
  const stored = store.storage.stored('c1');
  const of = (what: string) => stored.lists.find((list) => list.what === what);
  expect(of('workspaces')).toMatchObject({ count: 2, oldest: start });
  expect(of('members')).toMatchObject({ count: 2, oldest: start + day, newest: start + day });
  expect(of('tokens')).toMatchObject({ count: 2, oldest: start, newest: start });
  expect(of('past')).toMatchObject({ count: 2, oldest: start, newest: start + day });
  expect(of('invitations')).toMatchObject({ count: 0, oldest: null, newest: null, bytes: 0 });
  expect(stored.history).toMatchObject({ count: 2, oldest: start + day });
  expect(stored.receipts.count).toBe(1);
  expect(stored.inventory).toEqual({ bytes: 16 });
  expect(stored.lastContact).toBe(start + day);
  for (const amount of [of('members'), of('tokens'), stored.history, stored.receipts])
    expect(amount?.bytes).toBeGreaterThan(0);
});
