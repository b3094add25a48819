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

  it('keeps quoted separators, line breaks, doubled quotes and spaces', () => {
    expect(cellsOf('"a,b","c\r\nd","say ""hi""", " e "')).toEqual([['a,b', 'c\r\nd', 'say "hi"', ' e ']]);
  });

  it('gives the line on which each record begins', () => {
    const read = readCsv('a\n"b\nc"\nd');
    expect(read.ok && read.records.map(({ line }) => line)).toEqual([1, 2, 4]);
  });

  it('keeps a quote in the middle of a cell', () => {
    expect(cellsOf('12" screen,b')).toEqual([['12" screen', 'b']]);
  });

  it('points at a quote that was never closed, and at text behind one', () => {
    expect(readCsv('a\n"b\nc')).toMatchObject({ ok: false, line: 2 });
    expect(readCsv('a\nb\n"c"d')).toMatchObject({ ok: false, line: 3 });
  });

  it('finds no record in an empty text', () => {
    expect(cellsOf('')).toEqual([]);
  });
});

describe('writing CSV', () => {
  it('quotes cells so that they are read back unchanged', () => {
    const rows = [
      ['a', 'b,c', 'd;e'],
      ['say "hi"', 'two\nlines', ' spaced '],
      ['', 'x\ty', 'Ünï'],
    ];
    expect(cellsOf(writeCsv(rows))).toEqual(rows);
    expect(writeCsv([['a', 'b']])).toBe('a,b\r\n');
  });
});
