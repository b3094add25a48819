import { describe, expect, it } from 'vitest';
import { knownValue, none, notReported } from '../../../src-preload/shared/known.ts';
import type { Plan } from '../../../src-preload/contract/plan.ts';
import {
  factsOf,
  invitationsAsOf,
  membersAsOf,
  tokensAsOf,
} from '../../../src-main/queries/history/as-of.ts';
import { compareMoments } from '../../../src-main/queries/history/compare.ts';
import { membersOverTime } from '../../../src-main/queries/history/over-time.ts';
import { personTimeline, workspaceTimeline } from '../../../src-main/queries/history/timeline.ts';
import type { RosterPast, TimelineRow } from '../../../src-main/store/history/types.ts';
import { invitationRow, memberRow, plan, planItem, tokenRow } from '../store/support.ts';
import { memory, ref } from './support.ts';

const rosterAsOf = (past: RosterPast, at: number) =>
  membersAsOf(past, ref, at, { words: [], offset: 0, limit: 100 });

describe('a roster as of a moment', () => {
  it('claims nothing about the time before the first fetch, or about a list that was never fetched', () => {
    const { members, past } = memory();
    expect(factsOf(past, ref, 'members', 5)).toMatchObject({ state: 'never', since: null, complete: false });
    members([memberRow('U1')], 10);
    const before = rosterAsOf(past, 9);
    expect(before).toMatchObject({
      rows: [],
      facts: { state: 'not-yet', complete: false, since: 10 },
    });
    expect(before.facts.text).toMatch(
      /^Steward has data for this list since .*1970.*\. Nothing is known from before\.$/,
    );
    expect(membersAsOf(past, ref, 9, { words: [], offset: 0, limit: 9 })).toMatchObject({
      rows: [],
      matching: 0,
    });
  });

  it('says between which two fetches the changes happened', () => {
    const { members, past } = memory();
    members([memberRow('U1'), memberRow('U2')], 10);
    members([memberRow('U1', { role: 'OWNER' }), memberRow('U3')], 20);
    const { facts, rows } = rosterAsOf(past, 15);
    expect(facts.between).toEqual({ from: 10, to: 20, changes: 3 });
    expect(facts.text).toMatch(/3 people changed between .*; it’s not known which changes came first\./);
    expect(rows.map((row) => [row.userId, row.role])).toEqual([
      ['U1', 'EDITOR'],
      ['U2', 'EDITOR'],
    ]);
    expect(factsOf(past, ref, 'members', 20).between).toBeNull();
  });

  it('is incomplete where records couldn’t be read then, and after the last fetch too', () => {
    const { members, past } = memory();
    members([memberRow('U1'), memberRow('U2')], 10);
    members([memberRow('U1')], 20, 2);
    expect(factsOf(past, ref, 'members', 10).complete).toBe(true);
    const { facts } = rosterAsOf(past, 30);
    expect(facts.complete).toBe(false);
    expect(facts.text).toContain('2 records couldn’t be read then, so people may be missing.');
    expect(facts.text).toContain('As of the last fetch');
  });

  it('doesn’t show what was entered or used later', () => {
    const { members, tokens, invitations, past } = memory();
    members([memberRow('U1', { enteredAt: knownValue(30) })], 10);
    tokens(
      [tokenRow('t1', { lastUsedAt: knownValue(30) }), tokenRow('t0', { lastUsedAt: knownValue(5) })],
      10,
    );
    invitations([invitationRow('i1', { expiresAt: knownValue(15) })], 10);
    expect(rosterAsOf(past, 20).rows[0]?.enteredAt).toEqual(notReported);
    expect(tokensAsOf(past, ref, 20).map((row) => row.lastUsedAt)).toEqual([knownValue(5), notReported]);
    expect([12, 20].map((at) => invitationsAsOf(past, ref, at)[0]?.status)).toEqual(['pending', 'expired']);
  });
});

