import { beforeEach, describe, expect, it } from 'vitest';
import { knownValue, none, notReported } from '../../../src-preload/shared/known.ts';
import type { WorkspaceRef } from '../../../src-preload/contract/refs.ts';
import type { Store } from '../../../src-main/store/types.ts';
import { meta, roleRow, value } from './support.ts';
import { shareStore } from './shared-store.ts';

const shared = shareStore();
let store: Store;
let ref: WorkspaceRef;
beforeEach(async () => {
  ({ store, ref } = await shared.ownPart());
});

describe('roles', () => {
  const swap = async (rows: ReturnType<typeof roleRow>[], at: number, unreadable = 0) =>
    value(await store.roster.swapRoles(ref, rows, meta(at, unreadable))).map(
      ({ kind, subjectId, subject, before, after }) => [kind, subjectId, subject, before, after],
    );

  it('roles are read back as written, by name', async () => {
    const rows = [
      roleRow('r2', { name: 'auditor', permissions: none, description: knownValue('Looks at it all.') }),
      roleRow('r1', { name: 'Support', permissions: knownValue(['read', 'members:invite']) }),
      roleRow('r3', { name: 'Übung', kind: 'built-in', permissions: notReported, description: notReported }),
    ];
    await swap(rows, 10);
    expect(store.roster.roles(ref)).toEqual(rows);
  });

  it('they report which were created, which are gone, and whose permissions changed', async () => {
    const first = [
      roleRow('r1', { permissions: knownValue(['write', 'read']) }),
      roleRow('r2', { permissions: knownValue(['read', 'write']) }),
      roleRow('r3', { permissions: none }),
      roleRow('r4', { permissions: notReported }),
      roleRow('r5'),
    ];
    expect(await swap(first, 10)).toEqual([]);
    expect(
      await swap(
        [
          roleRow('r1', { permissions: knownValue(['read']) }),
          roleRow('r2', { permissions: knownValue(['write', 'read']) }),
          roleRow('r3', { permissions: knownValue(['read']) }),
          roleRow('r4', { permissions: knownValue(['read']) }),
          roleRow('r6'),
        ],
        20,
      ),
    ).toEqual([
      ['role.permissions', 'r1', 'Role r1', 'read, write', 'read'],
      ['role.permissions', 'r3', 'Role r3', '', 'read'],
      ['role.created', 'r6', 'Role r6', null, null],
      ['role.gone', 'r5', 'Role r5', null, null],
    ]);
  });

  it('they claim neither absence nor novelty around unreadable records', async () => {
    await swap([roleRow('r1'), roleRow('r2')], 10);
    expect(await swap([roleRow('r1')], 20, 1)).toEqual([]);
    expect(await swap([roleRow('r1'), roleRow('r2')], 30)).toEqual([]);
  });
});
