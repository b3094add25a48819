import { describe, expect, it } from 'vitest';
import type { Role, RoleTable } from '../../../src-preload/contract/roles.ts';
import { differenceOf, footnotesOf, permissionChanges, sameNamed } from '../../../src-renderer/lib/roles.ts';

const role = (id: string, rank: number): Role => ({
  id,
  label: id,
  rank,
  description: '',
  common: 'custom',
  kind: 'built-in',
  assignable: true,
  permissions: null,
});
type Cells = RoleTable['rows'][number]['cells'];
const yes = { may: true, restriction: null };
const no = { may: false, restriction: null };
const table = (rows: Record<string, Cells>): RoleTable => ({
  scope: 'workspace',
  title: 'Roles',
  source: 'a guide',
  roles: [role('admin', 2), role('viewer', 1)],
  rows: Object.entries(rows).map(([id, cells]) => ({ id, label: id, capability: null, cells })),
  notes: [],
});

describe('the difference of two roles', () => {
  const difference = differenceOf(
    table({
      read: { admin: yes, viewer: yes },
      invite: { admin: { may: true, restriction: 'not an owner' }, viewer: no },
      leave: { admin: no, viewer: yes },
      copy: { admin: { may: true, restriction: 'all' }, viewer: { may: true, restriction: 'own ones' } },
      pay: { admin: yes },
    }),
    'admin',
    'viewer',
  );
  const ids = (rows: readonly { row: { id: string } }[]) => rows.map(({ row }) => row.id);

  it('lists what only one of the two roles may do, for both', () => {
    expect(ids(difference.onlyFirst)).toEqual(['invite']);
    expect(difference.onlyFirst[0]?.restriction).toBe('not an owner');
    expect(ids(difference.onlySecond)).toEqual(['leave']);
  });

  it('lists what both may do with different restrictions', () => {
    expect(difference.otherwise).toMatchObject([{ row: { id: 'copy' }, first: 'all', second: 'own ones' }]);
  });

  it('claims nothing that the documents don’t mention', () => {
    expect(difference.unknown.map(({ id }) => id)).toEqual(['pay']);
    expect(difference.same).toBe(1);
  });
});

describe('a matrix', () => {
  it('writes each restriction once under the matrix', () => {
    const restricted = { may: true, restriction: 'not the owner' };
    expect(
      footnotesOf(table({ a: { admin: restricted, viewer: no }, b: { admin: restricted, viewer: yes } })),
    ).toEqual(['not the owner']);
  });
});

describe('a custom role', () => {
  it('has a taken name even in another case', () => {
    expect(sameNamed([role('Reader', 1)], ' reader ')?.id).toBe('Reader');
    expect(sameNamed([role('Reader', 1)], 'Readers')).toBeNull();
    expect(sameNamed([role('Reader', 1)], ' ')).toBeNull();
  });

  it('replaces permissions as a whole, so both additions and removals count', () => {
    expect(permissionChanges(['a', 'b'], ['b', 'c'])).toEqual({ added: ['c'], removed: ['a'] });
  });
});
