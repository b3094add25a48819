import { describe, expect, it } from 'vitest';
import { parseEmails } from '../../../src-renderer/screens/workspace/invite/parse-emails.ts';

describe('pasted e-mail addresses', () => {
  it('separates addresses by commas, semicolons, spaces and lines', () => {
    expect(parseEmails('a@x.example, b@x.example;c@x.example\nd@x.example  e@x.example').emails).toEqual([
      'a@x.example',
      'b@x.example',
      'c@x.example',
      'd@x.example',
      'e@x.example',
    ]);
  });

  it('takes the address out of "Name <address>"', () => {
    expect(parseEmails('"Ana O" <ana@x.example>, Ben Carter <ben@x.example>').emails).toEqual([
      'ana@x.example',
      'ben@x.example',
    ]);
  });

  it('keeps each address once and counts the repeats', () => {
    expect(parseEmails('a@x.example a@x.example b@x.example')).toEqual({
      emails: ['a@x.example', 'b@x.example'],
      repeated: 1,
    });
  });

  it('keeps addresses that differ only in case', () => {
    expect(parseEmails('April@x.example april@x.example').emails).toHaveLength(2);
  });
});
