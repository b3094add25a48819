import { beforeEach, describe, expect, it } from 'vitest';
import { knownValue, none, notReported } from '../../../src-preload/shared/known.ts';
import type { WorkspaceRef } from '../../../src-preload/contract/refs.ts';
import type { Store } from '../../../src-main/store/types.ts';
import { membersQuery, memberRow, meta, problem, tokenRow, value, workspaceRow } from './support.ts';
import { shareStore } from './shared-store.ts';
import { plainError } from '../../../src-main/base/errors.ts';
import type { MemberRow } from '../../../src-main/base/records.ts';

const shared = shareStore();
let store: Store;
let c1: string;
let c2: string;
let ref: WorkspaceRef;
beforeEach(async () => {
  ({ store, c1, c2, ref } = await shared.ownPart());
});

const swap = async (rows: MemberRow[], at = 10, unreadable = 0, place: WorkspaceRef = ref) =>
  value(await store.roster.swapMembers(place, rows, meta(at, unreadable)));
const page = (query: string, more = {}) => store.roster.membersPage(ref, membersQuery(query, more));
const ids = async (query: string, more = {}) => (await page(query, more)).rows.map((row) => row.userId);

describe('workspaces', () => {
  it('workspaces are read back as written, in all three states of knowledge', async () => {
    const rows = [
      workspaceRow('a', {
        description: knownValue('Ünïcode “text”'),
        owner: none,
        isDefault: knownValue(true),
        serverFavourite: none,
        approvalsEnabled: notReported,
        instance: { kind: 'local-dev', url: notReported },
      }),
      workspaceRow('b', {
        description: notReported,
        myRole: none,
        owner: notReported,
        isDefault: notReported,
      }),
    ];
    value(await store.roster.swapWorkspaces(c2, rows, meta(1)));
    expect(store.roster.workspaces(c2, 0)).toEqual(
      rows.map((row) => ({
        ...row,
        counts: { members: null, pending: null, activeTokens: null, openInvitations: null },
      })),
    );
    expect(store.roster.workspace({ connectionId: c2, workspaceId: 'b' }, 0)).toMatchObject(rows[1] ?? {});
    expect(store.roster.workspace({ connectionId: c1, workspaceId: 'b' }, 0)).toBeNull();
  });

  it('they report what changed between two fetches, field by field', async () => {
    const differences = value(
      await store.roster.swapWorkspaces(
        c1,
        [
          workspaceRow('w1', {
            name: 'Renamed',
            myRole: knownValue('APPROVER'),
            approvalsEnabled: knownValue(true),
          }),
          workspaceRow('w3'),
        ],
        meta(20),
      ),
    );
    const of = (kind: string) => differences.filter((row) => row.kind === kind);
    expect(of('workspace.changed').map(({ before, after }) => [before, after])).toEqual([
      ['name: Workspace w1', 'name: Renamed'],
      ['my role: OWNER', 'my role: APPROVER'],
      ['approvals: none', 'approvals: on'],
    ]);
    expect(of('workspace.appeared')).toMatchObject([{ workspaceId: 'w3', subject: 'Workspace w3' }]);
    expect(of('workspace.gone')).toMatchObject([{ workspaceId: 'w2', subject: 'Workspace w2' }]);
  });

  it('they report no change where a value is newly or no longer reported', async () => {
    const rows = [
      workspaceRow('w1', { myRole: notReported, serverHidden: knownValue(true) }),
      workspaceRow('w2'),
    ];
    expect(value(await store.roster.swapWorkspaces(c1, rows, meta(20)))).toEqual([]);
  });

  it('their members, tokens and freshness are deleted with them', async () => {
    await swap([memberRow('U1')]);
    value(await store.roster.swapTokens(ref, [tokenRow('t1')], meta(11)));
    value(await store.roster.swapWorkspaces(c1, [workspaceRow('w2')], meta(20)));
    expect(store.roster.members(ref)).toEqual([]);
    expect(store.roster.counts(c1)).toEqual({ workspaces: 1, members: 0, tokens: 0 });
    expect(store.roster.freshness(c1, 'w1', 'members').fetchedAt).toBeNull();
    value(await store.roster.swapWorkspaces(c1, [workspaceRow('w1'), workspaceRow('w2')], meta(30)));
    expect(await ids('name')).toEqual([]);
    expect(problem(await store.roster.swapMembers({ ...ref, workspaceId: 'w9' }, [], meta(30))).kind).toBe(
      'not-found',
    );
  });

  it('they aren’t taken for gone when a record couldn’t be read', async () => {
    await swap([memberRow('U1')]);
    expect(value(await store.roster.swapWorkspaces(c1, [workspaceRow('w2')], meta(20, 1)))).toEqual([]);
    expect(store.roster.members(ref)).toHaveLength(1);
    const later = value(
      await store.roster.swapWorkspaces(c1, [workspaceRow('w2'), workspaceRow('w3')], meta(30)),
    );
    expect(later.map((row) => row.kind)).toEqual(['workspace.gone']);
  });
});