describe('the comparison of two moments', () => {
  it('lists who is new, gone or changed, not who came and went in between', async () => {
    const { members, past } = memory();
    members([memberRow('U1'), memberRow('U2'), memberRow('U3', { status: 'pending' })], 10);
    members([memberRow('U1'), memberRow('U2'), memberRow('U3'), memberRow('U4')], 20);
    members([memberRow('U1', { role: 'OWNER' }), memberRow('U3', { role: 'OWNER' }), memberRow('U5')], 30);
    members(
      [memberRow('U1', { name: knownValue('Other') }), memberRow('U3', { role: 'OWNER' }), memberRow('U5')],
      40,
    );
    const compared = async (one: number, other: number) =>
      Object.fromEntries(
        Object.entries((await compareMoments(past, ref, one, other)).members)
          .filter(([, { total }]) => total > 0)
          .map(([change, { rows }]) => [change, rows.map((row) => row.userId)]),
      );
    expect(await compared(10, 40)).toEqual({
      joined: ['U5'],
      left: ['U2'],
      role: ['U3'],
      status: ['U3'],
      details: ['U1'],
    });
    expect(await compared(40, 10)).toEqual(await compared(10, 40));
    expect(await compared(30, 40)).toEqual({ role: ['U1'], details: ['U1'] });
    expect(await compared(20, 20)).toEqual({});
    expect(await compared(5, 40)).toEqual({});
    expect((await compareMoments(past, ref, 5, 40)).from.state).toBe('not-yet');
  });

  it('names the lists that were first fetched in between, because nothing can be said of them', async () => {
    const { members, tokens, invitations, past } = memory();
    members([memberRow('U1')], 10);
    invitations([invitationRow('i1')], 10);
    tokens([tokenRow('t1')], 20);
    const found = await compareMoments(past, ref, 10, 30);
    expect(found.tokensCreated).toEqual([]);
    expect(found.notKnown).toEqual(['tokens']);
    expect((await compareMoments(past, ref, 20, 30)).notKnown).toEqual([]);
  });

  it('lists which tokens and invitations were created and ended, also by expiry', async () => {
    const { tokens, invitations, past } = memory();
    tokens([tokenRow('t1', { expiresAt: knownValue(25) }), tokenRow('t2'), tokenRow('t3')], 10);
    tokens(
      [
        tokenRow('t1', { expiresAt: knownValue(25) }),
        tokenRow('t2', { revokedAt: knownValue(15) }),
        tokenRow('t4'),
      ],
      20,
    );
    invitations(
      [invitationRow('i1'), invitationRow('i2', { expiresAt: knownValue(25) }), invitationRow('i3')],
      10,
    );
    invitations(
      [
        invitationRow('i1', { status: 'accepted' }),
        invitationRow('i2', { expiresAt: knownValue(25) }),
        invitationRow('i4'),
      ],
      20,
    );
    const found = await compareMoments(past, ref, 10, 30);
    expect(found.tokensCreated.map(({ id }) => id)).toEqual(['t4']);
    expect(found.tokensEnded.map(({ row, status }) => [row.id, status])).toEqual([
      ['t1', 'expired'],
      ['t2', 'revoked'],
      ['t3', 'gone'],
    ]);
    expect(found.invitationsSent.map(({ id }) => id)).toEqual(['i4']);
    expect(found.invitationsEnded.map(({ row, status }) => [row.id, status])).toEqual([
      ['i1', 'accepted'],
      ['i2', 'expired'],
      ['i3', 'gone'],
    ]);
  });
});

it('the member count over time has a gap where nothing was known, and claims nothing after the last fetch', () => {
  const { members, past } = memory();
  members([memberRow('U1')], 20);
  members([memberRow('U1'), memberRow('U2', { status: 'pending' })], 30);
  const { points, since } = membersOverTime(past, ref, 10, 50, 5);
  expect(since).toBe(20);
  expect(points.map(({ at, members, pending, known }) => [at, members, pending, known])).toEqual([
    [10, null, null, false],
    [20, 1, 0, true],
    [30, 2, 1, true],
    [40, 2, 1, false],
    [50, 2, 1, false],
  ]);
});

