import { describe, expect, it } from 'vitest';
import { readJson } from '../../../src-preload/shared/exact-json.ts';
import { parseJson } from '../../../src-preload/shared/json.ts';

describe('JSON in which an object has a name twice', () => {
  it.each([
    ['with other values', '{"role":"OWNER","role":"VIEWER"}'],
    ['with the same value', '{"role":"OWNER","role":"OWNER"}'],
    ['once with an escape', '{"role":"OWNER","r\\u006fle":"VIEWER"}'],
    ['deep inside', '{"data":{"members":[{"id":1},{"id":2,"tags":[{"a":1,"a":2}]}]}}'],
    ['the empty name', '{"":1,"":2}'],
    ['a number for a name', '{"1":1,"1":2}'],
    ['a name that objects have already', '{"__proto__":{"a":1},"__proto__":{"b":1}}'],
  ])('is no JSON: %s', (_, text) => {
    expect(() => parseJson(text)).toThrow('a name is there twice in one object');
  });

  it('is not read from what an administrator writes either', () => {
    expect(readJson('{"limit":1,"limit":2}')).toEqual({
      ok: false,
      inexact: null,
      message: 'a name is there twice in one object',
    });
  });
});

it.each([
  ['the same name in two objects', '[{"a":1},{"a":1}]'],
  ['the same name inside and outside', '{"a":{"a":{"a":1}}}'],
  ['colons and names in texts', '{"a":"\\"a\\":1,:::","b":":"}'],
  ['names that objects have already', '{"__proto__":1,"constructor":2,"toString":3,"length":4}'],
  ['a name that is a place in a list', '{"0":1,"00":2,"length":3}'],
  ['room around the colons', '{ "a" : 1 ,\n "b"\t:\t[ ] }'],
])('it reads as JSON.parse does: %s', (_, text) => {
  expect(JSON.stringify(parseJson(text))).toBe(JSON.stringify(JSON.parse(text)));
});
