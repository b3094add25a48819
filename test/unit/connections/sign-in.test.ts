import { describe, expect, it } from 'vitest';
import { readPastedToken } from '../../../src-main/connections/sign-in.ts';

const token = 'eyJhbGciOiJSUzI1NiJ9.eyJ1IjoxfQ.c2lnbmF0dXJl';

describe('a pasted token', () => {
  it.each([
    token,
    `  ${token}\n`,
    `Bearer ${token}`,
    `bearer  ${token}`,
    `"${token}"`,
    `'Bearer ${token}'`,
    `Authorization: Bearer ${token}`,
    `SI_API_TOKEN=${token}`,
    `export SI_API_TOKEN="${token}"`,
    `"${token}",`,
    `${token.slice(0, 20)}\n${token.slice(20)}`,
  ])('is found in %j', (pasted) => {
    expect(readPastedToken(pasted)).toEqual({ ok: true, value: token });
  });

  it.each(['', '   ', '""', 'Bearer ', 'tökén', 'abc…def'])('is missing in %j', (pasted) => {
    expect(readPastedToken(pasted)).toMatchObject({
      ok: false,
      error: { kind: 'invalid', fields: [{ path: 'token' }] },
    });
  });
});
