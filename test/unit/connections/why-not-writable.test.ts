import { describe, expect, it } from 'vitest';
import { whyNotWritable, type WriteFacts } from '../../../src-main/connections/why-not-writable.ts';
import { plainError } from '../../../src-main/base/errors.ts';

const fine: WriteFacts = {
  guided: false,
  address: 'https://api.example',
  signIn: { state: 'signed-in', credential: 'session' },
  health: { state: 'ok', at: 1 },
};
const failing = (kind: 'refused' | 'server'): WriteFacts['health'] => ({
  state: 'failing',
  error: plainError(kind, 'Nothing answers at api.example.', ''),
  since: 1,
  retryAt: null,
});
const why = (facts: Partial<WriteFacts>, moment: Partial<{ readOnly: boolean; online: boolean }> = {}) =>
  whyNotWritable({ ...fine, ...facts }, { readOnly: false, online: true, ...moment });

describe('a connection', () => {
  it('it can be written to while signed in and reachable', () => {
    expect(why({})).toBeNull();
    expect(why({ health: { state: 'unknown' } })).toBeNull();
    expect(why({ health: failing('server') })).toBeNull();
  });

  it.each([
    ['signed out', { signIn: { state: 'signed-out', reason: 'You signed out.' } }, {}, /^Signed out: You/],
    ['whose vault is closed', { signIn: { state: 'unavailable', reason: 'Locked.' } }, {}, /^Locked\.$/],
    ['whose server is out of reach', { health: failing('refused') }, {}, /^Offline: Nothing answers/],
    ['without a network', {}, { online: false }, /^Offline: .* api\.example/],
    ['of a folder that is read-only', {}, { readOnly: true }, /can’t write to its folder/],
  ] as const)('one %s can’t be written to, with the reason', (_, facts, moment, words) => {
    expect(why(facts, moment)).toMatch(words);
  });

  it('one to this computer needs no network', () => {
    expect(why({ address: 'http://127.0.0.1:9001' }, { online: false })).toBeNull();
  });

  it('a guided one needs no server, but a folder and a sign-in', () => {
    const guided = { guided: true, health: failing('refused') };
    expect(why(guided, { online: false })).toBeNull();
    expect(why(guided, { readOnly: true })).toMatch(/folder/);
    expect(why({ ...guided, signIn: { state: 'signed-out', reason: 'You signed out.' } })).toMatch(
      /Signed out/,
    );
  });
});
