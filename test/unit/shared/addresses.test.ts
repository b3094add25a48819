import { describe, expect, it } from 'vitest';
import { isAddress, readAddresses, readMailbox } from '../../../src-preload/shared/addresses.ts';

describe('pasted e-mail addresses', () => {
  it('separates addresses by commas, semicolons, spaces and lines', () => {
    expect(readAddresses('a@x.example, b@x.example;c@x.example\nd@x.example  e@x.example').emails).toEqual([
      'a@x.example',
      'b@x.example',
      'c@x.example',
      'd@x.example',
      'e@x.example',
    ]);
  });

  it('takes the address out of "Name <address>"', () => {
    expect(readAddresses('"Ana O" <ana@x.example>, Ben Carter <ben@x.example>').emails).toEqual([
      'ana@x.example',
      'ben@x.example',
    ]);
  });

  it('keeps each address once and counts the repeats', () => {
    expect(readAddresses('a@x.example a@x.example b@x.example')).toEqual({
      emails: ['a@x.example', 'b@x.example'],
      repeated: 1,
      dropped: [],
    });
  });

  it('keeps addresses that differ only in case', () => {
    expect(readAddresses('April@x.example april@x.example').emails).toHaveLength(2);
  });

  it.each([
    ['Doe, Jane <jane@x.example>; "Roe, Rick" <rick@x.example>', ['jane@x.example', 'rick@x.example']],
    ['Doe, Jane <jane@x.example>, "Roe, Rick" <rick@x.example>', ['jane@x.example', 'rick@x.example']],
    ['"Roe; Rick" <rick@x.example>; ana@x.example', ['rick@x.example', 'ana@x.example']],
    [
      'ana@x.example, Doe, Jane (HR) <jane@x.example>; ben@x.example',
      ['ana@x.example', 'jane@x.example', 'ben@x.example'],
    ],
    ['Team: ana@x.example, Ben <ben@x.example>;', ['ana@x.example', 'ben@x.example']],
    ['José Ñ <jose@x.example>,,', ['jose@x.example']],
    ['<ana@x.example> <ben@x.example>', ['ana@x.example', 'ben@x.example']],
    ['ana@x.example；ben@x.example，', ['ana@x.example', 'ben@x.example']],
  ])('takes the addresses out of what mail clients write: %s', (text, emails) => {
    expect(readAddresses(text).emails).toEqual(emails);
  });

  it('leaves what is no address for the form to refuse', () => {
    expect(readAddresses('bob, ana@x.example').emails).toEqual(['bob', 'ana@x.example']);
    expect(readAddresses('ana@x.example bob').emails).toEqual(['ana@x.example', 'bob']);
    expect(readAddresses('Jane <jane.x.example>').emails).toContain('jane.x.example');
  });

  it('takes off what can’t be seen and says so', () => {
    expect(readAddresses('\u200eana@x.example\u00ad, “ben@x.example”.')).toEqual({
      emails: ['ana@x.example', 'ben@x.example'],
      repeated: 0,
      dropped: ['direction', 'invisible', 'punctuation', 'quotes'],
    });
    expect(readAddresses('ana@x.example ana\u200b@x.example').repeated).toBe(1);
  });
});

describe('the shape of an address', () => {
  it.each(['a@x.example', 'a.b+c@mail.x.example', 'josé@x.example'])('%s is one', (text) => {
    expect(isAddress(text)).toBe(true);
  });

  it.each([
    'a..b@x.example',
    '.a@x.example',
    'a.@x.example',
    'a@x..example',
    'a@.example',
    'a@x',
    'a b@x.example',
  ])('%s is none', (text) => {
    expect(isAddress(text)).toBe(false);
  });
});

describe('one address with a name', () => {
  it.each([
    ['Dana <dana@x.example>', 'Dana', 'dana@x.example'],
    ['"Roe, Dana" <dana@x.example>', 'Roe, Dana', 'dana@x.example'],
    ['Dr. Dana Roe <mailto:dana@x.example>', 'Dr. Dana Roe', 'dana@x.example'],
    ['<dana@x.example>', '', 'dana@x.example'],
    ['dana@x.example', '', 'dana@x.example'],
  ])('reads %s', (text, name, email) => {
    expect(readMailbox(text)).toEqual({ name, email });
  });
});
