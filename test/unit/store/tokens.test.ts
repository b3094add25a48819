import { beforeEach, describe, expect, it } from 'vitest';
import { knownValue, none, notReported } from '../../../src-preload/shared/known.ts';
import type { WorkspaceRef } from '../../../src-preload/contract/refs.ts';
import type { Store } from '../../../src-main/store/types.ts';
import { memberRow, meta, tokenRow, value } from './support.ts';
import { shareStore } from './shared-store.ts';
import type { MemberRow } from '../../../src-main/base/records.ts';

const shared = shareStore();
let store: Store;
let ref: WorkspaceRef;
beforeEach(async () => {
  ({ store, ref } = await shared.ownPart());
});

const swap = async (rows: MemberRow[], at = 10, unreadable = 0, place: WorkspaceRef = ref) =>
  value(await store.roster.swapMembers(place, rows, meta(at, unreadable)));

describe('tokens', () => {
  const now = 50_000;
  const query = (more = {}) => ({
    query: '',
    sort: { by: 'name' as const, order: 'asc' as const },
    offset: 0,
    limit: 200,
    list: 'active' as const,
    now,
    ...more,
  });
  const tokens = [
    tokenRow('t1', { name: knownValue('Zeta'), ownerId: 'U1', expiresAt: knownValue(60_000) }),
    tokenRow('t2', { name: none, ownerId: 'U2', expiresAt: none, createdAt: knownValue(3000) }),
    tokenRow('t3', {
      name: knownValue('alpha'),
      ownerId: 'U9',
      expiresAt: notReported,
      createdAt: notReported,
    }),
    tokenRow('t4', { name: knownValue('old'), expiresAt: knownValue(now) }),
    tokenRow('t5', { name: knownValue('revoked'), revokedAt: knownValue(40_000) }),
  ];
  beforeEach(async () => {
    await swap([memberRow('U1', { name: knownValue('Dana') })]);
    await swap([memberRow('U2', { name: knownValue('Bob') })], 10, 0, { ...ref, workspaceId: 'w2' });
    value(await store.roster.swapTokens(ref, tokens, meta(10)));
  });
  const list = (more = {}) => store.roster.tokensPage(ref, query(more)).rows.map((row) => row.id);

  it('tokens are read back as written, with the owner’s name and e-mail from anywhere in the connection', () => {
    const { rows, totals, matching } = store.roster.tokensPage(ref, query());
    expect(rows).toEqual([
      { ...tokens[2], ownerName: notReported, ownerEmail: notReported },
      { ...tokens[0], ownerName: knownValue('Dana'), ownerEmail: knownValue('u1@example.com') },
      { ...tokens[1], ownerName: knownValue('Bob'), ownerEmail: knownValue('u2@example.com') },
    ]);
    expect(totals).toEqual({ active: 3, inactive: 2 });
    expect(matching).toBe(3);
    expect(store.roster.tokens(ref)).toHaveLength(5);
  });

  it('they are active until the instant they expire', () => {
    expect(list({ list: 'inactive' })).toEqual(['t4', 't5']);
    expect(list({ list: 'inactive', now: now - 1 })).toEqual(['t5']);
    expect(store.roster.workspace(ref, now)?.counts.activeTokens).toBe(3);
    expect(store.roster.workspace(ref, 60_000)?.counts.activeTokens).toBe(2);
  });

  it('they sort with missing values last, and are found by name and owner', () => {
    expect(list({ sort: { by: 'owner', order: 'asc' } })).toEqual(['t2', 't1', 't3']);
    expect(list({ sort: { by: 'created', order: 'desc' } })).toEqual(['t2', 't1', 't3']);
    expect(list({ sort: { by: 'expires', order: 'desc' } })).toEqual(['t1', 't2', 't3']);
    expect(list({ query: 'ZET' })).toEqual(['t1']);
    expect(list({ query: 'bob' })).toEqual(['t2']);
    expect(list({ offset: 1, limit: 1 })).toEqual(['t1']);
  });

  it('they report which were created, revoked or gone', async () => {
    const differences = value(
      await store.roster.swapTokens(
        ref,
        [
          tokenRow('t1', { name: knownValue('Zeta'), revokedAt: knownValue(55_000) }),
          ...tokens.slice(2),
          tokenRow('t6'),
        ],
        meta(20),
      ),
    );
    expect(differences.map(({ kind, subjectId, subject }) => [kind, subjectId, subject])).toEqual([
      ['token.revoked', 't1', 'Zeta'],
      ['token.created', 't6', 'token t6'],
      ['token.gone', 't2', 't2'],
    ]);
  });
});

describe('tokens that say more', () => {
  const query = {
    query: '',
    sort: { by: 'name' as const, order: 'asc' as const },
    offset: 0,
    limit: 200,
    now: 50,
  };
  const rows = [
    tokenRow('t1', {
      enabled: knownValue(true),
      hint: knownValue('sk-12'),
      scopes: knownValue('read, write'),
      probe: knownValue({ at: 5, works: false, words: 'Refused.' }),
      refusal: 'Its secret isn’t on this device.',
    }),
    tokenRow('t2', { enabled: knownValue(false), hint: none, scopes: none, probe: none }),
    tokenRow('t3'),
  ];
  beforeEach(async () => {
    value(await store.roster.swapTokens(ref, rows, meta(10)));
  });

  it('they are read back as written', () => {
    expect(store.roster.tokens(ref)).toEqual(rows);
  });

  it('they aren’t active while switched off', () => {
    const of = (list: 'active' | 'inactive') => store.roster.tokensPage(ref, { ...query, list });
    expect(of('active').rows.map(({ id }) => id)).toEqual(['t1', 't3']);
    expect(of('inactive').rows.map(({ id }) => id)).toEqual(['t2']);
    expect(of('active').totals).toEqual({ active: 2, inactive: 1 });
    expect(store.roster.workspace(ref, 50)?.counts.activeTokens).toBe(2);
  });

  it('they report when they were switched on or off', async () => {
    const next = [
      tokenRow('t1', { enabled: knownValue(false) }),
      tokenRow('t2', { enabled: knownValue(true) }),
      tokenRow('t3', { enabled: knownValue(false) }),
    ];
    const differences = value(await store.roster.swapTokens(ref, next, meta(20)));
    expect(differences.map(({ kind, subjectId }) => [kind, subjectId])).toEqual([
      ['token.disabled', 't1'],
      ['token.enabled', 't2'],
    ]);
  });
});
