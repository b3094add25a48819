import { describe, expect, it } from 'vitest';
import { readCsv, writeCsv } from '../../../src-main/files/csv.ts';

const cellsOf = (text: string) => {
  const read = readCsv(text);
  return read.ok ? read.records.map(({ cells }) => cells) : read.problem;
};

describe('reading CSV', () => {
  it.each([
    ['CRLF', 'a,b\r\n1,2\r\n'],
    ['LF without an end', 'a,b\n1,2'],
    ['CR', 'a,b\r1,2\r'],
    ['a byte order mark', '\uFEFFa,b\n1,2'],
    ['semicolons', 'a;b\n1;2'],
    ['tabs', 'a\tb\n1\t2'],
    ['quotes all over', '"a","b"\n"1","2"'],
    ['spaces around', ' a , b \n 1 ,2'],
    ['empty lines', '\n\na,b\n\n1,2\n,\n'],
  ])('takes %s', (_what, text) => {
    expect(cellsOf(text)).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
  });

  it('keeps what is quoted: separators, line breaks, doubled quotes, spaces', () => {
    expect(cellsOf('"a,b","c\r\nd","say ""hi""", " e "')).toEqual([['a,b', 'c\r\nd', 'say "hi"', ' e ']]);
  });

  it('says where each record begins', () => {
    const read = readCsv('a\n"b\nc"\nd');
    expect(read.ok && read.records.map(({ line }) => line)).toEqual([1, 2, 4]);
  });

  it('takes a quote in the middle for what it is', () => {
    expect(cellsOf('12" screen,b')).toEqual([['12" screen', 'b']]);
  });

  it('says which quote was never closed, and where text follows one', () => {
    expect(readCsv('a\n"b\nc')).toMatchObject({ ok: false, line: 2 });
    expect(readCsv('a\nb\n"c"d')).toMatchObject({ ok: false, line: 3 });
  });

  it('nothing is no record', () => {
    expect(cellsOf('')).toEqual([]);
  });
});

describe('writing CSV', () => {
  it('quotes what has to be, so that it is read back as it was', () => {
    const rows = [
      ['a', 'b,c', 'd;e'],
      ['say "hi"', 'two\nlines', ' spaced '],
      ['', 'x\ty', 'Ünï'],
    ];
    expect(cellsOf(writeCsv(rows))).toEqual(rows);
    expect(writeCsv([['a', 'b']])).toBe('a,b\r\n');
  });
});
