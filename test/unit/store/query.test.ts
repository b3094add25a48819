import { describe, expect, it } from 'vitest';
import { readMemberQuery, wordsOf } from '../../../src-main/store/query.ts';
import { roles } from './support.ts';

const read = (query: string) => readMemberQuery(query, roles);

describe('the query of the member list', () => {
  it('takes words, folded, and words with a minus', () => {
    expect(read('  Dana -LEVI  Núñez ')).toMatchObject({
      words: ['dana', 'nunez'],
      withoutWords: ['levi'],
      problem: null,
    });
  });

  it('keeps quoted words together, also while the quote is still open', () => {
    expect(read('"dana levi" -"x y"')).toMatchObject({ words: ['dana levi'], withoutWords: ['x y'] });
    expect(read('"dana le').words).toEqual(['dana le']);
  });

  it('knows a role by its id, its label, or the beginning of one, in any case', () => {
    for (const query of ['role:EDITOR', 'role:collaborator', 'Role:collab', 'role:"Collaborator"'])
      expect(read(query)).toMatchObject({ roles: ['EDITOR'], problem: null });
    expect(read('role:owner role:approver').roles).toEqual(['OWNER', 'APPROVER']);
    expect(read('-role:owner')).toMatchObject({ roles: null, withoutRoles: ['OWNER'] });
  });

  it('prefers the role that is named to those that only begin so', () => {
    const near = [
      { id: 'admin', label: 'Admin' },
      { id: 'admin-billing', label: 'Admin billing' },
    ];
    expect(readMemberQuery('role:admin', near).roles).toEqual(['admin']);
  });

  it('knows the two statuses', () => {
    expect(read('status:pending').statuses).toEqual(['pending']);
    expect(read('-status:pending').withoutStatuses).toEqual(['pending']);
  });

  it.each([
    ['role:boss', 'role:Owner, role:Approver or role:Collaborator'],
    ['role:', 'role:Owner, role:Approver or role:Collaborator'],
    ['status:gone', 'status:active or status:pending'],
    ['joined:>30d', 'role: or status:'],
    ['ws:prod', 'role: or status:'],
  ])('says of “%s” what to write instead, and leaves it out', (query, words) => {
    const filter = read(`${query} dana`);
    expect(filter.problem).toContain(words);
    expect(filter).toMatchObject({ words: ['dana'], roles: null, statuses: null });
  });

  it('takes what looks like syntax as text where it can only be text', () => {
    expect(read('a"b').words).toEqual(['a"b']);
    expect(read('dana.levi+x@example.com').words).toEqual(['dana.levi+x@example.com']);
    expect(read('"role:owner"').words).toEqual(['role:owner']);
    for (const query of ['-', '"', '""', '-""', ' : ', '*', 'OR', 'NEAR(', "'", ';--'])
      expect(read(query).problem).toBeNull();
  });

  it('has only words for lists without keys', () => {
    expect(wordsOf('CI deploy:prod')).toEqual(['ci', 'deploy:prod']);
  });
});
