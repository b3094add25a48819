import { describe, expect, it } from 'vitest';
import type { HttpAnswer } from '../../../src-main/http/http.ts';
import { readModboxError } from '../../../src-main/providers/modbox/read-error.ts';
import { readSystemInitiativeError } from '../../../src-main/providers/system-initiative/read-error.ts';
import { readUnstructuredError } from '../../../src-main/providers/unstructured/read-error.ts';
import { readWorkspacesApiError } from '../../../src-main/providers/workspaces-api/read-error.ts';

const address = 'https://api.example.com';
const readers = {
  modbox: readModboxError(address),
  'system-initiative': readSystemInitiativeError(address),
  unstructured: readUnstructuredError(address),
  'workspaces-api': readWorkspacesApiError(address),
};

const answer = (json: unknown): HttpAnswer => ({
  status: 401,
  headers: {},
  json,
  text: JSON.stringify(json),
});

/** What frameworks, gateways and portals answer of their own, which says nothing of a session on the system behind them. */
const foreign: readonly unknown[] = [
  { statusCode: 401, message: 'Unauthorized' },
  { statusCode: 401, message: 'Unauthorized', error: 'Unauthorized' },
  { message: 'Unauthorized' },
  { error: 'Unauthorized' },
  { error: 'invalid_token', error_description: 'The token expired' },
  { error: { message: 'Unauthorized', statusCode: 401 } },
  { errors: [{ code: 401, message: 'Unauthorized' }] },
  { status: 401, title: 'Unauthorized', type: 'about:blank' },
  { status: 401, title: 'Unauthorized', type: 'about:blank', detail: 'Sign in to the gateway' },
  'Unauthorized',
  null,
  [],
];

describe.each(Object.entries(readers))('%s', (_system, readError) => {
  it.each(foreign.map((json) => [JSON.stringify(json), json]))(
    'it isn’t signed out by a 401 with %s',
    (_text, json) => {
      expect(readError(answer(json))?.kind).not.toBe('signed-out');
    },
  );
});
