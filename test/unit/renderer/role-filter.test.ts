import { describe, expect, it } from 'vitest';
import { roleFilter } from '../../../src-renderer/screens/workspace/roles/role-filter.ts';

describe('the search term for a role', () => {
  it('is its label, or its id where the label has spaces', () => {
    expect(roleFilter({ id: 'EDITOR', label: 'Collaborator' })).toBe('role:collaborator');
    expect(roleFilter({ id: 'SUPER', label: 'Super user' })).toBe('role:super');
  });
});
