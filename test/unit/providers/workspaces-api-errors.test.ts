import { describe, expect, it } from 'vitest';
import { readWorkspacesApiError } from '../../../src-main/providers/workspaces-api/read-error.ts';

const read = readWorkspacesApiError('https://api.example.com/base');
const answer = (status: number, json: unknown) => ({ status, headers: {}, json, text: '' });
const coded = (code: string, message = 'Some words.', details: unknown = {}) => ({
  error: { code, message, details, timestamp: '2026-03-01T12:00:00Z' },
});
const plain = (code: string, message = 'Some words.') => ({ success: false, error: { code, message } });

const documented = [
  ['AUTH_REQUIRED', 401, coded('AUTH_REQUIRED'), 'signed-out'],
  ['AUTH_INVALID', 401, coded('AUTH_INVALID'), 'signed-out'],
  ['AUTH_EXPIRED', 401, coded('AUTH_EXPIRED'), 'signed-out'],
  ['PERMISSION_DENIED', 403, coded('PERMISSION_DENIED'), 'forbidden'],
  ['VALIDATION_ERROR', 400, coded('VALIDATION_ERROR', 'x', { field: 'name', reason: 'too long' }), 'invalid'],
  ['RESOURCE_NOT_FOUND', 404, coded('RESOURCE_NOT_FOUND'), 'not-found'],
  ['CONFLICT', 409, coded('CONFLICT'), 'conflict'],
  ['RATE_LIMIT_EXCEEDED', 429, coded('RATE_LIMIT_EXCEEDED'), 'rate-limited'],
  ['INTERNAL_ERROR', 500, coded('INTERNAL_ERROR'), 'server'],
  ['SERVICE_UNAVAILABLE', 503, coded('SERVICE_UNAVAILABLE'), 'server'],
  ['organization_access_denied', 403, plain('organization_access_denied'), 'forbidden'],
  ['token_creation_failed', 400, plain('token_creation_failed'), 'invalid'],
  ['not_implemented', 501, plain('not_implemented'), 'not-implemented'],
] as const;

describe('each documented code', () => {
  it.each(documented)('it gives %s (%d) its kind, sentence and next step', (_code, status, json, kind) => {
    const error = read(answer(status, json));
    expect(error?.kind).toBe(kind);
    expect(error?.sentence).toContain('api.example.com');
    expect(error?.nextStep).not.toBe('');
  });

  it('it gives each code a sentence of its own', () => {
    const sentences = documented.map(([, status, json]) => read(answer(status, json))?.sentence);
    expect(new Set(sentences).size).toBe(documented.length);
  });

  it('it reads both error shapes', () => {
    expect(read(answer(403, plain('permission_denied')))?.kind).toBe('forbidden');
    expect(read(answer(403, coded('ORGANIZATION_ACCESS_DENIED')))?.kind).toBe('forbidden');
  });
});

describe('a validation error', () => {
  const invalid = (field: string, reason = 'must not be empty') =>
    read(answer(400, coded('VALIDATION_ERROR', 'The request is invalid', { field, reason })));

  it.each([
    ['name', 'name', 'name'],
    ['email', 'email', 'e-mail address'],
    ['role_id', 'role', 'role'],
    ['settings.default_role_id', 'settings', 'settings (default_role_id)'],
    ['workspaces.3.name', 'workspaces.3.name', 'workspaces.3.name'],
    ['brand_new', 'brand_new', 'brand_new'],
  ])('it points from %s to the field %s', (field, path, words) => {
    const error = invalid(field);
    expect(error).toMatchObject({ kind: 'invalid', fields: [{ path }] });
    expect(error?.sentence).toContain(`rejected the ${words}`);
  });

  it('it repeats the message when no field is named', () => {
    expect(read(answer(400, coded('VALIDATION_ERROR', 'Body is empty.')))).toMatchObject({
      sentence: 'api.example.com rejected this: Body is empty.',
      fields: [],
    });
  });
});

describe('what a token is refused for', () => {
  it.each([
    ['expires_in_days must be 1 or more', 'expiry'],
    ['scopes.0 must be read or write', 'scopes'],
    ['name must not be empty', 'name'],
  ])('it points from %j to the field %s', (message, path) => {
    expect(read(answer(400, plain('token_creation_failed', message)))).toMatchObject({ fields: [{ path }] });
  });

  it('it repeats the message when no field is named', () => {
    expect(read(answer(400, plain('token_creation_failed', 'Too many tokens')))).toMatchObject({
      sentence: 'api.example.com didn’t create the token: Too many tokens.',
      fields: [],
    });
  });
});

describe('what doesn’t end a session', () => {
  it('it keeps the session for such a code under another status, and for an unknown code with 401', () => {
    expect(read(answer(403, coded('AUTH_INVALID')))?.kind).toBe('forbidden');
    expect(read(answer(401, coded('TEAPOT')))?.kind).toBe('forbidden');
  });

  it.each([
    { detail: 'Not authenticated' },
    { kind: 'Unauthorized', message: 'You are not logged in' },
    { error: { message: 'no', statusCode: 401 } },
    { success: false, code: '4010', message: 'no', data: null },
    null,
    undefined,
  ])('it doesn’t read another shape: %j', (json) => {
    expect(read(answer(401, json))).toBeNull();
  });
});

describe('a server’s own words', () => {
  it('it never repeats a secret', () => {
    const leaky = coded('CONFLICT', 'token pat_supersecret and Bearer abc.def are there');
    expect(JSON.stringify(read(answer(409, leaky)))).not.toMatch(/supersecret|abc\.def/);
  });

  it('it accepts details of any shape', () => {
    expect(read(answer(400, coded('VALIDATION_ERROR', 'x', [{ field: 'name' }])))?.kind).toBe('invalid');
    expect(read(answer(409, { error: { code: 'CONFLICT', message: 7, details: 'x' } }))?.kind).toBe(
      'conflict',
    );
  });
});
