import { describe, expect, it } from 'vitest';
import { fold } from '../../../src-preload/shared/fold.ts';

describe('folding for search', () => {
  it.each([
    ['Łukasz', 'lukasz'],
    ['Ørsted', 'orsted'],
    ['Straße', 'strasse'],
    ['GROẞ', 'gross'],
    ['Æther, Œuvre, Þór', 'aether, oeuvre, thor'],
    ['ısı', 'isi'],
    ['İzmir', 'izmir'],
    ['Đặng', 'dang'],
    ['O’Brien', "o'brien"],
    ['“Payments” – Ops', '"payments" - ops'],
    ['Ｆｕｌｌ ｗｉｄｔｈ', 'full width'],
    ['ﬁnance №5', 'finance no5'],
    ['José', 'jose'],
    ['Jose\u0301', 'jose'],
    ['Иван Ёлкин', 'иван елкин'],
    ['ΟΔΟΣ', 'οδοσ'],
    ['a\u200bd\u00admin', 'admin'],
    ['\u202eadmin\u202c', 'admin'],
    ['two\u00a0words', 'two words'],
    ['two\twords', 'two words'],
  ])('%s is found as %s', (text, folded) => {
    expect(fold(text)).toBe(folded);
  });

  it('keeps scripts that have no Latin form', () => {
    expect(fold('株式会社')).toBe('株式会社');
  });

  it('folds what is folded already to itself, for every character of the first plane', () => {
    const changed: string[] = [];
    for (let code = 0; code <= 0xffff; code += 1) {
      if (code >= 0xd800 && code <= 0xdfff) continue;
      const once = fold(String.fromCodePoint(code));
      if (fold(once) !== once) changed.push(code.toString(16));
    }
    expect(changed).toEqual([]);
  });

  it('finds a part of a text wherever it finds the whole, as searching looks for parts', () => {
    const letters = Array.from('aÆßıİłŁøØ’‘ñn\u0301ﬁΣςσ\u200b\u00ad 9-');
    let seed = 7;
    const next = (below: number) => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return seed % below;
    };
    for (let round = 0; round < 2000; round += 1) {
      const text = Array.from({ length: 8 }, () => letters[next(letters.length)] ?? '').join('');
      const from = next(text.length);
      const part = text.slice(from, from + 1 + next(text.length - from));
      expect(fold(text)).toContain(fold(part));
    }
  });
});
