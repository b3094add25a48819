import { expect, it } from 'vitest';
import { plainError } from '../../../src-main/base/errors.ts';
import { endWith } from '../../../src-main/cli/command-end.ts';

it.each([
  ['store-unavailable', 'locked'],
  ['disk-full', 'locked'],
  ['vault-locked', 'locked'],
  ['other-version', 'otherVersion'],
  ['signed-out', 'signedOut'],
  ['blocked', 'refused'],
  ['dns', 'offline'],
  ['server', 'failed'],
] as const)('a command that meets %s ends as %s', (kind, exit) => {
  expect(endWith(plainError(kind, 'It failed.', ''))).toMatchObject({ exit, sentence: 'It failed.' });
});
