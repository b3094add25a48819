import { describe, expect, it } from 'vitest';
import {
  addressKey,
  comparable,
  normalizeAddress,
  normalizeName,
  normalizeUrl,
} from '../../../src-preload/shared/normalize.ts';

describe('an address as it was typed, pasted or read', () => {
  it.each([
    ['ana@x.example', 'ana@x.example', []],
    ['  ana@x.example\n', 'ana@x.example', []],
    ['ana\u200b@x.example', 'ana@x.example', ['invisible']],
    ['\u202eana@x.example\u202c', 'ana@x.example', ['direction']],
    ['ana\u00ad@x.example', 'ana@x.example', ['invisible']],
    ['\ufeffana@x.example', 'ana@x.example', []],
    ['\u00a0ana@x.example\u00a0', 'ana@x.example', []],
    ['"ana@x.example"', 'ana@x.example', ['quotes']],
    ['“ana@x.example”', 'ana@x.example', ['quotes']],
    ['<ana@x.example>', 'ana@x.example', ['quotes']],
    ['mailto:ana@x.example', 'ana@x.example', []],
    ['ana@x.example.', 'ana@x.example', ['punctuation']],
    ['ana@x.example；', 'ana@x.example', ['punctuation']],
    ['(“ana@x.example”).', 'ana@x.example', ['punctuation', 'quotes']],
    ['jose\u0301@x.example', 'josé@x.example', []],
    ['a\ud800na@x.example', 'ana@x.example', ['invisible']],
  ])('%j is %j', (typed, text, dropped) => {
    expect({
      ...normalizeAddress(typed),
      dropped: [...normalizeAddress(typed).dropped].sort(),
    }).toEqual({ text, dropped });
  });

  it('keeps a quoted local part', () => {
    expect(normalizeAddress('"ana o"@x.example').text).toBe('"ana o"@x.example');
  });
});

describe('a name as it was typed, pasted or read', () => {
  it.each([
    ['Payments', 'Payments', []],
    ['Acme Inc.', 'Acme Inc.', []],
    ['“Payments”', '“Payments”', []],
    ['Pay\u200bments', 'Payments', ['invisible']],
    ['Two\u00a0words', 'Two words', ['blanks']],
    ['Two  words', 'Two words', ['blanks']],
    ['a\tb', 'a b', ['blanks']],
    ['\u2066Payments\u2069', 'Payments', ['direction']],
    ['👩\u200d💻 team', '👩\u200d💻 team', []],
    ['می\u200cخواهم', 'می\u200cخواهم', []],
    ['☁\ufe0f', '☁\ufe0f', []],
  ])('%j is %j', (typed, text, dropped) => {
    expect(normalizeName(typed)).toEqual({ text, dropped });
  });
});

describe('a URL as it was typed, pasted or read', () => {
  it.each([
    ['https://x.example/a', 'https://x.example/a', []],
    ['<https://x.example/a>', 'https://x.example/a', ['quotes']],
    ['https://x.ex\u200bample', 'https://x.example', ['invisible']],
    ['https://x.example.', 'https://x.example', ['punctuation']],
  ])('%j is %j', (typed, text, dropped) => {
    expect(normalizeUrl(typed)).toEqual({ text, dropped });
  });
});

describe('what reads alike', () => {
  it('is the same text', () => {
    expect(comparable(' Jose\u0301\u200b  O’Neil\u00a0')).toBe(comparable('José O’Neil'));
    expect(comparable('👩\u200d💻')).toBe(comparable('👩💻'));
  });

  it('is itself as a database stores it, which has no half characters', () => {
    expect(comparable(Buffer.from('a\ud800b').toString())).toBe(comparable('a\ud800b'));
  });

  it('is the same address in every case, and another one with another letter', () => {
    expect(addressKey('\u200eANA@x.example ')).toBe(addressKey('ana@x.example'));
    expect(addressKey('łukasz@x.example')).not.toBe(addressKey('lukasz@x.example'));
  });

  const letters = Array.from('ab @.;"<>“”é\u0301\u200b\u202e\u00ad\u00a0\u200d\ufeff\t👩💻\ufe0fהش');
  let seed = 11;
  const next = (below: number) => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return seed % below;
  };
  const texts = Array.from({ length: 3000 }, () =>
    Array.from({ length: next(12) }, () => letters[next(letters.length)] ?? '').join(''),
  );

  it('is normalised once and for all, whatever was typed', () => {
    for (const normalize of [normalizeAddress, normalizeName, normalizeUrl])
      for (const text of texts) {
        const once = normalize(text).text;
        expect(normalize(once)).toEqual({ text: once, dropped: [] });
        expect(comparable(once)).toBe(comparable(comparable(once)));
      }
  });

  it('compares equal to its normalised name', () => {
    for (const text of texts) {
      expect(comparable(normalizeName(text).text)).toBe(comparable(text));
      expect(comparable(Buffer.from(text).toString())).toBe(comparable(text));
    }
  });
});
