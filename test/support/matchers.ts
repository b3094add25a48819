import { expect } from 'vitest';

/* Vitest's matchers are untyped; these are values of an unknown type, as an expectation takes them. */

export const someText: unknown = expect.any(String);
export const someNumber: unknown = expect.any(Number);
export const textWith = (words: string): unknown => expect.stringContaining(words);
export const textLike = (pattern: RegExp): unknown => expect.stringMatching(pattern);
/** A list with these among others. */
export const listWith = (...items: unknown[]): unknown => expect.arrayContaining(items);
/** An object with these fields among others. */
export const objectWith = (fields: Readonly<Record<string, unknown>>): unknown =>
  expect.objectContaining(fields);
