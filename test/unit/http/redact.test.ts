import { describe, expect, it } from 'vitest';
import { redact, shown } from '../../../src-main/http/redact.ts';

const jwt = 'eyJhbGciOiJSUzI1NiJ9.eyJ1c2VySWQiOiIwMU04In0.c2lnbmF0dXJl';
const secretUlid = '01M809PAB1HSQJAFSGN2B5WVFV';

describe('the redaction', () => {
  it.each([
    ['a bearer header', `Authorization: Bearer ${jwt}`, jwt],
    ['an opaque bearer', 'sent Bearer abc.def-123', 'abc.def-123'],
    ['a JWT anywhere', `cookie si-auth=${jwt}; path=/`, jwt],
    ['a JWT that was cut short', `…${jwt.slice(0, 40)}`, jwt.slice(0, 40)],
    ['the secret of a workspace row', `{"id":"x","token":"${secretUlid}"}`, secretUlid],
    ['the same, encoded twice', `"{\\"token\\":\\"${secretUlid}\\"}"`, secretUlid],
    ['a nonce in a query', 'http://localhost:4411/?nonce=V1StGXR8&x=1', 'V1StGXR8'],
    ['a connect code in a query', 'https://app/auth-connect?code=q1w2e3', 'q1w2e3'],
    ['a Modbox token in a path', 'DELETE /api-tokens/mbx_4f5e6d', 'mbx_4f5e6d'],
    ['the same without its prefix, cut or in another case', 'DELETE https://x/API-tokens/4f5e6d?y', '4f5e6d'],
    ['a long segment of a path', `GET /v1/keys/${'k3Y_'.repeat(12)}/value`, 'k3Y_k3Y_'],
    ['a personal token', 'used pat_9a8b7c here', 'pat_9a8b7c'],
    ['an API key header', 'unstructured-api-key: Zx81', 'Zx81'],
    ['a password in JSON', '{"password":"hunter2"}', 'hunter2'],
    ['a password in an address', 'https://ana:hunter2@example.com/', 'hunter2'],
  ])('removes %s', (_, text, secret) => {
    expect(redact(text)).not.toContain(secret);
  });

  it('leaves ordinary words and IDs alone', () => {
    const text =
      'HTTP 404 NotFound: AuthToken not found in 01M809PAB1F89AFQG9GATDV1GR at http://localhost:9001/workspaces';
    expect(redact(text)).toBe(text);
  });

  it('leaves long hosts, UUIDs and the path of a list of tokens alone', () => {
    const text =
      'GET https://ec2-203-0-113-25.compute-1.region.amazonaws.example/api-tokens/ and ' +
      'https://api.modbox.run/workspaces/3f0c8f0e-6f3e-4a3b-9a53-0c8a7c1c9d10/members';
    expect(redact(text)).toBe(text);
  });
});

describe('a server’s text', () => {
  it('is shown as one short line', () => {
    expect(shown('\nInvalid  `x`\n  at y', 300)).toBe('Invalid `x` at y');
    expect(shown('a'.repeat(400), 10)).toBe('aaaaaaaaa…');
  });
});
