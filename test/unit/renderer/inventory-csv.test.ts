import { describe, expect, it } from 'vitest';
import { emptyRow, rowProblems, toCsv } from '../../../src-renderer/screens/inventory/csv.ts';

describe('rows of the inventory as CSV', () => {
  it('are under the names of their columns', () => {
    expect(toCsv([{ ...emptyRow, organization: 'Northwind', email: 'ana@northwind.example' }])).toBe(
      'organization,workspace,email,name,organization role,workspace role,key\n' +
        'Northwind,,ana@northwind.example,,,,',
    );
  });

  it('are quoted where a cell holds a separator, a quote or a line break', () => {
    const [, row] = toCsv([
      { ...emptyRow, organization: 'Northwind, Inc.', workspace: 'The "old" one', name: 'a;b' },
    ]).split('\n');
    expect(row).toBe('"Northwind, Inc.","The ""old"" one",,"a;b",,,');
  });
});

describe('the problems of one row', () => {
  it('needs an organization', () => {
    expect(rowProblems(emptyRow)).toHaveProperty('organization');
  });

  it('needs whose role it is', () => {
    expect(rowProblems({ ...emptyRow, organization: 'Acme', organizationRole: 'Member' })).toHaveProperty(
      'email',
    );
  });

  it('needs a workspace for a role in it and for a key', () => {
    const row = { ...emptyRow, organization: 'Acme', email: 'a@b.example' };
    expect(rowProblems({ ...row, workspaceRole: 'Viewer' })).toHaveProperty('workspace');
    expect(rowProblems({ ...row, key: 'nightly' })).toHaveProperty('workspace');
    expect(rowProblems(row)).toEqual({});
  });
});
