import { describe, expect, it } from 'vitest';
import { isolated, shownText } from '../../../src-preload/shared/shown-text.ts';

describe('a text from a server', () => {
  it.each([
    ['Ana Oliveira', 'Ana Oliveira'],
    ['Zoë “Łukasz” – 株式会社', 'Zoë “Łukasz” – 株式会社'],
    ['admin\u202enimda', 'admin‹U+202E›nimda'],
    ['pay\u200bments', 'pay‹U+200B›ments'],
    ['so\u00adft', 'so‹U+00AD›ft'],
    ['\u2066x', '‹U+2066›x'],
    ['x\u2069', 'x‹U+2069›'],
    ['bell\u0007', 'bell‹U+0007›'],
    ['line\nbreak\ttab', 'line\nbreak\ttab'],
    ['👩\u200d💻 ☁\ufe0f', '👩\u200d💻 ☁\ufe0f'],
    ['می\u200cخواهم', 'می\u200cخواهم'],
  ])('%j is shown as %j', (text, shown) => {
    expect(shownText(text)).toBe(shown);
  });

  it('is isolated in a sentence where it runs from right to left, and is one line', () => {
    expect(isolated('Ana')).toBe('Ana');
    expect(isolated('דנה')).toBe('\u2068דנה\u2069');
    expect(isolated('\u202eדנה\u2069')).toBe('\u2068‹U+202E›דנה‹U+2069›\u2069');
    expect(isolated('two\nlines')).toBe('two lines');
  });

  it('keeps its isolation when the sentence is shown', () => {
    const sentence = `Remove ${isolated('דנה')} from ${isolated('x\u202e')}?`;
    expect(shownText(sentence)).toBe('Remove \u2068דנה\u2069 from x‹U+202E›?');
  });

  it('stays as it is where its names are isolated already', () => {
    const title = `Rename “${isolated('דנה')}” to “x”`;
    expect(isolated(title)).toBe(title);
    expect(isolated(`${title}\nand more\u202e`)).toBe(`${title} and more‹U+202E›`);
  });
});