describe('members', () => {
  it('they are read back as written', async () => {
    const rows = [
      memberRow('U1', { name: knownValue('Álvaro'), signedUpAt: knownValue(1_700_000_000_123) }),
      memberRow('U2', { name: none, signedUpAt: none, status: 'pending' }),
      memberRow('U3', { name: notReported, role: 'SOMETHING_NEW' }),
    ];
    await swap(rows);
    expect(store.roster.members(ref)).toEqual(rows);
    expect(store.roster.member(ref, 'U2')).toEqual(rows[1]);
    expect(store.roster.member(ref, 'U9')).toBeNull();
    expect(store.roster.workspace(ref, 0)?.counts).toEqual({
      members: 3,
      pending: 1,
      activeTokens: null,
      openInvitations: null,
    });
    expect(store.roster.countByRole(ref)).toEqual(
      expect.arrayContaining([
        { role: 'EDITOR', status: 'active', count: 1 },
        { role: 'EDITOR', status: 'pending', count: 1 },
      ]),
    );
  });

  it('the first fetch gives no differences, later ones give who joined, left or changed role or status', async () => {
    expect(await swap([memberRow('U1'), memberRow('U2', { status: 'pending' }), memberRow('U3')])).toEqual(
      [],
    );
    expect(
      await swap([memberRow('U1'), memberRow('U2', { status: 'pending' }), memberRow('U3')], 20),
    ).toEqual([]);
    const differences = await swap(
      [memberRow('U1', { role: 'OWNER' }), memberRow('U2'), memberRow('U4', { email: 'New@Example.com' })],
      30,
    );
    expect(
      differences.map(({ kind, subjectId, subject, before, after }) => [
        kind,
        subjectId,
        subject,
        before,
        after,
      ]),
    ).toEqual([
      ['member.joined', 'U4', 'New@Example.com', null, 'EDITOR'],
      ['member.left', 'U3', 'u3@example.com', 'EDITOR', null],
      ['member.role', 'U1', 'u1@example.com', 'EDITOR', 'OWNER'],
      ['member.status', 'U2', 'u2@example.com', 'pending', 'active'],
    ]);
    expect(differences.every((row) => row.workspaceId === 'w1')).toBe(true);
    expect(store.roster.members(ref).map((row) => row.userId)).toEqual(['U1', 'U2', 'U4']);
  });

  it('members who couldn’t be read have neither left nor later joined', async () => {
    await swap([memberRow('U1'), memberRow('U2')]);
    expect(await swap([memberRow('U1')], 20, 1)).toEqual([]);
    expect(store.roster.freshness(c1, 'w1', 'members').unreadable).toBe(1);
    expect(await swap([memberRow('U1'), memberRow('U2')], 30)).toEqual([]);
    expect((await swap([memberRow('U1')], 40)).map((row) => row.kind)).toEqual(['member.left']);
  });

  it('a member whom the server sends twice is listed once, as sent last', async () => {
    await swap([memberRow('U1', { role: 'OWNER' }), memberRow('U2'), memberRow('U1', { role: 'APPROVER' })]);
    expect(store.roster.members(ref).map((row) => [row.userId, row.role])).toEqual([
      ['U1', 'APPROVER'],
      ['U2', 'EDITOR'],
    ]);
  });

  it('several thousand members arrive in pieces and are stored as a whole', async () => {
    const many = Array.from({ length: 3456 }, (_, n) => memberRow(`U${n}`));
    await swap(many);
    expect(store.roster.members(ref)).toHaveLength(3456);
    expect((await swap(many.slice(1), 20)).map((row) => row.subjectId)).toEqual(['U0']);
  });

  it('members of different workspaces and connections are kept apart', async () => {
    value(await store.roster.swapWorkspaces(c2, [workspaceRow('w1')], meta(10)));
    await swap([memberRow('U1')]);
    await swap([memberRow('U1', { role: 'OWNER' }), memberRow('U2')], 10, 0, { ...ref, connectionId: c2 });
    expect(await ids('name')).toEqual(['U1']);
    expect(store.roster.counts(c1).members).toBe(1);
    expect(store.roster.counts(c2).members).toBe(2);
  });
});

describe('freshness', () => {
  const error = plainError('offline', 'You are offline.', 'Connect.', 'ENETUNREACH');

  it('it keeps the time of the last good fetch through failed attempts', async () => {
    expect(store.roster.freshness(c1, 'w1', 'members')).toEqual({
      fetchedAt: null,
      triedAt: null,
      error: null,
      unreadable: 0,
      doubt: null,
    });
    await swap([memberRow('U1')], 10);
    value(await store.roster.markTried(c1, 'w1', 'members', 20, error));
    expect(store.roster.freshness(c1, 'w1', 'members')).toEqual({
      fetchedAt: 10,
      triedAt: 20,
      error,
      unreadable: 0,
      doubt: null,
    });
    await swap([memberRow('U1')], 30);
    expect(store.roster.freshness(c1, 'w1', 'members')).toMatchObject({ fetchedAt: 30, error: null });
  });

  it('it claims nothing after a failed first attempt', async () => {
    value(await store.roster.markTried(c2, null, 'workspaces', 20, error));
    expect(store.roster.freshness(c2, null, 'workspaces')).toMatchObject({
      fetchedAt: null,
      triedAt: 20,
      error,
    });
    expect(value(await store.roster.swapWorkspaces(c2, [workspaceRow('w1')], meta(30)))).toEqual([]);
  });
});
