import { describe, expect, it } from 'vitest';
import { isolated, shownSentence, shownText } from '../../../src-preload/shared/shown-text.ts';

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

describe('a sentence with names from right to left', () => {
  it.each([
    // Without its own isolate, “3” would stand before the name.
    ['דנה 3 tokens', '\u2068דנה\u2069 3 tokens'],
    ['Role: מנהל → צופה', 'Role: \u2068מנהל\u2069 → \u2068צופה\u2069'],
    ['Removed דנה, נועה and 2 others.', 'Removed \u2068דנה\u2069, \u2068נועה\u2069 and 2 others.'],
    ['Invite 2 people to “מרכז המידע”?', 'Invite 2 people to “\u2068מרכז המידע\u2069”?'],
    ['مساحة العمل (staging)', '\u2068مساحة العمل\u2069 (staging)'],
    ['می\u200cخواهم joined.', '\u2068می\u200cخواهم\u2069 joined.'],
  ])('%j is drawn with each of them isolated', (sentence, drawn) => {
    expect(shownSentence(sentence)).toBe(drawn);
  });

  it('keeps what is isolated already, and leaves a name that stands alone as it is', () => {
    const sentence = `Remove ${isolated('דנה 2')} from ${isolated('x')}?`;
    expect(shownSentence(sentence)).toBe('Remove \u2068דנה 2\u2069 from x?');
    expect(shownSentence('דנה, נועה')).toBe('דנה, נועה');
    expect(shownSentence('Ana joined.')).toBe('Ana joined.');
  });

  it('shows hidden characters in it too', () => {
    expect(shownSentence('Remove \u202eדנה?')).toBe('Remove ‹U+202E›\u2068דנה\u2069?');
  });
});
