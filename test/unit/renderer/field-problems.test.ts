import { expect, it } from 'vitest';
import { fieldProblems } from '../../../src-renderer/lib/field-problems.ts';
import { invalidError, plainError } from '../../../src-main/base/errors.ts';

it('an error doesn’t say of a field what its own sentences say already', () => {
  const error = invalidError('That isn’t the passphrase.', 'Try again.', [
    { path: 'passphrase', message: 'That isn’t the passphrase.' },
    { path: 'name', message: 'It is too long.' },
  ]);
  expect(fieldProblems(error)).toEqual([{ path: 'name', message: 'It is too long.' }]);
  expect(fieldProblems(plainError('server', 'The server failed.', 'Try again.'))).toEqual([]);
});
