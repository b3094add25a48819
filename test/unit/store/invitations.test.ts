import { beforeEach, describe, expect, it } from 'vitest';
import { knownValue, none, notReported } from '../../../src-preload/shared/known.ts';
import type { WorkspaceRef } from '../../../src-preload/contract/refs.ts';
import type { Store } from '../../../src-main/store/types.ts';
import type { InvitationsQuery } from '../../../src-main/store/roster/types.ts';
import { invitationRow, meta, value } from './support.ts';
import { shareStore } from './shared-store.ts';

const shared = shareStore();
let store: Store;
let ref: WorkspaceRef;
beforeEach(async () => {
  ({ store, ref } = await shared.ownPart());
});

describe('invitations', () => {
  const now = 50_000;
  const rows = [
    invitationRow('i1', {
      email: 'Zoe@example.com',
      message: knownValue('Welcome to Payments'),
      role: knownValue('editor'),
      createdAt: knownValue(3000),
    }),
    invitationRow('i2', {
      email: 'adam@example.com',
      invitedBy: knownValue('Élodie Núñez'),
      expiresAt: none,
    }),
    invitationRow('i3', { email: 'late@example.com', expiresAt: knownValue(now) }),
    invitationRow('i4', {
      email: 'done@example.com',
      status: 'accepted',
      endedAt: knownValue(2000),
      createdAt: none,
    }),
    invitationRow('i5', { email: 'bea@example.com', expiresAt: notReported, createdAt: notReported }),
  ];
  const page = (more: Partial<InvitationsQuery> = {}) =>
    store.roster.invitationsPage(ref, {
      query: '',
      sort: { by: 'email', order: 'asc' },
      offset: 0,
      limit: 200,
      list: 'open',
      now,
      ...more,
    });
  const ids = async (more: Partial<InvitationsQuery> = {}) => (await page(more)).rows.map((row) => row.id);
  const swap = async (next: typeof rows, at: number, unreadable = 0) =>
    value(await store.roster.swapInvitations(ref, next, meta(at, unreadable))).map(
      ({ kind, subjectId, subject, before, after }) => [kind, subjectId, subject, before, after],
    );

  it('they are read back as written', async () => {
    await swap(rows, 10);
    expect(store.roster.invitations(ref).map((row) => row.id)).toEqual(['i2', 'i5', 'i4', 'i3', 'i1']);
    expect(store.roster.invitations(ref)).toEqual(expect.arrayContaining(rows));
  });

  it('they are open until the instant they expire, then ended and expired', async () => {
    await swap(rows, 10);
    expect(await page()).toMatchObject({ matching: 3, totals: { open: 3, ended: 2 } });
    expect(await ids()).toEqual(['i2', 'i5', 'i1']);
    expect((await page({ list: 'ended' })).rows.map(({ id, status }) => [id, status])).toEqual([
      ['i4', 'accepted'],
      ['i3', 'expired'],
    ]);
    expect(await ids({ now: now - 1 })).toEqual(['i2', 'i5', 'i3', 'i1']);
    expect(store.roster.workspace(ref, now)?.counts.openInvitations).toBe(3);
    expect(store.roster.workspace(ref, now - 1)?.counts.openInvitations).toBe(4);
  });

  it.each([
    ['ZOE', ['i1']],
    ['welcome pay', ['i1']],
    ['nunez', ['i2']],
    ['example dana', ['i5', 'i1']],
    ['"example.com dana"', []],
    ['late', []],
  ])('they are found by %s in e-mail, inviter and message', async (query, expected) => {
    await swap(rows, 10);
    expect(await ids({ query })).toEqual(expected);
    expect(await page({ query })).toMatchObject({ matching: expected.length, totals: { open: 3, ended: 2 } });
  });

  it.each([
    ['email', 'desc', ['i1', 'i5', 'i2']],
    ['created', 'asc', ['i2', 'i1', 'i5']],
    ['created', 'desc', ['i1', 'i2', 'i5']],
    ['expires', 'asc', ['i1', 'i2', 'i5']],
  ] as const)('they sort by %s %s with missing values last, in windows', async (by, order, expected) => {
    await swap(rows, 10);
    expect(await ids({ sort: { by, order } })).toEqual(expected);
    expect(await ids({ sort: { by, order }, offset: 1, limit: 1 })).toEqual(expected.slice(1, 2));
  });

  it('they sort by their status at the present time', async () => {
    await swap(rows, 10);
    expect(await ids({ list: 'ended', sort: { by: 'status', order: 'desc' } })).toEqual(['i3', 'i4']);
  });

  it('they report which were sent and which ended, and how where the list says so', async () => {
    expect(await swap(rows, 10)).toEqual([]);
    expect(
      await swap(
        [
          invitationRow('i1', { email: 'Zoe@example.com', status: 'declined' }),
          invitationRow('i2', { email: 'adam@example.com', expiresAt: none }),
          invitationRow('i4', { email: 'done@example.com', status: 'pending' }),
          invitationRow('i6', { email: 'new@example.com' }),
          invitationRow('i7', { email: 'quick@example.com', status: 'accepted' }),
        ],
        20,
      ),
    ).toEqual([
      ['invitation.ended', 'i1', 'Zoe@example.com', null, 'declined'],
      ['invitation.sent', 'i4', 'done@example.com', null, null],
      ['invitation.sent', 'i6', 'new@example.com', null, null],
      ['invitation.sent', 'i7', 'quick@example.com', null, null],
      ['invitation.ended', 'i7', 'quick@example.com', null, 'accepted'],
      ['invitation.ended', 'i3', 'late@example.com', null, null],
      ['invitation.ended', 'i5', 'bea@example.com', null, null],
    ]);
  });

  it('they expire once, whether the clock or the system says so first', async () => {
    const late = (status: 'pending' | 'expired') => [
      invitationRow('i3', { email: 'late@example.com', status, expiresAt: knownValue(100) }),
    ];
    await swap(late('pending'), 10);
    expect(await swap(late('pending'), 100)).toEqual([
      ['invitation.ended', 'i3', 'late@example.com', null, 'expired'],
    ]);
    expect(await swap(late('expired'), 110)).toEqual([]);
    expect(await swap([], 120)).toEqual([]);
  });

  it('they claim neither absence nor novelty around unreadable records', async () => {
    await swap(rows.slice(0, 2), 10);
    expect(await swap(rows.slice(0, 1), 20, 1)).toEqual([]);
    expect(await swap(rows.slice(0, 2), 30)).toEqual([]);
  });
});
