import { describe, expect, it } from 'vitest';
import { readAddress } from '../../../src-main/connections/address.ts';

const addressOf = (typed: string) => {
  const reading = readAddress(typed);
  return reading.ok ? reading.address : null;
};
const suggestionOf = (typed: string) => {
  const reading = readAddress(typed);
  return reading.ok ? 'accepted' : reading.suggestion;
};

describe('addresses as users enter them', () => {
  it.each([
    ['https://auth-api.systeminit.com', 'https://auth-api.systeminit.com'],
    [' https://auth-api.systeminit.com/ ', 'https://auth-api.systeminit.com'],
    ['"https://Auth-API.systeminit.com"', 'https://auth-api.systeminit.com'],
    ['https://example.com:443/base//', 'https://example.com/base'],
    ['http://localhost:9001', 'http://localhost:9001'],
    ['http://[::1]:9001/x', 'http://[::1]:9001/x'],
    ['HTTPS://EXAMPLE.COM/Path', 'https://example.com/Path'],
  ])('%s is read as %s', (typed, address) => {
    expect(addressOf(typed)).toBe(address);
  });

  it.each([
    ['auth-api.systeminit.com', 'https://auth-api.systeminit.com'],
    ['example.com:8443/x', 'https://example.com:8443/x'],
    ['localhost:9001', 'http://localhost:9001'],
    ['127.0.0.1:9001', 'http://127.0.0.1:9001'],
    ['https://auth-api. systeminit.com', 'https://auth-api.systeminit.com'],
    ['https://ana:pw@example.com', 'https://example.com'],
    ['https://example.com/?token=abc', 'https://example.com'],
    ['https://example.com/#/workspaces', 'https://example.com'],
    ['ftp://example.com', 'https://example.com'],
    ['::1', 'http://[::1]'],
    ['[::1]:9001', 'http://[::1]:9001'],
    ['2001:db8::7', 'https://[2001:db8::7]'],
    ['1', null],
    ['9001', null],
    [':9001', null],
    ['https://9001', null],
    ['0x7f.1', null],
    ['', null],
    ['production', null],
    ['https://', null],
    ['https://exa mple', null],
    ['https://example.com:99999', null],
  ])('%s is refused, and %s is suggested', (typed, suggestion) => {
    expect(suggestionOf(typed)).toBe(suggestion);
  });

  it('plain http to other computers is recognized', () => {
    expect(readAddress('http://example.com')).toMatchObject({ ok: true, plainHttp: true });
    expect(readAddress('http://localhost:1')).toMatchObject({ ok: true, plainHttp: false });
    expect(readAddress('https://example.com')).toMatchObject({ ok: true, plainHttp: false });
  });
});
