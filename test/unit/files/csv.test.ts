import { describe, expect, it } from 'vitest';
import { readCsv, writeCsv } from '../../../src-main/files/csv.ts';
import { formulaSafe, withoutFormulaGuard } from '../../../src-main/files/formula-guard.ts';

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
    ['a separator that the file names', 'sep=;\na;b\n1;2'],
    ['a quoted line that names the separator', '"sep=\t"\r\na\tb\r\n1\t2'],
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

describe('a list that can’t be read as it is', () => {
  it.each([
    [
      'a header with commas over rows with semicolons',
      'a,b\n1;2\n3;4',
      2,
      'The header is separated by commas',
    ],
    ['a line of megabytes', `a,b\n${'x'.repeat(4_800_000)}`, 2, 'more than 200,000 characters'],
    ['a cell of a book’s size', `a,b\n"${'x\n'.repeat(30_000)}",1`, 2, 'up to 20,000 characters'],
    ['hundreds of columns', `a\n${'1,'.repeat(300)}`, 2, 'up to 200 columns'],
    ['a hundred thousand rows', `a,b\n${'1,2\n'.repeat(100_000)}`, 20_002, 'up to 20,000 rows'],
  ])('says so: %s', (_what, text, line, words) => {
    const read = readCsv(text);
    expect(read).toMatchObject({ ok: false, line });
    expect(read.ok || read.problem).toContain(words);
  });
});

describe('a cell that a spreadsheet would run', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['\n=1', "'\n'=1"],
    [' =1', "' =1"],
    ['a;=1', "a;'=1"],
    ['a\t+1', "a\t'+1"],
    ['a; "=1', 'a; "\'=1'],
    ["'=1", "''=1"],
    ['\uff1d1', "'\uff1d1"],
    ['a-b', 'a-b'],
    ["'quoted'", "'quoted'"],
  ])('%j is written as %j and read back', (text, safe) => {
    expect(formulaSafe(text)).toBe(safe);
    expect(withoutFormulaGuard(safe)).toBe(text);
  });

  it('comes back as it was, whatever it is made of', () => {
    const letters = Array.from(`ab '"=+-@;,\t\r\n`);
    let seed = 5;
    const next = (below: number) => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return seed % below;
    };
    for (let round = 0; round < 5000; round += 1) {
      const text = Array.from({ length: next(9) }, () => letters[next(letters.length)] ?? '').join('');
      expect(withoutFormulaGuard(formulaSafe(text))).toBe(text);
      // No reader, by whichever separator, finds a cell that begins with a sign.
      expect(formulaSafe(text)).not.toMatch(/^\s*[=+\-@]|[;,\t\r\n]\s*"?[=+\-@]/);
    }
  });
});