describe('a timeline', () => {
  const seenRow = (id: number, at: number, more: Partial<TimelineRow> = {}): TimelineRow => ({
    id,
    connectionId: 'c1',
    workspaceId: 'w1',
    from: at - 1,
    at,
    kind: 'member.role',
    subjectId: 'U2',
    subject: 'u2@example.com',
    before: 'A',
    after: 'B',
    personId: 'U2',
    row: null,
    ...more,
  });
  /** What was seen last comes first, as the store gives them. */
  const timelines = (rows: TimelineRow[]) => {
    const page = (after: { at: number; id: number } | null, limit: number) =>
      rows.filter((row) => after === null || row.id < after.id).slice(0, limit);
    return {
      workspace: (_: unknown, after: { at: number; id: number } | null, limit: number) => page(after, limit),
      person: (_: unknown, after: { at: number; id: number } | null, limit: number) => page(after, limit),
    };
  };
  const deps = (
    rows: TimelineRow[],
    plans: Plan[],
    tokens = [tokenRow('t1', { expiresAt: knownValue(25) })],
  ) => ({
    timelines: timelines(rows),
    ledger: { plansBetween: () => Promise.resolve(plans) },
    roster: { tokens: () => tokens },
    past: { tokensOf: () => tokens.map((token) => ({ workspaceId: 'w1', token })) },
    nowFor: () => 1000,
    roleLabel: (_: string, __: string | null, role: string) => `Role ${role}`,
  });
  const removed = (at: number) =>
    plan('p1', [planItem('i1', 'c1', { state: { state: 'done', at, words: 'Removed' } })]);

  it('of a place contains what was seen, what this app did and what expired, page by page and each once', async () => {
    const rows = [seenRow(5, 50), seenRow(4, 40), seenRow(3, 30), seenRow(2, 20)];
    const page = (after: { at: number; id: number } | null) =>
      workspaceTimeline(deps(rows, [removed(35)]), ref, after, 2);
    const first = await page(null);
    expect(first.rows.map(({ entry }) => [entry.source, entry.at])).toEqual([
      ['observed', 50],
      ['observed', 40],
    ]);
    const second = await page(first.next);
    expect(second.rows.map(({ entry }) => [entry.source, entry.at])).toEqual([
      ['app', 35],
      ['observed', 30],
      ['clock', 25],
      ['observed', 20],
    ]);
    expect(second.rows[1]?.entry.text).toBe('u2@example.com became Role B (was Role A).');
    expect(await page(second.next)).toEqual({ rows: [], next: null });
  });

  it('keeps the order in which changes were seen where the clock was set back', async () => {
    const rows = [seenRow(6, 60), seenRow(5, 50), seenRow(4, 900), seenRow(3, 30), seenRow(2, 20)];
    const found: [string, number][] = [];
    for (let after: { at: number; id: number } | null = null; ;) {
      const page = await workspaceTimeline(deps(rows, [removed(35)]), ref, after, 2);
      found.push(...page.rows.map(({ entry }): [string, number] => [entry.source, entry.at]));
      if (page.next === null) break;
      after = page.next;
    }
    expect(found).toEqual([
      ['observed', 60],
      ['observed', 50],
      ['observed', 900],
      ['app', 35],
      ['observed', 30],
      ['clock', 25],
      ['observed', 20],
    ]);
  });

  it('reads the receipts of its page’s time alone, and a little more for what was seen as their doing', async () => {
    const asked: { from: number; until: number }[] = [];
    const rows = [seenRow(3, 300_000), seenRow(2, 200_000), seenRow(1, 100_000)];
    const all = deps(rows, []);
    const plansBetween = (_: unknown, __: unknown, between: { from: number; until: number }) => {
      asked.push(between);
      return Promise.resolve([]);
    };
    const page = (after: { at: number; id: number } | null) =>
      workspaceTimeline({ ...all, ledger: { plansBetween } }, ref, after, 2);
    await page((await page(null)).next);
    const minute = 60_000;
    expect(asked).toEqual([
      { from: 200_000 - minute, until: Number.POSITIVE_INFINITY },
      { from: Number.NEGATIVE_INFINITY, until: 200_000 },
    ]);
  });

  it('contains this app’s own changes once, as its own', async () => {
    const left = seenRow(1, 35, {
      kind: 'member.left',
      before: 'EDITOR',
      after: null,
      subject: 'gone-c1@example.com',
    });
    const { rows } = await workspaceTimeline(deps([left], [removed(35)], []), ref, null, 9);
    expect(rows.map(({ entry }) => [entry.source, entry.text])).toEqual([['app', 'Removed']]);
  });

  it('doesn’t mention the expiry of a token that was revoked before, or hasn’t expired yet', async () => {
    const tokens = [
      tokenRow('t1', { expiresAt: knownValue(25), revokedAt: knownValue(20) }),
      tokenRow('t2', { expiresAt: knownValue(5000) }),
      tokenRow('t3', { expiresAt: none }),
    ];
    expect((await workspaceTimeline(deps([], [], tokens), ref, null, 9)).rows).toEqual([]);
  });

  it('of a person covers several connections, with what this app did to them there', async () => {
    const rows = [seenRow(2, 40, { connectionId: 'c2', personId: 'X9' }), seenRow(1, 20)];
    const key = { connectionId: null, userId: null, email: 'GONE-c1@example.com' };
    const found = await personTimeline(
      deps(rows, [removed(35), plan('p2', [planItem('i1', 'c2')])]),
      key,
      null,
      9,
    );
    expect(found.rows.map(({ connectionId, entry }) => [connectionId, entry.source, entry.at])).toEqual([
      ['c2', 'observed', 40],
      ['c1', 'app', 35],
      ['c1', 'clock', 25],
      ['c2', 'clock', 25],
      ['c1', 'observed', 20],
    ]);
  });
});
