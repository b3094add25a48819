import { describe, expect, it } from 'vitest';
import { parseQuery, type QueryContext, type QueryTerm } from '../../../src-preload/shared/query/parse.ts';
import { completeQuery, facetValues, withFacet } from '../../../src-preload/shared/query/complete.ts';
import type { QueryList } from '../../../src-preload/shared/query/keys.ts';
import { day } from '../../../src-preload/shared/units.ts';
import { wordsOf } from '../../../src-main/store/search/query/filter.ts';
import { roles } from '../store/support.ts';

const now = new Date(2026, 5, 15, 12).getTime();
const context: QueryContext = {
  now,
  roles,
  connections: [
    { id: 'c1', label: 'Northwind' },
    { id: 'c2', label: 'Contoso staging' },
  ],
  systems: [{ id: 'modbox', label: 'Modbox' }],
  workspaces: ['Production', 'Pre-production', 'Sand box'],
};
const read = (text: string, list: QueryList = 'members') => parseQuery(text, list, context);
/** The terms without their places in the text. */
const terms = (text: string, list: QueryList = 'members') =>
  read(text, list).terms.map(({ from, to, ...rest }: QueryTerm) => {
    expect(to).toBeGreaterThan(from);
    return rest;
  });
const text = (...values: string[]) => ({ type: 'text', key: null, values, negated: false });
const at = (year: number, month = 1, date = 1) => new Date(year, month - 1, date).getTime();

describe('the free text of a query', () => {
  it('is folded, and can be negated with a minus', () => {
    expect(terms('  Dana -LEVI  Núñez ')).toEqual([
      text('dana'),
      { ...text('levi'), negated: true },
      text('nunez'),
    ]);
  });

  it('is kept together by quotes, also while the quote is still open', () => {
    expect(terms('"dana levi" -"x y"')).toEqual([text('dana levi'), { ...text('x y'), negated: true }]);
    expect(terms('"dana le')).toEqual([text('dana le')]);
  });

  it('may look like syntax where it can only be text', () => {
    expect(terms('a"b')).toEqual([text('a"b')]);
    expect(terms('dana.levi+x@example.com')).toEqual([text('dana.levi+x@example.com')]);
    expect(terms('"role:owner"')).toEqual([text('role:owner')]);
    expect(terms('a<b x>=y')).toEqual([text('a<b'), text('x>=y')]);
    for (const text of ['', '-', '"', '""', '-""', ' : ', '*', 'OR', 'NEAR(', "'", ';--', ',', '<', '-:'])
      expect(read(text).problems).toEqual([]);
  });

  it('is all there is in a list without keys', () => {
    expect(wordsOf('CI deploy:prod "a b"')).toEqual(['ci', 'deploy:prod', 'a b']);
  });
});

describe('a role or status in a query', () => {
  const among = (key: string, values: string[], negated = false) => ({ type: 'among', key, values, negated });

  it('is found by its ID, its label, or the start of either, in any case', () => {
    for (const text of ['role:EDITOR', 'role:collaborator', 'Role:collab', 'role:"Collaborator"'])
      expect(terms(text)).toEqual([among('role', ['EDITOR'])]);
    expect(terms('-role:owner')).toEqual([among('role', ['OWNER'], true)]);
    expect(terms('status:pend')).toEqual([among('status', ['pending'])]);
  });

  it('can be one of several, separated by commas or in terms of their own', () => {
    for (const text of ['role:owner,approver', 'role:owner role:approver', 'role:"Owner",approver'])
      expect(terms(text)).toEqual([among('role', ['OWNER', 'APPROVER'])]);
    expect(terms('-role:owner -role:approver')).toHaveLength(2);
  });

  it('is preferred by its exact name to others that only start with it', () => {
    const near = [
      { id: 'admin', label: 'Admin' },
      { id: 'admin-billing', label: 'Admin billing' },
    ];
    const found = parseQuery('role:admin', 'members', { now, roles: near }).terms;
    expect(found).toMatchObject([{ values: ['admin'] }]);
  });
});

