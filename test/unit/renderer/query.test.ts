import { describe, expect, it } from 'vitest';
import { hasWord, roleWord, toggleWord } from '../../../src-renderer/screens/workspace/query.ts';

describe('facet chips and the text of the query', () => {
  it('add a word behind what was typed, with a blank to type on', () => {
    expect(toggleWord('ana', 'role:owner')).toBe('ana role:owner ');
  });

  it('take the word out again', () => {
    expect(toggleWord('ana role:owner', 'role:owner')).toBe('ana ');
    expect(toggleWord('role:owner', 'role:owner')).toBe('');
  });

  it('put one role in place of another, also of an excluded one', () => {
    expect(toggleWord('role:owner ana', 'role:approver')).toBe('ana role:approver ');
    expect(toggleWord('-role:owner', 'role:approver')).toBe('role:approver ');
  });

  it('leave words of other keys alone', () => {
    expect(toggleWord('status:pending', 'role:owner')).toBe('status:pending role:owner ');
  });

  it('leave quoted words whole', () => {
    expect(toggleWord('"ana maria" role:"super user"', 'role:owner')).toBe('"ana maria" role:owner ');
  });

  it('know a word in any case', () => {
    expect(hasWord('Role:Owner ana', 'role:owner')).toBe(true);
  });

  it('write the label, or the id where the label has a blank', () => {
    expect(roleWord({ id: 'EDITOR', label: 'Collaborator' })).toBe('role:collaborator');
    expect(roleWord({ id: 'SUPER', label: 'Super user' })).toBe('role:super');
  });
});
