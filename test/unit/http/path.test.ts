import { describe, expect, it } from 'vitest';
import { isOwnPath, isSegment, path } from '../../../src-main/http/path.ts';

const base = 'https://api.example.com/base';
const asked = (built: string) => new URL(base + built);

/** What would ask for another path, however it is written. */
const escapes = [
  '',
  '.',
  '..',
  '%2e',
  '%2E%2e',
  '.%2e',
  '%252e%252e',
  '../members',
  'a/..',
  'a/../b',
  '..\\x',
  'a//b',
  '/',
  '\\',
  '%2f',
  'a\n..',
  '\t',
  'a\u0000',
  '\u2028',
  '\ud800',
  'a\udfff',
];

describe('the path of a request', () => {
  it.each(escapes)('it refuses the ID %j', (id) => {
    expect(isSegment(id)).toBe(false);
    const built = path`/workspaces/w1/members/${id}`;
    expect(isOwnPath(asked(built), base, built)).toBe(false);
  });

  it.each([
    'w1',
    '..a',
    '...',
    'a b',
    'a/b',
    'ä',
    '😀',
    '?x=1',
    '#x',
    'a&b',
    '%',
    '100%',
    '__proto__',
    'constructor',
  ])('it keeps the ID %j as one segment', (id) => {
    const built = path`/workspaces/${id}/members`;
    expect(built.split('/')).toHaveLength(4);
    expect(decodeURIComponent(built.split('/')[2] ?? '')).toBe(id);
    expect(isOwnPath(asked(built), base, built)).toBe(true);
  });

  it('it accepts the root, a collection that ends in a slash, and an address with a base path', () => {
    for (const own of ['/', '/workspaces/', '/workspaces']) {
      expect(isOwnPath(asked(own), base, own)).toBe(true);
      expect(isOwnPath(new URL(`https://api.example.com${own}`), 'https://api.example.com', own)).toBe(true);
    }
  });

  it('it refuses a path that carries a query, a fragment, or leaves the base path', () => {
    for (const other of ['/a?b=1', '/a#b', '/../a', '//a', '/a//b', '\\..\\a'])
      expect(isOwnPath(asked(other), base, other)).toBe(false);
  });

  it('whatever the ID, the request stays one segment below its workspace or is refused', () => {
    let seed = 20_261;
    const random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
    const alphabet = [
      '.',
      '..',
      '/',
      '\\',
      '%',
      '2',
      'e',
      'E',
      'f',
      '?',
      '#',
      ' ',
      '\n',
      'a',
      'ä',
      '\ud83d',
      '\ude00',
    ];
    for (let round = 0; round < 5_000; round += 1) {
      const length = Math.floor(random() * 6);
      const id = Array.from({ length }, () => alphabet[Math.floor(random() * alphabet.length)]).join('');
      const built = path`/workspaces/w1/members/${id}`;
      const url = asked(built);
      if (!isOwnPath(url, base, built)) continue;
      // As a proxy sees it that decodes before it routes.
      const seen = new URL(decodeURIComponent(url.pathname).replaceAll(/[?#]/g, 'x'), base).pathname;
      expect(seen.startsWith('/base/workspaces/w1/members/'), JSON.stringify(id)).toBe(true);
      expect(url.pathname.split('/')).toHaveLength(6);
    }
  });
});
