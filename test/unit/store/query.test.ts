import { describe, expect, it } from 'vitest';
import { parseQuery, type QueryContext, type QueryTerm } from '../../../src-preload/shared/query/parse.ts';
import { completeQuery, facetValues, withFacet } from '../../../src-preload/shared/query/complete.ts';
import type { QueryList } from '../../../src-preload/shared/query/keys.ts';
import { day } from '../../../src-preload/shared/units.ts';
import { wordsOf } from '../../../src-main/store/search/query/filter.ts';
import { roles } from './support.ts';

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
const words = (...values: string[]) => ({ type: 'words', key: null, values, negated: false });
const at = (year: number, month = 1, date = 1) => new Date(year, month - 1, date).getTime();

describe('words of a query', () => {
  it('are folded, and may have a minus', () => {
    expect(terms('  Dana -LEVI  Núñez ')).toEqual([
      words('dana'),
      { ...words('levi'), negated: true },
      words('nunez'),
    ]);
  });

  it('are kept together by quotes, also while the quote is still open', () => {
    expect(terms('"dana levi" -"x y"')).toEqual([words('dana levi'), { ...words('x y'), negated: true }]);
    expect(terms('"dana le')).toEqual([words('dana le')]);
  });

  it('may look like syntax where they can only be text', () => {
    expect(terms('a"b')).toEqual([words('a"b')]);
    expect(terms('dana.levi+x@example.com')).toEqual([words('dana.levi+x@example.com')]);
    expect(terms('"role:owner"')).toEqual([words('role:owner')]);
    expect(terms('a<b x>=y')).toEqual([words('a<b'), words('x>=y')]);
    for (const text of ['', '-', '"', '""', '-""', ' : ', '*', 'OR', 'NEAR(', "'", ';--', ',', '<', '-:'])
      expect(read(text).problems).toEqual([]);
  });

  it('are all that a list without keys has', () => {
    expect(wordsOf('CI deploy:prod "a b"')).toEqual(['ci', 'deploy:prod', 'a b']);
  });
});

describe('a role or status', () => {
  const among = (key: string, values: string[], negated = false) => ({ type: 'among', key, values, negated });

  it('is known by id, label, or the beginning of one, in any case', () => {
    for (const text of ['role:EDITOR', 'role:collaborator', 'Role:collab', 'role:"Collaborator"'])
      expect(terms(text)).toEqual([among('role', ['EDITOR'])]);
    expect(terms('-role:owner')).toEqual([among('role', ['OWNER'], true)]);
    expect(terms('status:pend')).toEqual([among('status', ['pending'])]);
  });

  it('may be one of several, with commas or written twice', () => {
    for (const text of ['role:owner,approver', 'role:owner role:approver', 'role:"Owner",approver'])
      expect(terms(text)).toEqual([among('role', ['OWNER', 'APPROVER'])]);
    expect(terms('-role:owner -role:approver')).toHaveLength(2);
  });

  it('that is named is preferred to those that only begin so', () => {
    const near = [
      { id: 'admin', label: 'Admin' },
      { id: 'admin-billing', label: 'Admin billing' },
    ];
    const found = parseQuery('role:admin', 'members', { now, roles: near }).terms;
    expect(found).toMatchObject([{ values: ['admin'] }]);
  });
});

describe('a time', () => {
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
  ])('is an age or a date: %s', (text, from, until) => {
    expect(time(text)).toEqual(between(from, until));
  });

  it('to come is a span from now', () => {
    for (const text of ['expires:<14d', 'expiring<14d', 'token:expiring<14d', 'token:expires:<14d'])
      expect(time(text, 'tokens')).toEqual(between(now, now + 14 * day));
    expect(time('expires:>30d', 'tokens')).toEqual(between(now + 30 * day, null));
    expect(time('expires:never', 'tokens')).toEqual([{ is: 'none' }]);
  });

  it('that isn’t known can be asked for as well as one that isn’t there', () => {
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
  ])('is said not to be one: %s', (text) => {
    expect(read(text).terms).toEqual([]);
    expect(read(text).problems[0]?.message).toContain('joined:2026-01');
  });
});

