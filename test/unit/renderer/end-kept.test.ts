import { describe, expect, it } from 'vitest';
import { splitName, splitSentence } from '../../../src-renderer/lib/end-kept.ts';

describe('a name that has no room', () => {
  it('keeps its last words, which tell it apart from others', () => {
    expect(splitName('Contoso sandbox for customers (Singapore)')).toEqual({
      start: 'Contoso sandbox for customers ',
      end: '(Singapore)',
    });
  });

  it('keeps as many words as have room', () => {
    expect(splitName('Contoso sandbox of the north west')?.end).toBe('the north west');
  });

  it('is cut at its end where it is short or ends in a long word', () => {
    expect(splitName('Northwind')).toBeNull();
    expect(splitName('the-sandbox-of-customers-in-singapore')).toBeNull();
    expect(splitName('')).toBeNull();
  });
});

describe('a sentence that has no room', () => {
  it('keeps about its last 26 characters, between words', () => {
    expect(splitSentence('Role of ana@northwind.example changed from Editor to Owner')).toEqual({
      start: 'Role of ana@northwind.example ',
      end: 'changed from Editor to Owner',
    });
  });

  it('is cut at its end where it is one word', () => {
    expect(splitSentence('Joined')).toBeNull();
  });
});
