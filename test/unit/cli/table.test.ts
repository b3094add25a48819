import { describe, expect, it } from 'vitest';
import { table } from '../../../src-main/cli/terminal/table.ts';
import { cut, padded, widthOf } from '../../../src-main/cli/terminal/width.ts';

describe('the columns that a text takes on a terminal', () => {
  it.each([
    ['plain', 5],
    ['Zoë', 3],
    ['Łódź – Αθήνα “Київ” ≥ 3', 23],
    ['Zoe\u0308', 3],
    ['日本語', 6],
    ['カー、。', 8],
    ['한국어', 6],
    ['🚀', 2],
    ['👩‍👩‍👧‍👦', 2],
    ['🇵🇹', 2],
    ['❤️', 2],
    ['1️⃣', 2],
    ['שלום', 4],
    ['\u2068שלום\u2069', 4],
    ['a\u200bb', 2],
    ['ａ￥', 4],
    ['ｶﾅ·', 3],
    ['', 0],
  ])('%j: %i', (text, width) => {
    expect(widthOf(text)).toBe(width);
  });
});

describe('a text cut to a width', () => {
  it.each([
    'Northwind Production',
    '日本語のワークスペース',
    '🚀🚀🚀🚀🚀🚀',
    'קבוצת עבודה ארוכה',
    'Zoe\u0308Zoe\u0308Zoe\u0308',
  ])('takes no more columns, and never half a character: %j', (text) => {
    const short = cut(text, 8);
    expect(widthOf(short)).toBeLessThanOrEqual(8);
    expect(short.endsWith('…')).toBe(true);
    expect(text.startsWith(short.slice(0, -1))).toBe(true);
  });

  it('ends what was opened for a name from right to left', () => {
    expect(cut('\u2068קבוצת עבודה\u2069', 6)).toBe('\u2068קבוצת\u2069…');
  });

  it('leaves a text that fits', () => {
    expect([cut('abc', 3), padded('日本', 6)]).toEqual(['abc', '日本  ']);
  });
});

describe('a table', () => {
  const rows = [
    ['Northwind Production', 'Owner'],
    ['日本語🚀', 'Owner'],
    ['קבוצת עבודה', 'Owner'],
    ['\u001b[31mred\nline', 'Owner'],
  ];
  const terminal = (columns: number | null) => ({ columns, bold: (text: string) => text });

  it('aligns columns by what their text takes, whatever the script', () => {
    const [, ...lines] = table(terminal(null), ['Name', 'Role'], rows).split('\n');
    const before = lines.map((line) => widthOf(line.slice(0, line.indexOf('Owner'))));
    expect(new Set(before)).toEqual(new Set([22]));
  });

  it('lets no text of a server control the terminal or start a line', () => {
    const text = table(terminal(null), ['Name', 'Role'], rows);
    expect(text).not.toContain('\u001b');
    expect(text.split('\n')).toHaveLength(5);
  });

  it('fits a terminal, and is whole in a pipe', () => {
    const narrow = table(terminal(20), ['Name', 'Role'], rows).split('\n');
    expect(Math.max(...narrow.map(widthOf))).toBeLessThanOrEqual(20);
    expect(table(terminal(null), ['Name', 'Role'], rows)).toContain('Northwind Production');
  });

  it('fits a terminal that is too narrow for its columns: each line is cut', () => {
    const headers = ['Name', 'E-mail', 'Role', 'Status', 'Signed up', 'User ID'];
    const row = [
      '日本語のワークスペース',
      'ana@northwind.example',
      'Collaborator',
      'pending',
      'Not yet',
      '01M8PEWX',
    ];
    const lines = table(terminal(40), headers, [row]).split('\n');
    expect(Math.max(...lines.map(widthOf))).toBeLessThanOrEqual(40);
    expect(lines.every((line) => line.endsWith('…'))).toBe(true);
  });
});
