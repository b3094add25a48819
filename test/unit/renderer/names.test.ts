import { describe, expect, it } from 'vitest';
import { initials, lowerFirst, nextName, withArticle } from '../../../src-renderer/lib/names.ts';
import { listText } from '../../../src-preload/shared/format/lists.ts';

describe('the name of a successor', () => {
  it('counts on, or begins to count', () => {
    expect(nextName('ci-deploy')).toBe('ci-deploy-2');
    expect(nextName('ci-deploy-2')).toBe('ci-deploy-3');
    expect(nextName('key 9')).toBe('key 10');
    expect(nextName('s3')).toBe('s3-2');
  });
});

describe('words of a system in a sentence', () => {
  it('take the article that fits', () => {
    expect(withArticle('API key')).toBe('an API key');
    expect(withArticle('token')).toBe('a token');
  });

  it('begin small within one, acronyms excepted', () => {
    expect(lowerFirst('Delete the old key')).toBe('delete the old key');
    expect(lowerFirst('API key')).toBe('API key');
  });

  it('name a few people and count the rest', () => {
    expect(listText(['Ana'], 3)).toBe('Ana');
    expect(listText(['Ana', 'Ben'], 3)).toBe('Ana and Ben');
    expect(listText(['Ana', 'Ben', 'Chidi', 'Dana'], 3, 9)).toBe('Ana, Ben, Chidi and 6 more');
    expect(listText([], 3, 4)).toBe('');
  });
});

it.each([
  ['System (staging)', 'SS'],
  ['S(x)', 'SX'],
  ['Northwind “EU”', 'NE'],
  ['O’Neil', 'ON'],
  ['(…)', '?'],
])('the letters that stand for %s are no signs: %s', (name, letters) => {
  expect(initials(name)).toBe(letters);
});
