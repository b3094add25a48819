import { describe, expect, it } from 'vitest';
import { parseLargeJson } from '../../../src-main/http/large-json.ts';

const records = Array.from({ length: 30_000 }, (_, index) => ({
  id: index,
  name: `Ada “${index}” \\"[{,}]\\ \u2028`,
  tags: ['a', [index], {}],
  note: index % 3 === 0 ? null : -1.5e3,
}));
const long = JSON.stringify(records);

describe('a long response', () => {
  it.each([
    ['a list', long],
    ['a list with room around everything', JSON.stringify(records, null, 2)],
    ['a list in an object', `{"total": 3, "tags": ["x", "y"], "data": ${long}, "next": null}`],
    ['a list under an escaped name', `{"da\\u0074a": ${long}}`],
    ['a list under a name that objects have already', `{"__proto__": ${long}}`],
    ['a list two objects deep, in one piece', `{"data": {"members": ${long}}}`],
    ['one long text', JSON.stringify({ text: 'x'.repeat(2_000_000) })],
  ])('is read as JSON.parse reads it: %s', async (_, text) => {
    const read = await parseLargeJson(text);
    expect(read).toEqual(JSON.parse(text));
    expect(JSON.stringify(read)).toBe(JSON.stringify(JSON.parse(text)));
  });

  it.each([
    ['cut off', long.slice(0, -1)],
    ['cut off within a text', long.slice(0, long.lastIndexOf('Ada') + 2)],
    ['with something after it', `${long}]`],
    ['with a comma too many at its end', `${long.slice(0, -1)},]`],
    ['with a comma too many somewhere', long.replace(/,\{"id":20000/, ',,{"id":20000')],
    ['with brackets that don’t match', `{"data": ${long.slice(0, -1)}}, "a": 1]`],
    ['with a piece that is nothing but room', `[${' '.repeat(1_500_000)},1]`],
  ])('is undefined if JSON.parse throws: %s', async (_, text) => {
    expect(() => void JSON.parse(text)).toThrow();
    expect(await parseLargeJson(text)).toBeUndefined();
  });

  it('doesn’t block the event loop while it is parsed', async () => {
    let turns = 0;
    let reading = true;
    const count = () => {
      turns += 1;
      if (reading) setImmediate(count);
    };
    setImmediate(count);
    await parseLargeJson(long);
    reading = false;
    expect(turns).toBeGreaterThan(5);
  });
});

it('a short response is parsed too, or is undefined', async () => {
  expect(await parseLargeJson('{"a": [1, 2]}')).toEqual({ a: [1, 2] });
  expect(await parseLargeJson('<html>')).toBeUndefined();
});

describe('a response in which an object has a name twice', () => {
  const twice = '{"id":1,"role":"OWNER","role":"VIEWER"}';

  it.each([
    ['a short response', `{"data": ${twice}}`],
    ['a record of a long list', `[${twice},${long.slice(1)}`],
    ['a record in the middle of a long list', long.replace(/,\{"id":20000/, `,${twice},{"id":20000`)],
    ['beside a long list', `{"data": ${long}, "next": ${twice}}`],
    ['the long list itself', `{"data": ${long}, "data": []}`],
    ['a short list before the long one', `{"data": [], "data": ${long}}`],
  ])('is no data: %s', async (_, text) => {
    expect(() => void JSON.parse(text)).not.toThrow();
    expect(await parseLargeJson(text)).toBeUndefined();
  });
});

describe('a value that is nested too deep', () => {
  const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

  it.each([
    ['a short response', nested(101)],
    ['a bomb', nested(100_000)],
    ['objects', `${'{"a":'.repeat(101)}1${'}'.repeat(101)}`],
    ['a record of a long list', `[${nested(200)},${long.slice(1)}`],
    ['beside a long list', `{"data": ${long}, "next": ${nested(200)}}`],
  ])('is no data: %s', async (_, text) => {
    expect(await parseLargeJson(text)).toBeUndefined();
  });

  it('is one by its levels, not by brackets in its texts or by how many values it has', async () => {
    const wide = JSON.stringify([...Array.from({ length: 500 }, () => [[]]), '['.repeat(500)]);
    expect(await parseLargeJson(wide)).toEqual(JSON.parse(wide));
    expect(await parseLargeJson(nested(100))).toBeDefined();
  });
});
