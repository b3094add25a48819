import { expect, it } from 'vitest';
import { inlineMarkdown } from '../../../src-renderer/lib/inline-markdown.ts';

it('code, strong words and emphasis are told apart from the words around them', () => {
  expect(inlineMarkdown('A command line, `steward`, with **all** of *it*.')).toEqual([
    { kind: 'plain', text: 'A command line, ' },
    { kind: 'code', text: 'steward' },
    { kind: 'plain', text: ', with ' },
    { kind: 'strong', text: 'all' },
    { kind: 'plain', text: ' of ' },
    { kind: 'emphasis', text: 'it' },
    { kind: 'plain', text: '.' },
  ]);
});

it('a link is shown by its words', () => {
  expect(inlineMarkdown('See [the guide](https://example.com/guide) first.')).toEqual([
    { kind: 'plain', text: 'See the guide first.' },
  ]);
});

it('HTML stays text', () => {
  const line = '<img src=x onerror="alert(1)"> & <b>bold</b>';
  expect(inlineMarkdown(line)).toEqual([{ kind: 'plain', text: line }]);
});

it('a mark within code is none', () => {
  expect(inlineMarkdown('`**not strong**`')).toEqual([{ kind: 'code', text: '**not strong**' }]);
});

it.each(['2 * 3 * 4', 'a ` alone', '**unfinished', '[words] (apart)', ''])(
  'what isn’t a whole mark stays as it is: %j',
  (line) => {
    expect(inlineMarkdown(line)).toEqual(line === '' ? [] : [{ kind: 'plain', text: line }]);
  },
);
