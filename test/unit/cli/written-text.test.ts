import { describe, expect, it } from 'vitest';
import { writtenFile, writtenJson, writtenText } from '../../../src-main/cli/terminal/written-text.ts';

const hostile = 'red\u001b[31m \u009b31m \u202eevil \u2068דנה\u2069';

describe('what a command writes', () => {
  it('controls no terminal, whatever a server named its things', () => {
    for (const written of [
      writtenText(hostile, true),
      writtenFile(hostile, true),
      writtenJson(hostile, true),
    ])
      expect(written).not.toMatch(/[\u0080-\u009f\u202e]/);
    expect(writtenText(hostile, true)).toBe('red‹U+001B›[31m ‹U+009B›31m ‹U+202E›evil \u2068דנה\u2069');
    expect(writtenText('Done\rFail\r\n', true)).toBe('Done‹U+000D›Fail\r\n');
  });

  it('keeps its own bold, and the lines and tabs of a text', () => {
    expect(writtenText('\u001b[1mName\u001b[22m\n\tx', true)).toBe('\u001b[1mName\u001b[22m\n\tx');
  });

  it('has no isolates in a pipe, where a program looks for a name', () => {
    expect(writtenText('Rename “\u2068דנה\u2069”', false)).toBe('Rename “דנה”');
  });

  it('is the file itself in a pipe, and the same JSON on a terminal', () => {
    expect(writtenFile(hostile, false)).toBe(hostile);
    const json = JSON.stringify({ name: hostile });
    expect(writtenJson(json, false)).toBe(json);
    expect(JSON.parse(writtenJson(json, true))).toEqual({ name: hostile });
  });
});