describe('a time in a query', () => {
  const time = (text: string, list: QueryList = 'members') => {
    const [term] = terms(text, list);
    return term?.type === 'time' ? term.values : null;
  };
  const between = (from: number | null, until: number | null) => [{ is: 'between', from, until }];

  it.each([
    ['joined:>30d', null, now - 30 * day],
    ['joined>30d', null, now - 30 * day],
    ['joined:<2w', now - 14 * day, null],
    ['joined:30d', now - 30 * day, null],
    ['joined:<2026-01-01', null, at(2026, 1, 1)],
    ['joined:>2026-01-01', at(2026, 1, 2), null],
    ['joined:<=2026-01', null, at(2026, 2)],
    ['joined:>=2026-01', at(2026, 1), null],
    ['joined:2026-01', at(2026, 1), at(2026, 2)],
    ['joined:2025', at(2025), at(2026)],
    ['joined:2026-01..2026-03', at(2026, 1), at(2026, 4)],
    ['joined:today', at(2026, 6, 15), at(2026, 6, 16)],
    ['joined:yesterday', at(2026, 6, 14), at(2026, 6, 15)],
  ])('is an age or a date: “%s”', (text, from, until) => {
    expect(time(text)).toEqual(between(from, until));
  });

  it('in the future is a span from now', () => {
    for (const text of ['expires:<14d', 'expiring<14d', 'token:expiring<14d', 'token:expires:<14d'])
      expect(time(text, 'tokens')).toEqual(between(now, now + 14 * day));
    expect(time('expires:>30d', 'tokens')).toEqual(between(now + 30 * day, null));
    expect(time('expires:never', 'tokens')).toEqual([{ is: 'none' }]);
  });

  it('can be one that isn’t reported, or one that there isn’t', () => {
    expect(time('joined:none')).toEqual([{ is: 'none' }]);
    expect(time('joined:unknown,none')).toEqual([{ is: 'unknown' }, { is: 'none' }]);
    expect(time('last:unknown', 'tokens')).toEqual([{ is: 'unknown' }]);
    expect(time('entered:known')).toEqual([{ is: 'known' }]);
  });

  it.each([
    'joined:soon',
    'joined:2026-13',
    'joined:2026-04-31',
    'joined:<',
    'joined:2026-03..2026-01',
    'joined:=3d',
  ])('is reported if it isn’t one: “%s”', (text) => {
    expect(read(text).terms).toEqual([]);
    expect(read(text).problems[0]?.message).toContain('joined:2026-01');
  });
});

describe('the tokens that a person owns', () => {
  it('filter the lists of members and people by their state', () => {
    expect(terms('token:active,revoked', 'people')).toEqual([
      { type: 'token', values: [{ is: 'active' }, { is: 'revoked' }], negated: false },
    ]);
    expect(terms('-token:expiring<14d')).toEqual([
      {
        type: 'token',
        values: [{ is: 'expiring', when: { is: 'between', from: now, until: now + 14 * day } }],
        negated: true,
      },
    ]);
  });

  it('are filtered by status in a list of tokens', () => {
    expect(terms('token:revoked', 'tokens')).toEqual([
      { type: 'among', key: 'status', values: ['revoked'], negated: false },
    ]);
  });
});

describe('a workspace or connection in a query', () => {
  it('can be named in the lists of all connections', () => {
    expect(terms('ws:prod,"sand box" conn:"contoso staging" system:modbox', 'people')).toEqual([
      { type: 'text', key: 'ws', values: ['prod', 'sand box'], negated: false },
      { type: 'among', key: 'conn', values: ['c2'], negated: false },
      { type: 'among', key: 'system', values: ['modbox'], negated: false },
    ]);
  });
});

