import type { Check } from '../../../src-preload/contract/plan.ts';

/** It can't be done. */
export const block = (code: Check['code'], text: string): Check => ({
  code,
  level: 'block',
  words: text,
  needsYes: false,
});

/** A warning that has to be answered with yes. */
export const ask = (code: Check['code'], text: string): Check => ({
  code,
  level: 'warn',
  words: text,
  needsYes: true,
});

export const warn = (code: Check['code'], text: string): Check => ({
  code,
  level: 'warn',
  words: text,
  needsYes: false,
});

export const note = (code: Check['code'], text: string): Check => ({
  code,
  level: 'info',
  words: text,
  needsYes: false,
});
