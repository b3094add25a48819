import { describe, expect, it } from 'vitest';
import { effectivePermissions } from '../../../src-main/access/effective-permissions.ts';
import type { Role, RoleTable } from '../../../src-preload/contract/roles.ts';

const role = (id: string, label: string, rank: number): Role => ({
  id,
  label,
  rank,
  description: '',
  common: 'editor',
  kind: 'built-in',
  assignable: true,
  permissions: null,
});
const yes = { may: true, restriction: null };
const no = { may: false, restriction: null };

const own: RoleTable = {
  scope: 'workspace',
  title: 'Workspace',
  source: '',
  roles: [role('admin', 'Workspace Administrator', 2), role('viewer', 'Viewer', 1)],
  rows: [
    { id: 'read', label: 'Read', capability: null, cells: { admin: yes, viewer: yes } },
    {
      id: 'remove',
      label: 'Remove members',
      capability: null,
      cells: { admin: { may: true, restriction: 'not the owner' }, viewer: no },
    },
    { id: 'bill', label: 'Pay', capability: null, cells: { admin: yes } },
  ],
  notes: [],
};
const above: RoleTable = {
  scope: 'organization',
  title: 'Organization',
  source: '',
  roles: [role('super', 'Super Administrator', 2), role('member', 'Account Member', 1)],
  rows: [{ id: 'read', label: 'See all members', capability: null, cells: { super: yes, member: no } }],
  notes: [],
};
const person = { userId: 'u', name: 'Dana', ownTable: own, roleReachingAllWorkspaces: 'super' };
const in_ = { place: 'Search', table: own };
const over = { place: 'Northwind', table: above };

describe('the effective permissions of a person', () => {
  it('explains a permission by the person’s role here, with the documented restriction', () => {
    const may = effectivePermissions({ ...person, here: { role: 'admin', ...in_ }, above: null });
    expect(may.because).toEqual(['Workspace Administrator in Search']);
    expect(may.rows).toContainEqual({
      id: 'remove',
      label: 'Remove members',
      may: true,
      why: 'Workspace Administrator in Search (not the owner)',
    });
  });

  it('explains a refusal by that role, or says that it isn’t documented', () => {
    const may = effectivePermissions({ ...person, here: { role: 'viewer', ...in_ }, above: null });
    expect(may.rows.map(({ id, may: can, why }) => [id, can, why])).toEqual([
      ['read', true, 'Viewer in Search'],
      ['remove', false, 'Not as Viewer in Search'],
      ['bill', false, 'Not documented for Viewer in Search'],
    ]);
  });

  it('adds the organization’s own matrix for the role there', () => {
    const may = effectivePermissions({
      ...person,
      here: { role: 'viewer', ...in_ },
      above: { role: 'member', ...over },
    });
    expect(may.because).toEqual(['Viewer in Search', 'Account Member in Northwind']);
    expect(may.rows.at(-1)).toEqual({
      id: 'organization/read',
      label: 'See all members',
      may: false,
      why: 'Not as Account Member in Northwind',
    });
  });

  it('grants access to every workspace through a role in the organization, without membership', () => {
    const may = effectivePermissions({ ...person, here: null, above: { role: 'super', ...over } });
    const because = 'Super Administrator of the organization, with access to every workspace of Northwind';
    expect(may.because).toEqual([because]);
    expect(may.rows[1]).toMatchObject({ may: true, why: `${because} (not the owner)` });
  });

  it('grants nothing here to a member of the organization alone', () => {
    const may = effectivePermissions({ ...person, here: null, above: { role: 'member', ...over } });
    expect(may.because).toEqual(['Account Member in Northwind', 'Not a member of this workspace']);
    expect(may.rows[0]).toMatchObject({ may: false, why: 'Requires a role here' });
  });
});
