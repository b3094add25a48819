import { describe, expect, it } from 'vitest';
import { jwtEnd, jwtExpiry } from '../../../src-main/providers/jwt.ts';
import { knownValue, none, notReported } from '../../../src-preload/shared/known.ts';

const jwt = (payload: unknown) =>
  ['e30', Buffer.from(JSON.stringify(payload)).toString('base64url'), 'x'].join('.');
const noon = Date.UTC(2026, 2, 1, 12);

describe('the end of a JWT', () => {
  it('is its exp, in seconds', () => {
    expect(jwtEnd(jwt({ exp: noon / 1000 }))).toEqual(knownValue(noon));
  });

  it('is none where it has no exp', () => {
    expect(jwtEnd(jwt({ userId: 'u' }))).toEqual(none);
  });

  it.each([
    ['milliseconds', noon],
    ['zero', 0],
    ['a negative number', -1],
    ['text', '1767225600'],
    ['null', null],
  ])('isn’t known, and never “none”, where exp is %s', (_name, exp) => {
    expect(jwtEnd(jwt({ exp }))).toEqual(notReported);
    expect(jwtExpiry(jwt({ exp }))).toBeNull();
  });

  it('isn’t known of a token that is no JWT', () => {
    expect(jwtEnd('opaque')).toEqual(notReported);
  });
});
