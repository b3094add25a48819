import { expect, it } from 'vitest';
import { wellFormed } from '../../../src-main/ipc/well-formed.ts';

it('replaces half of a character wherever it is, and leaves everything else', () => {
  const value = { 'a\udc00': ['\ud800b', 1, null, true], plain: '😀 naïve', deep: { text: 'x\ud83d' } };
  expect(wellFormed(value)).toEqual({
    'a\ufffd': ['\ufffdb', 1, null, true],
    plain: '😀 naïve',
    deep: { text: 'x\ufffd' },
  });
});