describe('tokens that somebody owns', () => {
  it('can be asked for in lists of members and people', () => {
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

  it('are the status in a list of tokens', () => {
    expect(terms('token:revoked', 'tokens')).toEqual([
      { type: 'among', key: 'status', values: ['revoked'], negated: false },
    ]);
  });
});

describe('a place or connection', () => {
  it('can be named in lists across everything', () => {
    expect(terms('ws:prod,"sand box" conn:"contoso staging" system:modbox', 'people')).toEqual([
      { type: 'words', key: 'ws', values: ['prod', 'sand box'], negated: false },
      { type: 'among', key: 'conn', values: ['c2'], negated: false },
      { type: 'among', key: 'system', values: ['modbox'], negated: false },
    ]);
  });
});

describe('what isn’t understood', () => {
  it.each([
    ['role:boss', 'role:Owner, role:Approver or role:Collaborator'],
    ['role:', 'role:Owner, role:Approver or role:Collaborator'],
    ['status:gone', 'status:active or status:pending'],
    ['status:', 'status:active or status:pending'],
    ['ws:prod', 'role:, status:, joined:'],
    ['joined:', 'joined:<30d'],
    ['token:odd', 'token:active'],
    ['email:', 'Write words'],
  ])('is said with what to write instead, and left out: %s', (text, told) => {
    const { terms: found, problems } = read(`${text} dana`);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.message).toContain(told);
    expect(found).toMatchObject([{ type: 'words', values: ['dana'] }]);
  });

  it('is pointed at, the value alone where the key is known', () => {
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
  ])('comes with what to write in its place: %s → %s', (text, suggestion) => {
    expect(read(text).problems).toMatchObject([{ from: 0, to: text.length, suggestion }]);
    expect(read(suggestion).problems).toEqual([]);
  });

  it('suggests the value that was probably meant', () => {
    expect(read('role:approvr').problems).toMatchObject([{ from: 5, to: 12, suggestion: 'Approver' }]);
    expect(read('status:activ,pendng').problems).toMatchObject([{ suggestion: 'pending' }]);
  });

  it('is looked for as it is written where names have colons, and that is said', () => {
    const { terms: found, problems } = read('deploy:prod', 'tokens');
    expect(found).toMatchObject([{ type: 'words', key: null, values: ['deploy:prod'] }]);
    expect(problems).toMatchObject([{ from: 0, to: 11, suggestion: '"deploy:prod"' }]);
    expect(problems[0]?.message).toContain('looked for as it is');
    expect(read('"deploy:prod"', 'tokens').problems).toEqual([]);
  });
});

describe('completion', () => {
  const complete = (marked: string, list: QueryList = 'members') => {
    const cursor = marked.indexOf('|');
    const text = marked.replace('|', '');
    const { from, to, suggestions } = completeQuery(text, cursor, list, context);
    return suggestions.map(({ insert }) => `${text.slice(0, from)}${insert}${text.slice(to)}`);
  };

  it('offers keys where a term begins or is written', () => {
    expect(complete('|')).toContain('role:');
    expect(complete('dana |')).toContain('dana joined:');
    expect(complete('ro|')).toEqual(['role:']);
    expect(complete('dana -st|')).toEqual(['dana -status:']);
    expect(complete('expi|', 'tokens')).toEqual(['expires:']);
    expect(complete('dana "ro|')).toEqual([]);
  });

  it('offers values after a key, each in quotes where it needs them', () => {
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
    'offers only what is understood in %s',
    (list) => {
      for (const { insert: key } of completeQuery('', 0, list, context).suggestions) {
        const { suggestions } = completeQuery(key, key.length, list, context);
        for (const { insert } of suggestions) expect(read(`${key}${insert}`, list).problems).toEqual([]);
      }
    },
  );
});

describe('a chip', () => {
  it('writes its value into the text, in place of what stood there of its key', () => {
    expect(withFacet('', 'role', 'owner')).toBe('role:owner ');
    expect(withFacet('dana', 'role', 'owner')).toBe('dana role:owner ');
    expect(withFacet('role:a,b  dana -role:c "x y"', 'role', 'Org owner')).toBe(
      'dana "x y" role:"Org owner" ',
    );
    expect(withFacet('joined<30d x', 'joined', '>1y')).toBe('x joined:>1y ');
  });

  it('takes it out, and leaves everything else as it is written', () => {
    expect(withFacet('dana role:owner', 'role', null)).toBe('dana ');
    expect(withFacet('role:owner', 'role', null)).toBe('');
    expect(withFacet('  a  "b  c" role:owner d', 'role', null)).toBe('a  "b  c" d ');
  });

  it('knows whether it is on', () => {
    expect(facetValues('role:owner,"Org admin" -role:x dana', 'role')).toEqual(['owner', 'Org admin']);
  });
});