describe('a part that isn’t understood', () => {
  it.each([
    ['role:boss', 'role:Owner, role:Approver or role:Collaborator'],
    ['role:', 'role:Owner, role:Approver or role:Collaborator'],
    ['status:gone', 'status:active, status:pending or status:not-reported'],
    ['status:', 'status:active, status:pending or status:not-reported'],
    ['ws:prod', 'role:, status:, joined:'],
    ['joined:', 'joined:<30d'],
    ['token:odd', 'token:active'],
    ['email:', 'Add text'],
  ])('is reported with what to write instead, and left out: “%s”', (query, expected) => {
    const { terms: found, problems } = read(`${query} dana`);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.message).toContain(expected);
    expect(found).toMatchObject([{ type: 'text', values: ['dana'] }]);
  });

  it('is marked in the text, the value alone if the key is known', () => {
    const text = 'dana role:owner,boss -staus:active';
    const pointed = read(text).problems.map(({ from, to, suggestion }) => [text.slice(from, to), suggestion]);
    expect(pointed).toEqual([
      ['boss', null],
      ['staus:active', 'status:active'],
    ]);
    expect(read(text).terms).toMatchObject([{ values: ['dana'] }, { values: ['OWNER'] }]);
  });

  it.each([
    ['rol:owner', 'role:owner'],
    ['join:>30d', 'joined:>30d'],
    ['zzz:x', '"zzz:x"'],
  ])('comes with a correction: “%s” → “%s”', (text, suggestion) => {
    expect(read(text).problems).toMatchObject([{ from: 0, to: text.length, suggestion }]);
    expect(read(suggestion).problems).toEqual([]);
  });

  it('comes with the value that was probably meant', () => {
    expect(read('role:approvr').problems).toMatchObject([{ from: 5, to: 12, suggestion: 'Approver' }]);
    expect(read('status:activ,pendng').problems).toMatchObject([{ suggestion: 'pending' }]);
  });

  it('is searched as text where names have colons, and that is reported', () => {
    const { terms: found, problems } = read('deploy:prod', 'tokens');
    expect(found).toMatchObject([{ type: 'text', key: null, values: ['deploy:prod'] }]);
    expect(problems).toMatchObject([{ from: 0, to: 11, suggestion: '"deploy:prod"' }]);
    expect(problems[0]?.message).toContain('searched as text');
    expect(read('"deploy:prod"', 'tokens').problems).toEqual([]);
  });
});

describe('the completion of a query', () => {
  const complete = (marked: string, list: QueryList = 'members') => {
    const cursor = marked.indexOf('|');
    const text = marked.replace('|', '');
    const { from, to, suggestions } = completeQuery(text, cursor, list, context);
    return suggestions.map(({ insert }) => `${text.slice(0, from)}${insert}${text.slice(to)}`);
  };

  it('offers keys where a term begins, and while it is typed', () => {
    expect(complete('|')).toContain('role:');
    expect(complete('dana |')).toContain('dana joined:');
    expect(complete('ro|')).toEqual(['role:']);
    expect(complete('dana -st|')).toEqual(['dana -status:']);
    expect(complete('expi|', 'tokens')).toEqual(['expires:']);
    expect(complete('dana "ro|')).toEqual([]);
  });

  it('offers values after a key, in quotes where they need them', () => {
    expect(complete('role:|')).toEqual(['role:Owner', 'role:Approver', 'role:Collaborator']);
    expect(complete('role:owner,co|')).toEqual(['role:owner,Collaborator']);
    expect(complete('role:ow|ner dana')).toEqual(['role:Owner dana']);
    expect(complete('-status:p|')).toEqual(['-status:pending']);
    expect(complete('ws:prod|', 'people')).toEqual(['ws:Production', 'ws:Pre-production']);
    expect(complete('ws:"sa|', 'people')).toEqual(['ws:"Sand box"']);
    expect(complete('conn:con|', 'people')).toEqual(['conn:"Contoso staging"']);
    expect(complete('joined:>|')).toEqual(['joined:>30d', 'joined:>90d', 'joined:>1y']);
    expect(complete('odd:x|')).toEqual([]);
  });

  it.each(['members', 'tokens', 'invitations', 'people', 'allTokens', 'allWorkspaces'] as const)(
    'offers only what is understood in the list “%s”',
    (list) => {
      for (const { insert: key } of completeQuery('', 0, list, context).suggestions) {
        const { suggestions } = completeQuery(key, key.length, list, context);
        for (const { insert } of suggestions) expect(read(`${key}${insert}`, list).problems).toEqual([]);
      }
    },
  );
});

describe('a filter chip', () => {
  it('writes its value into the text, in place of other values of its key', () => {
    expect(withFacet('', 'role', 'owner')).toBe('role:owner ');
    expect(withFacet('dana', 'role', 'owner')).toBe('dana role:owner ');
    expect(withFacet('role:a,b  dana -role:c "x y"', 'role', 'Org owner')).toBe(
      'dana "x y" role:"Org owner" ',
    );
    expect(withFacet('joined<30d x', 'joined', '>1y')).toBe('x joined:>1y ');
  });

  it('removes its value, and leaves the rest of the text as it is', () => {
    expect(withFacet('dana role:owner', 'role', null)).toBe('dana ');
    expect(withFacet('role:owner', 'role', null)).toBe('');
    expect(withFacet('  a  "b  c" role:owner d', 'role', null)).toBe('a  "b  c" d ');
  });

  it('finds its values in the text', () => {
    expect(facetValues('role:owner,"Org admin" -role:x dana', 'role')).toEqual(['owner', 'Org admin']);
  });
});
