import { describe, expect, it } from 'vitest';
import { readSystemInitiativeError } from '../../../src-main/providers/system-initiative/read-error.ts';
import { readWorkspacesApiError } from '../../../src-main/providers/workspaces-api/read-error.ts';

const answer = (status: number, json: unknown) => ({ status, headers: {}, json, text: JSON.stringify(json) });
const ofSystemInitiative = readSystemInitiativeError('https://auth.example');
const ofWorkspacesApi = readWorkspacesApiError('https://api.example');

describe('a refused invitation says only what the server said', () => {
  it.each([
    [
      'Unique constraint failed on the fields: (`user_id`, `workspace_id`)',
      'This person is already a member of the workspace.',
    ],
    [
      'Multiple users found for dana@northwind.example',
      'Several accounts have this e-mail address, so the server can’t tell who is meant.',
    ],
    [
      "Cannot read properties of undefined (reading 'id')",
      'The server refused this change without a reason that Steward knows.',
    ],
  ])('%s', (error, sentence) => {
    expect(ofSystemInitiative(answer(409, { error }))).toMatchObject({
      kind: 'conflict',
      sentence,
      detail: `HTTP 409: ${error}`,
    });
  });

  it('a 404 in the same shape is a missing member only where it says so', () => {
    expect(ofSystemInitiative(answer(404, { error: 'User not found in workspace' }))?.sentence).toBe(
      'This person isn’t a member of the workspace.',
    );
    expect(ofSystemInitiative(answer(404, { error: 'Something else' }))?.sentence).not.toContain('member');
  });

  it('secrets in the server’s words are redacted', () => {
    const error = 'Bearer eyJhbGciOiJIUzI1NiJ9.eyJ1c2VySWQiOiJ1In0.c2lnbmF0dXJl is not allowed';
    expect(ofSystemInitiative(answer(409, { error }))?.detail).not.toContain('eyJhbGciOiJIUzI1NiJ9');
  });
});

describe('a conflict of the Workspaces API', () => {
  const conflict = (message: string) =>
    ofWorkspacesApi(answer(409, { error: { code: 'CONFLICT', message, details: {} } }));

  it('it is called a duplicate only where the server says so', () => {
    expect(conflict('There is a workspace of this name')?.sentence).toContain('already exists');
    expect(conflict('The organization is being moved')?.sentence).not.toContain('already exists');
  });
});
